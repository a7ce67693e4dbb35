"""What a killed writer leaves in flight is noted; the same states at rest are problems."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from wherefrom.capture.ledger import read_captures, record_act
from wherefrom.errors import UsageError
from wherefrom.records import ActKind
from wherefrom.verify import What, verify_case


def found(case: Path) -> set[tuple[What, str]]:
    return {(problem.what, problem.thing) for problem in verify_case(case).problems}


def lines_of(case: Path) -> list[bytes]:
    return (case / "custody.jsonl").read_bytes().splitlines(keepends=True)


def digest(line: bytes) -> str:
    return hashlib.sha256(line.removesuffix(b"\n")).hexdigest()


def set_state(case: Path, ledger: list[bytes], *heads: str) -> None:
    (case / "custody.jsonl").write_bytes(b"".join(ledger))
    (case / "custody.head").write_text("".join(f"{head}\n" for head in heads))


def test_line_announced_and_not_written_is_no_matter(case: Path) -> None:
    lines = lines_of(case)
    set_state(case, lines[:-1], digest(lines[-2]), digest(lines[-1]))
    report = verify_case(case)
    assert (report.problems, report.notes, report.acts) == ((), (), 5)


def test_line_written_and_not_yet_named_alone_is_noted(case: Path) -> None:
    lines = lines_of(case)
    set_state(case, lines, digest(lines[-2]), digest(lines[-1]))
    report = verify_case(case)
    assert report.problems == ()
    assert "line 6" in report.notes[0]
    assert report.head == digest(lines[-1])


def test_line_named_twice_is_no_matter(case: Path) -> None:
    lines = lines_of(case)
    set_state(case, lines, digest(lines[-1]), digest(lines[-1]))
    assert verify_case(case).problems == ()
    assert verify_case(case).notes == ()


@pytest.mark.parametrize("cut", [1, 2, 40])
def test_line_torn_in_the_writing_is_noted(case: Path, cut: int) -> None:
    lines = lines_of(case)
    set_state(case, [*lines[:-1], lines[-1][:-cut]], digest(lines[-2]), digest(lines[-1]))
    report = verify_case(case)
    assert report.problems == ()
    assert "line 6" in report.notes[0]
    assert report.acts == (6 if cut == 1 else 5)


def test_the_same_states_at_rest_are_problems(case: Path) -> None:
    lines = lines_of(case)
    set_state(case, lines[:-1], digest(lines[-1]))
    assert found(case) == {(What.TRUNCATED, "custody.jsonl")}
    set_state(case, lines, digest(lines[-2]))
    assert found(case) == {(What.ADDED, "custody.jsonl")}
    set_state(case, [*lines[:-1], lines[-1][:-40]], digest(lines[-2]))
    assert (What.TRUNCATED, "custody.jsonl, line 6") in found(case)


def test_an_announced_line_excuses_no_other(case: Path) -> None:
    lines = lines_of(case)
    # Two lines cut off; a line in flight that is another than the one announced; a line torn after another than the first.
    set_state(case, lines[:-2], digest(lines[-2]), digest(lines[-1]))
    assert found(case)
    set_state(case, lines, digest(lines[-2]), "0" * 64)
    assert found(case)
    set_state(case, [*lines[:-1], lines[-1][:-40]], digest(lines[-3]), digest(lines[-1]))
    assert found(case)


@pytest.mark.parametrize("content", [b"", b"x", b"0" * 64, b"0" * 64 + b"\n" + b"0" * 63 + b"\n", b"A" * 64 + b"\n"])
def test_head_of_another_form_is_named(case: Path, content: bytes) -> None:
    (case / "custody.head").write_bytes(content)
    assert (What.ALTERED, "custody.head") in found(case)


def move_last_payload_out(case: Path) -> tuple[Path, Path]:
    """The state between act and bag: the payload in incoming/, and a bag that knows nothing of it."""
    last = list(read_captures(case))[-1]
    inside, waiting = case / "evidence" / last.path, case / "incoming" / last.sha256
    inside.rename(waiting)
    manifest, info = case / "evidence/manifest-sha256.txt", case / "evidence/bag-info.txt"
    kept = [line for line in manifest.read_bytes().splitlines(keepends=True) if last.sha256.encode() not in line]
    manifest.write_bytes(b"".join(kept))
    before = sum(capture.size for capture in read_captures(case))
    info.write_bytes(info.read_bytes().replace(f"{before}.3".encode(), f"{before - last.size}.2".encode()))
    tags = case / "evidence/tagmanifest-sha256.txt"
    names = [line.split()[1] for line in tags.read_text().splitlines()]
    digests = {name: hashlib.sha256((case / "evidence" / name).read_bytes()).hexdigest() for name in names}
    tags.write_text("".join(f"{digests[name]}  {name}\n" for name in names))
    return inside, waiting


def test_payload_that_still_waits_is_noted_and_altered_it_is_missing(case: Path) -> None:
    inside, waiting = move_last_payload_out(case)
    report = verify_case(case)
    assert report.problems == ()
    assert f"incoming/{waiting.name}" in report.notes[0]
    waiting.chmod(0o644)
    waiting.write_bytes(b"x")
    assert found(case) == {(What.MISSING, str(inside.relative_to(case)))}


def test_notes_are_printed_by_the_bare_program(case: Path, project_root: Path) -> None:
    lines = lines_of(case)
    set_state(case, lines, digest(lines[-2]), digest(lines[-1]))
    program = f"import sys, runpy; sys.path.insert(0, {str(project_root / 'src')!r}); sys.argv = ['v', {str(case)!r}];"
    program += "runpy.run_module('wherefrom.verify', run_name='__main__')"
    ended = subprocess.run([sys.executable, "-I", "-S", "-c", program], check=False, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    assert "note: line 6 of custody.jsonl" in ended.stdout


def test_beginning_of_a_case_is_no_case_but_one_with_payloads_is(case: Path, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    begun.mkdir()
    for name in ("custody.jsonl", "custody.head"):
        (begun / name).write_bytes((case / name).read_bytes())
    with pytest.raises(UsageError, match="cut off"):
        verify_case(begun)
    (begun / "case.toml").write_text("")
    assert verify_case(begun).problems
    (case / "custody.head").unlink()
    assert (What.MISSING, "custody.head") in found(case)


@pytest.mark.parametrize("state", ["announced", "torn", "written"])
def test_writer_settles_what_was_in_flight(case: Path, state: str) -> None:
    lines = lines_of(case)
    ledger = {"announced": lines[:-1], "torn": [*lines[:-1], lines[-1][:-9]], "written": lines}[state]
    set_state(case, ledger, digest(lines[-2]), digest(lines[-1]))
    record_act(case, ActKind.NOTE, "me", {"text": "after"})
    report = verify_case(case)
    assert (report.problems, report.notes) == ((), ())
    kinds = [b'"kind":"mend"' in line for line in lines_of(case)[-2:]]
    assert kinds == [state != "announced", False]
