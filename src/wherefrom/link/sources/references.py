"""References: outlets, wires and works that a document names and that the case holds as a document of its own."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

from wherefrom.language.words import find_words, is_content
from wherefrom.link.making import Worth, make_link
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
    SpeakerKind,
)
from wherefrom.spans import passage_at

MAKER = "wherefrom.link/references 1"

# An outlet with several documents is the one meant whose text holds most of the words credited to it; below this part of
# them, nobody can say which document is meant.
LEAST_COVERED = 0.3
LONGEST_NAME = 6
_SHORTEST_LABEL = 3
BY_ADDRESS, BY_TITLE, BY_OUTLET, BY_CREDIT = 0.97, 0.9, 0.8, 0.75
_CREDIT_ROLES = frozenset({Role.CREDIT, Role.DATELINE, Role.BYLINE})
_EMPTY_ENDS = ("report", "story", "article", "newspaper", "website", "broadcast", "dispatch", "account")
_STANDING_IN = frozenset(
    {"it", "the paper", "the newspaper", "the outlet", "the site", "the agency", "the broadcaster"}
)
# A label of an address has 63 letters at most (RFC 1035, section 2.3.4).
_DOMAIN = re.compile(r"\b(?:www\.)?([a-z0-9][a-z0-9-]{0,62})\.[a-z]{2,10}(?:\.[a-z]{2})?\b", re.IGNORECASE)
# A capital is what tells "the Post" from "the post"; a bare word is how speakers are named without their article.
_SHORT_NAME = re.compile(r"^(?:[Tt]he )?([A-Z][\w’'-]+)$|(?<=\b[Tt]he )(?!.*\b[Tt]he )([A-Z][\w’'-]+)(?=[.,;]|$)")
# What of a sentence is looked at for a short name, its end: the expression's time grows with the square.
_LONGEST_TOLD = 600
_ARTICLE_NAME = re.compile(r"\b[Tt]he [A-Z][\w’'-]+")
_SCHEME = re.compile(r"^[a-z]+://(?:www\.)?", re.IGNORECASE)


class References:
    """Finds which documents of a case are named in others."""

    def __init__(self, case: CaseRecords) -> None:
        self._case = case
        self._by_outlet: dict[str, list[Document]] = defaultdict(list)
        self._by_title: dict[str, list[Document]] = defaultdict(list)
        self._by_address: dict[str, Document] = {}
        self._by_squeezed: dict[str, str] = {}
        self._by_last_word: dict[str, set[str]] = defaultdict(set)
        self._stems: dict[str, frozenset[str]] = {}
        for document in case.documents:
            if document.outlet:
                outlet = _plain(document.outlet)
                self._by_outlet[outlet].append(document)
                self._by_squeezed[_squeeze(document.outlet)] = outlet
                self._by_last_word[re.split(r"\s+", document.outlet.casefold())[-1]].add(outlet)
            if document.title:
                self._by_title[_plain(document.title)].append(document)
            if document.url:
                self._by_address.setdefault(_address(document.url), document)

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
        for name, outlet in credited:
            target = self._most_like(outlet, own, wanted)
            if target is not None:
                evidence = tuple(Evidence(span, None) for span in attribution.source)
                yield _link(LinkKind.RELAY, attribution.id, target, f"{name} is credited", evidence, BY_OUTLET)

    def _outlets_credited(self, own: Document, attribution: Attribution) -> Iterator[tuple[str, str]]:
        """The outlets of the case that an attribution credits, each with the words that name it."""
        words = " ".join(own.text[span.start : span.end] for span in attribution.source).casefold()
        if words in _STANDING_IN:
            # "The account comes from the Record. It says …": the outlet named in the sentence before, if one is.
            before = _sentence_before(own, attribution.source[0].start)
            told = own.text[before.start : before.end] if before else ""
            outlet = self._outlet_told_of(told) if told else None
            if outlet is not None:
                yield told, outlet
                return
        for speaker in (self._case.speaker[name] for name in attribution.speakers if name in self._case.speaker):
            outlet = self._outlet_in(speaker.name, whole=speaker.kind is SpeakerKind.PERSON)
            if outlet is not None:
                yield speaker.name, outlet
        # "Harbourtimes.example reported": an address names an outlet, whatever its owner is taken for.
        addressed = self._outlet_at(words)
        if addressed is not None:
            yield words, addressed

    def _citation(self, citation: Citation) -> Link | None:
        own = self._case.document[citation.document]
        evidence = (Evidence(citation.span, None),)
        held = self._by_address.get(_address(citation.url)) if citation.url else None
        if held is not None and held.id != own.id:
            return _link(LinkKind.CITATION, citation.id, held, "its address is cited", evidence, BY_ADDRESS)
        for document in self._by_title.get(_plain(citation.title), ()):
            if document.id != own.id:
                return _link(LinkKind.CITATION, citation.id, document, "its title is cited", evidence, BY_TITLE)
        outlet = self._outlet_in(citation.title)
        if outlet is None:
            return None
        near = self._stems_of(
            own, [Span(max(0, citation.span.start - 200), min(len(own.text), citation.span.end + 200))]
        )
        target = self._most_like(outlet, own, near)
        return (
            _link(LinkKind.CITATION, citation.id, target, "its outlet is cited", evidence, BY_OUTLET)
            if target
            else None
        )

    def _wire_credits(self, document: Document) -> Iterator[Link]:
        """Links from a document to the wire that its dateline, byline or credit names."""
        for span, outlet in self._named_in_credits(document):
            target = self._most_like(outlet, document, self._all_stems(document))
            if target is not None:
                evidence = (Evidence(span, None),)
                yield _link(
                    LinkKind.RELAY, document.id, target, f"{target.outlet} is credited for it", evidence, BY_CREDIT
                )

    def _named_in_credits(self, document: Document) -> Iterator[tuple[Span, str]]:
        own = _plain(document.outlet or "")
        for passage in document.passages:
            if passage.role in _CREDIT_ROLES:
                outlet = self._outlet_in(document.text[passage.span.start : passage.span.end])
                if outlet is not None and outlet != own:
                    yield passage.span, outlet

    def _outlet_in(self, words: str, *, whole: bool = False) -> str | None:
        """The outlet of the case that a few words name: "a Harbour Times report" names the Harbour Times.

        Args:
            words: how a text names somebody.
            whole: only the whole of the words may be the name, as for what reads like a person's.
        """
        if whole:
            return _plain(words) if _plain(words) in self._by_outlet else None
        return self._outlet_at(words) or self._full_name_in(words) or self._short_name_in(words)

    def _outlet_at(self, words: str) -> str | None:
        """The outlet that an address among a few words leads to: "harbourtimes.example"."""
        labels = [_squeeze(match[1]) for match in _DOMAIN.finditer(words)]
        found = (self._by_squeezed.get(label) or self._shortened(label) for label in labels)
        return next((outlet for outlet in found if outlet is not None), None)

    def _shortened(self, label: str) -> str | None:
        """The outlet whose words make up the label of an address, some left out: "transworldagency.example"."""
        fits = [outlet for outlet in self._by_outlet if _is_made_of(label, _label_words(outlet))]
        return fits[0] if len(fits) == 1 else None

    def _outlet_told_of(self, sentence: str) -> str | None:
        """The outlet that a sentence is about, as in "The Post broke the story"."""
        told = (self._short_name_in(match[0]) for match in _ARTICLE_NAME.finditer(sentence))
        return self._outlet_in(sentence) or next((outlet for outlet in told if outlet is not None), None)

    def _short_name_in(self, words: str) -> str | None:
        """The outlet that is called by its last word alone ("the Post"), if no other of the case ends in it."""
        match = _SHORT_NAME.search(words[-_LONGEST_TOLD:])
        fits = self._by_last_word.get((match[1] or match[2]).casefold(), set()) if match else set()
        return next(iter(fits)) if len(fits) == 1 else None

    def _full_name_in(self, words: str) -> str | None:
        parts = _plain(words).split()
        while parts and parts[-1] in _EMPTY_ENDS:
            parts.pop()
        for length in range(min(len(parts), LONGEST_NAME), 0, -1):
            for start in range(len(parts) - length + 1):
                candidate = " ".join(parts[start : start + length])
                if candidate in self._by_outlet:
                    return candidate
        return None

    def _most_like(self, outlet: str, own: Document, wanted: frozenset[str]) -> Document | None:
        """The outlet's document that holds most of the words credited to it; none where none holds enough."""
        best: tuple[float, Document] | None = None
        for document in self._by_outlet[outlet]:
            if document.id == own.id:
                continue
            covered = len(wanted & self._all_stems(document)) / len(wanted) if wanted else 0.0
            if covered >= LEAST_COVERED and (best is None or covered > best[0]):
                best = (covered, document)
        return best[1] if best else None

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


