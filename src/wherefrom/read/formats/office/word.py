"""DOCX: python-docx knows styles, links and properties; the text comes from the XML itself, with its bytes."""

import io
import zipfile
from dataclasses import dataclass, field
from xml.parsers import expat

import docx
from docx.document import Document as WordDocument

from wherefrom.read.formats.office.word_xml import DtdError, Piece, WordParagraph, WordText, read_word_xml
from wherefrom.read.formats.office.zipped import BROKEN_ZIP, find_bomb
from wherefrom.read.parts.document_draft import DocumentDraft
from wherefrom.read.parts.found import Found
from wherefrom.read.parts.hidden_stretches import name_hidden
from wherefrom.read.parts.material import Material, ReadPart, refuse, report
from wherefrom.read.shape.finishing import finish_by_its_text
from wherefrom.read.shape.languages import plain_language
from wherefrom.records import Hidden, Hiding, Hyperlink, Reading, Role, Segment, Span

MAKER = "wherefrom.read/word 2"

_BODY = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_UNREAD = {"word/comments.xml": "comments", "word/header1.xml": "page headers", "word/footer1.xml": "page footers"}
_STYLES = (
    ("heading", Role.SUBHEADING),
    ("subtitle", Role.STANDFIRST),
    ("title", Role.HEADLINE),
    ("quote", Role.QUOTED_BLOCK),
    ("caption", Role.CAPTION),
    ("footnote", Role.FOOTNOTE),
    ("endnote", Role.FOOTNOTE),
)


@dataclass(slots=True)
class _Known:
    """What python-docx tells: the name of each style, the address of each link, the properties."""

    styles: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    found: Found = field(default_factory=Found)


def read_word(material: Material, _read_part: ReadPart) -> Reading:
    """Read a DOCX: body and notes. Deleted and hidden text is kept beside its paragraph; comments are told of."""
    try:
        texts, unread = _unpack(material)
    except BROKEN_ZIP as error:
        return refuse(material, MAKER, f"no readable DOCX: {error}"[:200])
    except expat.ExpatError as error:
        return refuse(material, MAKER, f"no readable DOCX: its XML is broken: {error}"[:200])
    except DtdError:
        return refuse(material, MAKER, "its XML declares a document type, as only hostile files do")
    known = _ask_library(material.data)
    draft = _write(material, texts, known)
    if not draft.length:
        return refuse(material, MAKER, "no text found: it has no paragraph with words")
    document = finish_by_its_text(material, draft, "utf-8", known.found)
    return report(material, MAKER, document, unread, "; ".join(name_hidden(document.hidden)))


def _unpack(material: Material) -> tuple[dict[str, WordText], list[str]]:
    """The text of body and notes, by member, and what else there is that is not read.

    Raises:
        zipfile.BadZipFile: it must not or cannot be unpacked, or is no DOCX.
    """
    with zipfile.ZipFile(io.BytesIO(material.data)) as archive:
        fault = find_bomb(archive, material.settings.file_bytes)
        names = set(archive.namelist())
        if fault or _BODY not in names:
            raise zipfile.BadZipFile(fault or f"it has no {_BODY}")
        members = {name: archive.read(name) for name in (_BODY, *_NOTES) if name in names}
    texts = {name: read_word_xml(data, Role.FOOTNOTE if name in _NOTES else None) for name, data in members.items()}
    return texts, [f"its {what} are not read" for name, what in _UNREAD.items() if name in names]


def _ask_library(data: bytes) -> _Known:
    known = _Known()
    try:
        document = docx.Document(io.BytesIO(data))
    except Exception:  # noqa: BLE001 - python-docx raises whatever it stumbles over; the text is read without it
        return known
    _note_properties(document, known.found)
    known.styles = {style.style_id: style.name or "" for style in document.styles if style.style_id}
    for relation in document.part.rels.values():
        if relation.is_external:
            known.links[relation.rId] = str(relation.target_ref)
    return known


def _note_properties(document: WordDocument, found: Found) -> None:
    said = document.core_properties
    place = "docx: core properties"
    found.note("title", said.title, place)
    # "python-docx" stands in every file that the library's own template made.
    found.note("author", said.author if said.author != "python-docx" else "", place)
    found.note("language", plain_language(said.language), place)


def _write(material: Material, texts: dict[str, WordText], known: _Known) -> DocumentDraft:
    draft = DocumentDraft()
    headline = False
    for name, text in texts.items():
        part = material.within(f"zip:{name}")
        for paragraph in text.paragraphs:
            role = paragraph.role or _role_of(known.styles.get(paragraph.style, paragraph.style))
            if role is Role.SUBHEADING and not headline and not draft.blocks:
                role = Role.HEADLINE
            headline = headline or role is Role.HEADLINE
            begun = draft.begin_block()
            _write_pieces(draft, part, paragraph, known.links)
            draft.end_block(begun, role)
            _write_unseen(draft, part, paragraph)
    return draft


def _write_pieces(draft: DocumentDraft, part: str, paragraph: WordParagraph, links: dict[str, str]) -> None:
    linked: tuple[str, int] | None = None
    for piece in [*paragraph.pieces, Piece("", 0, 0, exact=True)]:
        if linked and linked[0] != piece.link:
            if linked[0] in links:
                draft.hyperlinks.append(Hyperlink(Span(linked[1], draft.length), links[linked[0]]))
            linked = None
        if piece.link and not linked:
            linked = (piece.link, draft.length)
        if piece.text:
            at = draft.length
            draft.add(piece.text, Segment(at, at + len(piece.text), part, piece.start, piece.end, piece.exact))


def _write_unseen(draft: DocumentDraft, part: str, paragraph: WordParagraph) -> None:
    """Add what of a paragraph is not to be seen, after it, a line for each place."""
    if not any(piece.text.strip() for group in paragraph.unseen for piece in group):
        return
    begun = draft.begin_block()
    for group in paragraph.unseen:
        if draft.length > begun:
            draft.put("\n")
        start = draft.length
        for piece in group:
            at = draft.length
            draft.add(piece.text, Segment(at, at + len(piece.text), part, piece.start, piece.end, piece.exact))
        draft.hidden.append(Hidden(Span(start, draft.length), group[0].hiding or Hiding.MARKED_HIDDEN))
    draft.end_block(begun, paragraph.role)


def _role_of(style: str) -> Role | None:
    lowered = style.casefold()
    return next((role for word, role in _STYLES if word in lowered), None)


def make_samples() -> tuple[bytes, ...]:
    """An invented document of one paragraph, with the members that every DOCX has."""
    body = (
        "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>The crane fell."
        "</w:t></w:r></w:p></w:body></w:document>"
    )
    types = (
        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='rels' ContentType="
        "'application/vnd.openxmlformats-package.relationships+xml'/><Override PartName='/word/document.xml' ContentType="
        "'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>"
    )
    relations = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type="
        "'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='word/document.xml'/>"
        "</Relationships>"
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", relations)
        archive.writestr("word/document.xml", body)
    return (held.getvalue(),)
