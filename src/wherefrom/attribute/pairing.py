"""Pair: give every cue of a unit its source and its content.

Each rule has a name, and the share of its pairs that are right was measured on the benchmark's training half; that share
is the confidence of what it makes (`confidence.py`).
"""

from dataclasses import dataclass, replace

from wherefrom.attribute.contents import clause_end, is_only_occasion, is_participle, skip_occasion, skip_told
from wherefrom.attribute.cues import find_cues, is_lead
from wherefrom.attribute.drafts import Cue, Draft
from wherefrom.attribute.phrases import Phrase, phrase_after, phrase_before
from wherefrom.attribute.quotations import Quotation
from wherefrom.attribute.units import Unit
from wherefrom.attribute.words import Token, WordClass
from wherefrom.records import Span

_SHARING = frozenset({WordClass.COMMA, WordClass.AND, WordClass.CONJUNCTION})
# "The paper reported, citing two officials": what follows is not said, it is whom the paper relies on.
_RELAYING = frozenset({"citing", "quoting"})
_NO_CONTENT = frozenset({WordClass.STOP, WordClass.CLOSING, WordClass.COMMA, WordClass.AND, WordClass.CONJUNCTION})


@dataclass(frozen=True, slots=True)
class _Parts:
    """A pair in token indices, before it becomes spans."""

    rule: str
    source: Phrase | None
    content: tuple[tuple[int, int], ...]
    told: tuple[int, int] | None = None
    shared: bool = False


def pair_unit(unit: Unit, quotations: dict[int, Quotation]) -> list[Draft]:
    """The attributions of one unit, in order of their cues.

    Args:
        unit: where to look.
        quotations: every quotation of the document by its first code point, for those that run on in later paragraphs.
    """
    cues = find_cues(unit)
    unit = replace(unit, tokens=_with_verbs(unit.tokens, cues))
    drafts: list[Draft] = []
    sources: dict[int, Phrase] = {}
    for number, cue in enumerate(cues):
        parts = _pair_cue(unit.tokens, cues, number, sources)
        if parts is None:
            continue
        relay = parts.shared and drafts and unit.tokens[cue.head].form in _RELAYING
        if parts.source is not None and not is_lead(unit.tokens, cue):
            sources[number] = parts.source
        draft = _draft(unit, cue, parts, quotations)
        drafts.append(_relay(draft, drafts[-1]) if relay else draft)
    return drafts


def _with_verbs(tokens: list[Token], cues: list[Cue]) -> list[Token]:
    """The tokens with the finite heads of cues as verbs: "quotes" may be a noun, but not where it credits."""
    changed = list(tokens)
    for cue in cues:
        token = changed[cue.head]
        if token.kind is WordClass.NOMINAL and not is_participle(token):
            changed[cue.head] = replace(token, kind=WordClass.VERB)
    return changed


def _relay(draft: Draft, outer: Draft) -> Draft:
    """The link behind an attribution: its content is credited onward."""
    return replace(draft, rule="relay", source=draft.content[:1], content=outer.content, shared=False, within=outer)


def _pair_cue(tokens: list[Token], cues: list[Cue], number: int, sources: dict[int, Phrase]) -> _Parts | None:
    cue = cues[number]
    if tokens[cue.head].kind is WordClass.COLON:
        return _Parts("headline colon", Phrase(0, cue.head, cue.head), ((cue.head + 1, _last(tokens)),))
    if is_lead(tokens, cue):
        return _pair_according(tokens, cue)
    limit = _limit(tokens, cues, number)
    subject, shared = _find_subject(tokens, cues, number, sources)
    passive = _pair_passive(tokens, cue, subject)
    if passive is not None:
        return passive
    inverted = _pair_inverted(tokens, cue, subject, limit)
    if inverted is not None:
        return inverted
    begin = subject.start if subject is not None and not shared else cue.left
    before = _content_before(tokens, begin, cues, number)
    start, told = skip_told(tokens, cue.head, cue.right, limit)
    after = _content_after(tokens, cue, start, limit)
    if before is not None and tokens[before[1] - 1].kind is WordClass.QUOTATION:
        content = (before,)
        if after is not None and tokens[after[0]].kind is WordClass.QUOTATION:
            content = (before, after)
        return _Parts("quotation before", subject, content, told, shared)
    if before is not None and not shared and is_only_occasion(tokens, cue.right if told is None else told[1], limit):
        return _Parts("clause before", subject, (before,), told, shared)
    if after is None:
        return _pair_object_relative(tokens, cue, subject)
    rule = _name_rule(tokens, after[0], cue)
    return _Parts(rule if subject is not None else f"{rule}, no source", subject, (after,), told, shared)