def _label_words(outlet: str) -> list[str]:
    """The words of an outlet's name that an address may be made of."""
    return [word for word in re.split(r"[\W_]+", outlet) if len(word) >= _SHORTEST_LABEL] or [outlet]


def _is_made_of(label: str, words: list[str]) -> bool:
    """Whether a label is one of the words after the other; without an expression, which tries every way to part it."""
    reached = {0}
    for at in range(len(label)):
        if at in reached:
            reached.update(at + len(word) for word in words if label.startswith(word, at))
    return bool(label) and len(label) in reached


def _squeeze(name: str) -> str:
    """A name as it stands in an address: letters and digits without the article."""
    return "".join(character for character in name.casefold().removeprefix("the ") if character.isalnum())


def _plain(name: str) -> str:
    """A name as it is compared: case-folded words without the article."""
    words = [word.form.removesuffix("'s") for word in find_words(name)]
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)


def _address(url: str) -> str:
    return _SCHEME.sub("", url.strip()).split("#")[0].rstrip("/").casefold()


def _link(
    kind: LinkKind, a: str, target: Document, explanation: str, evidence: tuple[Evidence, ...], confidence: float
) -> Link:
    return make_link(kind, (a, target.id), Worth(confidence, confidence), explanation, evidence, MAKER)
