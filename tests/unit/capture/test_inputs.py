"""Expanding what the user names."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from wherefrom.capture import InputPath, Refused, list_inputs


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    top = tmp_path / "in"
    (top / "b/deep").mkdir(parents=True)
    for name in ("c.txt", "a.txt", ".hidden", "b/deep/x.txt", "b/y.txt"):
        (top / name).write_text(name)
    return top


def names(found: list[InputPath | Refused], top: Path) -> list[str]:
    return [str(entry.path.relative_to(top)) for entry in found]


def give_stdin(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_folder_is_walked_sorted_with_hidden_files(folder: Path) -> None:
    found = list(list_inputs([str(folder)]))
    assert names(found, folder) == [".hidden", "a.txt", "b/deep/x.txt", "b/y.txt", "c.txt"]


def test_links_are_listed_and_not_followed(folder: Path) -> None:
    (folder / "b/loop").symlink_to(folder, target_is_directory=True)
    found = names(list(list_inputs([str(folder)])), folder)
    assert "b/loop" in found
    assert not any(name.startswith("b/loop/") for name in found)


def test_case_inside_the_folder_is_not_swallowed(case: Path) -> None:
    (case.parent / "z.txt").write_text("z")
    found = list(list_inputs([str(case.parent)]))
    assert [type(entry) for entry in found] == [Refused, InputPath]
    assert found[0].path == case


def test_excluded_folder_is_refused_by_whatever_name(folder: Path) -> None:
    (entry,) = list_inputs([str(folder / "b" / "..")], exclude=folder)
    assert isinstance(entry, Refused)


def test_missing_path_is_passed_on_to_be_refused(tmp_path: Path) -> None:
    assert list(list_inputs([str(tmp_path / "nothing")])) == [InputPath(tmp_path / "nothing")]


def test_order_of_naming_is_kept(folder: Path) -> None:
    given = [str(folder / "c.txt"), str(folder / "a.txt")]
    assert names(list(list_inputs(given)), folder) == ["c.txt", "a.txt"]


def test_dash_reads_lines(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    give_stdin(monkeypatch, f"{folder}/a.txt\n{folder}/b\n\n".encode())
    assert names(list(list_inputs(["-"])), folder) == ["a.txt", "b/deep/x.txt", "b/y.txt"]


def test_dash_reads_names_ended_by_nul(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = folder / os.fsdecode(b"two\nlines \xff")
    odd.write_text("x")
    give_stdin(monkeypatch, os.fsencode(odd) + b"\0" + os.fsencode(folder / "a.txt") + b"\0")
    assert [entry.path for entry in list_inputs(["-"])] == [odd, folder / "a.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list everything")
def test_folder_that_may_not_be_listed_is_refused(folder: Path) -> None:
    (folder / "b").chmod(0)
    found = list(list_inputs([str(folder)]))
    (folder / "b").chmod(0o755)
    assert [entry.reason for entry in found if isinstance(entry, Refused)] == ["this account may not read it"]


def test_very_deep_folder_does_not_exhaust_the_stack(tmp_path: Path) -> None:
    deep = here = tmp_path / "deep"
    deep.mkdir()
    try:
        for _ in range(sys.getrecursionlimit() + 100):
            here /= "d"
            here.mkdir()
        (here / "x.txt").write_text("x")
        assert list(list_inputs([str(deep)])) == [InputPath(here / "x.txt")]
    finally:
        # Python's own remover would exhaust the stack, here and whenever pytest clears its folders.
        subprocess.run(["/usr/bin/env", "rm", "-rf", str(deep)], check=True)
