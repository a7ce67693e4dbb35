"""The blocks of a web page: what a browser would set as one stretch of text, each piece with its place."""

import html
import re
from collections import Counter
from dataclasses import dataclass, field

from wherefrom.read.formats.web.html_tokens import Tag, Words, find_tokens
from wherefrom.read.parts.document_draft import DocumentDraft
from wherefrom.read.parts.source import Source
from wherefrom.records import Hyperlink, Role, Span

DEPTH = 512
"""Elements nested deeper than this are read as if they lay at this depth, as browsers do."""

_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr"
_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table "
    "tbody tfoot thead tr ul"
)
_UNSHOWN_NAMES = (
    "script style template noscript iframe object svg math head select datalist option button textarea xmp noembed "
    "noframes canvas audio video"
)
_VOID = frozenset(_VOID_NAMES.split())
_BLOCK = frozenset(_BLOCK_NAMES.split())
_NOT_SHOWN = frozenset(_UNSHOWN_NAMES.split())
_CELLS = frozenset({"td", "th"})
FURNITURE = frozenset({"nav", "footer", "aside", "form", "menu", "dialog"})
"""Elements whose text is not the article's, when nothing better tells."""

_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CLOSES = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "tr": {"tr", "td", "th"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "option": {"option"},
    "tbody": {"tr", "td", "th", "thead", "tbody"},
    "body": {"head"},
}
_KEEPS_OPEN = frozenset({"ul", "ol", "dl", "table", "html", "body", "blockquote", "article", "section", "main"})
_ROLES = {
    "blockquote": Role.QUOTED_BLOCK,
    "figcaption": Role.CAPTION,
    "caption": Role.CAPTION,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), Role.SUBHEADING),
    "h1": Role.HEADLINE,
    "td": Role.TABLE,
    "th": Role.TABLE,
}
_ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});?")
_FOLDED = re.compile(r"\s+")
_PIECE = re.compile(_ENTITY.pattern + r"|\s+")


@dataclass(slots=True)
class WebBlock:
    """One block.

    Attributes:
        role: what its element says that it is; None for a plain paragraph.
        pieces: start, end in the source, and the text it stands for; None: the text itself. Start -1: put there by us.
        links: address, first piece, one past the last piece.
        furniture: it lies in an element for menus and the like.
        text: what it says.
    """

    role: Role | None
    furniture: bool
    pieces: list[tuple[int, int, str | None]] = field(default_factory=list)
    links: list[tuple[str, int, int]] = field(default_factory=list)
    text: str = ""

    def write(self, draft: DocumentDraft, source: Source) -> None:
        """Add the block to a draft."""
        begun = draft.begin_block()
        edges = [begun]
        for start, end, meant in self.pieces:
            if start < 0:
                draft.put(meant or "")
            elif meant is None:
                draft.copy(source, start, end)
            else:
                draft.stand_for(source, start, end, meant)
            edges.append(draft.length)
        for url, first, last in self.links:
            # A space that was folded in before the first word is not of the link.
            first_word = first + (self.pieces[first][2] == " " and first + 1 < last)
            if edges[first_word] < edges[last]:
                draft.hyperlinks.append(Hyperlink(Span(edges[first_word], edges[last]), url))
        draft.end_block(begun, self.role)


@dataclass(slots=True)
class _Element:
    name: str
    shown: bool
    furniture: bool
    role: Role | None
    kept_lines: bool


