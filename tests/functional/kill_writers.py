"""Kills writers at random moments and looks at what they leave; started by test_killed_writers.py.

Everything is imported once; each writer is a fork of this process that does acts one after the other and tells of each
one that has returned, until it is killed. Prints what went wrong, and in what states the writers were met, as JSON.
"""

import hashlib
import itertools
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import bagit

import wherefrom
from wherefrom.capture.bag import bagging
from wherefrom.capture.kinds.media_type import find_media_type
from wherefrom.capture.ledger import read_ledger
from wherefrom.config import Settings, read_settings, write_settings
from wherefrom.pipeline import order, run
from wherefrom.pipeline.engines.processes import Done
from wherefrom.read import read_capture
from wherefrom.records import Capture, LinkKind, Reading
from wherefrom.verify import verify_case

SOURCE = Path(wherefrom.__file__).parent.parent
FIRST = (
    "ALDMERE, 3 May 2026. The port company dumped forty drums of solvent into the Aldmere river, said Mara Quill, a diver"
    " who saw it. The drums lay below the mill for a week before the council sent a boat to bring them up again."
)
TEXTS = (
    FIRST,
    FIRST + "\n\nThe mill was built in 1911.",
    "The bakery on Ferry Lane sold sixty drums of solvent, the Estuary Post reported. It rained on Monday in Holm.",
)
# A fresh copy of the case after so many kills: what a dozen left is enough to trip over.
KILLS_PER_CASE = 12
# Where what is added lies; None: beside the case.
INBOX: Path | None = None
Tell = Callable[[str], None]


def inline(work: Callable[[object], object], items: Iterable[object], *_: object, **__: object) -> Iterator[object]:
    """One item after the other, in this process."""
    for item in items:
        yield Done(item, work(item))


@contextmanager
def open_reader_here(evidence: Path, settings: Settings) -> Iterator[Callable[[Capture], Reading]]:
    yield lambda capture: read_capture(capture, evidence / capture.path, settings)


def read_here() -> None:
    """Read in the writer's own process: what it writes is on trial here, not its workers."""
    run.map_in_processes = inline
    run.map_in_threads = inline
    order.open_reader = open_reader_here
    bagging.judge_media_type = find_media_type


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def add(case: wherefrom.Case, turn: str, tell: Tell) -> None:
    folder = INBOX or case.folder.parent / "inbox"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    digests = []
    for number in range(3):
        path = folder / f"{number}.txt"
        path.write_text(f"The crane fell, said Ada Holt, witness {turn} {number}. It was dark.", encoding="utf-8")
        digests.append(digest(path))
    report = lambda step, done, _total: tell(digests[done - 1]) if step == "capture" else None  # noqa: E731
    case.add(folder, report=report)
    tell(" ".join(digests))


def trace(case: wherefrom.Case, _turn: str, tell: Tell) -> None:
    case.trace(afresh=True)
    tell("traced")


def judge(case: wherefrom.Case, turn: str, tell: Tell) -> None:
    records = case.records
    own = records.decisions[-1:]
    copies = [link for link in records.links if link.kind is LinkKind.COPY]
    if copies and int(turn.rpartition("-")[2]) % 2:
        decision = case.decide("split", copies[0].a, note=turn)
    elif own:
        decision = case.decide("withdraw", str(own[0].number), note=turn)
    else:
        decision = case.decide("accept", records.links[0].id, note=turn)
    tell(f"{decision.number} {decision.note}")


def publish(case: wherefrom.Case, _turn: str, tell: Tell) -> None:
    case.publish(case.folder.parent / "dossier")
    tell("published")


ACTS = {"add": add, "trace": trace, "judge": judge, "publish": publish}


def make_case(folder: Path) -> Path:
    """A traced and published case of three documents."""
    folder.mkdir(parents=True)
    case = wherefrom.create(folder / "case", "Drums", collector="A. Reporter")
    write_settings(case.folder, replace(read_settings(case.folder), reader="rules", workers=1))
    case = wherefrom.open(case.folder)
    for number, text in enumerate(TEXTS):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    case.add(*(folder / f"{number}.txt" for number in range(len(TEXTS))))
    case.trace()
    case.publish(folder / "dossier")
    return folder


