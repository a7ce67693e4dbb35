"""Records: drafts, parties and propositions become the frozen records that other stages read."""

from collections import Counter
from collections.abc import Sequence

from wherefrom.attribute.parts.chains import Chains
from wherefrom.attribute.parts.confidence import OWN_PART, OWN_WHOLE, confidence_of
from wherefrom.attribute.parts.draft import MAKER, Draft
from wherefrom.attribute.people.directory import Directory, Somebody
from wherefrom.attribute.people.speakers import UNRESOLVED, SpeakerFinder
from wherefrom.attribute.say.stance import (
    find_hedges,
    find_negations,
    form_of,
    stance_of_author,
    stance_of_cue,
    tells_first_hand,
)
from wherefrom.attribute.say.statements import Proposition
from wherefrom.attribute.works.citations import Mention
from wherefrom.ids import make_id
from wherefrom.language.text import tokens_in
from wherefrom.language.tokens import Token, WordClass
from wherefrom.records import UNNAMED_KINDS, Attribution, Citation, Document, Name, Span, Speaker, Stance, Statement
from wherefrom.spans import digest_spans


class Recorder:
    """Makes the records of one document.

    Args:
        document: what they are found in.
        chains: its attributions.
        finder: resolves the pronouns inside statements.
        directory: the named parties.
    """

    def __init__(self, document: Document, chains: Chains, finder: SpeakerFinder, directory: Directory) -> None:
        self._document = document
        self._chains = chains
        self._finder = finder
        self._directory = directory
        self._parties: dict[int, list[Somebody]] = {}
        self._told: dict[int, list[Somebody]] = {}
        self._attributions: dict[int, Attribution] = {}
        self._speaking: dict[str, None] = {}
        self._named: Counter[str] = Counter()

    def note(self, draft: int, parties: list[Somebody], told: list[Somebody]) -> None:
        """Keep whom an attribution credits, by its number, and who was told."""
        self._parties[draft] = parties
        self._told[draft] = told
        for party in (*parties, *told):
            self._speaking[party.key] = None

    def parties_of(self, draft: int) -> list[Somebody]:
        """Whom an attribution credits, as far as noted."""
        return self._parties.get(draft, [])

    def speaking(self) -> list[Somebody]:
        """All who are credited or told."""
        return [self._directory.known[key] for key in self._speaking]

    def attributions(self, units: Sequence[Sequence[Token]]) -> tuple[Attribution, ...]:
        """The attributions, outer before inner where they start together."""
        made: list[Attribution] = []
        for number in sorted(range(len(self._chains.drafts)), key=lambda number: self._chains.drafts[number].start):
            for link in self._chains.chain_of(number):
                if link not in self._attributions:
                    self._attributions[link] = self._attribution(link, units[self._chains.drafts[link].unit])
                    made.append(self._attributions[link])
        return tuple(made)

    def _attribution_id(self, draft: Draft) -> str:
        """Made of where its parts stand, never of what found them: another rule that finds the same gives the same."""
        parts = [[[span.start, span.end] for span in spans] for spans in (draft.source, draft.cue, draft.content)]
        name = make_id("att", self._document.id, *parts)
        self._named[name] += 1
        return name if self._named[name] == 1 else make_id("att", self._document.id, *parts, self._named[name])

    def _attribution(self, number: int, tokens: Sequence[Token]) -> Attribution:
        draft, within = self._chains.drafts[number], self._chains.within[number]
        text, document = self._document.text, self._document.id
        spans = (*draft.source, *draft.cue, *draft.content)
        # What stands deeper than a chain is followed may come before what it stands within; it is then told by itself.
        outer = self._attributions.get(within) if within is not None else None
        return Attribution(
            id=self._attribution_id(draft),
            document=document,
            source=draft.source,
            cue=draft.cue,
            content=draft.content,
            form=form_of(text, draft.content),
            stance=draft.stance or stance_of_cue(text, draft.cue, draft.head, _next_form(tokens, draft)),
            speakers=tuple(self._speaker_id(party) for party in self._parties.get(number, ())),
            within=outer.id if outer is not None else None,
            to=tuple(self._speaker_id(party) for party in self._told.get(number, ())),
            confidence=confidence_of(draft.rule, draft.probability, nested=outer is not None),
            maker=draft.maker,
            digest=digest_spans(text, spans),
        )

    def _speaker_id(self, party: Somebody) -> str:
        return make_id("spk", self._document.id, party.key)

    def statements(self, propositions: Sequence[Proposition]) -> tuple[Statement, ...]:
        """The statements, in order; none twice."""
        made: dict[str, Statement] = {}
        for proposition in sorted(propositions, key=lambda item: item.spans[0]):
            record = self._statement(proposition)
            made.setdefault(record.id, record)
        return tuple(made.values())

    def _statement(self, proposition: Proposition) -> Statement:
        text, spans = self._document.text, proposition.spans
        tokens = [token for span in spans for token in tokens_in(text, span.start, span.end)]
        links = self._chains.chain_of(proposition.draft) if proposition.draft is not None else []
        chain = [self._attributions[link] for link in links]
        cue_tokens = [token for link in chain for span in link.cue for token in tokens_in(text, span.start, span.end)]
        hedges = sorted({*find_hedges(tokens), *find_hedges(cue_tokens)})
        negations = sorted({*find_negations(tokens), *find_negations(cue_tokens)})
        if chain:
            stance = chain[-1].stance
            confidence = min(link.confidence for link in chain)
        else:
            stance = stance_of_author(hedges, text, spans)
            confidence = OWN_WHOLE if proposition.whole else OWN_PART
        return Statement(
            id=make_id("sta", self._document.id, [[span.start, span.end] for span in spans]),
            document=self._document.id,
            spans=spans,
            chain=tuple(link.id for link in chain),
            stance=stance,
            hedges=tuple(hedges),
            negations=tuple(negations),
            names=tuple(self._names(spans, tokens, self.parties_of(links[-1]) if links else [])),
            first_hand=proposition.seen or (bool(chain) and stance is not Stance.ASKED and tells_first_hand(tokens)),
            confidence=confidence,
            maker=chain[-1].maker if chain else MAKER,
            digest=digest_spans(text, spans),
            also=tuple(
                tuple(self._attributions[link].id for link in self._chains.chain_of(number))
                for number in proposition.also
            ),
        )

    def _names(self, spans: Sequence[Span], tokens: Sequence[Token], speaking: Sequence[Somebody]) -> list[Name]:
        """Named parties, and the pronouns that mean one, in order."""
        found = {own: party.key for span in spans for own, party in self._directory.named_within(span)}
        for token in tokens:
            if token.kind in {WordClass.PRONOUN, WordClass.POSSESSIVE}:
                own = Span(token.start, token.end)
                party = self._finder.pronoun_party(own, token.form, speaking)
                if party is not None and party.kind not in UNNAMED_KINDS:
                    found[own] = party.key
        return [Name(own, key) for own, key in sorted(found.items())]

    def speakers(self) -> tuple[Speaker, ...]:
        """Everybody who is credited or told, in the order of first mention."""
        made = [
            Speaker(
                id=self._speaker_id(party),
                document=self._document.id,
                key=party.key,
                name=party.name,
                kind=party.kind,
                description=party.description,
                count=party.count,
                mentions=tuple(sorted(party.mentions)),
                introduced=party.introduced,
                confidence=round(max(party.confidence, UNRESOLVED), 2),
                maker=MAKER,
            )
            for party in self.speaking()
        ]
        return tuple(sorted(made, key=lambda speaker: speaker.mentions[:1]))

    def citations(self, mentions: Sequence[Mention]) -> tuple[Citation, ...]:
        """The citations, in order."""
        return tuple(
            Citation(
                id=make_id("cit", self._document.id, [mention.span.start, mention.span.end], mention.kind.value),
                document=self._document.id,
                span=mention.span,
                title=mention.title,
                kind=mention.kind,
                by=mention.by,
                url=mention.url,
                confidence=mention.confidence,
                maker=MAKER,
            )
            for mention in mentions
        )


def _next_form(tokens: Sequence[Token], draft: Draft) -> str:
    """The word after a cue, or its particle."""
    if not draft.cue:
        return ""
    for index, token in enumerate(tokens):
        if token.form == draft.head and draft.cue[-1].start <= token.start < draft.cue[-1].end:
            return tokens[index + 1].form if index + 1 < len(tokens) else ""
    return ""
