"""Patterns: the orders in which source, cue and content may stand, other than source, cue, content."""

from dataclasses import dataclass

from wherefrom.attribute.parts.draft import Cue
from wherefrom.attribute.parts.rule import Rule
from wherefrom.attribute.rules.contents import content_before
from wherefrom.attribute.rules.frames import is_participle
from wherefrom.attribute.rules.phrases import Phrase, phrase_after, phrase_before
from wherefrom.language.tokens import Token, WordClass


@dataclass(frozen=True, slots=True)
class Parts:
    """A pair in token indices, before it becomes spans."""

    rule: Rule
    source: Phrase | None
    content: tuple[tuple[int, int], ...]
    told: tuple[int, int] | None = None
    shared: bool = False


_SAYING = frozenset(
    {"said", "says", "added", "adds", "wrote", "writes", "reported", "reports", "explained", "recalled"}
)


def pair_colon(tokens: list[Token], cue: Cue) -> Parts:
    """A headline that opens with a name and a colon: "Mayor: the bridge is safe"."""
    return Parts(Rule.HEADLINE_COLON, Phrase(0, cue.head, cue.head), ((cue.head + 1, last_word(tokens)),))


def pair_passive(tokens: list[Token], cue: Cue, subject: Phrase | None) -> Parts | None:
    """A passive with its agent: "the plan was criticised by the mayor", "first reported by the paper"."""
    if (
        cue.frame != "by"
        or tokens[cue.right - 1].form == "by"
        or cue.right >= len(tokens)
        or tokens[cue.right].form != "by"
    ):
        return None
    source = phrase_after(tokens, cue.right + 1, len(tokens))
    if source is None or tokens[source.start].form.endswith("ing"):
        return None
    if subject is None or subject.relative:
        return None
    return Parts(Rule.PASSIVE, source, ((subject.start, subject.core_end),))


def pair_object_relative(tokens: list[Token], cue: Cue, subject: Phrase | None) -> Parts | None:
    """A noun phrase before source and cue ("…, a practice the government has denied"), and what it stands for."""
    if subject is None or subject.relative or subject.start == 0 or cue.right < len(tokens) - 1:
        return None
    noun = tokens[subject.start - 1]
    if noun.kind is not WordClass.NOMINAL:
        return None
    phrase = phrase_before(tokens, subject.start)
    if phrase is None:
        return None
    own = (phrase.start, subject.start)
    wider = None
    if phrase.start > 1 and tokens[phrase.start - 1].kind is WordClass.COMMA:
        wider = phrase_before(tokens, phrase.start - 1)
    return Parts(Rule.OBJECT_RELATIVE, subject, (own,) if wider is None else ((wider.start, phrase.start - 1), own))


def pair_inverted(tokens: list[Token], cue: Cue, subject: Phrase | None, limit: int) -> Parts | None:
    """A quotation or clause, then cue, then source: "…," said the minister."""
    left = cue.left - 1
    if left < 0 or is_participle(tokens[cue.head]):
        return None
    quoted = tokens[left].kind is WordClass.QUOTATION
    if not quoted and not (
        tokens[left].kind is WordClass.COMMA and (subject is None or _names_speaker(tokens, cue, left))
    ):
        return None
    source = phrase_after(tokens, cue.right, limit)
    content = content_before(tokens, cue.left, [], 0)
    if source is None or content is None:
        return None
    after = source.end
    while after < limit and tokens[after].kind in {WordClass.COMMA, WordClass.COLON, WordClass.STOP}:
        after += 1
    if quoted and after < limit and tokens[after].kind is WordClass.QUOTATION:
        return Parts(Rule.QUOTATION_BEFORE_INVERTED, source, (content, (after, after + 1)))
    return Parts(Rule.QUOTATION_BEFORE_INVERTED if quoted else Rule.CLAUSE_BEFORE_INVERTED, source, (content,))


def _names_speaker(tokens: list[Token], cue: Cue, comma: int) -> bool:
    """Whether a name follows a plain verb of saying after a finished clause: "…, said Dr. Obst", not "he rose, thanked X"."""
    if tokens[cue.head].form not in _SAYING or cue.right >= len(tokens) or tokens[cue.right].kind is not WordClass.NAME:
        return False
    return any(token.kind in {WordClass.VERB, WordClass.AUXILIARY} for token in tokens[:comma])


def pair_lead(tokens: list[Token], cue: Cue) -> Parts | None:
    """A phrase that leads a source in, before the content, after it, or in its middle ("according to X")."""
    source = phrase_after(tokens, cue.right, len(tokens))
    if source is None:
        return None
    if not _has_closed_apposition(tokens, source):
        source = Phrase(source.start, source.core_end, source.core_end)
    last = last_word(tokens)
    closed = source.end < len(tokens) and tokens[source.end].kind is WordClass.COMMA
    after = source.end + closed
    before = cue.left
    while before > 0 and tokens[before - 1].kind in {WordClass.COMMA, WordClass.ADVERB, WordClass.AND}:
        before -= 1
    if before == 0:
        return Parts(Rule.ACCORDING_TO_BEFORE, source, ((after, last),)) if after < last else None
    inserted = tokens[cue.left - 1].kind in {WordClass.COMMA, WordClass.AND}
    if inserted and cue.left > 1 and tokens[cue.left - 2].kind is WordClass.AND and after < last:
        # "He stayed a day and, according to X, left": only what follows is credited.
        return Parts(Rule.ACCORDING_TO_INSIDE, source, ((after, last),))
    if inserted and closed and after < last:
        return Parts(Rule.ACCORDING_TO_INSIDE, source, ((0, before), (after, last)))
    return Parts(Rule.ACCORDING_TO_AFTER, source, ((0, before),))


def _has_closed_apposition(tokens: list[Token], source: Phrase) -> bool:
    """Whether what follows a source between commas describes it, rather than being what the source says."""
    if source.end == source.core_end or source.end >= len(tokens):
        return False
    inner = tokens[source.core_end + 1 : source.end]
    relative = bool(inner) and inner[0].kind is WordClass.RELATIVE
    return relative or not any(token.kind in {WordClass.VERB, WordClass.AUXILIARY} for token in inner)


def last_word(tokens: list[Token]) -> int:
    """One past the last token that is no stop."""
    end = len(tokens)
    while end > 1 and tokens[end - 1].kind is WordClass.STOP:
        end -= 1
    return end
