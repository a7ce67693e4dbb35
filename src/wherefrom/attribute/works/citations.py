"""Citations: works and records that a document mentions, each once."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wherefrom.attribute.people.directory import Directory, Somebody
from wherefrom.attribute.people.speakers import SpeakerFinder
from wherefrom.language.lists import word_lists
from wherefrom.language.tokens import Token, WordClass
from wherefrom.records import CitationKind, Document, Role, Span, SpeakerKind

_WORKS = word_lists("works")
_KINDS = {
    word: CitationKind(group.replace("_", " "))
    for group, words in _WORKS.items()
    if group in {"report", "speech", "article", "broadcast", "website", "letter", "document", "press_conference"}
    for word in words
}
_OUTLET_NOUNS = _WORKS["outlet"]
_MAKING = _WORKS["making"]
_NO_QUALIFIER = frozenset(
    {"this", "that", "these", "those", "the", "a", "an", "its", "his", "her", "their", "my", "our", "any", "no"}
)
_URL = re.compile(r"https?://[^\s<>\"“”]{1,2000}|www\.[^\s<>\"“”]{1,2000}")
_QUALIFIERS = frozenset(
    {WordClass.NAME, WordClass.NOMINAL, WordClass.NUMBER, WordClass.CLITIC, WordClass.VERB, WordClass.OTHER}
)
_PHRASE_REACH = 8
_TITLE_LENGTH = 160

# How sure each kind of mention is that a work is meant which a reader could owners for; an ordering by kind of
# evidence, estimated and not measured.
BY_LINK = 0.95
BY_FOOTNOTE = 0.9
BY_OWNER = 0.85
BY_NAME = 0.8
BY_OUTLET = 0.75
BY_MAKING = 0.75
BY_EVENT = 0.7


@dataclass(frozen=True, slots=True)
class Mention:
    """A work as mentioned, before it becomes a record."""

    span: Span
    title: str
    kind: CitationKind
    by: str
    url: str
    confidence: float
    noun: str = ""


@dataclass(frozen=True, slots=True)
class _Owners:
    """What tells whose work a phrase means."""

    directory: Directory
    finder: SpeakerFinder


def find_citations(
    document: Document,
    passages: Sequence[list[Token]],
    directory: Directory,
    finder: SpeakerFinder,
    parties: Sequence[Somebody],
) -> list[Mention]:
    """The works and records that a document mentions: the first mention of each.

    Args:
        document: the document.
        passages: the tokens of each of its passages, quotations not masked.
        directory: its named parties.
        finder: resolves "its website".
        parties: the speakers, of whom a journal is a work itself.
    """
    found = [*_links(document), *_footnotes(document), *_outlets(document, parties)]
    for tokens in passages:
        found.extend(_works_in(tokens, _Owners(directory, finder)))
    found.extend(_credited_works(found, parties))
    return _fold(found)


def _credited_works(found: Sequence[Mention], parties: Sequence[Somebody]) -> Iterator[Mention]:
    """Records that speak for themselves and that no phrase of citing names: "according to the port's yearbook"."""
    for party in parties:
        if party.kind is not SpeakerKind.DOCUMENT or not party.mentions or " " not in party.name:
            continue
        span = min(party.mentions)
        if any(mention.span.start < span.end and span.start < mention.span.end for mention in found):
            continue
        kind = next(
            (_KINDS[word] for word in reversed(party.name.casefold().split()) if word in _KINDS), CitationKind.DOCUMENT
        )
        yield Mention(span, party.name, kind, party.key, "", BY_OUTLET)


def _links(document: Document) -> Iterator[Mention]:
    for link in document.hyperlinks:
        words = document.text[link.span.start : link.span.end]
        title = " ".join(words.split())[:_TITLE_LENGTH] or link.url
        yield Mention(link.span, title, CitationKind.LINK, "", link.url, BY_LINK)
    starts = [link.span.start for link in document.hyperlinks]
    for passage in document.passages:
        for match in _URL.finditer(document.text, passage.span.start, passage.span.end):
            url = match.group().rstrip(".,;:)]")
            span = Span(match.start(), match.start() + len(url))
            at = bisect_right(starts, span.start) - 1
            if at < 0 or document.hyperlinks[at].span.end <= span.start:
                yield Mention(span, url, CitationKind.LINK, "", url, BY_LINK)


def _footnotes(document: Document) -> Iterator[Mention]:
    for passage in document.passages:
        if passage.role is Role.FOOTNOTE:
            words = " ".join(document.text[passage.span.start : passage.span.end].split())
            if words:
                yield Mention(passage.span, words[:_TITLE_LENGTH], CitationKind.FOOTNOTE, "", "", BY_FOOTNOTE)


def _outlets(document: Document, parties: Sequence[Somebody]) -> Iterator[Mention]:
    """Speakers that are journals or papers by their own description: quoting one cites an issue of it."""
    own = (document.outlet or "").casefold()
    for party in parties:
        words = {word.strip(",.") for word in party.description.casefold().split()[:12]}
        if party.kind is SpeakerKind.ORGANISATION and words & _OUTLET_NOUNS and party.mentions and party.key != own:
            yield Mention(min(party.mentions), party.name, CitationKind.ARTICLE, party.key, "", BY_OUTLET)


def _works_in(tokens: list[Token], owners: _Owners) -> Iterator[Mention]:
    for index, token in enumerate(tokens):
        kind = _KINDS.get(token.form)
        if kind is None or (token.kind is WordClass.VERB and not token.capital):
            continue
        if token.capital and owners.directory.names_person_at(token.start):
            continue
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if following is not None and following.kind is WordClass.NOMINAL and following.form in _KINDS:
            continue
        start = _phrase_start(tokens, index)
        for find in (_owned, _event, _named, _made):
            mention = find(tokens, start, index, kind, owners)
            if mention is not None:
                yield replace(mention, noun=token.form)
                break


def _phrase_start(tokens: list[Token], index: int) -> int:
    """The first word of the noun phrase that a work's noun ends."""
    start = index
    while start > 0 and index - start < _PHRASE_REACH and tokens[start - 1].kind in _QUALIFIERS:
        start -= 1
    if start > 0 and tokens[start - 1].kind in {WordClass.DETERMINER, WordClass.POSSESSIVE}:
        start -= 1
    # A verb can only lead into the phrase ("published a report"), not belong to it, except as "-ed" after a determiner.
    for at in range(index - 1, start - 1, -1):
        if tokens[at].kind is WordClass.VERB and tokens[start].kind is not WordClass.DETERMINER:
            return at + 1
    return start


