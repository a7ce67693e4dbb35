"""Markdown: markdown-it finds the structure, and its words are found again in the source, in order."""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from wherefrom.read.charsets import decode_source
from wherefrom.read.documents import finish_document
from wherefrom.read.draft import Draft
from wherefrom.read.found import Found
from wherefrom.read.material import Material, ReadPart, refuse, report
from wherefrom.read.plain import looks_binary, name_damage
from wherefrom.read.published import state_date
from wherefrom.read.source import Source
from wherefrom.records import Hyperlink, Reading, Role, Span

MAKER = "wherefrom.read/markdown 1"

NESTING = 30
"""How deep lists and quotations may nest; markdown-it leaves what is deeper as text."""

_FRONT = re.compile(r"---[^\S\n]*\r?\n(?P<fields>.{0,5000}?)\n(?:---|\.\.\.)[^\S\n]*\r?(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"(?P<name>[A-Za-z_]{1,20}):[ \t]*(?P<value>[^\r\n]{0,500})")
_FIELDS = {
    "title": "title",
    "author": "author",
    "date": "published",
    "published": "published",
    "outlet": "outlet",
    "publisher": "outlet",
    "source": "outlet",
    "url": "url",
    "link": "url",
    "lang": "language",
    "language": "language",
}
_LINE = re.compile(r"[^\n]*(?:\n|$)")
_BREAKS = ("softbreak", "hardbreak")


def read_markdown(material: Material, _read_part: ReadPart) -> Reading:
    """Read a Markdown text: marks and addresses are no text, links are kept with the words that carry them."""
    source = decode_source(material.data, material.part, material.charset)
    if looks_binary(source.text):
        return refuse(material, MAKER, "no text found: the bytes are mostly control characters, not letters")
    found, start = _read_fields(source.text)
    writer = _Writer(source, start)
    writer.write(_parser().parse(source.text[start:]))
    if not writer.draft.length:
        return refuse(material, MAKER, "no text found: there are only marks, pictures or HTML")
    document = finish_document(material, writer.draft, source.encoding, found)
    left = f"{writer.html} blocks of HTML are not read" if writer.html else ""
    return report(material, MAKER, document, [*name_damage(source), *filter(None, [left])])


def _parser() -> MarkdownIt:
    """CommonMark with tables; entities and escapes stay tokens of their own, so that they can be found again."""
    return MarkdownIt("commonmark", {"maxNesting": NESTING}).enable("table").disable("text_join")


def _read_fields(text: str) -> tuple[Found, int]:
    """The fields between two lines of hyphens at the top, and where the text after them begins."""
    found = Found()
    front = _FRONT.match(text)
    if not front:
        return found, 0
    for field in _FIELD.finditer(front["fields"]):
        name = _FIELDS.get(field["name"].lower())
        value = field["value"].strip().strip("\"'")
        if name:
            found.note(name, (state_date(value) if name == "published" else value), "markdown: front matter")
    return found, front.end()


class _Writer:
    """Takes the words of the tokens over from the source.

    A cursor only moves on, and each search stays within the lines of its block, so the whole is linear in the text
    but for words that are not found: those are looked for in their own block alone.
    """

    def __init__(self, source: Source, start: int) -> None:
        self.source = source
        self.draft = Draft()
        self.html = 0
        self._start = start
        # markdown-it counts lines by any line end.
        self._lines = [start, *(start + end.end() for end in re.finditer(r"\r\n?|\n", source.text[start:]))]
        self._at = start
        self._end = start

    def write(self, tokens: list[Token]) -> None:
        """Write every block."""
        quoted = heading = False
        in_table = False
        for token in tokens:
            if token.type in ("blockquote_open", "blockquote_close"):
                quoted = token.type == "blockquote_open"
            elif token.type in ("table_open", "table_close"):
                in_table = token.type == "table_open"
            elif token.type in ("heading_open", "heading_close"):
                heading = token.type == "heading_open"
                first = token.tag == "h1" and all(block.role is not Role.HEADLINE for block in self.draft.blocks)
                heading_role = Role.HEADLINE if first else Role.SUBHEADING
            elif token.type == "inline":
                role = heading_role if heading else Role.TABLE if in_table else Role.QUOTED_BLOCK if quoted else None
                self._write_block(token, role)
            elif token.type in ("fence", "code_block"):
                self._enter(token)
                start = self.draft.begin_block()
                for line in token.content.split("\n"):
                    self._find_and_copy(line)
                    if line:
                        self.draft.put("\n")
                self._close(start, None)
            elif token.type == "html_block":
                self.html += 1

    def _enter(self, token: Token) -> None:
        first, last = token.map or (0, len(self._lines))
        self._at = max(self._at, self._lines[min(first, len(self._lines) - 1)])
        self._end = self._lines[last] if last < len(self._lines) else len(self.source.text)

    def _write_block(self, token: Token, role: Role | None) -> None:
        if token.map is not None:
            self._enter(token)
        before = (len(self.draft.pieces), self.draft.length)
        start = self.draft.begin_block()
        links: list[tuple[int, str]] = []
        for child in token.children or []:
            if child.type in ("text", "code_inline"):
                self._find_and_copy(child.content)
            elif child.type == "text_special":
                self._find_and_copy(child.markup, child.content)
            elif child.type in _BREAKS:
                self.draft.put("\n")
            elif child.type == "link_open":
                links.append((self.draft.length, str(child.attrGet("href") or "")))
            elif child.type == "link_close" and links:
                begun, url = links.pop()
                if self.draft.length > begun:
                    self.draft.hyperlinks.append(Hyperlink(Span(begun, self.draft.length), url))
        if self.draft.length == start:
            del self.draft.pieces[before[0] :]
            self.draft.length = before[1]
        self._close(start, role)

    def _close(self, start: int, role: Role | None) -> None:
        self.draft.end_block(start, role)

    def _find_and_copy(self, words: str, meant: str | None = None) -> None:
        """Take words over from where they stand next; what cannot be found is held to stand for the block's rest."""
        if not words:
            return
        at = self.source.text.find(words, self._at, self._end)
        meant = words if meant is None else meant
        if at >= 0:
            self.draft.stand_for(self.source, at, at + len(words), meant)
            self._at = at + len(words)
        elif self._at < self._end:
            self.draft.stand_for(self.source, self._at, self._end, meant)
        else:
            self.draft.put(meant)
