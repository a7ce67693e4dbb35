"""The text of a WordprocessingML part, each letter with its place in the XML.

expat is the one XML parser of the standard library that tells at which byte an event stands. Documents with a DTD are
refused, so no entity is ever expanded; nothing is fetched.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from wherefrom.records import Role

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_R = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_SEPARATOR = " "
_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "\u2011"}
_NOTE_KINDS = ("separator", "continuationSeparator", "continuationNotice")


class DtdError(Exception):
    """The XML has a document type definition, which no office program writes."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and its bytes; ``exact`` when they are its UTF-8 form. ``link``: the relation it links by."""

    text: str
    start: int
    end: int
    exact: bool
    link: str = ""


@dataclass(slots=True)
class WordParagraph:
    """One paragraph: its pieces, its style's id, and whether it lies in a table or a note."""

    pieces: list[Piece] = field(default_factory=list)
    style: str = ""
    role: Role | None = None


@dataclass(slots=True)
class WordText:
    """What a part says, and how much of it was left out: deleted text and hidden text, in runs."""

    paragraphs: list[WordParagraph] = field(default_factory=list)
    deleted: int = 0
    hidden: int = 0


class _Handler:
    """Events of one part to paragraphs."""

    def __init__(self, data: bytes, role: Role | None) -> None:
        self.data = data
        self.text = WordText()
        self.parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close
        self.parser.CharacterDataHandler = self._add_text
        self.parser.StartDoctypeDeclHandler = self._refuse_dtd
        self._role = role
        self._open_paragraphs: list[WordParagraph] = []
        self._tables = 0
        self._fallbacks = 0
        self._in_text = False
        self._hidden = False
        self._links: list[str] = []
        self._skipped_note = False

    def read(self) -> WordText:
        """Parse the part.

        Raises:
            xml.parsers.expat.ExpatError: it is no well-formed XML; what came before is in ``text``.
            DtdError: it has a DTD.
        """
        self.parser.Parse(self.data, True)
        return self.text

    def _open(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, local = name.rpartition(_SEPARATOR)
        if space == _MC and local == "Fallback":
            self._fallbacks += 1
        if space not in (_W, _STRICT_W) or self._fallbacks:
            return
        if local == "p":
            role = self._role or (Role.TABLE if self._tables else None)
            self._open_paragraphs.append(WordParagraph(role=role))
        elif local == "t":
            self._in_text = True
        elif local in _SIGNS:
            self._add_sign(_SIGNS[local])
        else:
            self._open_other(local, attributes)

    def _open_other(self, local: str, attributes: Mapping[str, str]) -> None:
        if local == "tbl":
            self._tables += 1
        elif local == "pStyle" and self._open_paragraphs:
            self._open_paragraphs[-1].style = _attribute(attributes, "val")
        elif local == "r":
            self._hidden = False
        elif local == "vanish":
            self._hidden = _attribute(attributes, "val") not in ("0", "false", "off")
            self.text.hidden += self._hidden
        elif local == "delText":
            self.text.deleted += 1
        elif local == "hyperlink":
            self._links.append(attributes.get(f"{_R} id") or attributes.get(f"{_STRICT_R} id") or "")
        elif local in ("footnote", "endnote"):
            self._skipped_note = _attribute(attributes, "type") in _NOTE_KINDS

    def _close(self, name: str) -> None:
        space, _, local = name.rpartition(_SEPARATOR)
        if space == _MC and local == "Fallback":
            self._fallbacks -= 1
        if space not in (_W, _STRICT_W) or self._fallbacks:
            return
        if local == "p" and self._open_paragraphs:
            paragraph = self._open_paragraphs.pop()
            if not self._skipped_note and "".join(piece.text for piece in paragraph.pieces).strip():
                self.text.paragraphs.append(paragraph)
        elif local == "t":
            self._in_text = False
        elif local == "tbl":
            self._tables -= 1
        elif local == "hyperlink" and self._links:
            self._links.pop()
        elif local in ("footnote", "endnote"):
            self._skipped_note = False

    def _add_text(self, text: str) -> None:
        if not self._in_text or self._hidden or self._fallbacks or not self._open_paragraphs:
            return
        start = self.parser.CurrentByteIndex
        raw = text.encode("utf-8", "surrogatepass")
        exact = self.data.startswith(raw, start)
        end = start + len(raw)
        if not exact and self.data.startswith(b"&", start):
            end = self.data.find(b";", start) + 1
        self._append(Piece(text, start, end, exact, self._links[-1] if self._links else ""))

    def _add_sign(self, text: str) -> None:
        if self._open_paragraphs and not self._hidden:
            start = self.parser.CurrentByteIndex
            self._append(Piece(text, start, self.data.find(b">", start) + 1, exact=False))

    def _append(self, piece: Piece) -> None:
        pieces = self._open_paragraphs[-1].pieces
        last = pieces[-1] if pieces else None
        if last and last.exact and piece.exact and last.end == piece.start and last.link == piece.link:
            # expat hands over long text in stretches.
            pieces[-1] = Piece(last.text + piece.text, last.start, piece.end, exact=True, link=piece.link)
        else:
            pieces.append(piece)

    def _refuse_dtd(self, *_declared: object) -> None:
        raise DtdError


def read_word_xml(data: bytes, role: Role | None = None) -> WordText:
    """The paragraphs of a part.

    Args:
        data: the part's bytes.
        role: the role of all of them, for a part of notes.

    Raises:
        xml.parsers.expat.ExpatError: it is no well-formed XML.
        DtdError: it has a document type definition.
    """
    return _Handler(data, role).read()


def _attribute(attributes: Mapping[str, str], name: str) -> str:
    return attributes.get(f"{_W}{_SEPARATOR}{name}") or attributes.get(f"{_STRICT_W}{_SEPARATOR}{name}") or ""
