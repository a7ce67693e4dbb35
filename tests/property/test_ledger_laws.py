"""Nothing can be done to the lines of a ledger or a manifest that is not found; what was written is read back as it was."""

import contextlib
import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.property.strategies import line_changes, texts, values
from wherefrom.capture import capture_file, escape_path
from wherefrom.capture.bag import create_evidence, open_bag
from wherefrom.capture.ground.file_names import unescape_path
from wherefrom.capture.ledger import read_ledger, record_act
from wherefrom.capture.ledger.acts import NO_PREVIOUS, clean_details, parse_act, render_act
from wherefrom.errors import WherefromError
from wherefrom.records import Act, ActKind
from wherefrom.verify import verify_case
from wherefrom.verify.manifest import parse_manifest

SLOW = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
MANIFEST = "evidence/manifest-sha256.txt"


@pytest.fixture(scope="module")
def files() -> Iterator[dict[str, bytes]]:
    """The files of a sound case with a dozen acts."""
    with tempfile.TemporaryDirectory() as scratch:
        case, source = Path(scratch) / "case", Path(scratch) / "words"
        case.mkdir()
        create_evidence(case, "me")
        for number in range(5):
            source.write_text(f"number {number}")
            capture_file(case, source, "me", limit_bytes=1000)
            record_act(case, ActKind.NOTE, "me", {"about": number, "note": "\u202e \n"})
        yield {path.relative_to(case).as_posix(): path.read_bytes() for path in case.rglob("*") if path.is_file()}


def lay_out(files: dict[str, bytes], scratch: str) -> Path:
    case = Path(scratch) / "case"
    for name, content in files.items():
        (case / name).parent.mkdir(parents=True, exist_ok=True)
        (case / name).write_bytes(content)
    (case / "incoming").mkdir()
    return case


@SLOW
@given(data=st.data())
def test_nothing_done_to_the_lines_of_a_ledger_goes_unnoticed(files: dict[str, bytes], data: st.DataObject) -> None:
    sound = files["custody.jsonl"]
    changed = b"".join(data.draw(line_changes(sound.splitlines(keepends=True))))
    assume(changed != sound)
    with tempfile.TemporaryDirectory() as scratch:
        case = lay_out({**files, "custody.jsonl": changed}, scratch)
        assert any(problem.thing.startswith("custody") for problem in verify_case(case).problems)
        # Whatever writes refuses to go on, and leaves what is there; but for a last line break, which a crash can take.
        try:
            with open_bag(case):
                pass
        except WherefromError:
            assert (case / "custody.jsonl").read_bytes() == changed
        else:
            assert changed == sound[:-1]
            assert verify_case(case).is_sound


@SLOW
@given(data=st.data())
def test_whoever_reads_a_changed_ledger_gets_no_act_that_was_not_written_but_the_last(
    files: dict[str, bytes], data: st.DataObject
) -> None:
    sound = files["custody.jsonl"].splitlines(keepends=True)
    changed = data.draw(line_changes(sound))
    with tempfile.TemporaryDirectory() as scratch:
        case = lay_out({**files, "custody.jsonl": b"".join(changed)}, scratch)
        acts = []
        with contextlib.suppress(WherefromError):
            # Act by act: those before the error are given too.
            for act in read_ledger(case):
                acts.append(act)  # noqa: PERF402
        # An act is vouched for by the one behind it, the last by the recorded head alone.
        written = [parse_act(line[:-1]) for line in sound]
        assert acts[:-1] == written[: max(len(acts) - 1, 0)]


@SLOW
@given(data=st.data())
def test_nothing_done_to_the_lines_of_a_manifest_goes_unnoticed(files: dict[str, bytes], data: st.DataObject) -> None:
    sound = files[MANIFEST]
    changed = b"".join(data.draw(line_changes(sound.splitlines(keepends=True))))
    assume(changed != sound)
    with tempfile.TemporaryDirectory() as scratch:
        case = lay_out({**files, MANIFEST: changed}, scratch)
        assert not verify_case(case).is_sound


@given(texts, st.dictionaries(texts, values, max_size=5), st.sampled_from(ActKind), st.integers(1, 2**40))
def test_any_act_has_one_line_of_ascii_and_comes_back_from_it(
    by: str, details: dict[str, str | int | float | bool | None], kind: ActKind, number: int
) -> None:
    act = Act(number, "2026-05-14T09:30:00.000000Z", by, kind, clean_details(details), NO_PREVIOUS)
    line = render_act(act)
    assert line.isascii()
    assert b"\n" not in line
    assert b"\r" not in line
    assert parse_act(line) == act


@given(st.binary(max_size=80))
def test_no_bytes_make_the_reading_of_a_line_fall(line: bytes) -> None:
    act = parse_act(line)
    assert act is None or render_act(act) == line


@given(st.lists(st.tuples(st.binary(min_size=1, max_size=20), st.binary(max_size=20)), max_size=6))
def test_manifest_of_any_names_is_parsed_as_sha256sum_writes_it(files: list[tuple[bytes, bytes]]) -> None:
    named = {name.replace(b"\0", b"0"): hashlib.sha256(content).hexdigest() for name, content in files}
    lines = []
    for name, digest in named.items():
        # GNU coreutils: a name with a backslash, a line feed or a carriage return is escaped, and its line says so.
        escaped = name.replace(b"\\", b"\\\\").replace(b"\n", b"\\n").replace(b"\r", b"\\r")
        lines.append((b"\\" if escaped != name else b"") + digest.encode() + b"  " + escaped + b"\n")
    digests, problems = parse_manifest("manifest", b"".join(lines))
    assert problems == []
    assert digests == {name.decode("utf-8", "surrogateescape"): digest for name, digest in named.items()}


@given(st.binary(max_size=200))
def test_no_bytes_make_the_parsing_of_a_manifest_fall(content: bytes) -> None:
    digests, problems = parse_manifest("manifest", content)
    assert all(len(digest) == 64 for digest in digests.values())
    assert problems or not content or content.endswith(b"\n")


@given(texts | st.binary(max_size=30).map(lambda name: name.decode("utf-8", "surrogateescape")))
def test_any_path_is_had_back_from_its_escape(path: str) -> None:
    escaped = escape_path(path)
    escaped.encode("utf-8")
    assert unescape_path(escaped) == path
