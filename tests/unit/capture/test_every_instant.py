"""Writers ended before every single call by which they change the disk: bag and ledger are valid at each of them."""

import os
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest

import wherefrom
from wherefrom import durable
from wherefrom.capture import capture_file
from wherefrom.capture.bag import create_evidence, open_bag, placing, twin
from wherefrom.capture.ledger import read_captures, read_ledger, record_act
from wherefrom.errors import UsageError
from wherefrom.records import ActKind
from wherefrom.verify import verify_case

LIMIT = 10_000_000
# Every call of the system by which the writers change files or folders.
CHANGES = (
    "open", "write", "pwrite", "ftruncate", "fsync", "link", "rename", "replace", "unlink", "mkdir", "rmdir",
)  # fmt: skip
EXCHANGES = (durable, placing, twin)
Act = Callable[[Path], object]


def end_before(change: int, act: Act, case: Path) -> bool:
    """Do an act in a forked process that ends before its n-th change; whether it was ended."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    left = [change]

    def counted(call: Callable[..., object]) -> Callable[..., object]:
        def run(*given: object, **named: object) -> object:
            left[0] -= 1
            if left[0] == 0:
                os._exit(9)
            return call(*given, **named)

        return run

    try:
        for name in CHANGES:
            setattr(os, name, counted(getattr(os, name)))
        exchange = counted(durable.exchange)
        for module in EXCHANGES:
            module.exchange = exchange  # type: ignore[attr-defined]
        act(case)
    except BaseException:  # noqa: BLE001 - a forked process must not return into the tests
        os._exit(2)
    os._exit(0)


def assert_valid(case: Path) -> None:
    """By two stock tools and by our own, with nothing mended."""
    bagit.Bag(str(case / "evidence")).validate()
    manifest = case / "evidence/manifest-sha256.txt"
    if manifest.stat().st_size:
        command = ["sha256sum", "--check", "--strict", "--quiet", manifest.name]
        subprocess.run(command, cwd=manifest.parent, check=True, capture_output=True)
    assert verify_case(case).problems == ()


@pytest.fixture
def filled(case: Path, letter: Path, tmp_path: Path) -> Path:
    """A case of two captures, and files for more beside it."""
    (tmp_path / "page.html").write_text("<!doctype html><p>Forty crates, she said.</p>")
    for source in (letter, tmp_path / "page.html"):
        capture_file(case, source, "me", limit_bytes=LIMIT)
    for number in range(2):
        (tmp_path / f"new{number}.txt").write_text(f"The crane fell {number} times.")
    # Longer than a page of memory: the system may cut its line off in the middle.
    record_act(case, ActKind.NOTE, "me", {"text": "long " * 2000})
    return case


def add_two(case: Path) -> None:
    with open_bag(case) as bag:
        for number in range(2):
            capture_file(bag, case.parent / f"new{number}.txt", "me", limit_bytes=LIMIT)


def note(case: Path) -> None:
    record_act(case, ActKind.NOTE, "me", {"text": "noted"})


def copy_case(case: Path, name: str) -> Path:
    shutil.rmtree(case.parent / name, ignore_errors=True)
    return Path(shutil.copytree(case, case.parent / name))


# Every change of the disk takes half a minute: that is the slow one. Every seventh is tried each time.
EVERY = pytest.param(1, marks=pytest.mark.slow)


@pytest.mark.parametrize(("act", "step"), [pytest.param(add_two, 1, marks=pytest.mark.slow), (add_two, 7), (note, 1)])
def test_bag_and_ledger_are_valid_wherever_a_writer_ends_and_the_next_run_completes(
    filled: Path, act: Act, step: int
) -> None:
    before = list(read_ledger(filled))
    change = 1
    while end_before(change, act, tried := copy_case(filled, "tried")):
        assert_valid(tried)
        assert list(read_ledger(tried))[: len(before)] == before
        act(tried)
        assert_valid(tried)
        assert verify_case(tried).notes == ()
        left = {path.name for path in tried.iterdir()}
        assert left - {"set-aside"} == {".lock", "custody.head", "custody.jsonl", "evidence", "incoming"}
        change += step
    assert change > (60 if act is add_two else 6)


@pytest.mark.parametrize("step", [EVERY, 8])
def test_mending_can_be_cut_off_anywhere_too(filled: Path, step: int) -> None:
    chance = random.Random(1987)
    seen = 0
    for change in range(20, 90, 3 * step):
        ended = copy_case(filled, "ended")
        if not end_before(change, add_two, ended):
            break
        for again in chance.sample(range(1, 40), 4):
            tried = copy_case(ended, "tried")
            seen += end_before(again, lambda case: open_bag(case).__enter__(), tried)
            assert_valid(tried)
            add_two(tried)
            assert_valid(tried)
            assert len(list(read_captures(tried))) == 4
    assert seen > 20 // step


def test_making_a_case_can_be_cut_off_anywhere_and_done_again(tmp_path: Path) -> None:
    change = 1
    while True:
        case = tmp_path / f"case{change}"
        case.mkdir()
        if not end_before(change, lambda case: create_evidence(case, "me"), case):
            break
        if (case / "evidence").exists():
            assert_valid(case)
            with pytest.raises(UsageError, match="already"):
                create_evidence(case, "me")
        else:
            with pytest.raises(UsageError):
                verify_case(case)
            create_evidence(case, "me")
        assert_valid(case)
        change += 1
    assert change > 15


def test_init_can_be_cut_off_anywhere_and_given_again(tmp_path: Path) -> None:
    change = 1
    while end_before(change, lambda case: wherefrom.create(case, "Drums"), case := tmp_path / f"case{change}"):
        made = wherefrom.create(case, "Drums")
        assert made.settings.name == "Drums"
        assert_valid(case)
        change += 1
    assert change > 15
    with pytest.raises(UsageError, match="not empty"):
        wherefrom.create(case)


def test_folder_with_anything_else_in_it_is_no_beginning(tmp_path: Path) -> None:
    for name in ("case.toml", "letter.txt", "incoming/letter.txt", "evidence/data/letter.txt"):
        folder = tmp_path / name.replace("/", "-")
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text("mine")
        with pytest.raises(UsageError, match="not empty"):
            wherefrom.create(folder)
        assert (folder / name).read_text() == "mine"


def test_twin_is_gone_after_writing_and_holds_no_bytes_of_its_own(case: Path, letter: Path) -> None:
    with open_bag(case) as bag:
        result = capture_file(bag, letter, "me", limit_bytes=LIMIT)
        assert result.capture is not None
        held = [case / folder / result.capture.path for folder in ("evidence", ".evidence-next")]
        assert held[0].samefile(held[1])
    assert not (case / ".evidence-next").exists()
    assert held[0].stat().st_nlink == 1


def refuse(*_given: object, **_named: object) -> None:
    raise OSError(95, "Operation not supported")


@pytest.mark.parametrize("missing", ["wherefrom.capture.bag.twin.os.link", "wherefrom.capture.bag.twin.exchange"])
def test_without_hard_links_or_exchange_the_bag_is_written_in_place(
    filled: Path, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(missing, refuse)
    add_two(filled)
    assert not (filled / ".evidence-next").exists()
    assert_valid(filled)
    assert len(list(read_captures(filled))) == 4


@pytest.mark.parametrize("step", [EVERY, 7])
def test_without_a_twin_a_cut_off_capture_is_mended_in_place(
    filled: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wherefrom.capture.bag.twin.os.link", refuse)
    for change in range(20, 60, step):
        tried = copy_case(filled, "tried")
        if not end_before(change, add_two, tried):
            break
        add_two(tried)
        assert_valid(tried)
        assert len(list(read_captures(tried))) == 4
    assert change > 30


def test_what_somebody_put_into_bag_or_twin_is_never_removed(filled: Path) -> None:
    (filled / "evidence/data/planted.txt").write_text("planted")
    (filled / ".evidence-next").mkdir()
    (filled / ".evidence-next/mine.txt").write_text("mine")
    add_two(filled)
    assert (filled / "evidence/data/planted.txt").read_text() == "planted"
    (aside,) = (filled / "set-aside").iterdir()
    assert (aside / "mine.txt").read_text() == "mine"
    assert {problem.thing for problem in verify_case(filled).problems} == {
        "evidence/data/planted.txt",
        "evidence/bag-info.txt",
    }


def test_bag_that_fell_behind_takes_nothing_more_until_it_is_opened_again(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    with open_bag(filled) as bag:
        monkeypatch.setattr("wherefrom.capture.bag.placing.exchange", full)
        with pytest.raises(UsageError, match="No space left"):
            capture_file(bag, filled.parent / "new0.txt", "me", limit_bytes=LIMIT)
        monkeypatch.undo()
        for name in ("new0.txt", "new1.txt"):
            with pytest.raises(UsageError, match="behind its ledger"):
                capture_file(bag, filled.parent / name, "me", limit_bytes=LIMIT)
        assert_valid(filled)
    assert_valid(filled)
    assert not capture_file(filled, filled.parent / "new0.txt", "me", limit_bytes=LIMIT).is_new
    assert_valid(filled)


def test_a_full_disk_is_no_reason_to_do_without_the_twin(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wherefrom.capture.bag.twin.os.link", full)
    with pytest.raises(UsageError, match="No space left"):
        add_two(filled)
    monkeypatch.undo()
    assert_valid(filled)
    add_two(filled)
    assert_valid(filled)
    assert len(list(read_captures(filled))) == 4
