"""Crediting: what the network of credits says, put into the chains of a document's attributions.

Attributions that were found by their words stay. A statement in the author's own voice that is credited to somebody stands in an
attribution from now on; whoever is credited besides is an outer link where the one found stands behind them, else another chain.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from wherefrom.attribute.credits.asking import Credited, CreditReader, Credits, Standing, names_of_outlet
from wherefrom.attribute.parts.chains import DEEPEST, Chains
from wherefrom.attribute.parts.draft import Draft
from wherefrom.attribute.parts.rule import Rule
from wherefrom.attribute.parts.units import Unit
from wherefrom.attribute.say.statements import Proposition
from wherefrom.language.lists import word_lists
from wherefrom.language.text import tokens_in
from wherefrom.records import Document, Span, Stance
from wherefrom.spans import overlaps

# Below these nothing is added: chosen on voices that were left out, where a wrong credit costs as much as a missed one.
LEAST_SOURCE, LEAST_STANDING = 0.7, 0.8


_DENYING = word_lists("stance")["denied"]
_STANDS_FOR = frozenset(["it", "its", "he", "she", "they", "their", "his", "her", "who", "which"])


def credit_statements(
    document: Document, units: Sequence[Unit], chains: Chains, proposed: Sequence[Proposition], reader: CreditReader
) -> tuple[Chains, list[Proposition]]:
    """The chains with what the network adds, and the statements in them.

    Args:
        document: whose statements they are.
        units: its units.
        chains: its attributions.
        proposed: its statements, credited and the author's own.
        reader: the network.
    """
    asked = reader.ask(document, [own.spans for own in proposed])
    work = _Work(document, units, list(chains.drafts), list(chains.within), reader.maker)
    credited = [work.credit(own, asked[number]) if number in asked else own for number, own in enumerate(proposed)]
    return Chains(tuple(work.drafts), tuple(work.within)), credited


@dataclass(slots=True)
class _Work:
    """Drafts and what each stands within, while they grow."""

    document: Document
    units: Sequence[Unit]
    drafts: list[Draft]
    within: list[int | None]
    maker: str
    known: dict[tuple[object, ...], int] = field(default_factory=dict)

    def credit(self, own: Proposition, told: Credits) -> Proposition:
        """A statement in the chains that the network says it has."""
        sources = [found for found in told.sources if found.confidence >= LEAST_SOURCE]
        chain = self._chain_of(own)
        if not chain:
            return self._credit_own(own, told, sources)
        outermost = chain[0]
        if own.draft == outermost and self._is_own_outlet(self.drafts[outermost]):
            return self._credit_own(replace(own, draft=None), told, sources)
        taken = [span for number in chain for span in (*self.drafts[number].source, *self.drafts[number].told)]
        # Whoever is named in what somebody says is spoken of there, and is nobody from whom the document has it.
        new = [found for found in sources if not _meets(found.span, [*taken, *own.spans])]
        if len(new) == 1 and self._stands_for(self.drafts[outermost]):
            self.drafts[outermost] = replace(self.drafts[outermost], antecedent=new.pop().span)
        denied = told.standing is Standing.DENIED and told.confidence >= LEAST_STANDING
        if denied and len(chain) == 1 and not self._tells_of_denial(self.drafts[outermost]):
            self.drafts[outermost] = replace(self.drafts[outermost], stance=Stance.DENIED)
        behind = [found.span for found in told.behind]
        also = []
        for found in new:
            if self.within[outermost] is None and any(_meets(span, behind) for span in self.drafts[outermost].source):
                self.within[outermost] = self._add(own.spans, found)
            else:
                also.append(self._add(own.spans, found))
        return replace(own, also=tuple(also))

    def _chain_of(self, own: Proposition) -> list[int]:
        """The attributions that a statement stands in, outermost first."""
        chain: list[int] = []
        number = own.draft
        while number is not None and len(chain) < DEEPEST:
            chain.insert(0, number)
            number = self.within[number]
        return chain

    def _is_own_outlet(self, draft: Draft) -> bool:
        """Whether an attribution credits the very outlet whose document it is: "the Echo has learned that …"."""
        names = names_of_outlet(self.document)
        return bool(draft.source) and all(_meets(span, names) for span in draft.source)

    def _tells_of_denial(self, draft: Draft) -> bool:
        """Whether a cue is of a word of denying: then its own words tell whether it denies ("did not deny")."""
        cue = [token.form for span in draft.cue for token in tokens_in(self.document.text, span.start, span.end)]
        return any(form in _DENYING for form in cue)

    def _stands_for(self, draft: Draft) -> bool:
        """Whether a source is a pronoun, for which what the network credits may be the name."""
        words = [self.document.text[span.start : span.end].casefold() for span in draft.source]
        return len(words) == 1 and words[0] in _STANDS_FOR and draft.antecedent is None

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
