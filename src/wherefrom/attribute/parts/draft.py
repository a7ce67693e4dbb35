"""Drafts: attributions while they are being put together, before speakers and ids are known."""

from dataclasses import dataclass

from wherefrom.attribute.parts.rule import Rule
from wherefrom.records import Span, Stance

MAKER = "wherefrom.attribute/rules 1"


@dataclass(frozen=True, slots=True)
class Cue:
    """A place where somebody may be credited.

    Attributes:
        unit: number of the unit.
        head: index, in the unit's tokens, of the word that decides.
        left: index of the first token of the cue (its auxiliaries and adverbs).
        right: index one past its last token (its particle).
        probability: how often words in such a frame credit somebody, from the lexicon's counts.
        frame: the frame that follows the head.
    """

    unit: int
    head: int
    left: int
    right: int
    probability: float
    frame: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Source, cue and content of one attribution, as spans.

    Attributes:
        unit: number of the unit in which the cue stands.
        rule: the rule that paired it.
        head: lower-case form of the cue's head; empty without a cue.
        source, cue, content: spans, in order.
        told: spans of those who were told.
        shared: the source stands with another cue, or is a relative pronoun.
        antecedent: for a relative pronoun, the phrase it stands for.
        probability: that the cue credits somebody.
        relays: the cue of the attribution whose content this one passes on ("…, citing two officials"); empty for none.
        stance: how the source stands to the content, where that is not read off the cue.
        maker: the rules or the trained reader, with the version.
    """

    unit: int
    rule: Rule
    head: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    told: tuple[Span, ...] = ()
    shared: bool = False
    antecedent: Span | None = None
    probability: float = 1.0
    relays: tuple[Span, ...] = ()
    stance: Stance | None = None
    maker: str = MAKER

    @property
    def start(self) -> int:
        """The first code point of any part."""
        return min(span.start for span in (*self.source, *self.cue, *self.content))
