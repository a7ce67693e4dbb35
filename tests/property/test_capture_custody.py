"""Laws of custody: any flipped byte is found; names, acts and payloads come back as they went in."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import bagit
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import wherefrom
from wherefrom.capture import capture_file, escape_path
from wherefrom.capture.bag import create_evidence, open_bag
from wherefrom.capture.ground.file_names import unescape_path
from wherefrom.capture.kinds.media_type import find_media_type
from wherefrom.capture.ledger import read_captures, read_ledger, record_act
from wherefrom.config import read_settings, write_settings
from wherefrom.errors import WherefromError
from wherefrom.records import ActKind
from wherefrom.verify import verify_case

COVERED = ("custody.jsonl", "custody.head", "evidence/*.txt", "evidence/data/*/*")
NAMES = st.binary(min_size=1, max_size=60).filter(
    lambda name: not {0, ord("/")} & set(name) and name not in {b".", b".."}
)
VALUES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()


@pytest.fixture(scope="module")
def sound_case() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as scratch:
        case = Path(scratch) / "case"
        case.mkdir()
        create_evidence(case, "me")
        for text in ("The crane fell, she said.\n", "Forty crates were unloaded."):
            source = Path(scratch) / "source.txt"
            source.write_text(text)
            capture_file(case, source, "me", limit_bytes=1000)
        record_act(case, ActKind.JUDGE, "me", {"about": "claim-1", "judgement": "yes"})
        assert verify_case(case).problems == ()
        yield case


@pytest.fixture(scope="module")
def covered_bytes(sound_case: Path) -> list[tuple[str, int]]:
    paths = [path for pattern in COVERED for path in sorted(sound_case.glob(pattern))]
    assert len(paths) == 8
    return [(str(path.relative_to(sound_case)), place) for path in paths for place in range(path.stat().st_size)]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), change=st.integers(1, 255))
def test_any_flipped_byte_is_found(
    sound_case: Path, covered_bytes: list[tuple[str, int]], data: st.DataObject, change: int
) -> None:
    name, place = data.draw(st.sampled_from(covered_bytes))
    with tempfile.TemporaryDirectory() as scratch:
        case = Path(shutil.copytree(sound_case, Path(scratch) / "case"))
        (case / name).chmod(0o644)
        content = bytearray((case / name).read_bytes())
        content[place] ^= change
        (case / name).write_bytes(content)
        problems = verify_case(case).problems
        assert problems
        # A flipped line break or digest may be noticed at its neighbour or counterpart: the ledger or the bag.
        assert any(problem.thing.startswith(("custody", "evidence/")) for problem in problems)


@pytest.fixture(scope="module")
def dossier() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as scratch:
        made = wherefrom.create(Path(scratch) / "case")
        write_settings(made.folder, replace(read_settings(made.folder), reader="rules", workers=1))
        case = wherefrom.open(made.folder)
        (Path(scratch) / "story.txt").write_text("The crane fell, said Ada Holt, a crane driver. It was dark.")
        case.add(Path(scratch) / "story.txt")
        case.trace()
        case.publish(Path(scratch) / "dossier")
        assert verify_case(Path(scratch) / "dossier").problems == ()
        yield Path(scratch) / "dossier"


@settings(max_examples=300, deadline=None)
@given(data=st.data(), change=st.integers(1, 255))
def test_any_flipped_byte_of_a_published_dossier_is_found(dossier: Path, data: st.DataObject, change: int) -> None:
    path = data.draw(st.sampled_from(sorted(path for path in dossier.rglob("*") if path.is_file())))
    whole = path.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    try:
        path.write_bytes(whole[:place] + bytes([whole[place] ^ change]) + whole[place + 1 :])
        assert verify_case(dossier).problems
    finally:
        path.write_bytes(whole)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10_000))
def test_ledger_cut_off_anywhere_is_found(sound_case: Path, place: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        case = Path(shutil.copytree(sound_case, Path(scratch) / "case"))
        content = (case / "custody.jsonl").read_bytes()
        (case / "custody.jsonl").write_bytes(content[: place % len(content)])
        assert verify_case(case).problems


@given(NAMES)
def test_escaped_path_is_unicode_and_lossless(name: bytes) -> None:
    path = os.fsdecode(name)
    escaped = escape_path(path)
    escaped.encode("utf-8")
    assert os.fsencode(unescape_path(escaped)) == name


@given(NAMES, NAMES)
def test_different_paths_have_different_escapes(one: bytes, other: bytes) -> None:
    assert (escape_path(os.fsdecode(one)) == escape_path(os.fsdecode(other))) == (one == other)


@settings(max_examples=60, deadline=None)
@given(st.text(), st.dictionaries(st.text(), VALUES, max_size=4))
def test_any_act_is_read_back_and_keeps_the_chain(by: str, details: dict[str, str | int | float | bool | None]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        case = Path(scratch)
        create_evidence(case, "me")
        act = record_act(case, ActKind.JUDGE, by, details)
        assert list(read_ledger(case))[-1] == act
        assert verify_case(case).problems == ()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(NAMES, st.binary(max_size=300)), max_size=5))
def test_any_files_make_a_valid_bag(files: list[tuple[bytes, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        case, folder = Path(scratch) / "case", Path(scratch) / "in"
        case.mkdir()
        folder.mkdir()
        create_evidence(case, "me")
        kept = set()
        with open_bag(case) as bag:
            for name, content in files:
                source = folder / os.fsdecode(name)
                source.write_bytes(content)
                result = capture_file(bag, source, "me", limit_bytes=1000)
                assert result.is_new == (content not in kept)
                kept.add(content)
        held = [(case / "evidence" / capture.path).read_bytes() for capture in read_captures(case)]
        assert sorted(held) == sorted(kept)
        bagit.Bag(str(case / "evidence")).validate()
        assert verify_case(case).problems == ()


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["", "PK\x03\x04", "PK\x05\x06", "%PDF-1.4", "From ", "{", "<"]))
def test_any_bytes_have_a_media_type(content: bytes, start: str) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "payload"
        path.write_bytes(start.encode() + content)
        assert find_media_type(path, ".txt").count("/") == 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_writer_meets_an_altered_ledger_with_an_error_or_leaves_it_found(sound_case: Path, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        case = Path(shutil.copytree(sound_case, Path(scratch) / "case"))
        content = bytearray((case / "custody.jsonl").read_bytes())
        content[data.draw(st.integers(0, len(content) - 2))] ^= data.draw(st.integers(1, 255))
        (case / "custody.jsonl").write_bytes(content)
        with pytest.raises(WherefromError), open_bag(case):
            pass
        assert verify_case(case).problems
