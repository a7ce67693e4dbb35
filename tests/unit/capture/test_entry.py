"""Capturing files: what is kept, what is refused, and what the ledger says of both."""

import errno
import hashlib
import os
import socket
import subprocess
from pathlib import Path

import bagit
import pytest

from wherefrom.capture import Refused, capture_file, list_inputs
from wherefrom.capture.bag import create_evidence, open_bag
from wherefrom.capture.ground.file_names import unescape_path
from wherefrom.capture.ledger import read_captures, read_ledger
from wherefrom.errors import UsageError
from wherefrom.records import ActKind
from wherefrom.verify import verify_case

LIMIT = 10_000_000


def refusal_of(case: Path, source: Path) -> str:
    result = capture_file(case, source, "me", limit_bytes=LIMIT)
    assert result.capture is None
    last = list(read_ledger(case))[-1]
    assert last.kind is ActKind.REFUSE
    assert last.details["reason"] == result.refusal
    return result.refusal


def assert_sound(case: Path) -> None:
    bagit.Bag(str(case / "evidence")).validate()
    assert verify_case(case).problems == ()


def test_payload_is_byte_identical_and_named_by_digest(case: Path, letter: Path) -> None:
    result = capture_file(case, letter, "me", limit_bytes=LIMIT)
    assert result.is_new
    assert result.capture is not None
    digest = hashlib.sha256(letter.read_bytes()).hexdigest()
    assert result.capture.sha256 == digest
    assert result.capture.path == f"data/{digest[:2]}/{digest}.txt"
    assert (case / "evidence" / result.capture.path).read_bytes() == letter.read_bytes()
    assert result.capture.size == letter.stat().st_size
    assert list(read_captures(case)) == [result.capture]
    assert_sound(case)


def test_stock_tools_verify_the_bag(case: Path, letter: Path) -> None:
    capture_file(case, letter, "me", limit_bytes=LIMIT)
    command = [
        "/usr/bin/env",
        "sha256sum",
        "--strict",
        "--status",
        "-c",
        "manifest-sha256.txt",
        "tagmanifest-sha256.txt",
    ]
    assert subprocess.run(command, cwd=case / "evidence", check=False).returncode == 0
    bag = bagit.Bag(str(case / "evidence"))
    assert bag.version_info == (1, 0)
    assert bag.info["Payload-Oxum"] == f"{letter.stat().st_size}.1"


def test_empty_bag_is_valid(case: Path) -> None:
    assert_sound(case)


def test_second_case_in_one_folder_is_refused(case: Path) -> None:
    with pytest.raises(UsageError, match="case already"):
        create_evidence(case, "me")


def test_same_bytes_twice_are_one_payload_and_two_acts(case: Path, letter: Path, tmp_path: Path) -> None:
    twin = tmp_path / "another name.md"
    twin.write_bytes(letter.read_bytes())
    first = capture_file(case, letter, "me", limit_bytes=LIMIT)
    second = capture_file(case, twin, "you", limit_bytes=LIMIT)
    assert (first.is_new, second.is_new) == (True, False)
    assert second.capture == first.capture
    acts = [act for act in read_ledger(case) if act.kind is ActKind.CAPTURE]
    assert [(act.by, act.details["name"], act.details["is_new"]) for act in acts] == [
        ("me", "letter.txt", True),
        ("you", "another name.md", False),
    ]
    assert sum(path.is_file() for path in (case / "evidence/data").rglob("*")) == 1
    assert list(read_captures(case)) == [first.capture]
    assert_sound(case)


