"""Writing so that a crash leaves the old or the new."""

import errno
import os
from pathlib import Path

import pytest

from wherefrom import durable
from wherefrom.durable import exchange, is_read_only, replace_file, storage_errors, write_all
from wherefrom.errors import UsageError


def test_folders_and_files_change_places(tmp_path: Path) -> None:
    one, other = tmp_path / "один", tmp_path / "two\nlines"
    one.mkdir()
    (one / "a").write_text("a")
    other.write_text("b")
    exchange(one, other)
    assert one.read_text() == "b"
    assert (other / "a").read_text() == "a"


def test_missing_name_is_an_error_and_nothing_moves(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("a")
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "one", tmp_path / "none")
    assert (tmp_path / "one").read_text() == "a"


def test_system_without_exchange_says_so_in_a_way_that_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(durable, "_find_exchange", lambda: None)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSYS)) as refused:
        exchange(tmp_path, tmp_path)
    assert refused.value.errno in durable.UNSUPPORTED


def test_full_disk_is_no_lack_of_support() -> None:
    assert not {errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.EIO} & durable.UNSUPPORTED


def test_file_is_replaced_whole_and_nothing_stays_beside_it(tmp_path: Path) -> None:
    replace_file(tmp_path / "file", b"old", synced=True)
    replace_file(tmp_path / "file", b"new", synced=False)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"new"]


def test_everything_is_written_though_the_system_takes_a_part(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real_write = os.write
    monkeypatch.setattr(durable.os, "write", lambda descriptor, content: real_write(descriptor, bytes(content[:3])))
    descriptor = os.open(tmp_path / "file", os.O_WRONLY | os.O_CREAT)
    write_all(descriptor, b"ten bytes!")
    os.close(descriptor)
    assert (tmp_path / "file").read_bytes() == b"ten bytes!"


def test_refusal_of_the_system_says_with_what_and_what_to_do(tmp_path: Path) -> None:
    with (
        pytest.raises(UsageError, match=r"The dossier .* cannot be written: No such file") as told,
        storage_errors(tmp_path, "dossier"),
    ):
        (tmp_path / "none" / "file").write_text("x")
    assert "none/file" in told.value.problem
    assert "run the same command again" in told.value.remedy


def test_folder_that_can_be_written_is_not_read_only(tmp_path: Path) -> None:
    assert not is_read_only(tmp_path)
    assert not is_read_only(tmp_path / "none") or not os.access(tmp_path / "none", os.F_OK)
