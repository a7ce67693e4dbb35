"""Crediting: what the network of credits says, put into the chains of a document's attributions.

Attributions that were found by their words stay. A statement in the author's own voice that is credited to somebody stands in an
attribution from now on; whoever is credited besides is an outer link where the one found stands behind them, else another chain.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from wherefrom.attribute.credits.asking import Credited, CreditReader, Credits, Standing, names_of_outlet
from wherefrom.attribute.credits.reading import Pages
from wherefrom.attribute.parts.chains import DEEPEST, Chains
from wherefrom.attribute.parts.draft import Draft
from wherefrom.attribute.parts.recognised import NameKind, RecognisedName
from wherefrom.attribute.parts.rule import Rule
from wherefrom.attribute.parts.units import Unit
from wherefrom.attribute.people.pronouns import NEUTRAL, PLURAL, SINGULAR
from wherefrom.attribute.say.statements import Proposition
from wherefrom.language.lists import word_lists
from wherefrom.language.text import tokens_in
from wherefrom.language.tokens import WordClass
from wherefrom.records import Document, Span, Stance
from wherefrom.spans import contains, hull, overlaps

# Below these nothing is added. Confidences are what they say: on news left out, of the credits told with .6 to .7 two thirds are
# right, of those with .9 and more .94. Whoever else is credited must be surer than the first, who is better than nobody.
LEAST_SOURCE, LEAST_FURTHER, LEAST_STANDING = 0.5, 0.6, 0.8
# Beside somebody whom the words themselves credit, only whoever is credited beyond doubt: .75 found little more in voices left out,
# and took pronouns' own sources in news away.
LEAST_BESIDE = 0.9
# A place is seldom whom something is from, though much that is said is said there.
LEAST_PLACE = 0.8


_DENYING = word_lists("stance")["denied"]
# What a source begins with that names nobody itself: what it stands for is told elsewhere.
_STANDS_FOR = (
    SINGULAR | NEUTRAL | PLURAL | frozenset({"the", "this", "that", "these", "those", "who", "which", "whose"})
)


def credit_statements(
    reading: Pages,
    names: Sequence[RecognisedName],
    units: Sequence[Unit],
    chains: Chains,
    proposed: Sequence[Proposition],
    reader: CreditReader,
) -> tuple[Chains, list[Proposition]]:
    """The chains with what the network adds, and the statements in them.

    Args:
        reading: the document whose statements they are, as the network reads it.
        names: whom it names, in order.
        units: its units.
        chains: its attributions.
        proposed: its statements, credited and the author's own.
        reader: the network.
    """
    asked = reader.ask(reading, [own.spans for own in proposed])
    work = _Work(reading.document, names, units, list(chains.drafts), list(chains.within), reader.maker)
    credited = [work.credit(own, asked[number]) if number in asked else own for number, own in enumerate(proposed)]
    return Chains(tuple(work.drafts), tuple(work.within)), credited


@dataclass(slots=True)
class _Work:
    """Drafts and what each stands within, while they grow."""

    document: Document
    names: Sequence[RecognisedName]
    units: Sequence[Unit]
    drafts: list[Draft]
    within: list[int | None]
    maker: str
    known: dict[tuple[object, ...], int] = field(default_factory=dict)
    _own_names: Sequence[Span] = field(init=False)

    def __post_init__(self) -> None:
        """Find where the document names its own outlet."""
        self._own_names = names_of_outlet(self.document)

    def credit(self, own: Proposition, told: Credits) -> Proposition:
        """A statement in the chains that the network says it has."""
        sources = self._sources_of(told)
        chain = self._chain_of(own)
        if not chain:
            return self._credit_own(own, told, sources)
        outermost = chain[0]
        if own.draft == outermost and self._is_own(self.drafts[outermost], told, sources):
            return self._credit_own(replace(own, draft=None), told, sources)
        if not self.drafts[outermost].source and sources:
            self.drafts[outermost] = replace(self.drafts[outermost], source=(sources.pop(0).span,))
        taken = [span for number in chain for span in (*self.drafts[number].source, *self.drafts[number].told)]
        # Whoever is named in what somebody says is spoken of there, and is nobody from whom the document has it.
        new = [
            found
            for found in sources
            if found.confidence >= LEAST_BESIDE and not _meets(found.span, [*taken, *own.spans])
        ]
        behind = [found.span for found in told.behind]
        if not any(_meets(span, behind) for span in self.drafts[outermost].source):
            self._explain(outermost, told, sources, new)
        denied = told.standing is Standing.DENIED and told.confidence >= LEAST_STANDING
        if denied and len(chain) == 1 and not self._tells_of_denial(self.drafts[outermost]):
            self.drafts[outermost] = replace(self.drafts[outermost], stance=Stance.DENIED)
        also = []
        for found in new:
            if self.within[outermost] is None and any(_meets(span, behind) for span in self.drafts[outermost].source):
                self.within[outermost] = self._add(own.spans, found)
            else:
                also.append(self._add(own.spans, found))
        return replace(own, also=tuple(also))

    def _explain(self, number: int, told: Credits, sources: Sequence[Credited], new: list[Credited]) -> None:
        """Note whom a source means that names nobody itself, or names them in passing: "a spokesman for the health board".

        Args:
            number: of the attribution.
            told: what the network says.
            sources: all that are credited.
            new: those that no attribution has; who explains a source is taken out.
        """
        draft = self.drafts[number]
        inside = [found.span for found in sources if any(contains(span, found.span) for span in draft.source)]
        named = any(self._names_in(span) for span in draft.source)
        sure = told.standing is Standing.NAMED and told.confidence >= LEAST_STANDING and not named
        if len(new) == 1 and draft.antecedent is None and (sure or self._stands_for(draft)):
            self.drafts[number] = replace(draft, antecedent=new.pop().span)
        elif told.standing is Standing.NAMED and len(inside) == 1 and draft.antecedent is None:
            self.drafts[number] = replace(draft, antecedent=inside[0])

    def _chain_of(self, own: Proposition) -> list[int]:
        """The attributions that a statement stands in, outermost first."""
        chain: list[int] = []
        number = own.draft
        while number is not None and len(chain) < DEEPEST:
            chain.insert(0, number)
            number = self.within[number]
        return chain

    def _sources_of(self, told: Credits) -> list[Credited]:
        """Whom the network credits, as far as it is sure enough."""
        found = [own for own in self._whole(told.sources) if self._may_credit(own)]
        best = max(found, key=lambda own: own.confidence, default=None)
        return [own for own in found if own is best or own.confidence >= LEAST_FURTHER]

    def _may_credit(self, found: Credited) -> bool:
        """Whether words that credit are sure enough, more than a word that joins, and not the document's own outlet."""
        words = tokens_in(self.document.text, found.span.start, found.span.end)
        held = self._names_in(found.span)
        if held and all(name.kind is NameKind.PLACE for name in held) and found.confidence < LEAST_PLACE:
            return False
        says = any(token.kind in {WordClass.NAME, WordClass.NOMINAL, WordClass.PRONOUN} for token in words)
        named = says or bool(held)
        return found.confidence >= LEAST_SOURCE and named and not _meets(found.span, self._own_names)

    def _is_own(self, draft: Draft, told: Credits, sources: Sequence[Credited]) -> bool:
        """Whether what was taken for somebody's words is the document's own statement, or somebody else's.

        The source is the outlet itself ("the Echo has learned that …"); or it is nobody and the network knows better; or it names
        nobody but the outlet, which has seen what tells it ("a file handed to our reporters shows …").
        """
        others = [
            name for span in draft.source for name in self._names_in(span) if not _meets(name.span, self._own_names)
        ]
        sure = told.confidence >= LEAST_STANDING
        if not draft.source:
            return sure and (bool(sources) or told.standing in {Standing.RECORD, Standing.NONE})
        owned = all(_meets(span, self._own_names) for span in draft.source)
        return not others and ((owned and not sources) or (sure and told.standing is Standing.RECORD))

    def _tells_of_denial(self, draft: Draft) -> bool:
        """Whether a cue is of a word of denying: then its own words tell whether it denies ("did not deny")."""
        cue = [token.form for span in draft.cue for token in tokens_in(self.document.text, span.start, span.end)]
        return any(form in _DENYING for form in cue)

    def _whole(self, found: Sequence[Credited]) -> list[Credited]:
        """Credited words with the whole of the names that they meet; what is credited in pieces of one name once."""
        whole: list[Credited] = []
        for own in found:
            span = hull([own.span, *(name.span for name in self._names_in(own.span))])
            if whole and whole[-1].span.end >= span.start:
                before = whole.pop()
                whole.append(Credited(hull([before.span, span]), max(before.confidence, own.confidence)))
            else:
                whole.append(Credited(span, own.confidence))
        return whole

    def _names_in(self, span: Span) -> list[RecognisedName]:
        """The names that some words meet."""
        low = bisect_right(self.names, span.start, key=lambda name: name.span.end)
        high = bisect_left(self.names, span.end, key=lambda name: name.span.start)
        return list(self.names[low:high])

    def _stands_for(self, draft: Draft) -> bool:
        """Whether a source names nobody and stands for somebody told elsewhere, for which what the network credits is the name."""
        if len(draft.source) != 1 or draft.antecedent is not None or self._names_in(draft.source[0]):
            return False
        first = tokens_in(self.document.text, draft.source[0].start, draft.source[0].end)[:1]
        return bool(first) and first[0].form in _STANDS_FOR

    def _credit_own(self, own: Proposition, told: Credits, sources: Sequence[Credited]) -> Proposition:
        """A statement that nobody was found to be credited with."""
        sure = told.confidence >= LEAST_STANDING
        stance = Stance.DENIED if told.standing is Standing.DENIED and sure else None
        if not sources and sure and told.standing in {Standing.UNNAMED, Standing.DENIED}:
            nobody = Credited(own.spans[0], told.confidence)
            return replace(own, draft=self._add(own.spans, nobody, stance, nobody=True))
        if told.standing is Standing.RECORD and sure and not sources:
            return replace(own, seen=True)
        if not sources or told.standing is Standing.NONE:
            return own
        chains = [self._add(own.spans, found, stance) for found in sources]
        inner = [found for found in told.behind if found.confidence >= LEAST_SOURCE]
        if len(chains) == 1 and inner:
            chains = [self._add(own.spans, inner[0], stance, within=chains[0])]
        return replace(own, draft=chains[0], also=tuple(chains[1:]))

    def _add(
        self,
        spans: tuple[Span, ...],
        found: Credited,
        stance: Stance | None = None,
        *,
        within: int | None = None,
        nobody: bool = False,
    ) -> int:
        """The number of the attribution of some words to some source, or to nobody who is told; new unless it is there."""
        source = () if nobody else (found.span,)
        key = (spans, source, within)
        if key not in self.known:
            unit = max((unit.number for unit in self.units if unit.span.start <= spans[0].start), default=0)
            draft = Draft(
                unit,
                Rule.CREDITED,
                "",
                source,
                (),
                spans,
                probability=found.confidence,
                stance=stance,
                maker=self.maker,
            )
            self.known[key] = len(self.drafts)
            self.drafts.append(draft)
            self.within.append(within)
        return self.known[key]


def _meets(span: Span, others: Sequence[Span]) -> bool:
    return any(overlaps(span, other) for other in others)
