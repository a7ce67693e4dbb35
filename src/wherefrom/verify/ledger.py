"""The ledger's chain: every line holds the SHA-256 of the line before.

``custody.head`` holds the last line's digest. While a line is written it holds two: that of the line before, and that of
the line to come; so a writer killed at any instant leaves a ledger that ends in one of the two.

See docs/ledger.md for the format. This reads it by its description, not with the code that writes it.
"""

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from io import BufferedReader
from typing import Any

from wherefrom.verify.report import Problem, What
from wherefrom.verify.tree import Tree

KEYS = {"at", "by", "details", "kind", "number", "previous"}
NO_PREVIOUS = "0" * 64

# An act holds names, reasons and a note, never a document; a longer line is not read into memory.
_LINE_LIMIT = 16 * 1024 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class NamedPayload:
    """What a CAPTURE act says of its payload."""

    line: int
    sha256: str
    size: int
    path: str


@dataclass(frozen=True, slots=True)
class SealAct:
    """A STAMP or SIGN act, unread: what it says of files that lie beside the ledger."""

    line: int
    kind: str
    details: dict[str, Any]


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A line of the ledger: what its link to the line before is checked by; None where it is no act."""

    digest: str
    number: int | None
    previous: str | None


@dataclass(frozen=True, slots=True)
class Head:
    """What ``custody.head`` names.

    Attributes:
        settled: digest of the last line; while one is written, of the line before it.
        coming: digest of the line that is being written; empty when none is.
    """

    settled: str
    coming: str


@dataclass(slots=True)
class Chain:
    """A ledger, read.

    Attributes:
        path: where it lies.
        lines: its lines, in order.
        payloads: what the CAPTURE acts name, by path in the bag.
        seals: the STAMP and SIGN acts.
        problems: what is wrong with lines and chain.
        notes: what is no problem and worth knowing.
    """

    path: str
    lines: list[LedgerLine] = field(default_factory=list)
    payloads: dict[str, NamedPayload] = field(default_factory=dict)
    seals: list[SealAct] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict)

    @property
    def head(self) -> str:
        """The last line's SHA-256; empty for an empty ledger."""
        return self.lines[-1].digest if self.lines else ""

    def find(self, head: str) -> int:
        """The number of the line, from 1, whose SHA-256 is a head; 0 where none is. To be asked of a ledger read whole."""
        if not self._places:
            for place, line in enumerate(self.lines, start=1):
                self._places.setdefault(line.digest, place)
        return self._places.get(head, 0)

    def place(self, number: int) -> str:
        """What a line is called in a problem."""
        return f"{self.path}, line {number}"

    def add(self, what: What, thing: str, why: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(what, thing, why))


def parse_head(recorded: bytes) -> Head | None:
    """What a head file names; None when it is no head file."""
    found = re.fullmatch(rb"([0-9a-f]{64})\n(?:([0-9a-f]{64})\n)?", recorded)
    return Head(found.group(1).decode(), (found.group(2) or b"").decode()) if found else None


def read_chain(tree: Tree, path: str, head: Head | None = None) -> Chain:
    """Read a ledger and check every line and every link of it.

    Args:
        tree: the files.
        path: the ledger's path.
        head: what the head file beside it names; only then can a line in the writing be told from one cut off.
    """
    chain = Chain(path)
    if path not in tree.paths:
        chain.add(What.MISSING, path, "there is no ledger")
        return chain
    try:
        with BufferedReader(tree.open(path)) as stream:
            while raw := stream.readline(_LINE_LIMIT):
                if not _is_in_flight(chain, raw, head):
                    _read_line(chain, raw)
    except OSError as error:
        chain.add(What.UNREADABLE, path, f"the system would not give it: {error.strerror}")
    if not chain.lines:
        chain.add(What.TRUNCATED, path, "it is empty")
    _check_numbers(chain)
    _check_links(chain)
    return chain


def check_head(chain: Chain, head: Head | None, recorded_in: str) -> list[Problem]:
    """Hold the ledger's end against the head that was recorded beside it; notes an act that was left in flight."""
    if head is None:
        return [Problem(What.ALTERED, recorded_in, "it does not hold one SHA-256 and a line break")]
    digests = [line.digest for line in chain.lines]
    if head.coming and digests[-1] in {head.settled, head.coming}:
        if digests[-1] == head.coming != head.settled:
            chain.notes.append(
                f"line {len(digests)} of {chain.path} was written, and its writer ended before saying so"
            )
        return []
    if head.settled not in digests:
        why = f"{recorded_in} names a last line that it lacks: its end was cut off or altered"
        return [Problem(What.TRUNCATED, chain.path, why)]
    extra = len(digests) - 1 - digests.index(head.settled)
    if extra:
        why = (
            f"its last {extra} line(s) stand after the one that {recorded_in} names: a writer was cut off (then the"
            " next `wherefrom add` says so and mends it), or they were added from outside"
        )
        return [Problem(What.ADDED, chain.path, why)]
    return []


