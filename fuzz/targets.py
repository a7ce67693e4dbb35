"""What is fuzzed: what reads the bytes, and what must hold of every input, sound or not."""

import json
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec

from fuzz import structure
from fuzz.law import check_document
from fuzz.mutate import Mutation
from fuzz.seeds import seeds_of, sound_case
from wherefrom.capture.bag import open_bag
from wherefrom.capture.kinds.media_type import find_media_type
from wherefrom.capture.ledger import read_ledger
from wherefrom.capture.ledger.acts import parse_act, render_act
from wherefrom.config import Settings, read_settings
from wherefrom.errors import CaseDamagedError, WherefromError
from wherefrom.read import read_capture
from wherefrom.read.formats.table import FORMATS, Format
from wherefrom.records import Act, Capture, Document, Ending, Reading, decode_record, encode_record
from wherefrom.records.layout import SETTINGS_FILE
from wherefrom.verify import verify_case
from wherefrom.verify.manifest import parse_manifest

# A reader may give up on damaged input in its parser's own words. These are no parser's words but slips of our own code.
_SLIPS = "IndexError|KeyError|AttributeError|TypeError|AssertionError|NameError|UnboundLocalError|ZeroDivisionError|StopIteration"
_SLIP = re.compile(rf"it cannot be read as \S+: ({_SLIPS}|RuntimeError|OverflowError)\b.*")
_OUT_OF_MEMORY = "needs more memory"


