"""Captures and acts: what was received, and everything that was done with it."""

from dataclasses import dataclass, field
from enum import StrEnum


class ActKind(StrEnum):
    """What an act in the custody ledger did."""

    INIT = "init"
    MEND = "mend"
    CAPTURE = "capture"
    REFUSE = "refuse"
    JUDGE = "judge"
    PUBLISH = "publish"
    EXPORT = "export"
    STAMP = "stamp"
    SIGN = "sign"
    TRANSFER = "transfer"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Capture:
    """One payload in the bag, and how it first came there.

    Attributes:
        id: ``cap-`` and the start of the payload's SHA-256.
        sha256: the payload's SHA-256, 64 hexadecimal digits.
        size: bytes.
        media_type: by content, never by name alone, for example ``application/pdf``.
        name: the file's name as received, without folders; display only, never a path to open.
        path: where the payload lies, relative to ``evidence/``, for example ``data/ab/ab12….pdf``.
        received_from: the path or address that it was received from, as given.
        at: when it was captured, UTC, ISO 8601.
        by: who captured it.
    """

    id: str
    sha256: str
    size: int
    media_type: str
    name: str
    path: str
    received_from: str
    at: str
    by: str


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the custody ledger.

    Attributes:
        number: 1 for the first line, without gaps.
        at: when, UTC, ISO 8601.
        by: who.
        kind: what was done.
        details: the act's own fields, JSON values; for a capture those of `Capture`.
        previous: SHA-256 of the line before, 64 zeros for the first.
    """

    number: int
    at: str
    by: str
    kind: ActKind
    details: dict[str, str | int | float | bool | None] = field(default_factory=dict)
    previous: str = "0" * 64
