"""Pronouns: who spoke last, who is named in the sentence, and which of them "he", "they" or "its" means."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from wherefrom.attribute.parts.draft import MAKER
from wherefrom.attribute.people.choosing import Candidate, Choice, Near
from wherefrom.attribute.people.directory import Somebody
from wherefrom.attribute.people.discourse import Discourse, Reference
from wherefrom.attribute.people.kinds import gender_of
from wherefrom.records import Span, SpeakerKind

SINGULAR = frozenset({"he", "she", "him", "her", "his", "himself", "herself", "he's", "she's", "hers"})
NEUTRAL = frozenset({"it", "its", "itself", "it's"})
PLURAL = frozenset({"they", "them", "their", "themselves", "they're"})
SELF = frozenset({"i", "me", "my", "we", "us", "our", "i'm", "we're", "i've", "we've", "myself"})
# How far back, in sentences, a pronoun may reach.
PRONOUN_REACH = 4
# Of how many who spoke last a pronoun far from any name may mean one.
_LATELY = 3
# How sure each way of choosing is, an ordering by kind of evidence, estimated and not measured.
BY_LAST_SPEAKER = 0.8
BY_LAST_SUBJECT = 0.7
BY_LONG_AGO = 0.5
BY_PAIR = 0.85
_PEOPLE = frozenset({SpeakerKind.PERSON, SpeakerKind.UNNAMED_PERSON})
_SEVERAL = frozenset({SpeakerKind.UNNAMED_GROUP, SpeakerKind.ORGANISATION, SpeakerKind.UNNAMED_INSTITUTION})
_THINGS = frozenset({SpeakerKind.ORGANISATION, SpeakerKind.DOCUMENT, SpeakerKind.UNNAMED_INSTITUTION})


class NearestThatFits:
    """The rules: the first candidate who fits in gender, surer the nearer, and surer of who spoke than of who is named."""

    forms = SINGULAR

    def gather(self, discourse: Discourse, span: Span, speaking: Sequence[Somebody]) -> Iterable[Candidate]:
        """The persons near a pronoun; that it stands in somebody's words tells these rules nothing."""
        del speaking
        return persons_near(discourse, span.start)

    def choose(self, form: str, candidates: Iterable[Candidate]) -> Choice | None:
        """Whom a singular personal pronoun means; None: unclear."""
        gender = gender_of(form)
        found = next((own for own in candidates if _fits(own.who, gender)), None)
        return None if found is None else Choice(found.who, _sureness(found), MAKER)


def _fits(who: Somebody, gender: str) -> bool:
    return who.kind in _PEOPLE and (not gender or not who.gender or who.gender == gender)


def _sureness(candidate: Candidate) -> float:
    if candidate.place is Near.LATELY:
        return BY_LONG_AGO
    if candidate.place is Near.SPOKE:
        return BY_LAST_SPEAKER - 0.05 * max(candidate.back - 1, 0)
    return BY_LAST_SUBJECT - 0.05 * candidate.back


def persons_near(discourse: Discourse, position: int) -> Iterator[Candidate]:
    """The subject of this sentence so far, else whoever spoke or was the subject in the sentences before."""
    here = discourse.sentence_of(position)
    for back in range(PRONOUN_REACH + 1):
        spoken = discourse.spoken_in(here - back)
        if back and spoken is not None:
            yield Candidate(spoken, Near.SPOKE, back)
        for who in discourse.named_in(here - back, position):
            yield Candidate(who, Near.NAMED, back)
        if not back and spoken is not None:
            yield Candidate(spoken, Near.SPOKE, 0)
    # Long after: whoever spoke last, if the text has not spoken of many since.
    for who in islice(discourse.spoken_lately(), _LATELY):
        yield Candidate(who, Near.LATELY, PRONOUN_REACH + 1)


def bodies_meant(discourse: Discourse, span: Span, form: str) -> list[Reference]:
    """Whom "it" or "they" means: who spoke, and for "it" who is named first, in this sentence or those before."""
    wanted = _SEVERAL if form in PLURAL else _THINGS
    here = discourse.sentence_of(span.start)
    for back in range(PRONOUN_REACH):
        spoken = discourse.spoken_in(here - back)
        if spoken is not None and spoken.kind in wanted:
            return [Reference(spoken, span, BY_LAST_SUBJECT)]
        named = next((who for who in discourse.named_in(here - back, span.start) if who.kind in wanted), None)
        if named is not None and form in NEUTRAL:
            return [Reference(named, span, BY_LAST_SUBJECT - 0.1 * back)]
    return []


def last_body(discourse: Discourse, position: int) -> Somebody | None:
    """The organisation named last in this sentence or the three before."""
    here = discourse.sentence_of(position)
    for back in range(PRONOUN_REACH):
        named = discourse.named_in(here - back, position)
        bodies = [who for who in named if who.kind is SpeakerKind.ORGANISATION]
        if bodies:
            return bodies[-1]
    return None


def last_pair(discourse: Discourse, span: Span) -> list[Reference]:
    """The two persons most recently joined by "and": whom "the pair" or "both" means."""
    text = discourse.directory.text
    for (own, other), (before, one) in pairwise(reversed(discourse.persons_before(span.start))):
        between = text[before.end : own.start]
        joined = between.strip().startswith("and ") or between.strip() == "and" or ", and" in between
        if one.key != other.key and joined and not any(mark in between for mark in '.;:“"'):
            return [Reference(one, span, BY_PAIR), Reference(other, span, BY_PAIR)]
    return []
