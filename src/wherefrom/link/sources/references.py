"""References: outlets, wires and works that a document names and that the case holds as a document of its own."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from wherefrom.language.words import find_words, is_content
from wherefrom.link.claims.meaning import Meanings, say_statement
from wherefrom.link.making import Worth, make_link
from wherefrom.link.sources.outlets import OutletNames, plain_name
from wherefrom.records import (
    Attribution,
    CaseRecords,
    Citation,
    Document,
    Evidence,
    Link,
    LinkKind,
    Role,
    Span,
    Statement,
)
from wherefrom.spans import passage_at

MAKER = "wherefrom.link/references 2"

# The document of an outlet that is meant holds most of the words credited to it, or says what was credited in others;
# below this part of them, and this likeness in meaning, nobody can say that it is meant.
LEAST_COVERED, LEAST_ALIKE = 0.3, 0.6
BY_ADDRESS, BY_TITLE, BY_OUTLET, BY_CREDIT = 0.97, 0.9, 0.8, 0.75
# "The Gazette", where several of the case end so: the one that says what is credited to it.
BY_WHAT_IS_SAID = 0.6
_CREDIT_ROLES = frozenset({Role.CREDIT, Role.DATELINE, Role.BYLINE})
_STANDING_IN = frozenset(
    {"it", "the paper", "the newspaper", "the outlet", "the site", "the agency", "the broadcaster"}
)
_SCHEME = re.compile(r"^[a-z]+://(?:www\.)?", re.IGNORECASE)


class References:
    """Finds which documents of a case are named in others.

    Args:
        case: documents, and what was found in each.
        meanings: what statements mean: who says in other words what was credited is the one meant.
    """

    def __init__(self, case: CaseRecords, meanings: Meanings) -> None:
        self._case, self._meanings = case, meanings
        self._by_outlet: dict[str, list[Document]] = defaultdict(list)
        self._by_title: dict[str, list[Document]] = defaultdict(list)
        self._by_address: dict[str, Document] = {}
        self._stems: dict[str, frozenset[str]] = {}
        self._full: dict[str, frozenset[str]] = {}
        self._called_so: dict[str, list[tuple[str, frozenset[str]]]] = {}
        self._said: dict[str, list[Statement]] = defaultdict(list)
        self._credited: dict[str, list[Statement]] = defaultdict(list)
        for document in case.documents:
            if document.outlet:
                self._by_outlet[plain_name(document.outlet)].append(document)
            if document.title:
                self._by_title[plain_name(document.title)].append(document)
            if document.url:
                self._by_address.setdefault(_address(document.url), document)
        self._names = OutletNames(document.outlet for document in case.documents if document.outlet)
        for statement in case.statements:
            self._said[statement.document].append(statement)
            for chain in (statement.chain, *statement.also):
                for name in chain:
                    self._credited[name].append(statement)

    def credits(self) -> dict[str, set[str]]:
        """For a document's id the ids of documents of the outlets that its credit lines name."""
        found: dict[str, set[str]] = defaultdict(set)
        for document in self._case.documents:
            for _, outlet in self._named_in_credits(document):
                found[document.id].update(other.id for other in self._by_outlet[outlet] if other.id != document.id)
        return {name: held for name, held in found.items() if held}

    def find(self) -> list[Link]:
        """Relays and citations, as links to the documents held."""
        links = [link for attribution in self._case.attributions for link in self._relays(attribution)]
        links += [link for citation in self._case.citations if (link := self._citation(citation))]
        links += [link for document in self._case.documents for link in self._wire_credits(document)]
        return list({link.id: link for link in links}.values())

    def _relays(self, attribution: Attribution) -> Iterator[Link]:
        """Links from an attribution to the documents of the outlets that it credits."""
        own = self._case.document[attribution.document]
        credited = list(self._outlets_credited(own, attribution))
        # Few credit an outlet, and contents that lie in each other hold the square of a text's words.
        wanted = self._stems_of(own, [*attribution.content]) if credited else frozenset()
        told = self._credited[attribution.id]
        for name, outlets in credited:
            target = self._most_like(outlets, own, wanted, told)
            if target is not None:
                evidence = tuple(Evidence(span, None) for span in attribution.source)
                worth = BY_OUTLET if len(outlets) == 1 else BY_WHAT_IS_SAID
                yield _link(LinkKind.RELAY, attribution.id, target, f"{name} is credited", evidence, worth)

    def _outlets_credited(self, own: Document, attribution: Attribution) -> Iterator[tuple[str, frozenset[str]]]:
        """The outlets of the case that an attribution credits, each with the words that name it.

        A last word alone ("the Post") may mean any of the outlets that end in it, but first those that the text names in full.
        """
        named = [found for span in attribution.source for found in self._named_at(own, span)]
        if not named:
            # Whoever "it" or "the paper" stands for, as far as its document tells.
            named = [found for name in attribution.speakers for found in self._called(own, name)]
        yield from dict(named).items()

    def _called(self, own: Document, name: str) -> list[tuple[str, frozenset[str]]]:
        """The outlets by whose names a document calls a speaker; looked for once."""
        if name not in self._called_so:
            mentions = self._case.speaker[name].mentions if name in self._case.speaker else ()
            self._called_so[name] = [found for span in mentions for found in self._named_in(own, span)]
        return self._called_so[name]

    def _named_at(self, own: Document, span: Span) -> Iterator[tuple[str, frozenset[str]]]:
        """The outlets that a source names, or stands for: of "The account comes from the Record. It says …" the Record."""
        if own.text[span.start : span.end].casefold() not in _STANDING_IN:
            yield from self._named_in(own, span)
        elif (before := _sentence_before(own, span.start)) is not None:
            yield from self._named_in(own, before)

    def _named_in(self, own: Document, span: Span) -> Iterator[tuple[str, frozenset[str]]]:
        """The outlets that some words of a text name, in full, by an address, or by a last word."""
        full = self._names.in_full(own.text, span)
        for where, outlet in full:
            yield own.text[where.start : where.end], frozenset({outlet})
        words = own.text[span.start : span.end]
        addressed = self._names.at_address(words)
        if addressed is not None:
            yield words, frozenset({addressed})
        if full or addressed is not None:
            return
        for fits in self._names.short_for(own.text, span):
            yield words, (self._told_in(own) & fits if len(fits) > 1 else fits) or fits

    def _told_in(self, own: Document) -> frozenset[str]:
        """The outlets that a document names in full; looked for once."""
        if own.id not in self._full:
            self._full[own.id] = frozenset(outlet for _, outlet in self._names.in_full(own.text))
        return self._full[own.id]

    def _citation(self, citation: Citation) -> Link | None:
        own = self._case.document[citation.document]
        evidence = (Evidence(citation.span, None),)
        held = self._by_address.get(_address(citation.url)) if citation.url else None
        if held is not None and held.id != own.id:
            return _link(LinkKind.CITATION, citation.id, held, "its address is cited", evidence, BY_ADDRESS)
        for document in self._by_title.get(plain_name(citation.title), ()):
            if document.id != own.id:
                return _link(LinkKind.CITATION, citation.id, document, "its title is cited", evidence, BY_TITLE)
        named = self._names.in_full(citation.title)
        outlets = frozenset(outlet for _, outlet in named[:1])
        if not outlets:
            return None
        near = self._stems_of(
            own, [Span(max(0, citation.span.start - 200), min(len(own.text), citation.span.end + 200))]
        )
        target = self._most_like(outlets, own, near)
        return (
            _link(LinkKind.CITATION, citation.id, target, "its outlet is cited", evidence, BY_OUTLET)
            if target
            else None
        )

    def _wire_credits(self, document: Document) -> Iterator[Link]:
        """Links from a document to the wire that its dateline, byline or credit names."""
        for span, outlet in self._named_in_credits(document):
            target = self._most_like(frozenset({outlet}), document, self._all_stems(document))
            if target is not None:
                evidence = (Evidence(span, None),)
                yield _link(
                    LinkKind.RELAY, document.id, target, f"{target.outlet} is credited for it", evidence, BY_CREDIT
                )

    def _named_in_credits(self, document: Document) -> Iterator[tuple[Span, str]]:
        own = plain_name(document.outlet or "")
        for passage in document.passages:
            if passage.role in _CREDIT_ROLES:
                named = [next(iter(fits)) for _, fits in self._named_in(document, passage.span) if len(fits) == 1]
                if named and named[0] != own:
                    yield passage.span, named[0]

    def _most_like(
        self, outlets: frozenset[str], own: Document, wanted: frozenset[str], told: Sequence[Statement] = ()
    ) -> Document | None:
        """The outlets' document that holds most of the words credited to it, or says them in others; none where none does.

        Args:
            outlets: that may be meant.
            own: the document that credits.
            wanted: the content words that are credited.
            told: the statements that are credited.
        """
        best: tuple[float, Document] | None = None
        for document in (held for outlet in sorted(outlets) for held in self._by_outlet[outlet]):
            if document.id == own.id:
                continue
            covered = len(wanted & self._all_stems(document)) / len(wanted) if wanted else 0.0
            alike = self._most_alike(told, document)
            if (covered >= LEAST_COVERED or alike >= LEAST_ALIKE) and (best is None or covered + alike > best[0]):
                best = (covered + alike, document)
        return best[1] if best else None

    def _most_alike(self, told: Sequence[Statement], document: Document) -> float:
        """How nearly a document says what statements say, at its best."""
        return max(
            (
                self._meanings.alike(self._worded(one), self._worded(other))
                for one in told
                for other in self._said[document.id]
            ),
            default=0.0,
        )

    def _worded(self, statement: Statement) -> tuple[str, str]:
        return statement.id, say_statement(self._case.document[statement.document].text, statement)

    def _all_stems(self, document: Document) -> frozenset[str]:
        if document.id not in self._stems:
            self._stems[document.id] = self._stems_of(document, [Span(0, len(document.text))])
        return self._stems[document.id]

    @staticmethod
    def _stems_of(document: Document, spans: list[Span]) -> frozenset[str]:
        words = (word for span in spans for word in find_words(document.text, span.start, span.end))
        return frozenset(word.stem for word in words if is_content(word) and not word.form[0].isdigit())


def _sentence_before(document: Document, position: int) -> Span | None:
    """The sentence before the one that holds a position, in the same passage."""
    passage = passage_at(document, position)
    earlier = bisect_right(passage.sentences, position, key=lambda sentence: sentence.end) if passage else 0
    return passage.sentences[earlier - 1] if passage and earlier else None


def _address(url: str) -> str:
    return _SCHEME.sub("", url.strip()).split("#")[0].rstrip("/").casefold()


def _link(
    kind: LinkKind, a: str, target: Document, explanation: str, evidence: tuple[Evidence, ...], confidence: float
) -> Link:
    return make_link(kind, (a, target.id), Worth(confidence, confidence), explanation, evidence, MAKER)
