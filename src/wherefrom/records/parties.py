"""Parties: one speaker across the documents of a case, after identity is resolved."""

from dataclasses import dataclass

from wherefrom.records.statements import SpeakerKind


@dataclass(frozen=True, slots=True)
class Party:
    """Those speakers of a case that are taken to be one; what is counted as an origin is a party.

    Attributes:
        id: stable for the same key.
        key: what it is called wherever it stands for an origin, readable, and no other party's: the case-folded name.
        name: as the first document writes it.
        kind: person, organisation, document, or one of the unnamed kinds; of the first speaker.
        speakers: ids of its speakers, in the order of the case; every speaker of a case is in exactly one party.
        others: other names under which documents speak of it, in order.
        definite: it has no name, and is told of so definitely that it could be asked: "the regional prosecutor's office".
        joined_by: ids of the links that join other spellings to it.
        why: one plain clause for a reader.
        confidence: 0 to 1, the weakest of what makes its speakers one.
        maker: what decided it, with version; or the person who ruled.
    """

    id: str
    key: str
    name: str
    kind: SpeakerKind
    speakers: tuple[str, ...]
    others: tuple[str, ...]
    definite: bool
    joined_by: tuple[str, ...]
    why: str
    confidence: float
    maker: str