def start_writer(kind: str, case: Path, turn: str, *, endless: bool) -> tuple[int, int]:
    """A forked writer: its process, and where it tells of each act that has returned."""
    told, telling = os.pipe()
    child = os.fork()
    if child:
        os.close(telling)
        return child, told
    status = 1
    try:
        os.close(told)
        os.write(telling, b"ready\n")
        for number in itertools.count() if endless else range(1):
            ACTS[kind](
                wherefrom.open(case), f"{turn}-{number}", lambda words: void(os.write(telling, f"{words}\n".encode()))
            )
        status = 0
    except BaseException as error:  # noqa: BLE001 - told, not raised: this is a fork
        os.write(telling, f"failed: {type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(status)
    raise AssertionError


def void(_result: object) -> None:
    """Nothing."""


def read_told(told: int) -> list[str]:
    with os.fdopen(told, "rb") as stream:
        lines = stream.read().split(b"\n")
    # What stands after the last line break was cut off while it was told.
    return [line.decode() for line in lines[:-1] if line != b"ready"]


def kill_one(kind: str, case: Path, turn: str, delay: float) -> list[str]:
    """Start a writer, kill it after a while, and return what it told."""
    writer, told = start_writer(kind, case, turn, endless=True)
    time.sleep(delay)
    os.kill(writer, signal.SIGKILL)
    os.waitpid(writer, 0)
    return read_told(told)


def find_faults(folder: Path, *, bare: bool) -> list[str]:
    """What the validators say of case and dossier, with nothing mended."""
    case, faults = folder / "case", []
    try:
        bagit.Bag(str(case / "evidence")).validate()
    except bagit.BagError as error:
        faults.append(f"bagit: {error}")
    for inside in (case / "evidence", folder / "dossier"):
        command = ["sha256sum", "--check", "--strict", "--quiet", "manifest-sha256.txt"]
        ended = subprocess.run(command, cwd=inside, check=False, capture_output=True, text=True)
        faults += [f"sha256sum: {ended.stdout}{ended.stderr}"] if ended.returncode else []
    for checked in (case, folder / "dossier"):
        faults += [f"verify: {problem}" for problem in verify_case(checked).problems]
        if bare:
            program = (
                f"import sys, runpy; sys.path.insert(0, {str(SOURCE)!r}); sys.argv = ['verify', {str(checked)!r}];"
            )
            program += "runpy.run_module('wherefrom.verify', run_name='__main__')"
            command = [sys.executable, "-I", "-S", "-c", program]
            ended = subprocess.run(command, check=False, capture_output=True, text=True)
            faults += [f"bare verify: {ended.stdout}{ended.stderr}"] if ended.returncode else []
    return faults


def find_losses(kind: str, folder: Path, told: list[str]) -> list[str]:
    """Acknowledged acts that are not there any more."""
    case, lost = folder / "case", [words for words in told if words.startswith("failed")]
    acts = list(read_ledger(case))
    if kind == "add":
        paths = {str(act.details["sha256"]): str(act.details["path"]) for act in acts if act.kind == "capture"}
        for sha256 in {own for words in told for own in words.split()} - set(" ".join(lost).split()):
            places = [case / "evidence" / paths.get(sha256, "nowhere"), case / "incoming" / sha256]
            if not any(place.is_file() and digest(place) == sha256 for place in places):
                lost.append(f"capture {sha256}")
    if kind == "judge":
        kept = {f"{act.number} {act.details['note']}" for act in acts if act.kind == "judge"}
        lost += [f"decision {words}" for words in told if words not in kept]
    return lost


def count_kind(case: Path, kind: str) -> int:
    return sum(act.kind == kind for act in read_ledger(case))


def see_state(folder: Path) -> Iterator[str]:
    """In the middle of what the writer was met; nothing between two acts."""
    if verify_case(folder / "case").notes:
        yield "noted"
    if (folder / "case" / ".evidence-next").exists():
        yield "twin"
    if any((folder / "case" / "incoming").iterdir()):
        yield "incoming"
    if any(path.name.startswith(".dossier") for path in folder.iterdir()):
        yield "workshop"
    log = folder / "case" / "case.db-wal"
    if log.is_file() and log.stat().st_size:
        yield "database"


def finish(kind: str, folder: Path, turn: str, expected: tuple[int, int]) -> list[str]:
    """Run the command once more: it must complete, leave nothing unfinished, and the case as it should be."""
    writer, told = start_writer(kind, folder / "case", turn, endless=False)
    words = read_told(told)
    os.waitpid(writer, 0)
    faults = find_losses(kind, folder, words) + find_faults(folder, bare=False)
    faults += [f"left: {state}" for state in see_state(folder) if state not in {"database", "twin", "incoming"}]
    if kind == "add":
        faults += [f"left: {state}" for state in see_state(folder)]
    records = wherefrom.open(folder / "case").records
    documents = {record.capture for record in records.documents}
    faults += [f"not read: {capture.id}" for capture in records.captures if capture.id not in documents]
    if kind == "trace" and (len(records.statements), len(records.claims)) != expected:
        faults.append(f"{len(records.statements)} statements, {len(records.claims)} claims: expected {expected}")
    return faults


def main() -> None:
    scratch, kind, kills, seed = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    read_here()
    chance, faults, states = random.Random(f"{kind} {seed}"), [], Counter()
    base = make_case(scratch / "base")
    known = wherefrom.open(base / "case").records
    started = time.monotonic()
    ACTS[kind](wherefrom.open(shutil.copytree(base, scratch / "timed") / "case"), "timed-1", lambda _words: None)
    takes = time.monotonic() - started
    folder, acknowledged = base, 0
    for number in range(kills):
        if number % KILLS_PER_CASE == 0:
            folder = shutil.copytree(base, scratch / f"kills-{number}")
        published = count_kind(folder / "case", "publish")
        told = kill_one(kind, folder / "case", f"{number}", chance.random() * takes * 3)
        acknowledged += len(told)
        states.update(see_state(folder))
        found = find_faults(folder, bare=number % 4 == 0) + find_losses(kind, folder, told)
        if kind == "publish" and count_kind(folder / "case", "publish") < published + len(told):
            found.append("an act of publishing is lost")
        found += finish(kind, folder, f"{number}-again", (len(known.statements), len(known.claims)))
        faults += [f"kill {number}: {fault}" for fault in found]
    print(json.dumps({"kills": kills, "acknowledged": acknowledged, "states": states, "faults": faults}))  # noqa: T201


if __name__ == "__main__":
    main()