def _pair_passive(tokens: list[Token], cue: Cue, subject: Phrase | None) -> _Parts | None:
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
    return _Parts("passive", source, ((subject.start, subject.core_end),))


def _pair_object_relative(tokens: list[Token], cue: Cue, subject: Phrase | None) -> _Parts | None:
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
    return _Parts("object relative", subject, (own,) if wider is None else ((wider.start, phrase.start - 1), own))


def _name_rule(tokens: list[Token], start: int, cue: Cue) -> str:
    kind = tokens[start].kind
    if kind is WordClass.QUOTATION:
        return "quotation after"
    if kind is WordClass.THAT:
        return "that clause"
    if kind is WordClass.TO:
        return "infinitive"
    if cue.frame in {"what", "how", "why", "whether", "if"}:
        return "question clause"
    return "bare complement"


def _last(tokens: list[Token]) -> int:
    """One past the last token that is no stop."""
    end = len(tokens)
    while end > 1 and tokens[end - 1].kind is WordClass.STOP:
        end -= 1
    return end


def _limit(tokens: list[Token], cues: list[Cue], number: int) -> int:
    """Where the content of a cue must end at the latest: before a later cue that shares its subject."""
    for later in cues[number + 1 :]:
        before = later.left - 1
        if before < cues[number].right:
            continue
        if tokens[before].kind is WordClass.COMMA and is_participle(tokens[later.head]):
            return before
        if tokens[before].kind is WordClass.AND and not is_participle(tokens[later.head]):
            return before - (tokens[before - 1].kind is WordClass.COMMA)
        subject = phrase_before(tokens, later.left)
        if subject is not None and subject.start - 1 > cues[number].right:
            joint = tokens[subject.start - 1]
            if joint.form in {"but", "and"} and tokens[subject.start - 2].kind is WordClass.COMMA:
                return subject.start - 2
    return len(tokens)


def _find_subject(
    tokens: list[Token], cues: list[Cue], number: int, sources: dict[int, Phrase]
) -> tuple[Phrase | None, bool]:
    """Who is credited to the left of a cue, and whether the phrase stands with an earlier verb."""
    cue = cues[number]
    before = tokens[cue.left - 1] if cue.left else None
    if before is None:
        return None, False
    participle = is_participle(tokens[cue.head])
    if participle and before.form == "as" and number:
        # "quotes A and B as estimating that": the objects of the verb before are the source.
        first = cues[number - 1].right
        found = phrase_before(tokens[first:], cue.left - 1 - first)
        return (None if found is None else found.moved(first)), False
    found = None if participle and before.kind is WordClass.COMMA else phrase_before(tokens, cue.left)
    if found is not None:
        return found, False
    if number and number - 1 in sources and (before.kind in _SHARING or participle):
        return sources[number - 1], True
    if before.kind in _SHARING or participle or before.kind is WordClass.TO:
        return _clause_subject(tokens, cue.left), True
    return None, False


def _clause_subject(tokens: list[Token], edge: int) -> Phrase | None:
    """The subject of the first verb of the clause that a cue continues."""
    for index in range(1, edge):
        if tokens[index].kind in {WordClass.VERB, WordClass.AUXILIARY}:
            found = phrase_before(tokens, index)
            return None if found is not None and found.relative else found
        if tokens[index].kind is WordClass.COMMA and tokens[index - 1].kind in {WordClass.NAME, WordClass.NOMINAL}:
            # "Wang Lijun, formerly vice mayor, fearing that …": the name before the first comma.
            if tokens[0].kind not in {WordClass.PREPOSITION, WordClass.SUBORDINATOR}:
                return phrase_before(tokens, index)
            return None
    return None


def _pair_inverted(tokens: list[Token], cue: Cue, subject: Phrase | None, limit: int) -> _Parts | None:
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
    content = _content_before(tokens, cue.left, [], 0)
    if content is None:
        return None
    after = source.end
    while after < limit and tokens[after].kind in {WordClass.COMMA, WordClass.COLON, WordClass.STOP}:
        after += 1
    if quoted and after < limit and tokens[after].kind is WordClass.QUOTATION:
        return _Parts("quotation before, inverted", source, (content, (after, after + 1)))
    return _Parts("quotation before, inverted" if quoted else "clause before, inverted", source, (content,))


