"""Recognised names: what the network says is a name, as runs with title and description, in place of the rules of names."""

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from wherefrom.attribute.parts.recognised import NameKind, RecognisedName
from wherefrom.attribute.people.names import TITLES, NameRun, describe_run, guess_kind, is_name_word
from wherefrom.language.tokens import Token, WordClass
from wherefrom.records import Span, SpeakerKind

# Below this it is not sure what is named; then the words of the name and its neighbours tell.
LEAST_SURE = 0.6
_KINDS = {NameKind.PERSON: SpeakerKind.PERSON, NameKind.BODY: SpeakerKind.ORGANISATION}


def make_runs(
    text: str, tokens: Sequence[Token], names: Iterable[RecognisedName], known: Container[str] = ()
) -> list[NameRun]:
    """The recognised names in a stretch of tokens, in order.

    Args:
        text: the document's text.
        tokens: of one passage.
        names: of the passage, in order. A place is of no kind here: what it says is said of its government, or of nobody.
        known: words by which the document's people and bodies may be called alone; where one stands, it is a name too.
    """
    ends = [token.end for token in tokens]
    found: list[NameRun] = []
    covered = 0
    for name in names:
        start = bisect_left(ends, name.span.start + 1)
        end = start
        while end < len(tokens) and tokens[end].start < name.span.end:
            end += 1
        while end > start and not tokens[end - 1].form[:1].isalnum():
            end -= 1
        found.extend(_short_forms(text, tokens, (covered, start), known))
        covered = max(covered, end)
        if start < end and _looks_named(text, name):
            found.append(_make_run(text, tokens, (start, end), name))
    return [*found, *_short_forms(text, tokens, (covered, len(tokens)), known)]


def settle_kinds(text: str, names: Sequence[RecognisedName]) -> list[RecognisedName]:
    """One kind for one name within a document: the one of which the network is surest at any place."""
    surest: dict[str, RecognisedName] = {}
    for name in names:
        words = text[name.span.start : name.span.end]
        if words not in surest or name.confidence > surest[words].confidence:
            surest[words] = name
    return [replace(name, kind=surest[text[name.span.start : name.span.end]].kind) for name in names]


def short_forms(text: str, names: Iterable[RecognisedName]) -> frozenset[str]:
    """The last words of people's full names, and whole names of one word, of which a network is sure: elsewhere they mean the same."""
    found = set()
    for name in names:
        words = text[name.span.start : name.span.end].split()
        alone = len(words) == 1 or name.kind is NameKind.PERSON
        sure = name.confidence >= LEAST_SURE and name.kind is not NameKind.PLACE
        if sure and alone and words[-1][:1].isupper():
            found.add(words[-1].casefold())
    return frozenset(found)


def _short_forms(
    text: str, tokens: Sequence[Token], place: tuple[int, int], known: Container[str]
) -> Iterator[NameRun]:
    for at in range(*place):
        if tokens[at].form in known and is_name_word(tokens[at]):
            span = Span(tokens[at].start, tokens[at].end)
            yield _make_run(text, tokens, (at, at + 1), RecognisedName(span, NameKind.PERSON, 0.0))


def _looks_named(text: str, name: RecognisedName) -> bool:
    """Whether a name is one: with a capital, or an address; "the river authority" is an office, and called so wherever it stands."""
    words = text[name.span.start : name.span.end]
    return "." in words.strip(".") or any(character.isupper() for character in words)


def _make_run(text: str, tokens: Sequence[Token], place: tuple[int, int], name: RecognisedName) -> NameRun:
    start, end = place
    while name.kind is NameKind.PERSON and start < end - 1 and tokens[start].form in TITLES:
        start += 1
    first = start
    placed = name.kind is NameKind.PLACE
    while not placed and first > 0 and tokens[first - 1].form in TITLES and tokens[first - 1].capital:
        first -= 1
    words = tuple(token.form for token in tokens[start:end])
    titles = " ".join(token.form for token in tokens[first:start])
    initial = first == 0 or tokens[first - 1].kind in {WordClass.STOP, WordClass.OPENING}
    span = Span(tokens[start].start, tokens[end - 1].end)
    kind = _KINDS.get(name.kind, SpeakerKind.UNKNOWN)
    if name.confidence < LEAST_SURE and not placed:
        kind = guess_kind(text, tokens, (first, end), words, titled=bool(titles))
    description = describe_run(text, tokens, first, end)
    return NameRun(span, words, titles, kind, initial, description=description)
