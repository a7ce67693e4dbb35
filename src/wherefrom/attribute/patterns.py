"""Patterns: the orders in which source, cue and content may stand, other than source, cue, content."""

from dataclasses import dataclass

from wherefrom.attribute.contents import content_before
from wherefrom.attribute.drafts import Cue
from wherefrom.attribute.frames import is_participle
from wherefrom.attribute.phrases import Phrase, phrase_after, phrase_before
from wherefrom.attribute.words import Token, WordClass


@dataclass(frozen=True, slots=True)
class Parts:
    """A pair in token indices, before it becomes spans."""

    rule: str
    source: Phrase | None
    content: tuple[tuple[int, int], ...]
    told: tuple[int, int] | None = None
    shared: bool = False


def pair_passive(tokens: list[Token], cue: Cue, subject: Phrase | None) -> Parts | None:
    """ "The plan was criticised by the mayor", "first reported by the paper"."""
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
    return Parts("passive", source, ((subject.start, subject.core_end),))


def pair_object_relative(tokens: list[Token], cue: Cue, subject: Phrase | None) -> Parts | None:
    """ "…, a practice the government has denied": the content is what the noun phrase before the source stands for."""
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
    return Parts("object relative", subject, (own,) if wider is None else ((wider.start, phrase.start - 1), own))


def pair_inverted(tokens: list[Token], cue: Cue, subject: Phrase | None, limit: int) -> Parts | None:
    """A quotation or clause, then cue, then source: "…," said the minister."""
    left = cue.left - 1
    if left < 0:
        return None
    quoted = tokens[left].kind is WordClass.QUOTATION
    if not quoted and not (tokens[left].kind is WordClass.COMMA and left > 0 and subject is None):
        return None
    if is_participle(tokens[cue.head]):
        return None
    source = phrase_after(tokens, cue.right, limit)
    if source is None:
        return None
    content = content_before(tokens, cue.left, [], 0)
    if content is None:
        return None
    after = source.end
    while after < limit and tokens[after].kind in {WordClass.COMMA, WordClass.COLON, WordClass.STOP}:
        after += 1
    if quoted and after < limit and tokens[after].kind is WordClass.QUOTATION:
        return Parts("quotation before, inverted", source, (content, (after, after + 1)))
    return Parts("quotation before, inverted" if quoted else "clause before, inverted", source, (content,))


def pair_lead(tokens: list[Token], cue: Cue) -> Parts | None:
    """ "According to X, …"; "…, according to X"; and in the middle of a clause."""
    at = cue.right
    source = phrase_after(tokens, at, len(tokens))
    if source is None:
        return None
    if not _has_closed_apposition(tokens, source):
        source = Phrase(source.start, source.core_end, source.core_end)
    after = source.end
    if after < len(tokens) and tokens[after].kind is WordClass.COMMA:
        after += 1
    last = last_word(tokens)
    before = cue.left
    while before > 0 and tokens[before - 1].kind in {WordClass.COMMA, WordClass.ADVERB, WordClass.AND}:
        before -= 1
    content: list[tuple[int, int]] = []
    joined = (
        cue.left > 1 and tokens[cue.left - 1].kind is WordClass.COMMA and tokens[cue.left - 2].kind is WordClass.AND
    )
    if joined and after < last:
        return Parts("according to, inside", source, ((after, last),))
    if (
        before > 0
        and any(t.kind in {WordClass.VERB, WordClass.AUXILIARY, WordClass.QUOTATION} for t in tokens[:before])
    ) or (before > 0 and after < last):
        content.append((0, before))
    if (
        after < last
        and (not content or tokens[cue.left - 1].kind in {WordClass.COMMA, WordClass.AND})
        and not (content and tokens[source.end].kind is not WordClass.COMMA)
    ):
        content.append((after, last))
    where = (
        "according to, before" if not before else "according to, inside" if len(content) > 1 else "according to, after"
    )
    return Parts(where, source, tuple(content)) if content else None


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
