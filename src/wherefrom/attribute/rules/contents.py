"""Contents: how far what is credited reaches, after a cue ("said that …") or before it ("…, she said")."""

from collections.abc import Sequence

from wherefrom.attribute.parts.draft import Cue
from wherefrom.attribute.people.names import PLURALS
from wherefrom.attribute.rules.frames import is_participle
from wherefrom.attribute.rules.phrases import CALENDAR, OCCASIONS, phrase_after
from wherefrom.language.lists import word_lists
from wherefrom.language.tokens import Token, WordClass

_LISTS = word_lists("contents")
# Verbs that take the person told as their object: "told reporters that".
TELLING = _LISTS["telling"]
# Verbs that take the person told after "to": "revealed to officials".
TELLING_TO = _LISTS["telling_to"]
_COMPLEMENT = frozenset({WordClass.THAT, WordClass.QUOTATION, WordClass.COLON})
_NO_CONTENT = frozenset({WordClass.STOP, WordClass.CLOSING, WordClass.COMMA, WordClass.AND, WordClass.CONJUNCTION})
_FINITE = frozenset({WordClass.VERB, WordClass.AUXILIARY})
_CUT_SUBORDINATORS = frozenset({"while", "although", "though", "whereas"})
# How far after a cue its complement may begin: "said in an interview with a newspaper on Monday that".
_REACH = 16

Stretch = tuple[int, int]


def skip_told(tokens: Sequence[Token], head: int, at: int, limit: int) -> tuple[int, Stretch | None]:
    """Step over the people told.

    Returns:
        Where the content may begin, and the tokens of those told; None when nobody is.
    """
    if at >= limit:
        return at, None
    form = tokens[head].form
    if form in TELLING and tokens[at].form == "it" and at + 2 < limit and tokens[at + 1].kind is WordClass.TO:
        # "may have told it to officials": what was told stands before.
        return limit, (at + 2, limit)
    if form in TELLING and tokens[at].kind not in _COMPLEMENT:
        return _skip_object(tokens, at, limit)
    if (
        form in TELLING_TO
        and tokens[at].kind is WordClass.TO
        and at + 1 < limit
        and tokens[at + 1].kind is not WordClass.VERB
    ):
        return _skip_object(tokens, at + 1, limit)
    return at, None


def _skip_object(tokens: Sequence[Token], at: int, limit: int) -> tuple[int, Stretch | None]:
    phrase = phrase_after(tokens, at, limit)
    if phrase is None:
        return at, None
    for index in range(at, phrase.core_end - 1):
        if tokens[index].form in PLURALS and tokens[index + 1].kind is WordClass.NOMINAL:
            # "revealed to consular officials details": two objects, no mark between them.
            return index + 1, (at, index + 1)
    for index in range(at, min(at + _REACH, limit)):
        kind = tokens[index].kind
        if kind in _COMPLEMENT or (
            kind is WordClass.SUBORDINATOR and tokens[index].form in {"how", "why", "what", "whether"}
        ):
            return index, (at, min(phrase.core_end, index))
        if kind in _FINITE or (kind in {WordClass.STOP, WordClass.PRONOUN} and index > at):
            break
    return phrase.core_end, (at, phrase.core_end)


def skip_occasion(tokens: Sequence[Token], at: int, limit: int) -> int:
    """Step over "on Monday", "in an interview" and the like, when a complement follows them."""
    if at >= limit or (tokens[at].kind is WordClass.COMMA and at + 1 >= limit):
        return at
    first = tokens[at]
    opens = (
        first.kind is WordClass.PREPOSITION
        or first.form in CALENDAR
        or first.form in {"last", "earlier", "later", "this"}
    )
    if not opens:
        return at + 1 if first.kind in {WordClass.COMMA, WordClass.COLON} else at
    nearby = tokens[at : min(at + _REACH, limit)]
    occasion = any(token.form in CALENDAR or token.form in OCCASIONS for token in nearby[:7])
    for offset, token in enumerate(nearby):
        if token.kind in _COMPLEMENT:
            return at + offset + (token.kind is WordClass.COLON)
        if token.kind in _FINITE or token.kind is WordClass.STOP:
            break
    if first.form in CALENDAR:
        return at + 1
    if occasion and first.form == "on" and at + 1 < limit and tokens[at + 1].form in CALENDAR:
        return at + 2
    return at