def check_known_head(chain: Chain, known: str) -> list[Problem]:
    """The ledger may have grown since its head was noted, but must still hold the line that was its head."""
    if any(line.digest == known for line in chain.lines):
        return []
    why = f"no line has the SHA-256 {known}, which was given as a known head: it was cut off or rewritten"
    return [Problem(What.TRUNCATED, chain.path, why)]


def _is_in_flight(chain: Chain, raw: bytes, head: Head | None) -> bool:
    """Whether a last line is the beginning of the one that the head says is being written; that is noted."""
    before = chain.head or NO_PREVIOUS
    is_torn = not raw.endswith(b"\n") and len(raw) < _LINE_LIMIT
    if not is_torn or head is None or not head.coming or head.settled != before:
        return False
    if hashlib.sha256(raw).hexdigest() == head.coming:
        _read_line(chain, raw + b"\n")
    else:
        number = len(chain.lines) + 1
        chain.notes.append(
            f"line {number} of {chain.path} was being written when its writer ended; it was never reported"
        )
    return True


def _read_line(chain: Chain, raw: bytes) -> None:
    """Note one line, whatever it is."""
    number = len(chain.lines) + 1
    digest = hashlib.sha256(raw.removesuffix(b"\n")).hexdigest()
    if not raw.endswith(b"\n"):
        why = "it is longer than an act can be" if len(raw) == _LINE_LIMIT else "it has no line break: it was cut off"
        chain.add(What.TRUNCATED, chain.place(number), why)
    act = _parse_act(raw.removesuffix(b"\n"))
    if act is None:
        chain.add(What.ALTERED, chain.place(number), "it is no act in canonical form")
        chain.lines.append(LedgerLine(digest, None, None))
        return
    chain.lines.append(LedgerLine(digest, act["number"], act["previous"]))
    if act["kind"] in {"stamp", "sign"}:
        chain.seals.append(SealAct(number, act["kind"], act["details"]))
    if act["kind"] == "capture":
        payload = _parse_payload(number, act["details"])
        if payload is None:
            chain.add(What.ALTERED, chain.place(number), "its capture lacks path, size or SHA-256")
        else:
            chain.payloads.setdefault(payload.path, payload)


def _parse_act(line: bytes) -> dict[str, Any] | None:
    """The act of a line; None when it is none, or is not written as the program writes it."""
    try:
        act = json.loads(line)
        canonical = json.dumps(act, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()
    except (ValueError, RecursionError):
        return None
    if canonical != line or not isinstance(act, dict) or set(act) != KEYS:
        return None
    is_act = (
        type(act["number"]) is int
        and isinstance(act["previous"], str)
        and _DIGEST.fullmatch(act["previous"]) is not None
        and isinstance(act["details"], dict)
        and all(isinstance(act[key], str) for key in ("at", "by", "kind"))
    )
    return act if is_act else None


def _parse_payload(number: int, details: dict[str, Any]) -> NamedPayload | None:
    sha256, size, path = details.get("sha256"), details.get("size"), details.get("path")
    if not isinstance(sha256, str) or not _DIGEST.fullmatch(sha256) or type(size) is not int:
        return None
    return NamedPayload(number, sha256, size, path) if isinstance(path, str) else None


def _check_numbers(chain: Chain) -> None:
    """Acts are numbered from 1 without gaps: tell moved lines from removed and repeated ones."""
    present = Counter(line.number for line in chain.lines if line.number is not None)
    seen: set[int] = set()
    due = 1
    for place, line in enumerate(chain.lines, start=1):
        if line.number is None:
            due += 1
            continue
        if line.number > due:
            lost = [
                number for number in range(due, min(line.number, due + len(chain.lines) + 1)) if not present[number]
            ]
            if len(lost) < line.number - due:
                chain.add(What.REORDERED, chain.place(place), f"act {line.number} stands where act {due} should")
            if lost:
                which = f"act {due}" if line.number == due + 1 else f"acts between {due} and {line.number - 1}"
                chain.add(What.MISSING, f"{chain.path}, {which}", f"line {place} holds act {line.number}")
        elif line.number in seen:
            chain.add(What.ADDED, chain.place(place), f"it is a second act {line.number}")
        elif line.number < due:
            chain.add(What.REORDERED, chain.place(place), f"act {line.number} stands where act {due} should")
        seen.add(line.number)
        due = max(due, line.number + 1)


def _check_links(chain: Chain) -> None:
    """Each line must hold the digest of the line before; where numbers jump, that is said already."""
    before = LedgerLine(NO_PREVIOUS, 0, "")
    for place, line in enumerate(chain.lines, start=1):
        follows = line.number is not None and before.number is not None and line.number == before.number + 1
        if follows and line.previous != before.digest:
            thing = chain.place(max(place - 1, 1))
            chain.add(What.ALTERED, thing, f"its SHA-256 is not the one that line {place} holds of the line before it")
        before = line