class BlockReader:
    """Walks through a page once and collects its visible blocks.

    Attributes:
        text: the page.
        blocks: the visible blocks so far.
        language: as the page states it.
        attributes: the most that one tag has.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[WebBlock] = []
        self.language = ""
        self.attributes = 0
        self._stack: list[_Element] = []
        self._names: Counter[str] = Counter()
        self._block = WebBlock(None, furniture=False)
        self._space: tuple[int, int] | None = None
        self._link: tuple[str, int] | None = None
        self._breaks = 0

    def read(self) -> list[WebBlock]:
        """The visible blocks in order."""
        for token in find_tokens(self.text):
            if isinstance(token, Words):
                if not token.raw_in and (not self._stack or self._stack[-1].shown):
                    self._add_words(token)
            elif token.closing:
                self._close(token)
            else:
                self._open(token)
        self._end_block()
        return self.blocks

    def _open(self, tag: Tag) -> None:
        self.attributes = max(self.attributes, len(tag.attributes))
        if tag.name == "html" and not self.language:
            self.language = tag.attributes.get("lang", "") or tag.attributes.get("xml:lang", "")
        if tag.name == "br":
            self._break_line(tag)
            return
        if tag.name in _VOID:
            if tag.name == "hr":
                self._end_block()
            return
        self._close_implied(tag.name)
        parent = (
            self._stack[-1] if self._stack else _Element("", shown=True, furniture=False, role=None, kept_lines=False)
        )
        if tag.name in _BLOCK:
            self._end_block()
        elif tag.name in _CELLS:
            self._part_cells()
        role = _ROLES.get(tag.name) or (
            parent.role if tag.name not in ("p", "div") or parent.role is not Role.TABLE else None
        )
        element = _Element(
            tag.name,
            parent.shown and not _is_hidden(tag),
            parent.furniture or tag.name in FURNITURE,
            role,
            parent.kept_lines or tag.name == "pre",
        )
        if len(self._stack) < DEPTH:
            self._stack.append(element)
            self._names[tag.name] += 1
        if tag.name == "a" and element.shown and tag.attributes.get("href"):
            self._end_link()
            self._link = (tag.attributes["href"].strip(), len(self._block.pieces))

    def _close(self, tag: Tag) -> None:
        if tag.name == "a":
            self._end_link()
        if tag.name in _BLOCK:
            self._end_block()
        # Without the count a page of end tags would have the whole stack searched for each.
        if self._names[tag.name]:
            for index in range(len(self._stack) - 1, -1, -1):
                if self._stack[index].name == tag.name:
                    self._drop(index)
                    return

    def _drop(self, index: int) -> None:
        """End the element at a place of the stack, and what is open in it."""
        self._names.subtract(element.name for element in self._stack[index:])
        del self._stack[index:]

    def _close_implied(self, name: str) -> None:
        """A new paragraph ends the open one, a new row the open one, and so on, though no tag says so."""
        ended = _CLOSES.get(name, set()) | ({"p"} if name in _BLOCK else set())
        if not any(self._names[other] for other in ended):
            return
        for index in range(len(self._stack) - 1, -1, -1):
            if self._stack[index].name in ended:
                self._drop(index)
                if not _CLOSES.get(name):
                    return
            elif self._stack[index].name in _KEEPS_OPEN:
                return

    def _add_words(self, words: Words) -> None:
        element = self._stack[-1] if self._stack else None
        at = words.start
        for found in _PIECE.finditer(self.text, words.start, words.end):
            self._add(at, found.start(), None)
            mark = found.group()
            meant = html.unescape(mark) if mark[0] == "&" else mark
            if not meant.isspace():
                self._add(found.start(), found.end(), None if meant == mark else meant)
            elif element and element.kept_lines and "\n" in meant:
                self._add(found.start(), found.end(), meant.replace("\r\n", "\n").replace("\r", "\n"))
            elif self._block.pieces:
                # White space counts as one space, and only if something follows it in the block.
                self._space = (self._space[0] if self._space else found.start(), found.end())
            at = found.end()
        self._add(at, words.end, None)

    def _add(self, start: int, end: int, meant: str | None) -> None:
        if start == end:
            return
        if not self._block.pieces:
            element = self._stack[-1] if self._stack else None
            self._block.role = element.role if element else None
            self._block.furniture = bool(element and element.furniture)
        elif self._space:
            self._block.pieces.append((*self._space, " "))
        self._space = None
        self._breaks = 0
        self._block.pieces.append((start, end, meant))

    def _break_line(self, tag: Tag) -> None:
        """A line break; two in a row part paragraphs, as many old pages do it."""
        self._breaks += 1
        if self._breaks > 1:
            self._end_block()
        elif self._block.pieces:
            self._space = None
            self._block.pieces.append((tag.start, tag.end, "\n"))

    def _part_cells(self) -> None:
        if self._block.pieces:
            self._space = None
            self._block.pieces.append((-1, -1, "\t"))

    def _end_link(self) -> None:
        if self._link:
            url, first = self._link
            if first < len(self._block.pieces):
                self._block.links.append((url, first, len(self._block.pieces)))
            self._link = None

    def _end_block(self) -> None:
        self._end_link()
        block, self._space, self._breaks = self._block, None, 0
        self._block = WebBlock(None, furniture=False)
        while block.pieces and (block.pieces[-1][2] or "x").isspace():
            block.pieces.pop()
        if not block.pieces:
            return
        last = len(block.pieces)
        block.links = [(url, first, min(end, last)) for url, first, end in block.links if first < last]
        block.text = "".join(self.text[start:end] if meant is None else meant for start, end, meant in block.pieces)
        self.blocks.append(block)


def _is_hidden(tag: Tag) -> bool:
    return (
        tag.name in _NOT_SHOWN
        or "hidden" in tag.attributes
        or _HIDDEN_STYLE.search(tag.attributes.get("style", "")[:500]) is not None
    )
