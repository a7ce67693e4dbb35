"""Inner: attributions inside what somebody else says ("she said the report shows that …"), by rules.

The benchmark that trains the reader marks outermost attributions alone, so these are found by a lexicon of verbs and by what
follows them. A subject is asked for: within speech, "I think" and "we want" are the speaker's own words and no link of a chain.
"""

from collections.abc import Iterator, Sequence

from wherefrom.attribute.parts.draft import Cue, Draft
from wherefrom.attribute.parts.rule import Rule
from wherefrom.attribute.parts.units import Unit
from wherefrom.attribute.people.segments import is_common
from wherefrom.attribute.rules.complements import Complement, complement_after
from wherefrom.attribute.rules.contents import content_after, skip_told
from wherefrom.attribute.rules.frames import GROUPED, is_participle
from wherefrom.attribute.rules.pairing import BE, clause_subject, pair_unit
from wherefrom.attribute.rules.phrases import Phrase, phrase_before
from wherefrom.language.lists import word_lists
from wherefrom.language.text import tokens_in
from wherefrom.language.tokens import Token, WordClass
from wherefrom.records import Span
from wherefrom.spans import Coverage, overlaps

_LISTS = word_lists("inner")
_OWN = _LISTS["speakers_own"]
_CLAUSES = frozenset({Complement.CLAUSE, Complement.QUOTATION, Complement.QUESTION})
# What may follow a verb of each group for it to credit.
_ACCEPTED = {
    "saying": _CLAUSES | {Complement.NOUN, Complement.NAMED, Complement.TOPIC},
    "doubtful": _CLAUSES,
    "thinking": _CLAUSES | {Complement.TOPIC},
    "wanting": frozenset({Complement.INFINITIVE, Complement.NOUN, Complement.NAMED}),
    "feeling": frozenset({Complement.INFINITIVE, Complement.TOPIC, Complement.CLAUSE}),
    "naming": frozenset({Complement.AS, Complement.NAMED, Complement.QUOTATION}),
    "showing": frozenset({Complement.CLAUSE, Complement.QUESTION}),
}
# Rules for whole sentences that are as sure inside a content.
_SURE = frozenset(
    {Rule.THAT_CLAUSE, Rule.ACCORDING_TO_AFTER, Rule.ACCORDING_TO_BEFORE, Rule.OBJECT_RELATIVE, Rule.PASSIVE}
)
_LEAST_SURE = 0.6
_BEFORE_NOUNS = frozenset({WordClass.DETERMINER, WordClass.POSSESSIVE, WordClass.CLITIC})
# The share that was right of what is found so in contents of the development labels (benchmarks/chains.py), rounded.
_PROBABILITY = 0.65
# A sentence of more tokens is worked on in pieces.
_MOST_TOKENS = 400


def find_inner(text: str, units: Sequence[Unit], outer: Sequence[Draft]) -> list[Draft]:
    """Attributions inside the contents of others, one level or more.

    Args:
        text: the document's text.
        units: its units.
        outer: the attributions found so far.

    Returns:
        Drafts whose cues meet none of the outer ones.
    """
    taken = Coverage({span for draft in outer for span in draft.cue})
    found: dict[Span, Draft] = {}
    for draft in outer:
        for span in draft.content:
            for tokens in _sentences(text, span):
                for own in _pairs(units[draft.unit], tokens):
                    if not any(taken.meets(cue) for cue in own.cue):
                        found.setdefault(own.cue[0], own)
    return list(found.values())


def _sentences(text: str, span: Span) -> Iterator[list[Token]]:
    sentence: list[Token] = []
    for token in tokens_in(text, span.start, span.end):
        sentence.append(token)
        if (token.kind is WordClass.STOP and token.form in {".", "?", "!", ";"}) or len(sentence) >= _MOST_TOKENS:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _pairs(unit: Unit, tokens: list[Token]) -> Iterator[Draft]:
    """Those of one sentence: by the lexicon, then those of the surest rules for whole sentences."""
    cues: list[Span] = []
    for index in range(len(tokens)):
        draft = _pair_at(unit, tokens, index)
        if draft is not None:
            cues.extend(draft.cue)
            yield draft
    plain = [token for token in tokens if token.kind not in {WordClass.OPENING, WordClass.CLOSING}]
    plain = plain[1:] if plain and plain[0].kind is WordClass.THAT else plain
    if not plain:
        return
    inner = Unit(unit.number, Span(plain[0].start, plain[-1].end), unit.passage, unit.role, plain, {}, ())
    for draft in pair_unit(inner, {}):
        sure = draft.rule in _SURE and draft.probability >= _LEAST_SURE and bool(draft.source)
        if sure and not _is_own(plain, draft) and not any(overlaps(draft.cue[0], cue) for cue in cues):
            yield draft


