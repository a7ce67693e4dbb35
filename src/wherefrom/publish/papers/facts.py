"""The fields of acts in plain words, and which of them a collection should have: Berkeley Protocol, paragraph 155."""

from collections.abc import Iterable
from dataclasses import dataclass

from wherefrom.records import Act, ActKind

# Key in the act, words on the page, in the order of the page.
LABELS = {
    "url": "Web address",
    "obtained_from": "Obtained from",
    "obtained_at": "Obtained on",
    "how": "How it was obtained",
    "context": "Context",
    "note": "Note",
    "organisation": "Collected for",
    "custodian": "Custodian from capture",
    "method": "Method of capture",
    "machine": "Machine",
    "system": "Operating system",
    "program": "Program",
    "time_zone": "Machine's time zone",
    "clock": "Machine's clock",
    "file_modified": "File's own date of change",
    "web_final_url": "Address that answered",
    "web_status": "Answer (HTTP status)",
    "web_redirects": "Redirects followed",
    "web_server_ip": "Server's network address",
    "web_certificate_sha256": "Server's certificate (SHA-256)",
    "web_truncated": "Cut off",
    "web_embedded_media": "Embedded media",
    "batch": "Command",
    "to": "To",
    "giver": "From",
    "medium": "On or by",
    "reason": "Reason",
    "received_from": "Path or address given",
    "format": "Format",
    "pages": "Pages",
    "files": "Files",
    "sha256": "SHA-256",
    "size": "Bytes",
    "file_size": "Bytes",
    "head": "Head of the ledger",
    "acts": "Acts covered",
    "authority": "Authority",
    "told_at": "Time told",
    "token": "Token kept in",
    "fingerprint": "Key's fingerprint",
    "mended": "Mended",
    "kept_in": "Kept in",
}

# What a collection should say of itself; what is not there is listed as not recorded.
EXPECTED = (
    "url", "obtained_from", "obtained_at", "how", "context", "organisation", "custodian",
    "method", "machine", "system", "program", "time_zone", "clock", "file_modified",
)  # fmt: skip

# What the program knows by itself; everything else a person told.
BY_MACHINE = frozenset(
    label
    for key, label in LABELS.items()
    if key in {"method", "machine", "system", "program", "time_zone", "clock", "file_modified", "batch"}
    or key.startswith("web_")
)

# Shown in their own places, or said by other fields already.
_OF_THE_PAYLOAD = {
    "id", "sha256", "size", "media_type", "name", "path", "received_from", "is_new", "reference", "file_size",
}  # fmt: skip
_SILENT = {"step", "capture", "reference", "items", "count", "ruling", "a", "b"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that an act says.

    Attributes:
        label: what it is, in words.
        value: as the act has it.
        act: number of the act's line in the ledger.
    """

    label: str
    value: str
    act: int


@dataclass(frozen=True, slots=True)
class Step:
    """One act, told.

    Attributes:
        act: number of its line in the ledger.
        at: when, UTC, by the machine's clock.
        by: who.
        what: what was done, in words.
        facts: what else the act says.
    """

    act: int
    at: str
    by: str
    what: str
    facts: tuple[Fact, ...] = ()


def tell_collection(act: Act) -> tuple[Fact, ...]:
    """What an act of capture says of the collecting."""
    return _tell(act, {key for key in act.details if key not in _OF_THE_PAYLOAD})


def tell_step(act: Act, what: str) -> Step:
    """An act with all that it says, in the words of a report."""
    silent = _SILENT
    if act.kind is ActKind.CAPTURE:
        silent = _OF_THE_PAYLOAD - {"received_from"}
    elif act.kind is ActKind.REFUSE:
        silent = {key for key in act.details if key not in {"reason", "received_from", "file_size"}}
    return Step(act.number, act.at, act.by, what, _tell(act, {key for key in act.details if key not in silent}))


def tell_decision(act: Act) -> Step:
    """A judgement in words."""
    told = act.details
    words = f"{told.get('ruling', '')} {told.get('a', '')} {told.get('b', '')}"
    return tell_step(act, " ".join(words.split()))


def missing_labels(facts: Iterable[Fact], *, was_file: bool) -> tuple[str, ...]:
    """What a collection should say and nobody told, in words."""
    known = {fact.label for fact in facts}
    wanted = (LABELS[key] for key in EXPECTED if was_file or key != "file_modified")
    return tuple(label for label in wanted if label not in known)


def say_copy(act: Act) -> str:
    """A copy of the case that was made, in words."""
    if act.kind is ActKind.PUBLISH:
        return "dossier published"
    return f"export as {act.details.get('format', 'unknown format')}"


def _tell(act: Act, keys: set[str]) -> tuple[Fact, ...]:
    ordered = [key for key in LABELS if key in keys] + sorted(keys - LABELS.keys())
    told = ((key, act.details[key]) for key in ordered)
    # A key that this version does not know, from a later one, is shown under its own name, not left out.
    return tuple(Fact(LABELS.get(key, key), str(value), act.number) for key, value in told if value not in {None, ""})