def _owned(tokens: list[Token], start: int, index: int, kind: CitationKind, owners: _Owners) -> Mention | None:
    """A work by its owner: "Wang's acceptance speech", "its website"."""
    text = owners.directory.text
    clitic = next((at for at in range(index - 1, start - 1, -1) if tokens[at].kind is WordClass.CLITIC), None)
    span = Span(tokens[start].start, tokens[index].end)
    if clitic is not None and clitic > start:
        own = text[tokens[clitic + 1].start : tokens[index].end]
        named = owners.directory.named_within(Span(tokens[start].start, tokens[clitic].start))
        owner = named[-1][1] if named else None
        name = owner.name if owner else " ".join(text[tokens[start].start : tokens[clitic].start].split())
        if owner is None and not any(token.kind is WordClass.NAME for token in tokens[start:clitic]):
            return None
        return Mention(span, f"{_plain(own)} of {name}", kind, owner.key if owner else "", "", BY_OWNER)
    if tokens[start].kind is WordClass.POSSESSIVE and tokens[start].form not in {"my", "your", "our"}:
        where = Span(tokens[start].start, tokens[start].end)
        owner = owners.finder.owner_of(where, tokens[start].form)
        if owner is None:
            return None
        own = text[tokens[start + 1].start : tokens[index].end]
        return Mention(span, f"{_plain(own)} of {owner.name}", kind, owner.key, "", BY_OWNER - 0.15)
    return None


def _event(tokens: list[Token], start: int, index: int, kind: CitationKind, owners: _Owners) -> Mention | None:
    """A press conference with its day and place."""
    text = owners.directory.text
    if kind is not CitationKind.PRESS_CONFERENCE:
        return None
    if tokens[index].form == "conference" and (index == 0 or tokens[index - 1].form not in {"press", "news"}):
        return None
    end = index + 1
    while end < len(tokens) and end - index < _PHRASE_REACH and tokens[end].kind in {
        WordClass.PREPOSITION, WordClass.NAME, WordClass.NUMBER, WordClass.OTHER
    }:  # fmt: skip
        end += 1
    while tokens[end - 1].kind is WordClass.PREPOSITION:
        end -= 1
    first = start + (tokens[start].kind is WordClass.DETERMINER)
    span = Span(tokens[start].start, tokens[end - 1].end)
    return Mention(span, _plain(text[tokens[first].start : span.end]), kind, "", "", BY_EVENT)


