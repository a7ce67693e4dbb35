"""The text of a WordprocessingML part, each letter with its place in the XML.

expat is the one XML parser of the standard library that tells at which byte an event stands. Documents with a DTD are
refused, so no entity is ever expanded; nothing is fetched.

Runs that a reader of the printed page does not see (marked as hidden, deleted with changes tracked, white, tiny) are kept
apart from the words around them: those must read as they do on the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from xml.parsers import expat

from wherefrom.records import Hiding, Role

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_R = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_SEPARATOR = " "
_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "\u2011"}
_OFF = ("0", "false", "off")
_WHITE = ("FFFFFF", "FEFEFE", "FDFDFD")
_TINY_HALF_POINTS = 2
"""A letter of one point; Word counts in halves of them."""

_NOTE_KINDS = ("separator", "continuationSeparator", "continuationNotice")


class DtdError(Exception):
    """The XML has a document type definition, which no office program writes."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and its bytes.

    Attributes:
        text: what it says.
        start, end: its bytes in the part.
        exact: they are its UTF-8 form.
        link: the relation that it links by; empty where it is no link.
        hiding: how it is hidden; None where it is not.
    """

    text: str
    start: int
    end: int
    exact: bool
    link: str = ""
    hiding: Hiding | None = None


@dataclass(slots=True)
class WordParagraph:
    """One paragraph: its pieces, those of them that are not seen, its style's id, and whether it lies in a table or a note."""

    pieces: list[Piece] = field(default_factory=list)
    unseen: list[list[Piece]] = field(default_factory=list)
    style: str = ""
    role: Role | None = None


@dataclass(slots=True)
class WordText:
    """What a part says."""

    paragraphs: list[WordParagraph] = field(default_factory=list)


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
        self._deleted = 0
        self._hiding: Hiding | None = None
        self._shaded = False
        self._unseen_since = False
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
        elif local in ("t", "delText"):
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
            self._hiding, self._shaded = None, False
        elif local in ("del", "moveFrom"):
            self._deleted += 1
        elif local in ("vanish", "color", "sz", "shd", "highlight"):
            self._note_look(local, _attribute(attributes, "val"))
        elif local == "hyperlink":
            self._links.append(attributes.get(f"{_R} id") or attributes.get(f"{_STRICT_R} id") or "")
        elif local in ("footnote", "endnote"):
            self._skipped_note = _attribute(attributes, "type") in _NOTE_KINDS

    def _note_look(self, local: str, value: str) -> None:
        """What a run's properties say of how it looks; white on a shaded ground, or in a table that may be, is seen."""
        if local in ("shd", "highlight"):
            self._shaded = True
            if self._hiding is Hiding.SAME_COLOUR:
                self._hiding = None
        elif local == "vanish" and value not in _OFF:
            self._hiding = Hiding.MARKED_HIDDEN
        elif local == "color" and value.upper() in _WHITE and not self._tables and not self._shaded:
            self._hiding = self._hiding or Hiding.SAME_COLOUR
        elif local == "sz" and value.isascii() and value.isdigit() and int(value[:6]) <= _TINY_HALF_POINTS:
            self._hiding = self._hiding or Hiding.TINY

    def _close(self, name: str) -> None:
        space, _, local = name.rpartition(_SEPARATOR)
        if space == _MC and local == "Fallback":
            self._fallbacks -= 1
        if space not in (_W, _STRICT_W) or self._fallbacks:
            return
        if local == "p" and self._open_paragraphs:
            paragraph = self._open_paragraphs.pop()
            pieces = [*paragraph.pieces, *(piece for group in paragraph.unseen for piece in group)]
            if not self._skipped_note and any(piece.text.strip() for piece in pieces):
                self.text.paragraphs.append(paragraph)
        elif local in ("t", "delText"):
            self._in_text = False
        elif local in ("del", "moveFrom"):
            self._deleted -= 1
        elif local == "tbl":
            self._tables -= 1
        elif local == "hyperlink" and self._links:
            self._links.pop()
        elif local in ("footnote", "endnote"):
            self._skipped_note = False

    def _add_text(self, text: str) -> None:
        if not self._in_text or self._fallbacks or not self._open_paragraphs:
            return
        start = self.parser.CurrentByteIndex
        raw = text.encode("utf-8", "surrogatepass")
        exact = self.data.startswith(raw, start)
        end = start + len(raw)
        if not exact and self.data.startswith(b"&", start):
            end = self.data.find(b";", start) + 1
        self._append(Piece(text, start, end, exact, self._links[-1] if self._links else "", self._how()))

    def _how(self) -> Hiding | None:
        return Hiding.DELETED if self._deleted > 0 else self._hiding

    def _add_sign(self, text: str) -> None:
        if self._open_paragraphs:
            start = self.parser.CurrentByteIndex
            end = self.data.find(b">", start) + 1
            self._append(Piece(text, start, end, exact=False, hiding=self._how()))

    def _append(self, piece: Piece) -> None:
        paragraph = self._open_paragraphs[-1]
        if piece.hiding is None:
            pieces = paragraph.pieces
            self._unseen_since = False
        else:
            # What is hidden at one place of the paragraph stays together, what is hidden at another is parted from it.
            if not self._unseen_since or not paragraph.unseen or paragraph.unseen[-1][-1].hiding is not piece.hiding:
                paragraph.unseen.append([])
            self._unseen_since = True
            pieces = paragraph.unseen[-1]
        last = pieces[-1] if pieces else None
        if last and last.exact and piece.exact and last.end == piece.start and last.link == piece.link:
            # expat hands over long text in stretches.
            pieces[-1] = replace(last, text=last.text + piece.text, end=piece.end)
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
