"""What a reader is given, and the two ways in which every reading is reported."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Protocol

from wherefrom.config import Settings
from wherefrom.read.parts.allowance import Allowance
from wherefrom.records import Document, Ending, Outcome, Reading


@dataclass(frozen=True, slots=True)
class Material:
    """One input, or one part of it, for one reader.

    Attributes:
        capture: id of the capture; empty for text that was never a file.
        data: the bytes.
        part: where they stand in the payload (``message:3/part:2``); empty for the payload itself.
        name: what a person calls it; never a path to open.
        settings: the limits.
        charset: the charset that the envelope declares, where there is one.
        depth: how many messages it lies in.
        allowance: the time that reading may take; a reader of many pages asks it before each. Shared by all parts.
    """

    capture: str
    data: bytes
    part: str
    name: str
    settings: Settings = field(default_factory=Settings)
    charset: str | None = None
    depth: int = 0
    allowance: Allowance = field(default_factory=Allowance, compare=False)

    def within(self, step: str) -> str:
        """The path of a part of this material."""
        return f"{self.part}/{step}" if self.part else step

    def inside(self, step: str, data: bytes, name: str, charset: str | None = None) -> "Material":
        """A part of this material, as material of its own."""
        return replace(self, part=self.within(step), data=data, name=name, charset=charset)


class ReadPart(Protocol):
    """How a reader has a part read (an attachment, a record), and what it may ask of it first.

    The readers of mail and archives are handed this, since the table of formats lies above them.
    """

    def __call__(self, part: Material, media_type: str) -> Reading:
        """Read the part by the reader for its media type."""

    def is_read(self, media_type: str) -> bool:
        """Whether a part of this media type becomes a document."""

    def type_named(self, ending: str) -> str:
        """The media type that the ending of a part's name says, without its dot; empty where it says none."""


ReadFormat = Callable[[Material, ReadPart], Reading]


def refuse(material: Material, maker: str, reason: str) -> Reading:
    """A reading that yields no document, and why."""
    return Reading((), (Outcome(material.capture, material.part, Ending.REFUSED, reason, maker),))


def report(material: Material, maker: str, document: Document, missing: list[str], note: str = "") -> Reading:
    """A reading that yields one document: whole, or in part when something is missing.

    Args:
        material: what was read.
        maker: the reader and its version.
        document: what came of it.
        missing: what of the input is not in the document, each a clause.
        note: what was left out on purpose; does not make the reading partial.
    """
    ending = Ending.PARTLY if missing else Ending.READ
    reason = "; ".join([*missing, *([note] if note else [])])
    return Reading((document,), (Outcome(material.capture, material.part, ending, reason, maker),))
