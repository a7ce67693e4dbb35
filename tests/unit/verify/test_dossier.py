"""A published dossier held against its manifest, its ledger and its originals."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from wherefrom.verify import What, verify_case

Write = Callable[[Path], None]


def found(dossier: Path) -> set[tuple[What, str]]:
    return {(problem.what, problem.thing) for problem in verify_case(dossier).problems}


def test_untouched_dossier_is_sound(dossier: Path) -> None:
    report = verify_case(dossier)
    assert report.problems == ()
    assert (report.kind, report.acts, report.captures, report.files) == ("dossier", 6, 3, 6)


def test_altered_missing_and_added_files_are_named(dossier: Path) -> None:
    (dossier / "index.html").write_text("<!doctype html><title>Another</title>")
    (dossier / "claims/claim one é.html").unlink()
    (dossier / "claims/planted.html").write_text("x")
    assert found(dossier) == {
        (What.ALTERED, "index.html"),
        (What.MISSING, "claims/claim one é.html"),
        (What.ADDED, "claims/planted.html"),
    }


def test_original_altered_with_the_manifest_made_anew_is_found_by_the_ledger(
    dossier: Path, write_manifest: Write
) -> None:
    path = next(path for path in (dossier / "originals").iterdir() if b"harbour" in path.read_bytes())
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b" ")
    write_manifest(dossier)
    assert {what for what, _ in found(dossier)} == {What.ADDED, What.MISSING}


def test_ledger_altered_with_the_manifest_made_anew_is_found_by_its_chain(dossier: Path, write_manifest: Write) -> None:
    path = dossier / "custody.jsonl"
    path.write_bytes(path.read_bytes().replace(b"a collector", b"b collector", 1))
    write_manifest(dossier)
    assert found(dossier) == {(What.ALTERED, "custody.jsonl, line 1")}


def test_dossier_without_originals_is_sound(dossier: Path, write_manifest: Write) -> None:
    shutil.rmtree(dossier / "originals")
    write_manifest(dossier)
    assert found(dossier) == set()


def test_originals_without_a_ledger_are_named(dossier: Path, write_manifest: Write) -> None:
    (dossier / "custody.jsonl").unlink()
    write_manifest(dossier)
    assert found(dossier) == {(What.MISSING, "custody.jsonl")}


@pytest.mark.parametrize("path", ["../outside.txt", "claims/../../outside.txt", "/etc/hostname", "./index.html", ""])
def test_hostile_path_in_the_manifest_is_never_read(dossier: Path, path: str) -> None:
    (dossier.parent / "outside.txt").write_text("x")
    with (dossier / "manifest-sha256.txt").open("a") as manifest:
        manifest.write(f"{'0' * 64}  {path}\n")
    (problem,) = verify_case(dossier).problems
    assert problem.what in {What.MISSING, What.ALTERED}
    assert "outside.txt" not in problem.why


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("not a line", What.ALTERED),
        ("A" * 64 + "  index.html", What.ALTERED),
        ("0" * 64 + " *index.html", What.ALTERED),
    ],
)
def test_faulty_manifest_line_is_named(dossier: Path, line: str, what: What) -> None:
    with (dossier / "manifest-sha256.txt").open("a") as manifest:
        manifest.write(line + "\n")
    assert found(dossier) == {(what, "manifest-sha256.txt, line 7")}


def test_file_named_twice_is_named(dossier: Path) -> None:
    manifest = dossier / "manifest-sha256.txt"
    manifest.write_bytes(manifest.read_bytes() + manifest.read_bytes().splitlines(keepends=True)[0])
    assert found(dossier) == {(What.ADDED, "manifest-sha256.txt, line 7")}


def test_manifest_cut_off_is_named(dossier: Path) -> None:
    manifest = dossier / "manifest-sha256.txt"
    manifest.write_bytes(manifest.read_bytes()[:-1])
    assert found(dossier) == {(What.TRUNCATED, "manifest-sha256.txt")}


def test_names_escaped_as_sha256sum_does_are_read(dossier: Path, write_manifest: Write) -> None:
    write_manifest(dossier)
    odd = dossier / os.fsdecode(b"line\nbreak \\ \xff")
    odd.write_bytes(b"")
    with (dossier / "manifest-sha256.txt").open("ab") as manifest:
        manifest.write(b"\\e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  line\\nbreak \\\\ \xff\n")
    assert found(dossier) == set()
