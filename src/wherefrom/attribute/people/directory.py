"""Parties: everybody whom a document names, and the look-ups by which short forms find their full names."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from wherefrom.attribute.people.names import WORDS, NameRun
from wherefrom.language.lists import word_lists
from wherefrom.records import Span, SpeakerKind

# How sure a way of resolving is that it meets the right party; an ordering by kind of evidence, estimated and not measured.
SURE = 0.97
BY_SURNAME = 0.92
BY_AMBIGUOUS_SURNAME = 0.6
_ROLES = word_lists("roles")


@dataclass(slots=True)
class Party:
    """Somebody or something that a document speaks of, while the document is being read."""

    key: str
    name: str
    kind: SpeakerKind
    description: str = ""
    gender: str = ""
    count: int | None = None
    introduced: bool = True
    confidence: float = SURE
    mentions: set[Span] = field(default_factory=set)
    surname: str = ""
    roles: set[str] = field(default_factory=set)
    first_seen: int = 0

    def mention(self, span: Span, confidence: float) -> None:
        """Note a mention; the party is as sure as its least sure mention."""
        self.mentions.add(span)
        self.confidence = min(self.confidence, confidence)


@dataclass(slots=True)
class Directory:
    """The named parties of a document.

    Attributes:
        text: the document's text.
        parties: by key.
        by_word: parties by a word of their name that may stand for it.
        seen: named mentions in order: (first code point, span, party).
    """

    text: str
    parties: dict[str, Party] = field(default_factory=dict)
    by_word: dict[str, list[Party]] = field(default_factory=dict)
    seen: list[tuple[int, Span, Party]] = field(default_factory=list)

    def named_within(self, span: Span) -> list[tuple[Span, Party]]:
        """The named mentions inside a span, in order."""
        low = bisect_left(self.seen, span.start, key=lambda item: item[0])
        found = []
        for start, own, party in self.seen[low:]:
            if start >= span.end:
                break
            found.append((own, party))
        return found


def build_directory(text: str, runs: Iterable[NameRun]) -> Directory:
    """Gather parties: full names first, then short forms that they explain, then names that nothing explains."""
    directory = Directory(text)
    ordered = list(runs)
    doubtful = Counter(run.words for run in ordered if run.kind is SpeakerKind.UNKNOWN)
    certain = Counter(run.words for run in ordered if run.kind is not SpeakerKind.UNKNOWN and not run.heading)
    for run in sorted(ordered, key=lambda run: -len(run.words)):
        if _is_full(run) and certain[run.words] > doubtful[run.words]:
            _add_full(directory, run)
    for run in ordered:
        party = _resolve_run(directory, run)
        if party is not None:
            if not party.first_seen:
                party.first_seen = run.span.start
            directory.seen.append((run.span.start, run.span, party))
            party.gender = party.gender or gender_of_title(run.title)
            party.roles |= roles_of(run.title)
            party.description = party.description or run.description
            party.introduced = party.introduced or bool(run.description)
    directory.seen.sort(key=lambda item: item[0])
    return directory


def _is_full(run: NameRun) -> bool:
    return not run.heading and len(run.words) > 1 and run.kind in {SpeakerKind.PERSON, SpeakerKind.ORGANISATION}


def roles_of(words: str) -> frozenset[str]:
    """The nouns that stand for whoever bears the titles among some words: "Sen." gives senator and lawmaker."""
    return frozenset(role for word in words.casefold().split() for role in _ROLES.get(word, ()))


def gender_of_title(title: str) -> str:
    """``male``, ``female`` or empty."""
    words = title.split()
    if any(word in WORDS["title_male"] for word in words):
        return "male"
    return "female" if any(word in WORDS["title_female"] for word in words) else ""


def _add_full(directory: Directory, run: NameRun) -> None:
    name = directory.text[run.span.start : run.span.end]
    key = " ".join(name.casefold().replace("’", "'").split())
    if key in directory.parties or _short_for(directory, run) is not None:
        return
    party = Party(key, " ".join(name.split()), run.kind, surname=run.words[-1])
    directory.parties[key] = party
    # A family name may come last (Gutmann) or first (Wang): both may stand for a person. Not so for organisations.
    words = {run.words[0], run.words[-1]} if run.kind is SpeakerKind.PERSON else {run.words[0]} - WORDS["shared_name"]
    for word in words:
        directory.by_word.setdefault(word, []).append(party)


def _resolve_run(directory: Directory, run: NameRun) -> Party | None:
    name = directory.text[run.span.start : run.span.end]
    key = " ".join(name.casefold().replace("’", "'").split())
    if key in directory.parties:
        return directory.parties[key]
    if len(run.words) == 1 and run.words[0] in directory.by_word:
        return choose_by_surname(directory.by_word[run.words[0]], run.words[0])
    short = _short_for(directory, run)
    if short is not None or run.heading:
        return short
    if run.title or run.kind is SpeakerKind.ORGANISATION:
        kind = SpeakerKind.PERSON if run.kind is SpeakerKind.UNKNOWN else run.kind
        party = Party(key, " ".join(name.split()), kind, introduced=bool(run.title) or len(run.words) > 1)
        directory.parties[key] = party
        for word in {run.words[0], run.words[-1]}:
            directory.by_word.setdefault(word, []).append(party)
        return party
    return None


def _short_for(directory: Directory, run: NameRun) -> Party | None:
    """The organisation whose longer name begins and ends like this one ("Guanghua Foundation")."""
    if run.kind is not SpeakerKind.ORGANISATION or len(run.words) == 1:
        return None
    for party in directory.by_word.get(run.words[0], ()):
        if party.kind is run.kind and party.surname == run.words[-1]:
            return party
    return None


def choose_by_surname(parties: list[Party], word: str) -> Party:
    """The party that a single name means: one whose last name it is before one whose first it is."""
    last = [party for party in parties if party.surname == word]
    return (last or parties)[0]
