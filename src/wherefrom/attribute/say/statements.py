"""Statements: what each innermost content asserts, sentence by sentence, and what the author asserts themself."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wherefrom.attribute.parts.chains import Chains
from wherefrom.attribute.parts.draft import Draft
from wherefrom.attribute.parts.rule import Rule
from wherefrom.attribute.parts.units import Unit
from wherefrom.language.text import tokens_in
from wherefrom.language.tokens import Token, WordClass
from wherefrom.records import Role, Span
from wherefrom.spans import merge_spans, overlaps, strip_span, subtract_spans

_FINITE = frozenset({WordClass.VERB, WordClass.AUXILIARY})
_TRIMMED = " \t\n\xa0,;:—–-“”\"'‘’«»()."
# Fewer words than this say too little to be compared with anything.
_LEAST_WORDS = 3
_LEAST_WORDS_WITHOUT_VERB = 5
_LEAST_LEFTOVER_WORDS = 5
# Enough code points to see the first word of a piece.
_FIRST_WORD = 40
_INNER_END = re.compile(r"([.?!])[”\"’]?\s+(?=[“\"‘A-Z])")
_LONGEST_ABBREVIATION = 4
_DANGLING = frozenset(
    {
        WordClass.RELATIVE,
        WordClass.PREPOSITION,
        WordClass.AND,
        WordClass.CONJUNCTION,
        WordClass.SUBORDINATOR,
        WordClass.COMMA,
        WordClass.THAT,
        WordClass.TO,
    }
)
_LEADS = frozenset({"that", "and", "but", "or", "so", "then", "also", "however"})


_UNFINISHED = frozenset(
    {
        WordClass.AUXILIARY,
        WordClass.PREPOSITION,
        WordClass.TO,
        WordClass.THAT,
        WordClass.SUBORDINATOR,
        WordClass.CONJUNCTION,
        WordClass.AND,
        WordClass.DETERMINER,
        WordClass.POSSESSIVE,
    }
)


@dataclass(frozen=True, slots=True)
class Proposition:
    """The words of a statement before it becomes a record.

    Attributes:
        spans: in order.
        draft: the number of the innermost attribution; None for the author's voice.
        whole: for the author's voice, whether it is a whole sentence.
        also: numbers of further attributions: others whom the document has it from besides.
        seen: for the author's voice, the outlet has seen it itself.
    """

    spans: tuple[Span, ...]
    draft: int | None
    whole: bool = True
    also: tuple[int, ...] = ()
    seen: bool = False


def propose_credited(text: str, chains: Chains, sentences: Sequence[Span]) -> list[Proposition]:
    """The propositions of every content, without what inner attributions credit to somebody else."""
    holes: dict[int, list[Span]] = {}
    for draft, outer in zip(chains.drafts, chains.within, strict=True):
        if outer is not None:
            own = [*draft.source, *draft.cue, *draft.content, *draft.told]
            holes.setdefault(outer, []).extend(own)
    starts = [sentence.start for sentence in sentences]
    found: list[Proposition] = []
    for number, draft in enumerate(chains.drafts):
        pieces: list[Span] = []
        for span in merge_spans(draft.content):
            left = subtract_spans(span, holes.get(number, ()))
            cut = [part for piece in left for part in _cut_sentences(piece, sentences, starts)]
            pieces.extend(part for piece in cut for part in _cut_inner_sentences(text, piece))
        untouched = number not in holes
        found.extend(Proposition(spans, number) for spans in _join(text, pieces, untouched=untouched))
    return found


def _cut_sentences(span: Span, sentences: Sequence[Span], starts: Sequence[int]) -> list[Span]:
    """A span cut where sentences begin."""
    at = max(bisect_right(starts, span.start) - 1, 0)
    cuts = []
    while at < len(sentences) and sentences[at].start < span.end:
        start, end = max(span.start, sentences[at].start), min(span.end, sentences[at].end)
        if start < end:
            cuts.append(Span(start, end))
        at += 1
    return cuts or [span]


def _cut_inner_sentences(text: str, span: Span) -> list[Span]:
    """A stretch cut at the sentences inside it: a quotation of several stands in one sentence with the words that credit it."""
    cuts, start = [], span.start
    for match in _INNER_END.finditer(text, span.start, span.end):
        word = text[text.rfind(" ", start, match.start()) + 1 : match.start()].lstrip('“"(')
        # "Dr. Obst", "J. Orle", "the U.S. Consulate": a short capitalised word before the stop is an abbreviation as a rule.
        if word[:1].isupper() and len(word) <= _LONGEST_ABBREVIATION and match[1] == ".":
            continue
        cuts.append(Span(start, match.end(1)))
        start = match.end()
    return [*cuts, Span(start, span.end)]


def _join(text: str, pieces: list[Span], *, untouched: bool) -> list[tuple[Span, ...]]:
    """Pieces of one sentence put together ("It broke," he said, "at noon."), trimmed; those that say too little dropped."""
    groups: list[list[Span]] = []
    for piece in pieces:
        words = strip_span(text, piece, _TRIMMED)
        if words.start == words.end:
            continue
        runs_on = groups and untouched and text[words.start].islower() and not _ended(text, groups[-1][-1])
        if runs_on:
            groups[-1].append(words)
        else:
            groups.append([words])
    found = []
    for group in groups:
        trimmed = _trim_lead(text, group)
        tokens = [token for span in trimmed for token in tokens_in(text, span.start, span.end)]
        if says_something(tokens):
            found.append(tuple(trimmed))
    return found


def _ended(text: str, span: Span) -> bool:
    return text[span.end : span.end + 1] in {".", "?", "!"} or text[span.end - 1] in ".?!"


def _trim_lead(text: str, spans: list[Span]) -> list[Span]:
    """Without "that" and the like at the start: words that join, not words that state."""
    first = spans[0]
    for token in tokens_in(text, first.start, first.end)[:2]:
        if token.form not in _LEADS:
            break
        rest = strip_span(text, Span(token.end, first.end), _TRIMMED)
        if rest.start == rest.end:
            break
        first = rest
    return [first, *spans[1:]]


def _trim_tail(text: str, span: Span) -> Span:
    """Without words at the end that lead into what was taken away ("a speech [in which]")."""
    tokens = tokens_in(text, span.start, span.end)
    while len(tokens) > 1 and tokens[-1].kind in _DANGLING:
        tokens.pop()
    return Span(span.start, tokens[-1].end)


def says_something(tokens: Sequence[Token]) -> bool:
    """Whether words are enough to state something."""
    words = sum(token.form[:1].isalnum() for token in tokens)
    if words < _LEAST_WORDS:
        return False
    return words >= _LEAST_WORDS_WITHOUT_VERB or any(token.kind in _FINITE for token in tokens)


def propose_own(text: str, units: Sequence[Unit], drafts: Iterable[Draft], marks: Sequence[Span]) -> list[Proposition]:
    """What the author says in their own voice and can be checked.

    Args:
        text: the document's text.
        units: where to look.
        drafts: the attributions whose contents gave statements: only these take words from the author.
        marks: figures, dates and named parties, sorted: what makes a sentence checkable.
    """
    taken = merge_spans(
        span
        for draft in drafts
        for span in (*(() if draft.shared else draft.source), *draft.cue, *_taken_content(draft), *draft.told)
    )
    taken_starts = [span.start for span in taken]
    mark_starts = [mark.start for mark in marks]
    found: list[Proposition] = []
    for unit in units:
        for sentence in unit.sentences:
            low = max(bisect_right(taken_starts, sentence.start) - 1, 0)
            high = bisect_left(taken_starts, sentence.end)
            holes = [span for span in taken[low:high] if overlaps(span, sentence)]
            left = subtract_spans(sentence, holes)
            pieces = [strip_span(text, piece, _TRIMMED) for piece in left]
            for group in _group_own(text, [piece for piece in pieces if piece.start < piece.end]):
                if _is_own(text, unit.role, group, mark_starts, whole=not holes):
                    spans = [*group[:-1], _trim_tail(text, group[-1])]
                    found.append(Proposition(tuple(_trim_lead(text, spans)), None, whole=not holes))
    return found


def _taken_content(draft: Draft) -> Sequence[Span]:
    """The part of a content that the author does not say too: of "his part in it, a thing X denies", the apposition."""
    return draft.content[1:] if draft.rule == Rule.OBJECT_RELATIVE else draft.content


def _group_own(text: str, pieces: list[Span]) -> list[list[Span]]:
    """Pieces of one sentence, a verb put back to its subject: "Wang [, fearing that …,] fled"."""
    groups: list[list[Span]] = []
    for piece in pieces:
        first = tokens_in(text, piece.start, min(piece.end, piece.start + _FIRST_WORD))[:1]
        if groups and first and first[0].kind in _FINITE:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _is_own(text: str, role: Role, spans: Sequence[Span], starts: Sequence[int], *, whole: bool) -> bool:
    """Whether words that nobody is credited with assert something that can be checked."""
    tokens = [token for span in spans for token in tokens_in(text, span.start, span.end)]
    count = sum(token.form[:1].isalnum() for token in tokens)
    if role in {Role.HEADLINE, Role.STANDFIRST}:
        return count > _LEAST_WORDS
    finite = any(token.kind in _FINITE for token in tokens)
    marked = any(bisect_left(starts, span.end) > bisect_left(starts, span.start) for span in spans)
    if not whole:
        dependent = tokens[0].kind in {WordClass.RELATIVE, WordClass.PREPOSITION, WordClass.SUBORDINATOR}
        return count >= _LEAST_LEFTOVER_WORDS and finite and marked and not dependent and not _breaks_off(tokens)
    return says_something(tokens) and finite and (marked or _tells_act(tokens))


def _breaks_off(tokens: Sequence[Token]) -> bool:
    """Whether words end where something must follow: "Prominent among them was", "he went to"."""
    last = next((token for token in reversed(tokens) if token.form[:1].isalnum()), tokens[-1])
    return last.kind in _UNFINISHED


def _tells_act(tokens: Sequence[Token]) -> bool:
    """Whether a sentence tells of something done ("The fire was caused by faulty wiring"), which can be checked too."""
    if tokens[0].kind not in {WordClass.DETERMINER, WordClass.NAME, WordClass.NOMINAL}:
        return False
    for before, token in pairwise(tokens):
        done = token.form.endswith(("ed", "en", "ught", "ilt", "ost", "old"))
        if done and before.form in {"was", "were", "been"}:
            return True
        if (
            token.kind is WordClass.VERB
            and token.form.endswith("ed")
            and before.kind in {WordClass.NOMINAL, WordClass.NAME}
        ):
            return True
    return False
