"""What came of an archive's records, and the outcome of the archive as a whole."""

from collections import Counter
from dataclasses import dataclass, field

from wherefrom.read.formats.archives.web_records import NAMED, Clauses, Damage
from wherefrom.read.parts.material import Material
from wherefrom.records import Document, Ending, Outcome


@dataclass(slots=True)
class Tally:
    """What came of the records so far.

    Attributes:
        documents, outcomes: of the records.
        about: records that only tell of others, by type.
        dressing: style sheets, programs and fonts.
        media: what has no reader, by media type.
        digests: right, wrong, not stated, not checked.
        troubles: what may be missing.
        revisits: what repeats which record.
        originals: number of a record by its id and by the digest of its payload.
        records: the last one's number.
        unpacked: bytes of text so far.
        stopped: why the reading ends before the archive does; empty where it does not.
    """

    documents: list[Document] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    about: Counter[str] = field(default_factory=Counter)
    dressing: int = 0
    media: Counter[str] = field(default_factory=Counter)
    digests: Counter[str] = field(default_factory=Counter)
    troubles: Clauses = field(default_factory=Clauses)
    revisits: Clauses = field(default_factory=Clauses)
    originals: dict[str, int] = field(default_factory=dict)
    records: int = 0
    unpacked: int = 0
    stopped: str = ""


def summarise(material: Material, tally: Tally, damage: Damage, maker: str) -> Outcome:
    """The archive's own outcome: what was counted, what is missing."""
    missing = [*damage.tell(), *tally.troubles.tell()]
    if tally.media:
        named = ", ".join(f"{kind} ({count})" for kind, count in tally.media.most_common(NAMED))
        more = f" and {len(tally.media) - NAMED} further types" if len(tally.media) > NAMED else ""
        missing.append(f"not read, for want of a reader: {named}{more}")
    if tally.stopped:
        size = len(material.data)
        missing.append(
            f"read to record {tally.records}, {damage.place} of {size} bytes, and no further: {tally.stopped}"
        )
    if not tally.documents:
        missing.insert(0, "no text found in any record")
    ending = Ending.PARTLY if missing else Ending.READ
    if not tally.documents:
        ending = Ending.REFUSED
    return Outcome(material.capture, material.part, ending, "; ".join([*missing, *_count(tally, damage)]), maker)


def _count(tally: Tally, damage: Damage) -> list[str]:
    counted = [f"{tally.records} records"]
    counted += [f"{count} {kind}" for kind, count in tally.about.most_common(NAMED)]
    if len(tally.about) > NAMED:
        counted.append(f"and {len(tally.about) - NAMED} further types of records")
    if tally.dressing:
        counted.append(f"{tally.dressing} style sheets, programs and fonts")
    counted += tally.revisits.tell()
    counted.append("digests: " + (", ".join(f"{count} {how}" for how, count in tally.digests.items()) or "none stated"))
    if damage.is_one_member:
        counted.append("it is packed in one piece, not record by record as the standard asks")
    return counted
