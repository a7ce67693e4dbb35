"""Pair: give every cue of a unit its source and its content.

Each rule has a name, and the share of its pairs that are right was measured on the benchmark's training half; that share
is the confidence of what it makes (`confidence.py`).
"""

from dataclasses import replace

from wherefrom.attribute.parts.draft import Cue, Draft
from wherefrom.attribute.parts.quotations import Quotation
from wherefrom.attribute.parts.rule import Rule
from wherefrom.attribute.parts.units import Unit
from wherefrom.attribute.rules.contents import content_after, content_before, is_only_occasion, skip_told
from wherefrom.attribute.rules.cues import find_cues, is_lead
from wherefrom.attribute.rules.frames import is_participle
from wherefrom.attribute.rules.patterns import (
    Parts,
    pair_colon,
    pair_inverted,
    pair_lead,
    pair_object_relative,
    pair_passive,
)
from wherefrom.attribute.rules.phrases import Phrase, phrase_before
from wherefrom.language.tokens import Token, WordClass
from wherefrom.records import Span

_SHARING = frozenset({WordClass.COMMA, WordClass.AND, WordClass.CONJUNCTION})
BE = frozenset({"be", "been", "being", "is", "are", "was", "were"})
FEWEST_CREDITED = 4  # tokens before a closing credit: a clause has at least a subject, a verb and something more
# "The paper reported, citing two officials": what follows is not said, it is whom the paper relies on.
_RELAYING = frozenset({"citing", "quoting"})


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
    return replace(
        draft, rule=Rule.RELAY, source=draft.content[:1], content=outer.content, shared=False, relays=outer.cue
    )


def _pair_cue(tokens: list[Token], cues: list[Cue], number: int, sources: dict[int, Phrase]) -> Parts | None:
    """The source and content of one cue, by the first pattern that fits."""
    cue = cues[number]
    if is_lead(tokens, cue) or tokens[cue.head].kind is WordClass.COLON:
        return pair_lead(tokens, cue) if is_lead(tokens, cue) else pair_colon(tokens, cue)
    limit = _limit(tokens, cues, number)
    subject, shared = _find_subject(tokens, cues, number, sources)
    parts = pair_passive(tokens, cue, subject) or pair_inverted(tokens, cue, subject, limit)
    if parts is not None:
        return parts
    begin = subject.start if subject is not None and not shared else cue.left
    before = content_before(tokens, begin, cues, number)
    if before is None and not shared and (comma := _closing_comma(tokens, cue)) is not None:
        before = (0, comma)
    start, told = skip_told(tokens, cue.head, cue.right, limit)
    after = content_after(tokens, cue, start, limit)
    if before is not None and tokens[before[1] - 1].kind is WordClass.QUOTATION:
        runs_on = after is not None and tokens[after[0]].kind is WordClass.QUOTATION
        content = (before, after) if after is not None and runs_on else (before,)
        return Parts(Rule.QUOTATION_BEFORE, subject, content, told, shared)
    if before is not None and not shared and is_only_occasion(tokens, cue.right if told is None else told[1], limit):
        return Parts(Rule.CLAUSE_BEFORE, subject, (before,), told, shared)
    if after is None:
        return pair_object_relative(tokens, cue, subject)
    return _pair_after(tokens, cue, Parts(_name_rule(tokens, after[0], cue), subject, (after,), told, shared))


def _pair_after(tokens: list[Token], cue: Cue, parts: Parts) -> Parts | None:
    """An ordinary "X said that …"; none where the subject is what was said to be something."""
    if parts.rule == Rule.BARE_COMPLEMENT and _is_passive(tokens, cue):
        return None  # "it had been declared as paint": who declared it is not the subject
    return parts if parts.source is not None else replace(parts, rule=Rule.NO_SOURCE)


def _is_passive(tokens: list[Token], cue: Cue) -> bool:
    """Whether a form of "be" stands in the cue before a past participle; not "was troubled by", which is a feeling."""
    head = tokens[cue.head]
    if is_participle(head) or tokens[cue.right - 1].kind is WordClass.PREPOSITION:
        return False
    return any(token.form in BE for token in tokens[cue.left : cue.head])


def _closing_comma(tokens: list[Token], cue: Cue) -> int | None:
    """The comma after which only source and cue stand, crediting all before: "A said that B, the paper reported"."""
    subject = phrase_before(tokens, cue.left)
    if (
        subject is None
        or subject.relative
        or subject.start < FEWEST_CREDITED
        or not is_only_occasion(tokens, cue.right, len(tokens))
    ):
        return None
    comma = subject.start - 1
    fronted = tokens[0].kind in {WordClass.SUBORDINATOR, WordClass.PREPOSITION} and tokens[0].form != "according"
    if tokens[comma].kind is not WordClass.COMMA or fronted:
        return None
    has_verb = any(token.kind in {WordClass.VERB, WordClass.AUXILIARY} for token in tokens[:comma])
    return comma if has_verb else None


def _name_rule(tokens: list[Token], start: int, cue: Cue) -> Rule:
    kind = tokens[start].kind
    if kind is WordClass.QUOTATION:
        return Rule.QUOTATION_AFTER
    if kind is WordClass.THAT:
        return Rule.THAT_CLAUSE
    if kind is WordClass.TO:
        return Rule.INFINITIVE
    if cue.frame in {"what", "how", "why", "whether", "if"}:
        return Rule.QUESTION_CLAUSE
    return Rule.BARE_COMPLEMENT


def _limit(tokens: list[Token], cues: list[Cue], number: int) -> int:
    """Where the content of a cue must end at the latest: before a later cue that shares its subject."""
    for later in cues[number + 1 :]:
        closing = _closing_comma(tokens, later) if later is cues[-1] else None
        if closing is not None and closing > cues[number].right:
            return closing
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
        return clause_subject(tokens, cue.left), True
    return None, False


def clause_subject(tokens: list[Token], edge: int) -> Phrase | None:
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


def _draft(unit: Unit, cue: Cue, parts: Parts, quotations: dict[int, Quotation]) -> Draft:
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
