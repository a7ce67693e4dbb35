"""Web pages: the visible text of the article, each letter with its place in the file."""

import re

from lxml import etree, html

from wherefrom.read.formats.text.plain import looks_binary, name_damage, name_guess
from wherefrom.read.formats.web.blocks import BlockReader
from wherefrom.read.formats.web.content import choose_content
from wherefrom.read.formats.web.metadata import read_metadata
from wherefrom.read.parts.charsets import decode_source
from wherefrom.read.parts.document_draft import DocumentDraft
from wherefrom.read.parts.found import Found
from wherefrom.read.parts.material import Material, ReadPart, refuse, report
from wherefrom.read.parts.source import Source
from wherefrom.read.shape.finishing import finish_document
from wherefrom.records import Reading

MAKER = "wherefrom.read/web 2"

JUDGED = 8 * 1024 * 1024
"""Longer pages, in code points, are not put to the content finder: it holds several trees of them at once."""

ATTRIBUTES = 500
"""A page with a tag of more attributes than this is not put to it either: its parser takes quadratic time over them."""

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_HEAD = 4096


def read_web(material: Material, _read_part: ReadPart) -> Reading:
    """Read a web page. Scripts, styles and hidden elements never become text; menus and the like are left out, counted."""
    draft, found = DocumentDraft(), Found()
    missing: list[str] = []
    notes: list[str] = []
    declared = _CHARSET.search(material.data[:_HEAD])
    charset = material.charset or (declared.group(1).decode("ascii") if declared else None)
    source = decode_source(material.data, material.part, charset)
    if looks_binary(source.text):
        return refuse(material, MAKER, "no text found: the bytes are mostly control characters, not letters")
    _write(source, draft, found, notes)
    if not draft.length:
        return refuse(material, MAKER, "no text found: the page shows none without running its scripts")
    missing += name_damage(source)
    document = finish_document(material, draft, source.encoding, found)
    return report(material, MAKER, document, missing, "; ".join(filter(None, [*notes, name_guess(source)])))


def write_web(material: Material, charset: str | None, draft: DocumentDraft, missing: list[str]) -> str:
    """Add the visible text of an HTML mail to a draft; returns the codec of its exact segments."""
    source = decode_source(material.data, material.part, charset)
    for block in BlockReader(source.text).read():
        block.write(draft, source)
    missing += name_damage(source)
    return source.encoding


def _write(source: Source, draft: DocumentDraft, found: Found, notes: list[str]) -> None:
    """Add the article of a page, and say what of the page was left out."""
    reader = BlockReader(source.text)
    blocks = reader.read()
    if not blocks:
        return
    is_judged = len(source.text) <= JUDGED and reader.attributes <= ATTRIBUTES
    tree = _parse(source.text) if is_judged else None
    if tree is not None:
        found.fill_from(read_metadata(tree, reader.language))
    chosen = choose_content(tree, blocks, found.values.get("title", ""))
    for block in chosen.blocks:
        block.write(draft, source)
    if chosen.left_blocks:
        left = f"{chosen.left_blocks} blocks, {chosen.left_words} words"
        notes.append(f"left out as not of the article (menus and the like): {left}")
    if not chosen.sure:
        notes.append("which blocks are the article could not be told, so all outside menus are kept")


def _parse(text: str) -> html.HtmlElement | None:
    """The page for the content finder; None when lxml cannot make one of it."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.LxmlError, ValueError):
        return None


def make_samples() -> tuple[bytes, ...]:
    """An invented page with metadata in two forms."""
    page = (
        "<!DOCTYPE html><html lang='en'><head><title>Crane falls</title><meta name='author' content='Ann Example'>"
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-03-03"}</script></head><body><article>'
        "<h1>Crane falls</h1><p>The crane fell on Monday, said Mr. Example.</p><p>It was old, the office said, and nobody "
        "was hurt.</p></article></body></html>"
    )
    return (page.encode(),)
