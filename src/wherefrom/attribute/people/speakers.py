"""Speakers: whom a source refers to, within the document.

Names are looked up, short names by the full ones; pronouns and "the pair" go to those last spoken of; "the lawyer" to
whoever was introduced so; what remains is an unnamed party, kept apart from the unnamed parties of other documents.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from wherefrom.attribute.people.choosing import Chooser
from wherefrom.attribute.people.describing import BY_DESCRIPTION, LONGEST_DESCRIPTION, who_is_described
from wherefrom.attribute.people.directory import Directory, Somebody
from wherefrom.attribute.people.discourse import Discourse, Reference
from wherefrom.attribute.people.kinds import gender_of
from wherefrom.attribute.people.names import WORDS, is_people
from wherefrom.attribute.people.naming import who_is_apposed, who_is_heard_first, who_is_named
from wherefrom.attribute.people.pronouns import (
    NEUTRAL,
    PLURAL,
    SELF,
    SINGULAR,
    NearestThatFits,
    bodies_meant,
    last_body,
    last_pair,
)
from wherefrom.attribute.people.segments import is_common, split_segments
from wherefrom.language.text import tokens_in
from wherefrom.language.tokens import Token, WordClass
from wherefrom.records import UNNAMED_KINDS, Span, SpeakerKind
from wherefrom.spans import contains

# The confidence of somebody of whom nothing surer can be told.
UNRESOLVED = 0.3
_THE_PAIR = ("the", "pair")
_THINGS = frozenset({SpeakerKind.UNKNOWN, SpeakerKind.UNNAMED_INSTITUTION})


class SpeakerFinder:
    """Resolves the sources of one document, in the order of its text.

    Args:
        document: the document's id, which keeps unnamed parties of different documents apart.
        directory: the named parties.
        sentences: all sentences, in order.
        quoted: the document's quotations, in order.
        chooser: decides whom pronouns mean.
        recognised: where the network saw names, in order; a capital anywhere else makes none. None: nobody looked.
    """

    def __init__(
        self,
        document: str,
        directory: Directory,
        sentences: Sequence[Span],
        quoted: Sequence[Span] = (),
        chooser: Chooser | None = None,
        recognised: Sequence[Span] | None = None,
    ) -> None:
        self._document = document
        self._discourse = Discourse(directory, sentences, quoted)
        self._chooser = chooser or NearestThatFits()
        self._recognised = recognised

    def resolve(
        self, span: Span, antecedent: Span | None = None, outer: Iterable[Somebody] = (), *, remember: bool = True
    ) -> list[Somebody]:
        """Decide whom a source means, and take note of it for what follows.

        Args:
            span: the source's words.
            antecedent: what a pronoun, or a description that names nobody, stands for.
            outer: who "I" and "we" are.
            remember: later pronouns may mean them; False for those who were only told.

        Returns:
            Them; empty when that cannot be told.
        """
        meant = self.whom(span, antecedent, outer)
        if antecedent is not None and not contains(span, antecedent):
            # Whoever "who" or "the paper" stands for is the one spoken of where their name stands.
            return self._discourse.hear(antecedent, meant, remember=True)
        return self._discourse.hear(span, meant, remember=remember)

    def whom(self, span: Span, antecedent: Span | None = None, outer: Iterable[Somebody] = ()) -> list[Reference]:
        """Whom a source means, and what it tells of them; asking changes nothing."""
        tokens = self._tokens(span)
        form = tokens[0].form if len(tokens) == 1 else ""
        if antecedent is not None and contains(span, antecedent):
            # "A spokesman for the health board", "figures of the health board": who speaks so is the board; no member of it is.
            meant = self._of_phrase(tokens, span)
            voice = any(token.form.startswith("spokes") for token in tokens)
            nobody = all(own.who.kind in UNNAMED_KINDS if voice else own.who.kind in _THINGS for own in meant)
            return self.whom(antecedent) if nobody else meant
        if antecedent is not None:
            meant = self.whom(antecedent)
            return [*meant, *(replace(own, mention=span, confidence=BY_DESCRIPTION) for own in meant)]
        speaking = list(outer)
        if form in SELF:
            return [Reference(who, span, 1.0) for who in speaking]
        if form in self._chooser.forms:
            found = self._chooser.choose(form, self._chooser.gather(self._discourse, span, speaking))
            return [] if found is None else [Reference(found.who, span, found.confidence, gender=gender_of(form))]
        if form in NEUTRAL | PLURAL:
            return bodies_meant(self._discourse, span, form)
        return self._of_phrase(tokens, span)

    def pronoun_party(self, span: Span, form: str, speaking: Sequence[Somebody] = ()) -> Somebody | None:
        """Whom a pronoun inside a statement means; None when unclear.

        Args:
            span: the pronoun.
            form: it, lower case.
            speaking: whose words the statement is, the innermost first.
        """
        if form in SELF:
            return speaking[0] if len(speaking) == 1 else None
        if form not in self._chooser.forms:
            return None
        found = self._chooser.choose(form, self._chooser.gather(self._discourse, span, speaking))
        return None if found is None else found.who

    def owner_of(self, span: Span, form: str) -> Somebody | None:
        """Whose something is: the party that "its", "his", "her" or "their" means; None when unclear."""
        if form in SINGULAR:
            return self.pronoun_party(span, form)
        return last_body(self._discourse, span.start)

    def _tokens(self, span: Span) -> list[Token]:
        return tokens_in(self._discourse.directory.text, span.start, span.end)

    def _of_phrase(self, tokens: list[Token], span: Span) -> list[Reference]:
        forms = [token.form for token in tokens]
        short = len(forms) <= len(_THE_PAIR) and forms[0] in {"the", "both", "these"}
        if (short and forms[-1] in WORDS["pair"]) or forms == ["both"]:
            return last_pair(self._discourse, span)
        named = [own for own, _ in self._discourse.directory.named_within(span)]
        words = [self._as_named(token, named) for token in tokens]
        return [self._of_segment(core, rest) for core, rest in split_segments(words)]

    def _as_named(self, token: Token, named: Sequence[Span]) -> Token:
        """A word as a name where it is one, whatever else it may be ("May Bell"), and as none where it has a capital alone."""
        if _in_name(token, named):
            return replace(token, kind=WordClass.NAME)
        if token.kind is not WordClass.NAME or self._recognised is None or _stands_in(token, self._recognised):
            return token
        return replace(token, kind=WordClass.NOMINAL)

    def _of_segment(self, core: list[Token], rest: list[Token]) -> Reference:
        """Whom the words for one party mean."""
        directory = self._discourse.directory
        description = _describe(directory.text, rest)
        named = who_is_named(directory, core, description)
        if named is not None:
            return named
        if core[-1].kind is WordClass.NAME and not is_people(core[-1].form) and not is_common(core[-1].form):
            return who_is_heard_first(directory, core, description)
        apposed = who_is_apposed(directory, core, rest)
        return apposed or who_is_described(self._discourse, self._document, core, rest, self.owner_of)


def _in_name(token: Token, named: Sequence[Span]) -> bool:
    return token.capital and any(span.start <= token.start < span.end for span in named)


def _stands_in(token: Token, spans: Sequence[Span]) -> bool:
    at = bisect_right(spans, token.start, key=lambda span: span.end)
    return at < len(spans) and spans[at].start < token.end


def _describe(text: str, rest: list[Token]) -> str:
    if not rest:
        return ""
    return " ".join(text[rest[0].start : rest[-1].end].split()).strip(" ,")[:LONGEST_DESCRIPTION]
