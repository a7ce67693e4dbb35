"""Markdown: markdown-it finds the structure, and its words are found again in the source, in order."""

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from wherefrom.read.formats.text.plain import looks_binary, name_damage, name_guess, read_plain
from wherefrom.read.parts.charsets import decode_source
from wherefrom.read.parts.document_draft import DocumentDraft
from wherefrom.read.parts.found import Found
from wherefrom.read.parts.material import Material, ReadPart, refuse, report
from wherefrom.read.parts.source import Source
from wherefrom.read.shape.finishing import finish_document
from wherefrom.read.shape.published import state_date
from wherefrom.records import Hyperlink, Reading, Role, Span

MAKER = "wherefrom.read/markdown 2"

NESTING = 30
"""How deep lists and quotations may nest; markdown-it drops what is deeper, so it is taken over as plain lines here."""

LONGEST = 2 * 1024 * 1024
"""Code points; what is longer is read as plain text. Each mark becomes an object of its own: a megabyte of list items
takes twelve seconds and 0.7 GB (benchmarks/read_growth.py)."""

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
_WITH_ADDRESSES = ("link_open", "image", "html_inline")
_WORDS = re.compile(r"\w")


def read_markdown(material: Material, read_part: ReadPart) -> Reading:
    """Read a Markdown text: marks and addresses are no text, links are kept with the words that carry them."""
    source = decode_source(material.data, material.part, material.charset)
    if looks_binary(source.text):
        return refuse(material, MAKER, "no text found: the bytes are mostly control characters, not letters")
    if len(source.text) > LONGEST:
        return _read_as_plain(material, read_part)
    found, start = _read_fields(source.text)
    writer = _Writer(source, start)
    told: dict[str, dict[str, dict[str, list[int]]]] = {}
    writer.write(_parser().parse(source.text[start:], told))
    dropped = writer.write_dropped([told_of["map"] for told_of in told.get("references", {}).values()])
    if not writer.draft.length:
        return refuse(material, MAKER, "no text found: there are only marks, pictures or HTML")
    document = finish_document(material, writer.draft, source.encoding, found)
    left = f"{writer.html} blocks of HTML are not read" if writer.html else ""
    note = (
        f"{dropped} lines nested too deeply, or outside the columns of a table, are put at the end" if dropped else ""
    )
    return report(
        material,
        MAKER,
        document,
        [*name_damage(source), *filter(None, [left])],
        "; ".join(filter(None, [note, name_guess(source)])),
    )


def _read_as_plain(material: Material, read_part: ReadPart) -> Reading:
    reading = read_plain(material, read_part)
    note = f"longer than {LONGEST} letters, so it is read as plain text, its marks with it"
    told = (replace(outcome, reason="; ".join(filter(None, [outcome.reason, note]))) for outcome in reading.outcomes)
    return Reading(reading.documents, tuple(told))


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
        self.draft = DocumentDraft()
        self.html = 0
        self._start = start
        # markdown-it counts lines by any line end.
        self._lines = [start, *(start + end.end() for end in re.finditer(r"\r\n?|\n", source.text[start:]))]
        self._at = start
        self._end = start
        # For each line up to where it was taken over; lines that need not be: 0 to one past the last of `_lines`.
        self._taken: dict[int, int] = {}
        self._other: set[int] = set()

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
                self._pass_over(token.map)
                start = self.draft.begin_block()
                for line in token.content.split("\n"):
                    self._find_and_copy(line)
                    if line:
                        self.draft.put("\n")
                self._close(start, None)
            elif token.type == "html_block":
                self.html += 1
                self._pass_over(token.map)

    def write_dropped(self, references: list[list[int]]) -> int:
        """Add, line by line, what the library dropped though it holds words; returns how many lines.

        Args:
            references: first line and one past the last of each definition of a link's address.
        """
        for lines in references:
            self._pass_over(lines)
        text = self.source.text
        edges = [*self._lines, len(text)]
        dropped = 0
        for number, (start, end) in enumerate(pairwise(edges)):
            start = max(start, self._taken.get(number, 0))  # noqa: PLW2901 - what of the line is left
            if number in self._other or not _WORDS.search(text, start, end):
                continue
            begun = self.draft.begin_block()
            self.draft.copy(self.source, start, start + len(text[start:end].rstrip()))
            self.draft.end_block(begun)
            dropped += 1
        return dropped

    def _pass_over(self, lines: list[int] | None) -> None:
        """What stands on these lines is read otherwise, or no text."""
        self._other.update(range(*(lines or (0, 0))))

    def _enter(self, token: Token) -> None:
        first, last = token.map or (0, len(self._lines))
        if any(child.type in _WITH_ADDRESSES for child in token.children or []):
            self._pass_over(token.map)
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
            self._taken[bisect_right(self._lines, max(at, self._at - 1)) - 1] = self._at
        elif self._at < self._end:
            self.draft.stand_for(self.source, self._at, self._end, meant)
            self._taken[bisect_right(self._lines, self._at) - 1] = self._end
        else:
            self.draft.put(meant)


def make_samples() -> tuple[bytes, ...]:
    """An invented note with a heading, a list, a quotation, a link and a table."""
    text = "# Crane\n\nThe *crane* fell, she [said](https://quay.example).\n\n> It was old.\n\n- one\n\n|a|b|\n|-|-|\n|c|d|\n"
    return (text.encode(),)