def is_only_occasion(tokens: Sequence[Token], at: int, limit: int) -> bool:
    """Whether nothing but time, place or occasion stands up to ``limit``: ", she said in an interview on Monday"."""
    if at >= limit:
        return True
    first = tokens[at]
    if first.kind is WordClass.STOP:
        return True
    if first.form in CALENDAR or first.form in {"last", "earlier", "later", "yesterday", "then"}:
        return True
    if first.kind in {WordClass.PREPOSITION, WordClass.SUBORDINATOR, WordClass.TO}:
        return first.form not in {"about", "how", "why", "what", "whether", "if"}
    if first.kind is WordClass.COMMA:
        return True
    return first.kind is WordClass.ADVERB


def clause_end(tokens: Sequence[Token], start: int, limit: int, *, after_participle: bool = False) -> int:
    """Where a content that begins at ``start`` ends by itself: before ", according to", a contrast or the last stop.

    Args:
        tokens: the unit's tokens.
        start: where the content begins.
        limit: where it must end.
        after_participle: the cue is one ("fearing that …, fled"), so a verb after a comma may be the main clause's.
    """
    end, verbs = limit, 0
    for index in range(start + 1, limit):
        token = tokens[index]
        if token.form == "according" and tokens[index - 1].kind is WordClass.COMMA:
            end = index - 1
            break
        if after_participle and token.kind is WordClass.VERB:
            if verbs and tokens[index - 1].kind is WordClass.COMMA:
                end = index - 1
                break
            verbs += 1
        if token.form in _CUT_SUBORDINATORS and tokens[index - 1].kind is WordClass.COMMA:
            end = index - 1
            break
    while end > start and tokens[end - 1].kind in {WordClass.STOP, WordClass.COMMA, WordClass.DASH}:
        end -= 1
    return end


def content_before(tokens: list[Token], edge: int, cues: list[Cue], number: int) -> Stretch | None:
    """What stands before source and cue and ends in a comma or quotation; None when nothing does.

    Args:
        tokens: the unit's tokens.
        edge: where source or cue begins, whichever is first.
        cues: the unit's cues.
        number: place of this cue among them.
    """
    end = edge - (edge > 0 and tokens[edge - 1].kind is WordClass.COMMA)
    if end <= 0:
        return None
    if tokens[end - 1].kind is WordClass.QUOTATION:
        return _quotation_before(tokens, end, cues[:number])
    if end == edge or any(earlier.right for earlier in cues[:number]):
        return None
    fronted = tokens[0].kind in {WordClass.SUBORDINATOR, WordClass.PREPOSITION} or is_participle(tokens[0])
    return None if fronted or _leads_in(tokens, 0, end) else (0, end)


def _quotation_before(tokens: list[Token], end: int, earlier: list[Cue]) -> Stretch:
    """A quotation, with the words of its sentence that stand before it when they are a clause of their own."""
    start = end - 1
    while start > 0 and tokens[start - 1].kind is not WordClass.STOP:
        start -= 1
    if any(cue.head < end - 1 for cue in earlier) or _leads_in(tokens, start, end - 1):
        start = end - 1
    return (start, end)


def _leads_in(tokens: list[Token], start: int, end: int) -> bool:
    """Whether words before a quotation are only a lead-in ("But", "In March,")."""
    return not any(tokens[i].kind in {WordClass.VERB, WordClass.AUXILIARY} for i in range(start, end))


def content_after(tokens: list[Token], cue: Cue, start: int, limit: int) -> Stretch | None:
    """What stands after a cue, from ``start`` or once an occasion is stepped over; None when nothing does."""
    begin = skip_occasion(tokens, start, limit)
    if begin >= limit or tokens[begin].kind in _NO_CONTENT:
        return None
    particle = tokens[cue.right - 1].kind in {WordClass.PREPOSITION, WordClass.TO} and cue.right - 1 > cue.head
    if tokens[begin].kind is WordClass.AUXILIARY or (particle and tokens[begin].kind is WordClass.PREPOSITION):
        # "the medicine that the letter refers to is …": the content stands before, in a relative clause.
        return None
    end = clause_end(tokens, begin, limit, after_participle=is_participle(tokens[cue.head]))
    return (begin, end) if end > begin else None
