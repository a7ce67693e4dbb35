"""Anchoring: what a decision covered, and the same record found again however the case was read since.

An id is made by a program, and another version, another reader or another list makes another. So a decision keeps the payload, the
spans and the words that it was made on. Its record is the one that covers exactly these; where the text was read otherwise, the one
whose words these are, if they stand there once. Between two nobody chooses: what cannot be placed is told, and not applied.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from wherefrom.ids import make_id
from wherefrom.records import (
    Anchor,
    AnchorKind,
    Attribution,
    CaseRecords,
    Citation,
    Decision,
    Document,
    Link,
    Ruling,
    Span,
    Speaker,
    Statement,
    Unplaced,
)

Record = Document | Statement | Attribution | Speaker | Citation

NOT_KEPT = "it was made with an earlier version, which kept no more than ids that are gone"
NOT_HELD = "the document that it was made in has no text now"
NOT_FOUND = "no {kind} covers “{words}” now"
TWO_FOUND = "several {kind}s cover “{words}” now"
STAND_TWICE = "“{words}” stands there more than once, and no {kind} covers it where it stood"
ONE_FOR_TWO = "both of what it joins are one now"
_WORDS_SHOWN = 80


def link_id(kind: str, a: str, b: str) -> str:
    """The id of a link, made of its kind and ends."""
    return make_id("link", kind, a, b)


def anchor_of(records: CaseRecords, name: str) -> Anchor | None:
    """What a record covers, as a decision on it keeps it.

    Args:
        records: of the case.
        name: id of a document, statement, attribution, speaker, citation or link.

    Returns:
        None where there is no such record.
    """
    return _Anchors(records).of(name)


def place_decisions(
    records: CaseRecords, decisions: Iterable[Decision]
) -> tuple[tuple[Decision, ...], tuple[Unplaced, ...]]:
    """Decisions with the present ids of what they are of, and those whose records are not found.

    Args:
        records: documents and what was found in each, with the captures.
        decisions: in the order of the ledger.

    Returns:
        Those that can be applied, in order; and the others, each with the reason. No decision is in both or in neither.
    """
    anchors = _Anchors(records)
    placed: list[Decision] = []
    unplaced: list[Unplaced] = []
    for own in decisions:
        found = own if own.ruling is Ruling.WITHDRAW else anchors.place_decision(own)
        if isinstance(found, Unplaced):
            unplaced.append(found)
        else:
            placed.append(found)
    return tuple(placed), tuple(unplaced)


class _UnplacedError(Exception):
    """Why an anchor has no record now."""


@dataclass(frozen=True)
class _Anchors:
    """The records of a case by what they cover."""

    records: CaseRecords

    def of(self, name: str) -> Anchor | None:
        """What a record covers."""
        if name in self._link:
            link = self._link[name]
            ends = tuple(end for own in (link.a, link.b) if (end := self.of(own)) is not None)
            return Anchor(AnchorKind.LINK, name=link.kind.value, ends=ends)
        record = self._record.get(name)
        if record is None:
            return None
        document = record if isinstance(record, Document) else self.records.document[record.document]
        spans = _spans_of(record)
        return Anchor(
            kind=_KINDS[type(record)],
            document=self._payload.get(document.capture, ""),
            part=document.part,
            spans=spans,
            words=tuple(document.text[span.start : span.end] for span in spans),
            name=record.key if isinstance(record, Speaker) else "",
        )

    def place_decision(self, own: Decision) -> Decision | Unplaced:
        """A decision with present ids, or why it has none."""
        names = [own.a, own.b] if own.b else [own.a]
        if not own.anchors:
            # Kept by ids alone: good as long as these are there.
            return own if all(self._is_there(name) for name in names) else Unplaced(own, NOT_KEPT)
        if len(own.anchors) < len(names):
            return Unplaced(own, NOT_KEPT)
        found: list[str] = []
        for anchor in own.anchors[: len(names)]:
            try:
                found.append(self.place(anchor))
            except _UnplacedError as problem:
                return Unplaced(own, str(problem), self._document_of(anchor))
        if len(set(found)) < len(found):
            return Unplaced(own, ONE_FOR_TWO, self._document_of(own.anchors[0]))
        return replace(own, a=found[0], b=found[1] if own.b else "")

    def place(self, anchor: Anchor) -> str:
        """The id of the record that an anchor covers now.

        Raises:
            _UnplacedError: there is none, or more than one.
        """
        if anchor.kind is AnchorKind.LINK:
            if len(anchor.ends) != 2:  # noqa: PLR2004 - what it leads from and to
                raise _UnplacedError(NOT_KEPT)
            return link_id(anchor.name, *(self.place(end) for end in anchor.ends))
        documents = self._documents.get((anchor.document, anchor.part), [])
        if not documents:
            raise _UnplacedError(NOT_HELD)
        if anchor.kind is AnchorKind.DOCUMENT:
            return documents[0].id
        for fits in (_covers, _says) if anchor.kind is not AnchorKind.SPEAKER else (_is_called, _covers, _says):
            found = [own.id for own in self._of(documents[0], anchor.kind) if fits(own, documents[0], anchor)]
            if len(found) == 1:
                return found[0]
            if found:
                raise _UnplacedError(TWO_FOUND.format(kind=anchor.kind, words=_shorten(anchor.words)))
        why = STAND_TWICE if _occurrences(documents[0], anchor) > 1 else NOT_FOUND
        raise _UnplacedError(why.format(kind=anchor.kind, words=_shorten(anchor.words)))

    def _is_there(self, name: str) -> bool:
        # A link that a person rejected is not made again, and one that they accepted is looked for when links are made.
        return name in self._record or name.startswith("link-")

    def _document_of(self, anchor: Anchor) -> str:
        own = anchor if not anchor.ends else anchor.ends[0]
        found = self._documents.get((own.document, own.part), [])
        return found[0].id if found else ""

    def _of(self, document: Document, kind: AnchorKind) -> Sequence[Record]:
        return self._by_document.get((document.id, kind), [])

    @cached_property
    def _payload(self) -> dict[str, str]:
        return {capture.id: capture.sha256 for capture in self.records.captures}

    @cached_property
    def _documents(self) -> dict[tuple[str, str], list[Document]]:
        found: dict[tuple[str, str], list[Document]] = {}
        for document in self.records.documents:
            found.setdefault((self._payload.get(document.capture, ""), document.part), []).append(document)
        return found

    @cached_property
    def _link(self) -> dict[str, Link]:
        return {link.id: link for link in self.records.links}

    @cached_property
    def _record(self) -> dict[str, Record]:
        own = self.records
        every: tuple[Record, ...] = (*own.documents, *own.statements, *own.attributions, *own.speakers, *own.citations)
        return {record.id: record for record in every}

    @cached_property
    def _by_document(self) -> dict[tuple[str, AnchorKind], list[Record]]:
        found: dict[tuple[str, AnchorKind], list[Record]] = {}
        for record in self._record.values():
            if not isinstance(record, Document):
                found.setdefault((record.document, _KINDS[type(record)]), []).append(record)
        return found


_KINDS: dict[type, AnchorKind] = {
    Document: AnchorKind.DOCUMENT,
    Statement: AnchorKind.STATEMENT,
    Attribution: AnchorKind.ATTRIBUTION,
    Speaker: AnchorKind.SPEAKER,
    Citation: AnchorKind.CITATION,
}


def _spans_of(record: Record) -> tuple[Span, ...]:
    """What a record covers, in the order in which an anchor keeps it; nothing of a document, which is known by its payload."""
    match record:
        case Statement():
            return record.spans
        case Attribution():
            return (*record.source, *record.cue, *record.content)
        case Speaker():
            return record.mentions[:1]
        case Citation():
            return (record.span,)
        case Document():
            return ()


def _words_of(record: Record, document: Document) -> tuple[str, ...]:
    return tuple(document.text[span.start : span.end] for span in _spans_of(record))


def _covers(record: Record, document: Document, anchor: Anchor) -> bool:
    """Whether a record covers the same words in the same place."""
    return _spans_of(record) == anchor.spans and _words_of(record, document) == anchor.words


def _says(record: Record, document: Document, anchor: Anchor) -> bool:
    """Whether a record covers the same words, in a text that was read otherwise and has them once.

    It is the text that must have them once, not the records: where they stand twice, and what was ruled on is not found any
    more, the other place is another statement.
    """
    return _words_of(record, document) == anchor.words and _occurrences(document, anchor) == 1


def _occurrences(document: Document, anchor: Anchor) -> int:
    """How often the longest of an anchor's words stand in a text; the shorter ones ("she", "said") may stand anywhere."""
    longest = max(anchor.words, key=len, default="")
    return document.text.count(longest) if longest else 0


def _is_called(record: Record, _document: Document, anchor: Anchor) -> bool:
    """Whether a speaker has the same name."""
    return isinstance(record, Speaker) and record.key == anchor.name


def _shorten(words: Sequence[str]) -> str:
    line = " … ".join(" ".join(piece.split()) for piece in words)
    return line if len(line) <= _WORDS_SHOWN else line[:_WORDS_SHOWN].rsplit(" ", 1)[0] + " …"