class BrokenOracleError(AssertionError):
    """Something that must hold of every input did not hold of this one."""


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that is fuzzed.

    Attributes:
        name: as on the command line.
        kind: which seeds.
        check: runs it on bytes; raises when something does not hold.
        own: mutations that know the format.
    """

    name: str
    kind: str
    check: Callable[[bytes], None]
    own: tuple[Mutation, ...] = ()

    def seeds(self) -> list[bytes]:
        """Sound inputs."""
        return seeds_of(self.kind)


def check_reading(data: bytes, media_type: str) -> None:
    """Read bytes as a media type; every input must end in a told outcome, and every map lead back to its bytes."""
    with tempfile.TemporaryDirectory() as folder:
        payload = Path(folder) / "payload"
        payload.write_bytes(data)
        capture = Capture("cap-0", "0" * 64, len(data), media_type, "invented", "", "", "", "")
        reading = read_capture(capture, payload, Settings())
    _check_outcomes(reading, data, media_type)
    for document in reading.documents:
        check_document(document, data, is_mailbox=media_type == "application/mbox")
        if decode_record(encode_record(document), Document) != document:
            raise BrokenOracleError("the document is another one after being stored and loaded")
    names = [document.id for document in reading.documents]
    if len(names) != len(set(names)):
        raise BrokenOracleError("two documents of one capture have the same id")


def _check_outcomes(reading: Reading, data: bytes, media_type: str) -> None:
    if not reading.outcomes:
        raise BrokenOracleError("nothing is said of how the reading ended")
    for outcome in reading.outcomes:
        if outcome.ending is not Ending.READ and not outcome.reason:
            raise BrokenOracleError(f"{outcome.ending} without a reason, part {outcome.part!r}")
        if slip := _SLIP.match(outcome.reason):
            raise BrokenOracleError(f"the reader slipped: {slip.group()[:200]}")
        if _OUT_OF_MEMORY in outcome.reason and len(data) < 1_000_000:
            raise BrokenOracleError(f"out of memory: {outcome.reason}")
    is_all_read = all(outcome.ending is Ending.READ for outcome in reading.outcomes)
    if is_all_read and not any(document.text.strip() for document in reading.documents):
        told = "; ".join(outcome.reason for outcome in reading.outcomes)
        if "no text" not in told and not re.search(r"\b(?:no|none|0|not|empty)\b", told):
            raise BrokenOracleError(f"no text, and nothing says so: {told!r}")
    if is_all_read and (why := _find_cut(data, media_type)):
        raise BrokenOracleError(f"cut off, and passed as read: {why}")


def _find_cut(data: bytes, media_type: str) -> str:
    """Why an input is visibly only the beginning of one; empty where that cannot be told from its bytes."""
    if media_type == "application/pdf" and b"%%EOF" not in data and b"%%EO" not in data:
        return "a PDF without its end mark"
    if media_type == "application/x-ndjson" and not data.endswith(b"\n"):
        last = data.rpartition(b"\n")[2].strip(b" \t\r\n\0")
        try:
            # In any charset, and as leniently as the reader: only where it ends is asked.
            json.loads(last.decode("utf-8", "replace") or "0", strict=False)
        except (ValueError, RecursionError):
            return "the last row is no JSON"
    return ""


def check_sniffing(data: bytes) -> None:
    """Any bytes have a media type, and are read or refused as it says."""
    with tempfile.TemporaryDirectory() as folder:
        payload = Path(folder) / "payload"
        payload.write_bytes(data)
        found = {extension: find_media_type(payload, extension) for extension in ("", ".txt", ".csv", ".pdf", ".eml")}
    for media_type in sorted(set(found.values())):
        if not re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", media_type):
            raise BrokenOracleError(f"no media type: {media_type!r}")
        check_reading(data, media_type)


def check_ledger(data: bytes) -> None:
    """Any change to a ledger is found by `verify_case` and by whatever reads it; no line makes either fall."""
    for line in data.split(b"\n"):
        act = parse_act(line)
        if act is not None and render_act(act) != line:
            raise BrokenOracleError("a line was taken for an act, and is not its canonical form")
    check_case_file("custody.jsonl", data)


def check_manifest(data: bytes) -> None:
    """Any change to a manifest is found; no line of one makes `verify` fall or read elsewhere."""
    parse_manifest("manifest", data)
    check_case_file("evidence/manifest-sha256.txt", data)


def check_head(data: bytes) -> None:
    """Any change to the recorded head is found, but one: while a line is written, a second digest stands behind the first.

    A writer killed then leaves it so, with the ledger whole, and the next one mends it.
    """
    sound = sound_case()["custody.head"]
    if not re.fullmatch(re.escape(sound) + rb"[0-9a-f]{64}\n", data):
        check_case_file("custody.head", data)


def check_case_file(name: str, data: bytes) -> None:
    """Put bytes in the place of one file of a sound case: it is found, or it is as it was.

    Opening the case to write may refuse, or mend what a crash can leave; after mending, the case is sound.
    """
    sound = sound_case()
    with tempfile.TemporaryDirectory() as scratch:
        case = Path(scratch)
        for path, content in {**sound, name: data}.items():
            (case / path).parent.mkdir(parents=True, exist_ok=True)
            (case / path).write_bytes(content)
        (case / "incoming").mkdir(exist_ok=True)
        is_sound = verify_case(case).is_sound
        if is_sound != (data == sound[name]):
            raise BrokenOracleError(
                f"{name} was changed, and verify says {'nothing' if is_sound else 'something of an unchanged one'}"
            )
        try:
            list(read_ledger(case))
            with open_bag(case):
                pass
        except WherefromError:
            return
        if not verify_case(case).is_sound:
            raise BrokenOracleError(f"{name} was changed, the case was opened to write, and is not sound after it")
        shutil.rmtree(case, ignore_errors=True)


def check_codec(data: bytes) -> None:
    """JSON that fits no record is refused with one kind of error; what fits comes out as it went in."""
    for kind in (Act, Document, Capture):
        try:
            record = decode_record(data, kind)
        except (msgspec.DecodeError, ValueError):
            continue
        if decode_record(encode_record(record), kind) != record:
            raise BrokenOracleError(f"a {kind.__name__} is another one after being stored and loaded")


def check_settings(data: bytes) -> None:
    """Settings are read, or refused with an error that says what to do."""
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder)
        (case / SETTINGS_FILE).write_bytes(data)
        try:
            read_settings(case)
        except WherefromError as error:
            if isinstance(error, CaseDamagedError) or not error.remedy:
                raise BrokenOracleError("a fault in the settings is reported without a remedy") from error


# Mutations that know a format, by its name in the table; the others are damaged as bytes alone.
_OWN: dict[str, tuple[Mutation, ...]] = {
    "web": (structure.damage_tags,),
    "pdf": (structure.damage_pdf,),
    "word": (structure.damage_archive,),
    "mail": (structure.damage_mail,),
    "mailbox": (structure.damage_mail,),
    "warc": (structure.damage_web_archive,),
    "wacz": (structure.damage_archive,),
}


def target_of(one: Format) -> Target:
    """A format of the table as something to fuzz: its trifles are seeds, whatever else is known of it."""
    return Target(one.name, one.name, partial(check_reading, media_type=one.types[0].name), _OWN.get(one.name, ()))


_READERS = tuple(map(target_of, FORMATS))
_OTHERS = (
    Target("sniff", "any", check_sniffing),
    Target("ledger", "ledger", check_ledger),
    Target("manifest", "manifest", check_manifest),
    Target("head", "head", check_head),
    Target("codec", "ledger", check_codec),
    Target("settings", "config", check_settings),
)
TARGETS: dict[str, Target] = {target.name: target for target in (*_READERS, *_OTHERS)}
READERS: tuple[str, ...] = tuple(target.name for target in _READERS)