def _is_own(tokens: Sequence[Token], draft: Draft) -> bool:
    return any(token.form in _OWN for token in tokens if draft.source[0].start <= token.start < draft.source[0].end)


def _pair_at(unit: Unit, tokens: list[Token], index: int) -> Draft | None:
    """The attribution whose verb stands at an index, if it credits somebody other than who speaks."""
    groups = _groups_of(tokens, index)
    left = index
    while groups and left > 0 and tokens[left - 1].kind in GROUPED:
        left -= 1
    source = _subject(tokens, left) or _shared_subject(tokens, left, index) if groups else None
    if not groups or not _may_credit(tokens, left, index, groups, source):
        return None
    start, told = skip_told(tokens, index, index + 1, len(tokens))
    kind, at = complement_after(tokens, start)
    if told is not None and kind is Complement.NONE:
        kind, at = complement_after(tokens, index + 1)
        told = None
    accepted = any(kind in _ACCEPTED[name] for name in groups) or _shows(tokens, tokens[index].form, kind, source)
    content = content_after(tokens, Cue(unit.number, index, left, index + 1, _PROBABILITY, ""), at, len(tokens))
    if not accepted or content is None or (source is None and kind not in _CLAUSES):
        return None
    return Draft(
        unit=unit.number,
        rule=Rule.INNER,
        head=tokens[index].form,
        source=() if source is None else (_span(tokens, source.start, source.end),),
        cue=(_span(tokens, left, index + 1),),
        content=(_span(tokens, *content),),
        told=() if told is None else (_span(tokens, *told),),
        antecedent=_antecedent(tokens, source),
        probability=_PROBABILITY,
    )


def _groups_of(tokens: Sequence[Token], index: int) -> list[str]:
    """The groups of the lexicon that a word belongs to; none where it stands as a noun: "the claim", "its report"."""
    if index and tokens[index - 1].kind in _BEFORE_NOUNS:
        return []
    return [name for name in _ACCEPTED if tokens[index].form in _LISTS[name]]


def _may_credit(tokens: Sequence[Token], left: int, index: int, groups: list[str], source: Phrase | None) -> bool:
    """Whether a verb credits a source, or as a participle nobody ("reports suggesting that …")."""
    if "feeling" in groups and not any(token.form in BE for token in tokens[left:index]):
        return False
    if source is None:
        return left == index and is_participle(tokens[index]) and "saying" in groups
    return groups != ["doubtful"] or _is_speaker(tokens[left - 1])


def _subject(tokens: Sequence[Token], left: int) -> Phrase | None:
    """Who is credited before a verb; None where nobody is, or who speaks is."""
    at = left
    while at > 0 and tokens[at - 1].kind in {WordClass.OPENING, WordClass.CLOSING}:
        at -= 1
    found = phrase_before(tokens, at) if at else None
    if found is None or any(tokens[i].form in _OWN for i in range(found.start, found.core_end)):
        return None
    return found


def _is_speaker(token: Token) -> bool:
    """Whether a word before a form that is as often a noun is a subject, and no adjective: "officials claim", "a big claim"."""
    if token.kind in {WordClass.NAME, WordClass.PRONOUN, WordClass.RELATIVE, WordClass.THAT}:
        return True
    return token.form.endswith("s") or is_common(token.form)


def _shared_subject(tokens: list[Token], left: int, index: int) -> Phrase | None:
    """Of a participle ("…, saying that"): the subject of the clause that it continues."""
    if not is_participle(tokens[index]) or not left:
        return None
    before = tokens[left - 1]
    if before.kind is not WordClass.COMMA and before.form not in {"by", "and", "of", "for"}:
        return None
    found = clause_subject(tokens, left)
    return None if found is None or any(tokens[i].form in _OWN for i in range(found.start, found.core_end)) else found


def _shows(tokens: Sequence[Token], form: str, kind: Complement, source: Phrase | None) -> bool:
    """Whether a recording, study or record shows something: "the footage shows a gun"."""
    if source is None or form not in _LISTS["showing"] or kind not in {Complement.NOUN, Complement.NAMED}:
        return False
    return any(tokens[i].form in _LISTS["shown_by"] for i in range(source.start, source.core_end))


def _antecedent(tokens: Sequence[Token], source: Phrase | None) -> Span | None:
    if source is None or not source.relative or source.start == 0:
        return None
    phrase = phrase_before(tokens, source.start - (tokens[source.start - 1].kind is WordClass.COMMA))
    return None if phrase is None else _span(tokens, phrase.start, phrase.core_end)


def _span(tokens: Sequence[Token], start: int, end: int) -> Span:
    return Span(tokens[start].start, tokens[end - 1].end)
