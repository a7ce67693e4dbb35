"""What protects a person on this machine, and what the installation lacks: found out by trying."""

import hashlib
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

from wherefrom.capture.ground.machine import say_clock
from wherefrom.config import Settings
from wherefrom.confine import Died, Limits, Mechanisms, open_confinement
from wherefrom.confine.trial import DENIED
from wherefrom.durable import exchange
from wherefrom.errors import WherefromError
from wherefrom.read import read_samples
from wherefrom.records.layout import SETTINGS_FILE
from wherefrom.store import open_store

LITTLE_SPACE = 1_000_000_000
_TRIAL = Limits(seconds=10, most_seconds=20, memory=Settings().read_memory, output=1 << 16)
_EXPORT_LIBRARIES = ("followthemoney", "prov", "pyarrow")


class Health(StrEnum):
    """How a thing stands."""

    GOOD = "good"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing looked at: what it is, how it stands, and what was seen."""

    what: str
    health: Health
    seen: str


def look_at_machine(place: Path) -> list[Sign]:
    """Everything that is looked at, in the order in which it is told.

    Args:
        place: a case, or the folder where one shall be.
    """
    return [*_look_at_confinement(), *_look_at_installation(), *_look_at_formats(), *_look_at_place(place)]


def _look_at_confinement() -> Iterator[Sign]:
    files = [str(Path(folder) / f".wherefrom-doctor-{os.getpid()}") for folder in (tempfile.gettempdir(), Path.home())]
    request = json.dumps({"files": files, "other": os.getpid()}).encode()
    try:
        with open_confinement("wherefrom.confine.trial:prepare_trial") as confinement:
            mechanisms = confinement.mechanisms()
            answer = confinement.run("wherefrom.confine.trial:try_everything", request, -1, _TRIAL)
    except WherefromError as error:
        yield Sign("confined reading", Health.FAILED, str(error))
        return
    yield from _tell_mechanisms(mechanisms)
    if isinstance(answer, Died):
        yield Sign("confined reading", Health.FAILED, answer.reason)
        return
    for attempt, (outcome, words) in json.loads(answer).items():
        health = Health.GOOD if outcome == DENIED else Health.WARNING
        yield Sign(f"a confined reader tries to {attempt}", health, f"{outcome}{f' ({words})' if words else ''}")


def _tell_mechanisms(mechanisms: Mechanisms) -> Iterator[Sign]:
    told = dict(line.split(": ", 1) for line in mechanisms.why_not if ": " in line)
    yield Sign("limits of memory, time, files and output", Health.GOOD, "in force")
    for name, in_force in (
        ("namespaces", mechanisms.namespaces),
        ("landlock", bool(mechanisms.landlock)),
        ("seccomp", mechanisms.seccomp),
    ):
        seen = "in force" if in_force else f"not in force: {told.get(name, 'this system does not have it')}"
        yield Sign(name, Health.GOOD if in_force else Health.WARNING, seen)


def _look_at_formats() -> Iterator[Sign]:
    """Every format that is read, and what reads it, tried with an invented trifle of each."""
    for one, reading in read_samples():
        what = f"reading {one.called} ({', '.join(one.endings)})"
        if reading.documents:
            yield Sign(what, Health.GOOD, f"works: {one.maker}")
        else:
            yield Sign(what, Health.FAILED, f"{one.maker}: {'; '.join(told.reason for told in reading.outcomes)}")


def _look_at_installation() -> Iterator[Sign]:
    yield Sign("Python", Health.GOOD, f"{platform.python_version()} in {sys.prefix}")
    try:
        with tempfile.TemporaryDirectory() as scratch, open_store(Path(scratch)):
            yield Sign("SQLite with full-text search", Health.GOOD, "works")
    except WherefromError as error:
        yield Sign("SQLite with full-text search", Health.FAILED, str(error))
    yield _look_at_models()
    for library in _EXPORT_LIBRARIES:
        is_there = find_spec(library) is not None
        seen = (
            "installed" if is_there else "not installed: pip install 'wherefrom[export]' for the formats that need it"
        )
        yield Sign(f"{library} (optional, for exports)", Health.GOOD if is_there else Health.WARNING, seen)


def _look_at_models() -> Sign:
    models = Path(str(resources.files("wherefrom.infer"))) / "models"
    wrong: list[str] = []
    try:
        pins = json.loads((models / "pins.json").read_text(encoding="utf-8"))
        for name, pinned in _pinned_files(pins):
            file = models / name
            if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != pinned:
                wrong.append(name)
    except (OSError, ValueError) as error:
        wrong.append(str(error))
    if wrong:
        return Sign("trained models", Health.WARNING, f"not as they were pinned: {', '.join(wrong)}; the rules answer")
    return Sign("trained models", Health.GOOD, "as they were pinned")


def _pinned_files(pins: dict[str, object], folder: str = "") -> Iterator[tuple[str, str]]:
    for name, value in pins.items():
        path = f"{folder}{name}"
        if isinstance(value, dict):
            yield from _pinned_files(value, f"{path}/")
        else:
            yield path, str(value)


def _look_at_place(place: Path) -> Iterator[Sign]:
    """What the file system of a case can do, tried in a folder beside it that is gone afterwards."""
    beside = place.resolve()
    while not beside.is_dir():
        beside = beside.parent
    if beside == place.resolve() and (beside / SETTINGS_FILE).exists():
        beside = beside.parent
    try:
        with tempfile.TemporaryDirectory(prefix=".wherefrom-doctor-", dir=beside) as scratch:
            yield from _try_files(Path(scratch))
    except OSError as error:
        yield Sign(f"writing in {beside}", Health.WARNING, f"not possible: {error.strerror or error}")
    free = shutil.disk_usage(beside).free
    health = Health.WARNING if free < LITTLE_SPACE else Health.GOOD
    yield Sign("free space", health, f"{free / 1e9:.1f} GB in {beside}")
    clock = say_clock()
    yield Sign("clock", Health.GOOD if clock == "synchronised" else Health.WARNING, clock)


def _try_files(scratch: Path) -> Iterator[Sign]:
    one, other = scratch / "one", scratch / "other"
    one.mkdir()
    other.mkdir()
    (one / "file").write_bytes(b"1")
    try:
        os.link(one / "file", other / "linked")
        yield Sign("hard links", Health.GOOD, "work")
    except OSError as error:
        yield Sign("hard links", Health.WARNING, f"do not work: {error.strerror}; files are copied instead")
    try:
        exchange(one, other)
        yield Sign("exchange of two folders in one step", Health.GOOD, "works")
    except OSError as error:
        yield Sign("exchange of two folders in one step", Health.WARNING, f"does not work: {error.strerror}")
