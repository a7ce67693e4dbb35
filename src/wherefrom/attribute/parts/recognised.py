"""Names as the network recognises them: where a text names somebody, and what."""

from dataclasses import dataclass
from enum import IntEnum

from wherefrom.records import Span


class NameKind(IntEnum):
    """What a name names; the numbers are those of the network's labels (training/credits/network.py)."""

    PERSON = 0
    BODY = 1  # an organisation, an office with a proper name, an outlet
    PLACE = 2  # a country, a town, a building


@dataclass(frozen=True, slots=True)
class RecognisedName:
    """A name in a text.

    Attributes:
        span: its words, without titles.
        kind: what it names.
        confidence: of all its words, 0 to 1.
    """

    span: Span
    kind: NameKind
    confidence: float
