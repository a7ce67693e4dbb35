"""Noun phrases beside a cue: who is credited, to its left ("the minister said") or right (", said the minister")."""

from collections.abc import Sequence
from dataclasses import dataclass

from wherefrom.language.lists import word_lists
from wherefrom.language.tokens import Token, WordClass
from wherefrom.records import Span

_LISTS = word_lists("phrases")
CALENDAR = _LISTS["calendar"]
OCCASIONS = _LISTS["occasions"]
_ALONE = _LISTS["standing_alone"]

_CORE = frozenset(
    {
        WordClass.NAME,
        WordClass.NOMINAL,
        WordClass.NUMBER,
        WordClass.CLITIC,
        WordClass.OPENING,
        WordClass.CLOSING,
        WordClass.OTHER,
    }
)
_NOUNS = frozenset({WordClass.NAME, WordClass.NOMINAL, WordClass.NUMBER, WordClass.CLITIC, WordClass.CLOSING})
_OPENERS = frozenset({WordClass.DETERMINER, WordClass.POSSESSIVE})
_EDGES = frozenset({WordClass.STOP, WordClass.QUOTATION, WordClass.COLON, WordClass.DASH})
_APPOSITION = frozenset(
    {
        WordClass.DETERMINER,
        WordClass.NAME,
        WordClass.NOMINAL,
        WordClass.NUMBER,
        WordClass.RELATIVE,
        WordClass.POSSESSIVE,
    }
)
_BEFORE_OPENER = frozenset({WordClass.PREPOSITION, WordClass.TO, WordClass.AND, WordClass.DETERMINER})
_FINITE = frozenset({WordClass.VERB, WordClass.AUXILIARY})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
# How far a search for a comma, a relative pronoun or the edge of an apposition may go, in tokens.
_REACH = 40


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as token indices [start, end); ``core_end`` leaves out what is inserted after the name."""

    start: int
    end: int
    core_end: int
    relative: bool = False

    def moved(self, by: int) -> "Phrase":
        """The same phrase in a list that has so many tokens more before it."""
        return Phrase(self.start + by, self.end + by, self.core_end + by, self.relative)


def phrase_before(tokens: Sequence[Token], edge: int) -> Phrase | None:
    """The subject that ends where a cue begins; None when another verb shares its subject with the cue."""
    at = edge - 1
    if at < 0:
        return None
    kind = tokens[at].kind
    if kind is WordClass.COMMA:
        return _phrase_before_insertion(tokens, at)
    if kind is WordClass.BRACKET and tokens[at].form == ")":
        opening = _find_back(tokens, at - 1, frozenset({WordClass.BRACKET}))
        inner = phrase_before(tokens, opening) if opening is not None and opening > 0 else None
        return None if inner is None else Phrase(inner.start, edge, inner.core_end)
    relative = kind is WordClass.RELATIVE or (kind is WordClass.THAT and at > 0 and tokens[at - 1].kind in _NOUNS)
    if relative or kind is WordClass.PRONOUN or tokens[at].form in _ALONE:
        return Phrase(at, edge, edge, relative=relative)
    return _trim(tokens, _walk_back(tokens, at), edge) if kind in _CORE else None


def find_antecedent(text: str, tokens: Sequence[Token], source: Sequence[Span]) -> Span | None:
    """What a source that is a relative pronoun stands for: the phrase before it, "Bush" in "with Bush, who said".

    Args:
        text: the document's text.
        tokens: of the sentence.
        source: the source's spans.
    """
    if len(source) != 1 or text[source[0].start : source[0].end].lower() not in RELATIVES:
        return None
    at = next((i for i, token in enumerate(tokens) if token.start >= source[0].start), 0)
    edge = at - (at > 0 and tokens[at - 1].kind is WordClass.COMMA)
    phrase = phrase_before(tokens, edge) if edge > 0 else None
    return Span(tokens[phrase.start].start, tokens[phrase.core_end - 1].end) if phrase is not None else None


def _phrase_before_insertion(tokens: Sequence[Token], comma: int) -> Phrase | None:
    """The subject before an apposition or an aside in commas: "Sanders, a senator, said"."""
    opening = _find_back(tokens, comma - 1, frozenset({WordClass.COMMA}), stop=_EDGES)
    if opening is not None and opening + 1 < comma and tokens[opening + 1].form == "according":
        return None if tokens[opening - 1].kind is WordClass.AND else phrase_before(tokens, opening)
    while opening is not None and opening > 0 and tokens[opening - 1].kind not in _NOUNS:
        opening = _find_back(tokens, opening - 1, frozenset({WordClass.COMMA}), stop=_EDGES)
    if opening is None or opening == 0:
        return None
    first = tokens[opening + 1]
    inner = phrase_before(tokens, opening)
    if inner is None or inner.relative or any(tokens[i].kind in _FINITE for i in range(inner.start, opening)):
        return None
    # Names before "a senator from X, who led Y" reach back over further commas only when they are appositions too.
    if first.kind in _APPOSITION and not _is_aside(tokens, opening + 1, comma):
        return Phrase(inner.start, comma + 1, inner.core_end)
    return Phrase(inner.start, opening, inner.core_end)


def _is_aside(tokens: Sequence[Token], start: int, end: int) -> bool:
    return any(tokens[i].form in CALENDAR for i in range(start, min(end, start + 2)))


def _find_back(
    tokens: Sequence[Token], at: int, kinds: frozenset[WordClass], stop: frozenset[WordClass] = frozenset()
) -> int | None:
    for index in range(at, max(at - _REACH, -1), -1):
        if tokens[index].kind in kinds:
            return index
        if tokens[index].kind in stop:
            return None
    return None


def _walk_back(tokens: Sequence[Token], at: int) -> int:
    """The first token of the phrase whose last is ``at``."""
    start, joined, index = at + 1, False, at
    while index >= 0:
        kind = tokens[index].kind
        if kind in _CORE:
            start = index
        elif kind in _OPENERS:
            start = index
            if index == 0 or tokens[index - 1].kind not in _BEFORE_OPENER:
                break
        elif kind in _FINITE:
            relative = _relative_before(tokens, index)
            if relative is None:
                break
            index = relative
        elif not _links(tokens, index, at, joined=joined):
            break
        joined = joined or kind is WordClass.AND
        index -= 1
    return start


def _links(tokens: Sequence[Token], index: int, last: int, *, joined: bool) -> bool:
    """Whether a preposition, "and", or a comma of a list holds two parts of one phrase together."""
    kind = tokens[index].kind
    if index == 0 or tokens[index - 1].kind not in _NOUNS:
        return False
    if kind is WordClass.PREPOSITION or (kind is WordClass.TO and index + 1 < last):
        return tokens[index].form not in {"like", "during", "following", "including"}
    if kind is WordClass.AND or (kind is WordClass.COMMA and joined):
        return not _has_verb_before(tokens, index)
    return False


def _relative_before(tokens: Sequence[Token], verb: int) -> int | None:
    """The relative pronoun whose clause a verb ends, right after a noun: "people [who came] said"."""
    found = _find_back(tokens, verb, frozenset({WordClass.RELATIVE}), stop=_EDGES | {WordClass.COMMA})
    return found if found and tokens[found - 1].kind in _NOUNS else None


def _has_verb_before(tokens: Sequence[Token], index: int) -> bool:
    """Whether a finite verb stands between here and the edge of the clause."""
    for at in range(index - 1, max(index - _REACH, -1), -1):
        kind = tokens[at].kind
        if kind in _FINITE:
            return True
        if kind in _EDGES or kind in {WordClass.SUBORDINATOR, WordClass.THAT, WordClass.CONJUNCTION}:
            return False
    return False


_LEADING = frozenset(
    {
        WordClass.ADVERB,
        WordClass.AND,
        WordClass.PREPOSITION,
        WordClass.CONJUNCTION,
        WordClass.COMMA,
        WordClass.CLITIC,
        WordClass.CLOSING,
        WordClass.OTHER,
    }
)


def _trim(tokens: Sequence[Token], start: int, edge: int) -> Phrase | None:
    """The phrase without loose words at its ends and without "on Monday"."""
    end = edge
    while end > start and (
        _is_calendar(tokens[end - 1])
        or (tokens[end - 1].kind is WordClass.NUMBER and end - 2 >= start and tokens[end - 2].form in CALENDAR)
    ):
        end -= 1
    while end > start and end < edge and tokens[end - 1].kind is WordClass.PREPOSITION:
        end -= 1
    while start < end and (tokens[start].kind in _LEADING or tokens[start].form in CALENDAR):
        start += 1
    return Phrase(start, end, end) if start < end else None


def phrase_after(tokens: Sequence[Token], edge: int, limit: int) -> Phrase | None:
    """The noun phrase that begins where a cue ends, with its appositions, not beyond ``limit``."""
    if edge >= limit:
        return None
    first = tokens[edge]
    if first.kind is WordClass.PRONOUN:
        return Phrase(edge, edge + 1, edge + 1)
    if first.kind not in _CORE and first.kind not in _OPENERS:
        return None
    core = _walk_on(tokens, edge, limit)
    if core == edge:
        return None
    end = core
    while end + 1 < limit and tokens[end].kind is WordClass.COMMA and tokens[end + 1].kind in _APPOSITION:
        if _is_aside(tokens, end + 1, limit) or tokens[end + 1].form.endswith("ing"):
            break
        end = _skip_apposition(tokens, end + 1, limit)
    return Phrase(edge, end, core)


def _skip_apposition(tokens: Sequence[Token], start: int, limit: int) -> int:
    for index in range(start, min(start + _REACH, limit)):
        if tokens[index].kind in _EDGES or tokens[index].kind is WordClass.COMMA:
            return index
    return min(start + _REACH, limit)


def _walk_on(tokens: Sequence[Token], start: int, limit: int) -> int:
    """One past the last token of the phrase that begins at ``start``."""
    index = start
    while index < limit:
        token = tokens[index]
        if token.kind is WordClass.PREPOSITION:
            # "a report by the ministry": what a work is by belongs to its name.
            authored = token.form == "by" and index > start and tokens[index - 1].kind in _NOUNS
            if (token.form not in {"of", "for", "from", "at", "in", "with"} and not authored) or _is_occasion(
                tokens, index, limit
            ):
                break
        elif token.kind in _OPENERS:
            if index > start and tokens[index - 1].kind in _NOUNS:
                break
        elif token.kind is WordClass.AND:
            if index + 1 >= limit or tokens[index + 1].kind not in _CORE | _OPENERS:
                break
        elif token.kind not in _CORE or _is_calendar(token):
            break
        index += 1
    while index > start and tokens[index - 1].kind in {
        WordClass.PREPOSITION,
        WordClass.AND,
        WordClass.OTHER,
        WordClass.OPENING,
    }:
        index -= 1
    return index


def _is_calendar(token: Token) -> bool:
    """Whether a word tells when, and is no part of a name: "on Monday evening", but "the Morrow Evening"."""
    return token.form in CALENDAR and not (token.capital and token.form in {"morning", "evening", "night"})


def _is_occasion(tokens: Sequence[Token], index: int, limit: int) -> bool:
    """Whether a preposition opens "in an interview", "at a news conference", "in March"."""
    return any(
        tokens[at].form in OCCASIONS or tokens[at].form in CALENDAR for at in range(index + 1, min(index + 5, limit))
    )
