"""FollowTheMoney: documents, speakers, mentions, statements and links as entities, one JSON object a line.

The library drops a value that its property's type rejects (a date like "spring 2011", a ``javascript:`` address, a SHA-256
where it knows SHA-1 only) and says nothing. So everything given is compared with what was kept, and counted by property.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from followthemoney import model
from followthemoney.proxy import EntityProxy

from wherefrom.publish.exports.export_text import Scribe
from wherefrom.publish.exports.exporting import ExportSource, Omission, Written, changed_text, left_out, told_by_party
from wherefrom.records import CaseRecords, Document, SpeakerKind
from wherefrom.spans import covered_text
from wherefrom.view.casebook import Casebook

_PARTIES = {SpeakerKind.PERSON: "Person", SpeakerKind.ORGANISATION: "Organization"}
_DOCUMENTS = {
    "application/pdf": "Pages",
    "text/html": "HyperText",
    "message/rfc822": "Email",
    "text/plain": "PlainText",
}
# The library's own limit for one text (its registry: text, 65,000); a longer one is given in pieces, and read in order.
_TEXT_PIECE = 60_000


@dataclass(slots=True)
class Losses:
    """What the library did not keep as it was given.

    Attributes:
        dropped: values gone, by schema and property.
        changed: values kept in other words (a date cut, a name's spaces), by schema and property.
    """

    dropped: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)

    def add(self, entity: EntityProxy, name: str, value: str) -> None:
        """Give an entity a value, and note what became of it."""
        before = set(entity.get(name))
        entity.add(name, value)
        kept = set(entity.get(name))
        place = f"{entity.schema.name}.{name}"
        if value not in kept:
            (self.changed if kept - before else self.dropped)[place] += 1

    def omissions(self) -> Iterator[Omission]:
        """One for each property."""
        for place, count in sorted(self.dropped.items()):
            yield Omission(count, f"values of {place}", "FollowTheMoney rejects them")
        for place, count in sorted(self.changed.items()):
            yield Omission(count, f"values of {place}", "FollowTheMoney keeps them in another form")


def write_ftm(source: ExportSource, target: Path) -> Written:
    """Write the entities; a statement is a Note on its document, since FollowTheMoney's "statement" is something else."""
    case, scribe, losses, counts = source.case, Scribe(), Losses(), Counter[str]()
    book = Casebook(case)
    made = (_documents(case), _parties(book), _mentions(book), _statements(book), _links(book))
    with target.open("w", encoding="utf-8", newline="\n") as stream:
        for schema, identifier, given in (own for kind in made for own in kind):
            entity = model.make_entity(schema)
            entity.id = identifier
            for name, value in given:
                if value:
                    losses.add(entity, name, scribe.unicode(value))
            counts[schema] += 1
            stream.write(json.dumps(entity.to_dict(), ensure_ascii=False, sort_keys=True) + "\n")
    carried = {"documents", "speakers", "statements", "links", "claims", "captures", "attributions", "parties"}
    hashes = Omission(len(case.documents), "digests as contentHash", "it holds SHA-1; the SHA-256 stands in notes")
    works = sum(own.kind is SpeakerKind.DOCUMENT for own in case.speakers)
    works_left = Omission(
        works, "speakers that are works", "whoever speaks must be a person or a body in FollowTheMoney"
    )
    reasons = Omission(
        len(case.claims), "claims", "each is named in its statements' keywords; FollowTheMoney has no claims"
    )
    return Written(
        dict(counts),
        (
            *losses.omissions(),
            hashes,
            reasons,
            works_left,
            told_by_party(book),
            *left_out(case, carried, "FollowTheMoney has no schema for them"),
            changed_text(scribe),
        ),
    )


Given = Iterator[tuple[str, str, list[tuple[str, str | None]]]]


def _documents(case: CaseRecords) -> Given:
    for own in case.documents:
        capture = case.capture.get(own.capture)
        kind = capture.media_type if capture else ""
        schema = "Article" if own.outlet else _DOCUMENTS.get(kind, "Document")
        given: list[tuple[str, str | None]] = [
            ("name", own.name), ("title", own.title), ("author", own.author), ("publisher", own.outlet),
            ("publishedAt", own.published), ("language", own.language), ("sourceUrl", own.url), ("encoding", own.encoding),
        ]  # fmt: skip
        if capture:
            given += [("fileName", capture.name), ("mimeType", kind), ("fileSize", str(capture.size))]
            given += [("retrievedAt", capture.at), ("notes", f"SHA-256 of the original: {capture.sha256}")]
        given += [("bodyText", piece) for piece in _pieces(own)]
        yield schema, own.id, given


def _pieces(document: Document) -> Iterator[str]:
    """The text in pieces that the library takes, cut at line breaks where there are any."""
    at, text = 0, document.text
    while at < len(text):
        end = min(at + _TEXT_PIECE, len(text))
        if end < len(text):
            end = max(text.rfind("\n", at, end), text.rfind(" ", at, end)) + 1 or end
            end = end if end > at else min(at + _TEXT_PIECE, len(text))
        yield text[at:end]
        at = end


def _parties(book: Casebook) -> Given:
    seen = set()
    for own in book.case.speakers:
        party = book.party_of(own)
        if party.id in seen or own.kind is SpeakerKind.DOCUMENT:
            continue
        seen.add(party.id)
        schema = _PARTIES.get(own.kind, "LegalEntity")
        summary = "" if own.kind in _PARTIES else f"{own.kind.value}, as one document calls them"
        names: list[tuple[str, str | None]] = [("name", name) for name in dict.fromkeys((own.name, *party.others))]
        yield schema, party.id, [*names, ("description", own.description), ("summary", summary)]


def _mentions(book: Casebook) -> Given:
    for own in book.case.speakers:
        if own.kind is not SpeakerKind.DOCUMENT:
            schema = _PARTIES.get(own.kind, "LegalEntity")
            given = [
                ("document", own.document),
                ("name", own.name),
                ("resolved", book.party_of(own).id),
                ("detectedSchema", schema),
            ]
            yield "Mention", own.id, [*given]


def _statements(book: Casebook) -> Given:
    case = book.case
    for own in case.statements:
        words = covered_text(case.document[own.document].text, own.spans)
        given: list[tuple[str, str | None]] = [
            ("entity", own.document),
            ("proof", own.document),
            ("description", words),
        ]
        named = (one for attribution in book.chain_of(own) for one in book.speakers_of(attribution))
        given += [("entity", book.party_of(one).id) for one in named if one.kind is not SpeakerKind.DOCUMENT]
        claim = book.claim_of(own.id)
        given += [("summary", f"{own.stance.value}; confidence {own.confidence:.2f}; {own.maker}")]
        given += [("keywords", claim.id if claim else None)]
        yield "Note", own.id, given


def _links(book: Casebook) -> Given:
    for own in book.case.links:
        if book.is_within_party(own):
            continue
        ends = [_end(book, name) for name in (own.a, own.b)]
        role = f"{own.kind.value} ({own.explanation}), confidence {own.confidence:.2f}"
        yield (
            "UnknownLink",
            own.id,
            [("subject", ends[0]), ("object", ends[1]), ("role", own.kind.value), ("summary", role)],
        )


def _end(book: Casebook, name: str) -> str:
    """What stands for one end of a link: for a mention its document, for a speaker the party."""
    case = book.case
    if name in case.speaker:
        return book.party_of(case.speaker[name]).id
    found = case.attribution.get(name) or case.citation.get(name)
    return found.document if found else name