def _named(tokens: list[Token], start: int, index: int, kind: CitationKind, owners: _Owners) -> Mention | None:
    """A work with a name in it or after it: "a Radio France International report", "a letter from Adams"."""
    text = owners.directory.text
    span = Span(tokens[start].start, tokens[index].end)
    after = tokens[index + 1].form if index + 1 < len(tokens) else ""
    if after in {"by", "from"} and index + 2 < len(tokens):
        end = index + 2
        while (
            end < len(tokens)
            and end - index < _PHRASE_REACH
            and (tokens[end].kind in _QUALIFIERS | {WordClass.DETERMINER} or tokens[end].form in {"of", "and"})
        ):
            end += 1
        owner_span = Span(tokens[index + 2].start, tokens[end - 1].end)
        named = owners.directory.named_within(owner_span)
        if end > index + 2 and (named or _is_describing(tokens[index + 2 : end])):
            span = Span(span.start, owner_span.end)
            return Mention(
                span, _plain(text[span.start : span.end]), kind, named[0][1].key if named else "", "", BY_NAME
            )
    names = [token for token in tokens[start:index] if token.kind is WordClass.NAME]
    if not names:
        return None
    named = owners.directory.named_within(Span(tokens[start].start, tokens[index].start))
    by = named[0][1].key if named else " ".join(token.form for token in names)
    return Mention(span, _plain(text[span.start : span.end]), kind, by, "", BY_NAME)


def _is_describing(tokens: Sequence[Token]) -> bool:
    return any(token.kind is WordClass.NAME for token in tokens) or any(
        token.form in _WORKS["maker"] for token in tokens
    )


def _made(tokens: list[Token], start: int, index: int, kind: CitationKind, owners: _Owners) -> Mention | None:
    """The object of a verb of making, the work of the verb's subjects: "co-authored a report on organ harvesting"."""
    text = owners.directory.text
    if start == 0 or tokens[start - 1].form not in _MAKING:
        return None
    end = index + 1
    while (
        end < len(tokens)
        and end - index < 2 * _PHRASE_REACH
        and (tokens[end].kind in _QUALIFIERS | {WordClass.PREPOSITION, WordClass.DETERMINER})
    ):
        end += 1
    while end > index + 1 and tokens[end - 1].kind in {WordClass.PREPOSITION, WordClass.DETERMINER}:
        end -= 1
    span = Span(tokens[start].start, tokens[end - 1].end)
    makers = _subjects(tokens, start - 1, owners.directory)
    names = [party.name for party in makers]
    title = _plain(text[tokens[start].start : span.end])
    if names:
        title = f"{title}, by {' and '.join(names)}"[:_TITLE_LENGTH]
    return Mention(span, title, kind, makers[0].key if makers else "", "", BY_MAKING if makers else BY_MAKING - 0.2)


def _subjects(tokens: list[Token], verb: int, directory: Directory) -> list[Somebody]:
    """The persons and organisations named in the sentence before a verb of making."""
    first = verb
    while first > 0 and tokens[first - 1].form not in {".", "?", "!"}:
        first -= 1
    found: list[Somebody] = []
    for _, party in directory.named_within(Span(tokens[first].start, tokens[verb].start)):
        if party.kind is SpeakerKind.PERSON and party not in found:
            found.append(party)
    return found[:4]


def _plain(words: str) -> str:
    """Words on one line without a leading article."""
    first, _, rest = " ".join(words.split()).partition(" ")
    return (rest if rest and first.casefold() in _NO_QUALIFIER else f"{first} {rest}".strip())[:_TITLE_LENGTH]


def _fold(mentions: list[Mention]) -> list[Mention]:
    """The first mention of each work; a work of one maker and kind is taken to be the same when its noun is."""
    kept: dict[tuple[str, str, str], Mention] = {}
    for mention in sorted(mentions, key=lambda item: item.span):
        same = mention.noun if mention.by and mention.noun else mention.url or mention.title.casefold()
        key = (mention.kind.value, mention.by, same)
        first = kept.setdefault(key, mention)
        if first is not mention and first.confidence < mention.confidence:
            # The first mention is kept, under the name that tells most.
            kept[key] = replace(mention, span=first.span)
    # "the report" after "a preliminary report by the directorate" is that report again.
    told = {mention.kind for mention in kept.values() if " " in mention.title}
    return [mention for mention in kept.values() if " " in mention.title or mention.url or mention.kind not in told]