def _content_before(tokens: list[Token], edge: int, cues: list[Cue], number: int) -> tuple[int, int] | None:
    """What stands before source and cue and ends in a comma or quotation."""
    at = edge - 1
    if at < 0:
        return None
    if tokens[at].kind is WordClass.QUOTATION:
        end = at + 1
    elif tokens[at].kind is WordClass.COMMA and at > 0:
        end = at + 1 if tokens[at - 1].kind is WordClass.QUOTATION else at
        if tokens[at - 1].kind is WordClass.QUOTATION:
            end = at
    else:
        return None
    if tokens[end - 1].kind is WordClass.QUOTATION:
        start = end - 1
        while start > 0 and tokens[start - 1].kind is not WordClass.STOP:
            start -= 1
        if any(cue.head < end - 1 for cue in cues[:number]) or _is_lead(tokens, start, end - 1):
            start = end - 1
        return (start, end)
    start = 0
    for earlier in cues[:number]:
        start = max(start, earlier.right)
    if start or not any(tokens[i].kind in {WordClass.VERB, WordClass.AUXILIARY} for i in range(end)):
        return None
    if tokens[0].kind in {WordClass.SUBORDINATOR, WordClass.PREPOSITION} or tokens[0].form.endswith("ing"):
        return None
    return (0, end)


def _is_lead(tokens: list[Token], start: int, end: int) -> bool:
    """Whether words before a quotation are only a lead-in ("But", "In March,")."""
    return not any(tokens[i].kind in {WordClass.VERB, WordClass.AUXILIARY} for i in range(start, end))


def _content_after(tokens: list[Token], cue: Cue, start: int, limit: int) -> tuple[int, int] | None:
    begin = skip_occasion(tokens, start, limit)
    if begin >= limit or tokens[begin].kind in _NO_CONTENT:
        return None
    particle = tokens[cue.right - 1].kind in {WordClass.PREPOSITION, WordClass.TO} and cue.right - 1 > cue.head
    if tokens[begin].kind is WordClass.AUXILIARY or (particle and tokens[begin].kind is WordClass.PREPOSITION):
        # "the medicine that the letter refers to is …": the content stands before, in a relative clause.
        return None
    end = clause_end(tokens, begin, limit, after_participle=is_participle(tokens[cue.head]))
    return (begin, end) if end > begin else None


def _pair_according(tokens: list[Token], cue: Cue) -> _Parts | None:
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
    last = _last(tokens)
    before = cue.left
    while before > 0 and tokens[before - 1].kind in {WordClass.COMMA, WordClass.ADVERB, WordClass.AND}:
        before -= 1
    content: list[tuple[int, int]] = []
    joined = (
        cue.left > 1 and tokens[cue.left - 1].kind is WordClass.COMMA and tokens[cue.left - 2].kind is WordClass.AND
    )
    if joined and after < last:
        return _Parts("according to, inside", source, ((after, last),))
    if (before > 0 and any(
        t.kind in {WordClass.VERB, WordClass.AUXILIARY, WordClass.QUOTATION} for t in tokens[:before]
    )) or (before > 0 and after < last):
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
    return _Parts(where, source, tuple(content)) if content else None


def _has_closed_apposition(tokens: list[Token], source: Phrase) -> bool:
    """Whether what follows a source between commas describes it, rather than being what the source says."""
    if source.end == source.core_end or source.end >= len(tokens):
        return False
    inner = tokens[source.core_end + 1 : source.end]
    relative = bool(inner) and inner[0].kind is WordClass.RELATIVE
    return relative or not any(token.kind in {WordClass.VERB, WordClass.AUXILIARY} for token in inner)


def _draft(unit: Unit, cue: Cue, parts: _Parts, quotations: dict[int, Quotation]) -> Draft:
    tokens = unit.tokens
    head = tokens[cue.head].form
    right = cue.right
    source = parts.source
    antecedent = None
    if source is not None and source.relative and source.start > 0:
        phrase = phrase_before(tokens, source.start - (tokens[source.start - 1].kind is WordClass.COMMA))
        antecedent = _span(tokens, phrase.start, phrase.core_end) if phrase is not None else None
    content: list[Span] = []
    for start, end in parts.content:
        content.extend(_content_spans(tokens, start, end, quotations))
    return Draft(
        unit=unit.number,
        rule=parts.rule,
        head=head,
        source=() if source is None else (_span(tokens, source.start, source.end),),
        cue=(_span(tokens, cue.left, right),),
        content=tuple(content),
        told=() if parts.told is None else (_span(tokens, *parts.told),),
        shared=parts.shared,
        antecedent=antecedent,
        probability=cue.probability,
    )


def _span(tokens: list[Token], start: int, end: int) -> Span:
    return Span(tokens[start].start, tokens[end - 1].end)


def _content_spans(tokens: list[Token], start: int, end: int, quotations: dict[int, Quotation]) -> list[Span]:
    """A content as spans; a quotation at its end brings its later paragraphs along."""
    spans = [_span(tokens, start, end)]
    last = tokens[end - 1]
    if last.kind is WordClass.QUOTATION and last.start in quotations:
        spans.extend(quotations[last.start].spans[1:])
    return spans
