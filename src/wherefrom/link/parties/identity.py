"""Identity: which speakers of a case are one party. It is decided here, and nowhere else.

A speaker is in the class of its key, so that one full name is one party in whichever document. The office of one text is taken
to be that of another: counting it twice would feign independence. A person may part one speaker from the others of its name.
Links between speakers (another spelling, a person's ruling) then join whole classes.
"""

import re
from collections.abc import Mapping, Sequence

from wherefrom.ids import make_id
from wherefrom.records import (
    CaseRecords,
    Decision,
    Link,
    LinkKind,
    Party,
    Ruling,
    Speaker,
    SpeakerKind,
    decisions_in_force,
)

MAKER = "wherefrom.link/identity 1"
# How sure it is that one name in several documents is one party; an ordering by kind of evidence, estimated and not measured.
FULL_NAME, SHORT_NAME, OFFICE = 0.9, 0.6, 0.6
_NAMELESS = frozenset({SpeakerKind.UNNAMED_INSTITUTION, SpeakerKind.UNKNOWN})
_THE = re.compile(r"\bthe $", re.IGNORECASE)
_THE_LETTERS = 5  # with what must stand before it: "bathe" ends in it and is none


def decide_parties(case: CaseRecords, links: Sequence[Link]) -> tuple[Party, ...]:
    """The parties of a case, in the order of their first speakers; every speaker is in exactly one.

    Args:
        case: its documents, speakers and decisions.
        links: those between speakers count, with what people ruled already applied.
    """
    parted = {own.a: own for own in decisions_in_force(case.decisions) if own.ruling is Ruling.SPLIT}
    own_class = {speaker.id: _class_of(case, speaker, parted) for speaker in case.speakers}
    joins = [link for link in links if link.kind is LinkKind.SAME_SPEAKER and {link.a, link.b} <= own_class.keys()]
    classes = _Classes()
    for link in joins:
        classes.join(own_class[link.a], own_class[link.b])
    members: dict[str, list[Speaker]] = {}
    for speaker in case.speakers:
        members.setdefault(classes.root(own_class[speaker.id]), []).append(speaker)
    joined: dict[str, list[Link]] = {}
    for link in joins:
        joined.setdefault(classes.root(own_class[link.a]), []).append(link)
    return tuple(_make_party(case, root, members[root], joined.get(root, []), parted) for root in members)


def is_definite(case: CaseRecords, speaker: Speaker) -> bool:
    """Whether somebody without a name is told of so definitely that they could be asked: "the regional prosecutor's office"."""
    if speaker.kind not in _NAMELESS or not speaker.mentions or speaker.document not in case.document:
        return False
    first, text = speaker.mentions[0], case.document[speaker.document].text
    before, own = text[max(0, first.start - _THE_LETTERS) : first.start], text[first.start : first.end]
    return bool(own.casefold().startswith("the ") or _THE.search(before)) and " " in speaker.name


class _Classes:
    """Classes of speakers joined into larger ones (union-find); the one that is joined to gives its name."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def root(self, name: str) -> str:
        """The class that a class is part of by now."""
        while (above := self._above.get(name)) is not None:
            name = above
        return name

    def join(self, one: str, other: str) -> None:
        """Make two classes one."""
        lower, upper = self.root(one), self.root(other)
        if lower != upper:
            self._above[lower] = upper


def _class_of(case: CaseRecords, speaker: Speaker, parted: Mapping[str, Decision]) -> str:
    """The class that a speaker is in before links join classes; its name is readable."""
    if speaker.id in parted:
        return f"{speaker.key} in {speaker.document}"
    return f"office:{speaker.name.casefold()}" if is_definite(case, speaker) else speaker.key


def _make_party(
    case: CaseRecords, key: str, speakers: Sequence[Speaker], links: Sequence[Link], parted: Mapping[str, Decision]
) -> Party:
    first, definite = speakers[0], any(is_definite(case, speaker) for speaker in speakers)
    reasons = [
        *_by_name(speakers, definite=definite),
        *((link.confidence, link.explanation, link.maker) for link in links),
        *((1.0, "a person parted it from others of its name", own.maker) for own in _rulings_on(speakers, parted)),
    ]
    ruled = [maker for confidence, _, maker in reasons if maker != MAKER and confidence == 1.0]
    return Party(
        id=make_id("party", key),
        key=key,
        name=first.name,
        kind=first.kind,
        speakers=tuple(speaker.id for speaker in speakers),
        others=tuple(dict.fromkeys(own.name for own in speakers if own.name != first.name)),
        definite=definite,
        joined_by=tuple(link.id for link in links),
        why="; ".join(dict.fromkeys(why for _, why, _ in reasons)),
        confidence=min(own for own, _, _ in reasons) if reasons else 1.0,
        maker=ruled[0] if ruled else MAKER,
    )


def _by_name(speakers: Sequence[Speaker], *, definite: bool) -> list[tuple[float, str, str]]:
    """Why speakers of several documents who are called alike are one, and how sure that is."""
    documents: dict[str, set[str]] = {}
    for speaker in speakers:
        documents.setdefault(speaker.name.casefold() if definite else speaker.key, set()).add(speaker.document)
    alike = [name for name, found in documents.items() if len(found) > 1]
    if not alike:
        return []
    if definite:
        return [(OFFICE, "the office of one text is taken to be that of another", MAKER)]
    is_full = all(len(name.split()) > 1 for name in alike)
    return [(FULL_NAME if is_full else SHORT_NAME, "one name in several documents", MAKER)]


def _rulings_on(speakers: Sequence[Speaker], parted: Mapping[str, Decision]) -> list[Decision]:
    return [parted[speaker.id] for speaker in speakers if speaker.id in parted]
