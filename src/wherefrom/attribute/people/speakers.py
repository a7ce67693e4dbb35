"""Speakers: whom a source refers to, within the document.

Names are looked up, short names by the full ones; pronouns and "the pair" go to those last spoken of; "the lawyer" to
whoever was introduced so; what remains is an unnamed party, kept apart from the unnamed parties of other documents.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice

from wherefrom.attribute.people.directory import BY_AMBIGUOUS_SURNAME, BY_SURNAME, SURE, Directory, Party, roles_of
from wherefrom.attribute.people.kinds import gender_of, gender_of_words, kind_of_head, kind_of_name, stated_count
from wherefrom.attribute.people.names import TITLES, WORDS, is_people
from wherefrom.attribute.people.segments import is_common, split_segments
from wherefrom.language.text import tokens_in
from wherefrom.language.tokens import Token, WordClass
from wherefrom.records import Span, SpeakerKind

# How sure each way of resolving is, an ordering by kind of evidence, estimated and not measured.
BY_LAST_SPEAKER = 0.8
BY_LAST_SUBJECT = 0.7
BY_LONG_AGO = 0.5
BY_PAIR = 0.85
BY_ROLE = 0.7
BY_DESCRIPTION = 0.9
UNRESOLVED = 0.3
# How far back, in sentences, a pronoun may reach.
_PRONOUN_REACH = 4
_SINGULAR = frozenset({"he", "she", "him", "her", "his", "himself", "herself", "he's", "she's", "hers"})
_NEUTRAL = frozenset({"it", "its", "itself", "it's"})
_PLURAL = frozenset({"they", "them", "their", "themselves", "they're"})
_SELF = frozenset({"i", "me", "my", "we", "us", "our", "i'm", "we're", "i've", "we've", "myself"})
_MOST_DESCRIPTION = 160
_THE_PAIR = ("the", "pair")
# An unnamed party is called by all its words up to so many, else by those up to its noun.
_NAME_WORDS = 8
# Searches among those last spoken of, last named, or introduced by a role go no further back than this many.
_REACH = 200
# Of how many who spoke last a pronoun far from any name may mean one.
_LATELY = 3
# "The network said": the body of that kind that was spoken of last, whatever its name.
_BODY_ROLES = frozenset(
    {
        "network",
        "agency",
        "company",
        "newspaper",
        "paper",
        "broadcaster",
        "firm",
        "magazine",
        "website",
        "outlet",
        "channel",
    }
    | {"station", "union", "foundation", "bank", "airline", "charity", "group", "organisation", "organization"}
)


class SpeakerFinder:
    """Resolves the sources of one document, in the order of its text.

    Args:
        document: the document's id, which keeps unnamed parties of different documents apart.
        directory: the named parties.
        sentences: all sentences, in order.
        quoted: the document's quotations, in order: who is named in one is seldom whom the words around it mean.
    """

    def __init__(self, document: str, directory: Directory, sentences: list[Span], quoted: Sequence[Span] = ()) -> None:
        self._document = document
        self._directory = directory
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        self._quoted = sorted(quoted)
        self._quoted_starts = [span.start for span in self._quoted]
        self._spoken: dict[int, Party] = {}
        self._lately: list[Party] = []

    def resolve(
        self,
        span: Span,
        antecedent: Span | None = None,
        self_party: list[Party] | None = None,
        *,
        remember: bool = True,
    ) -> list[Party]:
        """The parties that a source refers to; empty when that cannot be told.

        Args:
            span: the source's words.
            antecedent: what a relative pronoun stands for.
            self_party: who "I" and "we" are.
            remember: later pronouns may mean them; False for those who were only told.
        """
        tokens = tokens_in(self._directory.text, span.start, span.end)
        first = tokens[0].form if tokens else ""
        if antecedent is not None and len(tokens) == 1:
            parties = self.resolve(antecedent)
            for party in parties:
                party.mention(span, BY_DESCRIPTION)
            return parties
        if len(tokens) == 1 and first in _SELF:
            parties = list(self_party or [])
        elif len(tokens) == 1 and first in _SINGULAR | _NEUTRAL | _PLURAL:
            parties = self._resolve_pronoun(span, first)
        else:
            parties = self._resolve_phrase(tokens, span)
        if remember:
            self._remember(span, parties)
        return parties

    def pronoun_party(self, span: Span, form: str) -> Party | None:
        """Whom a singular personal pronoun inside a statement means; None when unclear."""
        if form not in _SINGULAR:
            return None
        found = self._singular_antecedent(span, form)
        return found[0] if found else None

    def owner_of(self, span: Span, form: str) -> Party | None:
        """Whose something is: the party that "its", "his", "her" or "their" means; None when unclear."""
        if form in _SINGULAR:
            return self.pronoun_party(span, form)
        here = self._sentence(span.start)
        for back in range(_PRONOUN_REACH):
            named = [
                party for party in self._named_in(here - back, span.start) if party.kind is SpeakerKind.ORGANISATION
            ]
            if named:
                return named[-1]
        return None

    def _remember(self, span: Span, parties: list[Party]) -> None:
        if parties:
            self._spoken[self._sentence(span.start)] = parties[0]
        for party in parties:
            if party in self._lately:
                self._lately.remove(party)
            self._lately.append(party)
        del self._lately[:-_REACH]

    def _sentence(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1

    # Pronouns

    def _resolve_pronoun(self, span: Span, form: str) -> list[Party]:
        if form in _SINGULAR:
            found = self._singular_antecedent(span, form)
            if found is None:
                return []
            antecedent, confidence = found
            antecedent.gender = antecedent.gender or gender_of(form)
            antecedent.mention(span, confidence)
            return [antecedent]
        if form in _PLURAL:
            wanted = {SpeakerKind.UNNAMED_GROUP, SpeakerKind.ORGANISATION, SpeakerKind.UNNAMED_INSTITUTION}
        else:
            wanted = {SpeakerKind.ORGANISATION, SpeakerKind.DOCUMENT, SpeakerKind.UNNAMED_INSTITUTION}
        here = self._sentence(span.start)
        for back in range(_PRONOUN_REACH):
            spoken = self._spoken.get(here - back)
            if spoken is not None and spoken.kind in wanted:
                spoken.mention(span, BY_LAST_SUBJECT)
                return [spoken]
            named = self._named_in(here - back, span.start)
            chosen = next((party for party in named if party.kind in wanted), None)
            if chosen is not None and form in _NEUTRAL:
                chosen.mention(span, BY_LAST_SUBJECT - 0.1 * back)
                return [chosen]
        return []

    def _singular_antecedent(self, span: Span, form: str) -> tuple[Party, float] | None:
        """The subject of this sentence so far, else whoever spoke or was the subject in the sentences before."""
        gender, here = gender_of(form), self._sentence(span.start)
        for back in range(_PRONOUN_REACH + 1):
            spoken = self._spoken.get(here - back)
            if back and spoken is not None and _fits(spoken, gender):
                return spoken, BY_LAST_SPEAKER - 0.05 * (back - 1)
            for party in self._named_in(here - back, span.start):
                if _fits(party, gender):
                    return party, BY_LAST_SUBJECT - 0.05 * back
            if not back and spoken is not None and _fits(spoken, gender):
                return spoken, BY_LAST_SPEAKER
        # Long after: whoever spoke last, if the text has not spoken of many since.
        far = next((party for party in reversed(self._lately[-_LATELY:]) if _fits(party, gender)), None)
        return (far, BY_LONG_AGO) if far is not None else None

    def _named_in(self, sentence: int, before: int) -> list[Party]:
        if not 0 <= sentence < len(self._sentences):
            return []
        span = self._sentences[sentence]
        asked = self._quotation_at(before)
        return [
            party
            for own, party in self._directory.named_within(Span(span.start, min(span.end, before)))
            if self._quotation_at(own.start) in {None, asked}
        ]

    def _quotation_at(self, position: int) -> Span | None:
        at = bisect_right(self._quoted_starts, position) - 1
        return self._quoted[at] if at >= 0 and position < self._quoted[at].end else None

    # Phrases

    def _resolve_phrase(self, tokens: list[Token], span: Span) -> list[Party]:
        forms = [token.form for token in tokens]
        if (
            forms[-1] in WORDS["pair"] and len(forms) <= len(_THE_PAIR) and forms[0] in {"the", "both", "these"}
        ) or forms == ["both"]:
            pair = self._last_pair(span.start)
            for party in pair:
                party.mention(span, BY_PAIR)
            return pair
        found: list[Party] = []
        for segment in split_segments(tokens):
            own = self._resolve_segment(segment)
            if own is not None and own not in found:
                found.append(own)
        return found

    def _last_pair(self, position: int) -> list[Party]:
        """The two persons most recently joined by "and"."""
        end = bisect_left(self._directory.seen, position, key=lambda item: item[0])
        seen = [item for item in self._directory.seen[max(0, end - _REACH) : end] if item[2].kind is SpeakerKind.PERSON]
        for (_, left, one), (start, _, other) in zip(reversed(seen[:-1]), reversed(seen[1:]), strict=True):
            between = self._directory.text[left.end : start]
            joined = between.strip().startswith("and ") or between.strip() == "and" or ", and" in between
            if one is not other and joined and not any(mark in between for mark in '.;:“"'):
                return [one, other]
        return []

    def _resolve_segment(self, segment: tuple[list[Token], list[Token]]) -> Party | None:
        core, rest = segment
        text = self._directory.text
        phrase = Span(core[0].start, core[-1].end)
        head = core[-1]
        named = self._directory.named_within(phrase)
        description = _describe(text, rest)
        if named and named[-1][0].end == head.end and head.kind is WordClass.NAME and not is_people(head.form):
            own, party = named[-1]
            before = text[phrase.start : own.start].strip()
            words = before.split()
            while words and words[-1].casefold() in TITLES and not description:
                words.pop()
            party.description = party.description or description or _clean_lead(" ".join(words))
            party.roles |= roles_of(before)
            party.gender = party.gender or gender_of_words(f"{before} {description}".casefold().split())
            party.introduced = party.introduced or bool(description)
            party.mention(own, _surname_confidence(self._directory, own, party))
            return party
        if head.kind is WordClass.NAME and not is_people(head.form) and not is_common(head.form):
            return self._unexplained_name(core, description)
        return self._apposed(core, rest) or self._described(core, rest, named)

    def _apposed(self, core: list[Token], rest: list[Token]) -> Party | None:
        """A described person whose name follows in commas: "a lawyer for the union, Benedikt Orle"."""
        if not rest:
            return None
        named = self._directory.named_within(Span(rest[0].start, rest[-1].end))
        persons = [pair for pair in named if pair[1].kind is SpeakerKind.PERSON and self._follows_comma(pair[0].start)]
        if not persons:
            return None
        own, party = persons[0]
        party.description = party.description or _clean_lead(self._directory.text[core[0].start : core[-1].end])
        party.introduced = True
        party.mention(own, BY_SURNAME)
        return party

    def _follows_comma(self, start: int) -> bool:
        """Whether a name stands right after a comma, but for a title."""
        before = self._directory.text[max(0, start - 30) : start].rstrip()
        while before and before.rpartition(" ")[2].casefold() in TITLES:
            before = before.rpartition(" ")[0].rstrip()
        return before.endswith(",")

    def _unexplained_name(self, core: list[Token], description: str) -> Party:
        """A name that the document gives in no fuller form."""
        text = self._directory.text
        start = len(core)
        while start > 0 and core[start - 1].kind in {WordClass.NAME, WordClass.NUMBER}:
            start -= 1
        own = Span(core[start].start, core[-1].end)
        name = " ".join(text[own.start : own.end].split())
        titled = core[start].form in TITLES and len(core) - start > 1
        key = name.casefold().replace("’", "'")
        party = self._directory.parties.get(key)
        if party is None:
            lead = _clean_lead(text[core[0].start : own.start].strip())
            words = name.split()
            kind = kind_of_name(name, [token.form for token in core])
            party = Party(key, name, kind, description or lead)
            party.introduced = len(words) > 1 or titled or bool(description or lead) or kind is SpeakerKind.ORGANISATION
            party.gender = gender_of_words([token.form for token in core])
            self._directory.parties[key] = party
            if kind is not SpeakerKind.ORGANISATION:
                self._directory.by_word.setdefault(core[-1].form, []).append(party)
        party.mention(own, BY_SURNAME)
        return party

    def _described(self, core: list[Token], rest: list[Token], named: list[tuple[Span, Party]]) -> Party | None:
        """A party that is described, not named: "the lawyer", "two witnesses", "a report by the ministry"."""
        text = self._directory.text
        # "The nations of the world": the noun before the preposition says what they are.
        cut = next((at for at, token in enumerate(core) if at and token.kind is WordClass.PREPOSITION), len(core))
        head = core[cut - 1].form
        span = Span(core[0].start, (rest or core)[-1].end)
        core_words = " ".join(text[core[0].start : core[-1].end].split())
        definite = core[0].form in {"the", "this", "that", "these", "those"}
        kind = kind_of_head(head, core, has_name=bool(named))
        if definite:
            known = self._known_by_role(head, kind, span.start)
            if known is not None:
                known.mention(span, BY_ROLE)
                return known
        name = _strip_determiner(core_words)
        full = _strip_determiner(" ".join(text[span.start : span.end].split()))[:_MOST_DESCRIPTION]
        if core[0].kind is WordClass.POSSESSIVE:
            owner = self.owner_of(Span(core[0].start, core[0].end), core[0].form)
            if owner is not None:
                name = full = f"{_strip_determiner(core_words)} of {owner.name}"
        clitic = next((at for at, token in enumerate(core) if token.kind is WordClass.CLITIC), None)
        if clitic and clitic + 1 < len(core) and named and named[0][0].end <= core[clitic].start:
            name = full = f"{text[core[clitic + 1].start : core[-1].end]} of {named[0][1].name}"
        proper = kind in {SpeakerKind.ORGANISATION, SpeakerKind.DOCUMENT} and any(
            t.kind is WordClass.NAME for t in core
        )
        key = name.casefold().replace("’", "'") if proper else f"{self._document}:{full.casefold()}"
        party = self._directory.parties.get(key)
        if party is None:
            party = Party(
                key,
                name if proper else full if len(full.split()) <= _NAME_WORDS else name,
                kind,
                full if full != name else "",
            )
            party.count = stated_count(core)
            party.gender = gender_of_words([head])
            self._directory.parties[key] = party
        party.mention(span, BY_DESCRIPTION)
        return party

    def _known_by_role(self, head: str, kind: SpeakerKind, before: int) -> Party | None:
        """Whoever was introduced by this noun, or bears a title that it stands for, the latest first."""
        for party in reversed(self._lately):
            if head in party.roles:
                return party
        if head in _BODY_ROLES and (body := self._last_body(before)) is not None:
            return body
        for party in reversed(self._lately):
            if head in party.description.casefold().split()[:12] or head in party.name.casefold().split()[-1:]:
                return party
        if kind is SpeakerKind.UNNAMED_GROUP:
            return None
        for party in islice(reversed(self._directory.parties.values()), _REACH):
            words = party.description.casefold().replace(",", " ").split()
            if (head in words or head in party.roles) and party.first_seen < before:
                return party
        return None

    def _last_body(self, before: int) -> Party | None:
        """The organisation named last in this sentence or the three before."""
        here = self._sentence(before)
        for back in range(_PRONOUN_REACH):
            named = self._named_in(here - back, before)
            bodies = [party for party in named if party.kind is SpeakerKind.ORGANISATION]
            if bodies:
                return bodies[-1]
        return None


def _fits(party: Party, gender: str) -> bool:
    person = party.kind in {SpeakerKind.PERSON, SpeakerKind.UNNAMED_PERSON}
    return person and (not gender or not party.gender or party.gender == gender)


def _describe(text: str, rest: list[Token]) -> str:
    if not rest:
        return ""
    return " ".join(text[rest[0].start : rest[-1].end].split()).strip(" ,")[:_MOST_DESCRIPTION]


def _clean_lead(words: str) -> str:
    return _strip_determiner(words).strip(" ,“\"'")


def _strip_determiner(words: str) -> str:
    first, _, rest = words.partition(" ")
    return (
        rest
        if rest
        and first.casefold() in {"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their"}
        else words
    )


def _surname_confidence(directory: Directory, own: Span, party: Party) -> float:
    words = directory.text[own.start : own.end].casefold().split()
    if len(words) > 1 or party.name.casefold() == words[0]:
        return SURE
    return BY_SURNAME if len(directory.by_word.get(words[0], ())) == 1 else BY_AMBIGUOUS_SURNAME
