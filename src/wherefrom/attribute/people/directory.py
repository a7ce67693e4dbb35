"""Directory: everybody whom a document names, and the look-ups by which short forms find their full names."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from wherefrom.attribute.people.names import WORDS, NameRun
from wherefrom.language.letters import plain_letters
from wherefrom.language.lists import word_lists
from wherefrom.records import Span, SpeakerKind

# How sure a way of resolving is that it meets the right party; an ordering by kind of evidence, estimated and not measured.
SURE = 0.97
BY_SURNAME = 0.92
BY_AMBIGUOUS_SURNAME = 0.6
_ROLES = word_lists("roles")


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody or something that a document speaks of, as far as it is known at one place of the text.

    Attributes:
        key: what is one within the document; of a name, the name in lower case.
        name, kind: what it is called, and what it is.
        description: what the text calls it besides.
        gender: ``male``, ``female``, or empty while nothing tells.
        count: how many people; None where nothing says so.
        introduced: the text tells more of it than a single name.
        confidence: of its least sure mention.
        mentions: where sources mean it.
        surname: lower-case last word of a full name.
        roles: nouns that stand for it, lower case.
        first_seen: the first code point where it is named.
    """

    key: str
    name: str
    kind: SpeakerKind
    description: str = ""
    gender: str = ""
    count: int | None = None
    introduced: bool = True
    confidence: float = SURE
    mentions: frozenset[Span] = frozenset()
    surname: str = ""
    roles: frozenset[str] = frozenset()
    first_seen: int = 0


@dataclass(slots=True)
class Directory:
    """Everybody whom a document names or describes, as far as it has been read.

    Attributes:
        text: the document's text.
        known: by key.
        by_word: keys by a word of a name that may stand for the whole.
        seen: named mentions in order: (first code point, span, key).
    """

    text: str
    known: dict[str, Somebody] = field(default_factory=dict)
    by_word: dict[str, list[str]] = field(default_factory=dict)
    seen: list[tuple[int, Span, str]] = field(default_factory=list)

    def named_within(self, span: Span) -> list[tuple[Span, Somebody]]:
        """The named mentions inside a span, in order."""
        low = bisect_left(self.seen, span.start, key=lambda item: item[0])
        found = []
        for start, own, key in self.seen[low:]:
            if start >= span.end:
                break
            found.append((own, self.known[key]))
        return found

    def names_person_at(self, position: int) -> bool:
        """Whether a code point stands in the name of a person of more than one word: "Ida Poll" is no poll."""
        at = bisect_right(self.seen, position, key=lambda item: item[0]) - 1
        if at < 0 or position >= self.seen[at][1].end:
            return False
        span, who = self.seen[at][1], self.known[self.seen[at][2]]
        return who.kind is SpeakerKind.PERSON and " " in self.text[span.start : span.end]

    def add(self, who: Somebody, words: Iterable[str] = ()) -> None:
        """Know somebody, by the words too that may stand for the name."""
        self.known[who.key] = who
        for word in words:
            self.by_word.setdefault(word, []).append(who.key)


def build_directory(text: str, runs: Iterable[NameRun]) -> Directory:
    """Gather who is named: full names first, then short forms that they explain, then names that nothing explains."""
    directory = Directory(text)
    ordered = list(runs)
    doubtful = Counter(run.words for run in ordered if run.kind is SpeakerKind.UNKNOWN)
    certain = Counter(run.words for run in ordered if run.kind is not SpeakerKind.UNKNOWN and not run.heading)
    for run in sorted(ordered, key=lambda run: -len(run.words)):
        if _is_full(run) and certain[run.words] > doubtful[run.words]:
            _add_full(directory, run)
    for run in ordered:
        who = _resolve_run(directory, run)
        if who is not None:
            directory.seen.append((run.span.start, run.span, who.key))
            directory.known[who.key] = replace(
                who,
                first_seen=who.first_seen or run.span.start,
                gender=who.gender or gender_of_title(run.title),
                roles=who.roles | roles_of(run.title),
                description=who.description or run.description,
                introduced=who.introduced or bool(run.description),
            )
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


def key_of(name: str) -> str:
    """What is one within a document, whatever its capitals and the form of its apostrophes."""
    return " ".join(plain_letters(name).casefold().replace("’", "'").split())


def _add_full(directory: Directory, run: NameRun) -> None:
    name = directory.text[run.span.start : run.span.end]
    key = key_of(name)
    if key in directory.known or _short_for(directory, run) or _bearer_of(directory, run):
        return
    # A family name may come last (Gutmann) or first (Wang): both may stand for a person. Not so for organisations.
    words = {run.words[0], run.words[-1]} if run.kind is SpeakerKind.PERSON else {run.words[0]} - WORDS["shared_name"]
    directory.add(Somebody(key, " ".join(name.split()), run.kind, surname=run.words[-1]), words)


def _resolve_run(directory: Directory, run: NameRun) -> Somebody | None:
    name = directory.text[run.span.start : run.span.end]
    key = key_of(name)
    if key in directory.known:
        return directory.known[key]
    if len(run.words) == 1 and run.words[0] in directory.by_word:
        return _choose_by_surname(directory, run.words[0])
    short = _short_for(directory, run) or _bearer_of(directory, run)
    if short is not None or run.heading:
        return short
    if not run.title and run.kind is not SpeakerKind.ORGANISATION:
        return None
    kind = SpeakerKind.PERSON if run.kind is SpeakerKind.UNKNOWN else run.kind
    who = Somebody(key, " ".join(name.split()), kind, introduced=bool(run.title) or len(run.words) > 1)
    directory.add(who, {run.words[0], run.words[-1]})
    return who


def _short_for(directory: Directory, run: NameRun) -> Somebody | None:
    """The organisation whose longer name begins and ends like this one ("Guanghua Foundation")."""
    if run.kind is not SpeakerKind.ORGANISATION or len(run.words) == 1:
        return None
    for who in (directory.known[key] for key in directory.by_word.get(run.words[0], ())):
        if who.kind is run.kind and who.surname == run.words[-1]:
            return who
    return None


def _bearer_of(directory: Directory, run: NameRun) -> Somebody | None:
    """The person whose surname is of several words, as "van der Berg" is Joost van der Berg's; None where two bear it."""
    bearers = [
        who
        for key in directory.by_word.get(run.words[-1], ())
        if (who := directory.known[key]).kind is SpeakerKind.PERSON and key.endswith(f" {' '.join(run.words)}")
    ]
    return bearers[0] if len(bearers) == 1 and len(run.words) > 1 else None


def _choose_by_surname(directory: Directory, word: str) -> Somebody:
    """Who is meant by a single name: one whose last name it is before one whose first it is."""
    bearers = [directory.known[key] for key in directory.by_word[word]]
    return next((who for who in bearers if who.surname == word), bearers[0])
