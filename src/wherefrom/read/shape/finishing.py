"""From a draft to a document: passages, roles, sentences, metadata, id."""

from collections.abc import Iterator
from dataclasses import replace

from wherefrom.ids import digest_text, make_id
from wherefrom.read.parts.document_draft import Block, DocumentDraft
from wherefrom.read.parts.found import FIELDS, Found
from wherefrom.read.parts.hidden_stretches import join_hidden
from wherefrom.read.parts.material import Material
from wherefrom.read.shape.languages import find_language
from wherefrom.read.shape.paragraphs import find_paragraphs
from wherefrom.read.shape.roles import assign_roles
from wherefrom.read.shape.sentence_splitting import split_sentences
from wherefrom.records import Document, Passage, Role, Span
from wherefrom.spans import strip_span

_WITHOUT_SENTENCES = frozenset({Role.MAIL_HEADER})


def finish_document(
    material: Material, draft: DocumentDraft, encoding: str, found: Found, part: str | None = None
) -> Document:
    """Make the document that a draft has become, of a format whose metadata a publisher states for readers (HTML, mail, rows).

    What the file says beats what the text shows, and its title tells which block is the headline.

    Args:
        material: what it was read from.
        draft: its text and map; blocks without a role are given one by their form.
        encoding: the codec of its exact segments.
        found: metadata from the file itself.
        part: the document's own part, where it is not the material's (a row of a table).
    """
    shown = Found()
    if "title" in found.values:
        shown.note("title", found.values["title"], found.places["title"])
    blocks = _shape(draft, shown)
    return _assemble(
        material if part is None else replace(material, part=part), draft, encoding, blocks, found.joined_with(shown)
    )


def finish_by_its_text(material: Material, draft: DocumentDraft, encoding: str, found: Found) -> Document:
    """Make the document that a draft has become, of a format whose metadata programs set (PDF, DOCX: "Microsoft Word - draft2").

    What the text shows beats what the file says, and the headline is found by its form alone. Arguments as of `finish_document`.
    """
    shown = Found()
    blocks = _shape(draft, shown)
    return _assemble(material, draft, encoding, blocks, shown.joined_with(found))


def _shape(draft: DocumentDraft, shown: Found) -> list[Block]:
    """The draft's blocks, each with its role; what the text shows of itself goes into ``shown``."""
    text = draft.text
    return assign_roles(text, draft.blocks or find_paragraphs(text, Span(0, len(text))), shown)


def _assemble(
    material: Material, draft: DocumentDraft, encoding: str, blocks: list[Block], metadata: Found
) -> Document:
    """The record, from its blocks and from metadata of which the more trusted were noted first."""
    text, part = draft.text, material.part
    if "language" not in metadata.values:
        metadata.note("language", find_language(text), "text: guessed")
    values = metadata.values
    digest = digest_text(text)
    return Document(
        id=make_id("doc", material.capture, part, digest),
        capture=material.capture,
        part=part,
        name=values.get("title") or (f"{material.name}, {part}" if part else material.name),
        text=text,
        text_sha256=digest,
        encoding=encoding,
        passages=tuple(_make_passages(text, blocks, values.get("language"))),
        segments=tuple(draft.segments),
        hyperlinks=tuple(sorted(draft.hyperlinks, key=lambda link: link.span)),
        title=values.get("title"),
        author=values.get("author"),
        outlet=values.get("outlet"),
        published=values.get("published"),
        language=values.get("language"),
        url=values.get("url"),
        metadata_from=tuple((name, metadata.places[name]) for name in FIELDS if name in metadata.places),
        hidden=tuple(join_hidden(draft.hidden, text)),
    )


def _make_passages(text: str, blocks: list[Block], language: str | None) -> Iterator[Passage]:
    """Passages with their sentences; blocks of white space alone are none."""
    for block in blocks:
        span = strip_span(text, block.span)
        if span.start < span.end:
            role = block.role or Role.BODY
            sentences = () if role in _WITHOUT_SENTENCES else split_sentences(text, span, language)
            yield Passage(span, role, sentences)