def test_original_is_read_only_and_source_untouched(case: Path, letter: Path) -> None:
    before = letter.stat()
    result = capture_file(case, letter, "me", limit_bytes=LIMIT)
    assert result.capture is not None
    assert (case / "evidence" / result.capture.path).stat().st_mode & 0o222 == 0
    assert (letter.stat().st_mtime_ns, letter.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_empty_file_is_captured(case: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    result = capture_file(case, tmp_path / "empty.pdf", "me", limit_bytes=LIMIT)
    assert result.capture is not None
    assert (result.capture.size, result.capture.media_type) == (0, "inode/x-empty")
    assert_sound(case)


@pytest.mark.parametrize(
    "name",
    [
        b"line\nbreak.txt",
        b"..\\..\\up.txt",
        "\u202ecod.exe.txt".encode(),
        b"\xff\xfe undecodable \x80.txt",
        b"-rf",
        b"n" * 251 + b".txt",
        b"a  b%0A.txt",
        b"script.<script>",
    ],
)
def test_hostile_name_never_becomes_a_path_and_can_be_had_back(case: Path, tmp_path: Path, name: bytes) -> None:
    source = tmp_path / os.fsdecode(name)
    source.write_bytes(b"words")
    result = capture_file(case, source, "me", limit_bytes=LIMIT)
    assert result.capture is not None
    assert result.capture.path == f"data/{result.capture.sha256[:2]}/{result.capture.sha256}.txt"
    assert os.fsencode(unescape_path(result.capture.received_from)) == os.fsencode(source)
    assert os.fsencode(unescape_path(result.capture.name)) == name
    result.capture.received_from.encode("utf-8")
    assert_sound(case)


def test_name_with_parent_steps_stays_a_name(case: Path, letter: Path, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    result = capture_file(case, tmp_path / "sub" / ".." / letter.name, "me", limit_bytes=LIMIT)
    assert result.capture is not None
    assert ".." not in result.capture.path
    assert result.capture.received_from.endswith(f"sub/../{letter.name}")


def test_symbolic_link_is_refused(case: Path, letter: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(letter)
    assert "symbolic link" in refusal_of(case, tmp_path / "link")


def test_symbolic_link_loop_is_refused(case: Path, tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")
    assert "symbolic link" in refusal_of(case, tmp_path / "one")
    assert "symbolic link" in refusal_of(case, tmp_path / "one" / "below")


@pytest.mark.timeout(20)
def test_pipe_is_refused_without_waiting_for_a_writer(case: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "pipe" in refusal_of(case, tmp_path / "pipe")


def test_device_is_refused(case: Path) -> None:
    assert "device" in refusal_of(case, Path("/dev/zero"))


def test_socket_is_refused(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        assert "socket" in refusal_of(case, tmp_path / "socket")


def test_missing_file_is_refused(case: Path, tmp_path: Path) -> None:
    assert "no such file" in refusal_of(case, tmp_path / "nothing.txt")


def test_folder_is_refused(case: Path, tmp_path: Path) -> None:
    assert "folder" in refusal_of(case, tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file_is_refused(case: Path, letter: Path) -> None:
    letter.chmod(0)
    assert "may not read" in refusal_of(case, letter)


def test_file_that_the_system_will_not_open_is_refused(
    case: Path, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_open = os.open

    def refuse(path: str | Path, *given: int, **named: int) -> int:
        if path == letter:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real_open(path, *given, **named)

    monkeypatch.setattr("wherefrom.capture.ground.taking_in.os.open", refuse)
    assert "may not read" in refusal_of(case, letter)


def test_file_whose_medium_fails_half_way_is_refused(case: Path, letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chunks: list[bytes] = [b"The harbour"]

    def fail_later(_descriptor: int, _size: int) -> bytes:
        if chunks:
            return chunks.pop()
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("wherefrom.capture.ground.taking_in.os.read", fail_later)
    assert "only to byte 11" in refusal_of(case, letter)
    monkeypatch.undo()
    assert list((case / "incoming").iterdir()) == []


def test_file_over_the_limit_is_refused_and_exactly_at_it_kept(case: Path, letter: Path) -> None:
    size = letter.stat().st_size
    over = capture_file(case, letter, "me", limit_bytes=size - 1)
    assert over.capture is None
    assert "limit" in over.refusal
    assert capture_file(case, letter, "me", limit_bytes=size).capture is not None


def test_refusal_leaves_the_rest_going_on(case: Path, letter: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a").symlink_to(letter)
    (tmp_path / "in/b.txt").write_text("words")
    with open_bag(case) as bag:
        results = [capture_file(bag, entry, "me", limit_bytes=LIMIT) for entry in list_inputs([str(tmp_path / "in")])]
    assert [result.name for result in results if result.capture is None] == ["a"]
    assert [result.name for result in results if result.capture] == ["b.txt"]
    assert list((case / "incoming").iterdir()) == []
    assert_sound(case)


def test_refused_entry_of_the_list_stands_in_the_ledger(case: Path) -> None:
    result = capture_file(case, Refused(Path("dir/x"), "it is a case"), "me", limit_bytes=LIMIT)
    assert result.refusal == "it is a case"
    assert list(read_ledger(case))[-1].details == {"name": "x", "received_from": "dir/x", "reason": "it is a case"}


def test_file_that_grows_while_it_is_copied_is_refused(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    growing = tmp_path / "growing.log"
    growing.write_bytes(b"x" * 100)
    real_read, seen = os.read, []

    def read_and_grow(descriptor: int, size: int) -> bytes:
        chunk = real_read(descriptor, size)
        if chunk == b"x" * 100:
            seen.append(chunk)
            with growing.open("ab") as stream:
                stream.write(b"more")
            return chunk
        return b""

    monkeypatch.setattr("wherefrom.capture.ground.taking_in.os.read", read_and_grow)
    assert "changed while" in refusal_of(case, growing)
    assert seen


def test_full_disk_is_an_error_that_says_what_to_do(case: Path, letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_descriptor: int, _content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wherefrom.capture.ledger.act_lines.write_all", fail)
    with pytest.raises(UsageError, match="No space left"):
        capture_file(case, letter, "me", limit_bytes=LIMIT)
    monkeypatch.undo()
    assert capture_file(case, letter, "me", limit_bytes=LIMIT).is_new
    assert_sound(case)


def test_each_capture_leaves_a_valid_bag_inside_a_batch(case: Path, tmp_path: Path) -> None:
    with open_bag(case) as bag:
        for number in range(3):
            (tmp_path / f"{number}.txt").write_text(f"number {number}")
            capture_file(bag, tmp_path / f"{number}.txt", "me", limit_bytes=LIMIT)
            assert_sound(case)
