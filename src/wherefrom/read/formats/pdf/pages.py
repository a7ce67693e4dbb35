"""PDF: the text that PDFium finds on each page, with the place where it is printed."""

import ctypes
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from wherefrom.language.counting import counted
from wherefrom.read.formats.pdf.cut_short import find_cut
from wherefrom.read.formats.pdf.page_lines import Line, Paragraph, find_paragraphs, find_running_lines, units_of
from wherefrom.read.formats.pdf.unseen import Unseen, find_unseen
from wherefrom.read.parts.document_draft import DocumentDraft
from wherefrom.read.parts.found import Found
from wherefrom.read.parts.hidden_stretches import name_hidden
from wherefrom.read.parts.material import Material, ReadPart, refuse, report
from wherefrom.read.parts.source import Source, page_source
from wherefrom.read.shape.finishing import finish_by_its_text
from wherefrom.records import Box, Hidden, Reading, Role, Segment, Span

MAKER = "wherefrom.read/pdf 2"

NAMED = 12
"""Pages that an outcome names one by one."""

STRING = 32_000
"""PDFium ends a string of a page after 32,767 bytes, the limit that the format once had (PDF 32000-1, annex C.2), and says
nothing; a line that comes near is told of."""

# Where a word is parted at a line's end PDFium gives U+0002 or U+FFFE in place of hyphen and line end.
_LINE = re.compile("[^\r\n\x02\ufffe]*[\x02\ufffe]|[^\r\n\x02\ufffe]+")
_HYPHENS = "-\u00ad\u2010\x02\ufffe"
_LAST_WORD = re.compile(rf"[^\W\d_]+[{_HYPHENS}]\s*$")
_FIRST_WORD = re.compile(r"\s*(?P<word>[a-z\u00df-\u024f][^\W\d_]*)")
# From a word's first letter only: else a word of a million letters is tried from each of them.
_HYPHENED = re.compile(r"(?<![^\W\d_])[^\W\d_]+-[^\W\d_]+")
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_HEADLINE_LETTERS = 250


def read_pdf(material: Material, _read_part: ReadPart) -> Reading:
    """Read a PDF. Pages that are pictures only are named; a password, forms and attachments are told."""
    try:
        pdf = pypdfium2.PdfDocument(material.data)
    except pypdfium2.PdfiumError as error:
        return refuse(material, MAKER, _name_error(error, material.data))
    try:
        return _read_document(material, pdf)
    finally:
        pdf.close()


def _name_error(error: pypdfium2.PdfiumError, data: bytes) -> str:
    """Why a file does not open. A file without pages opens, and PDFium's last error is then that of another file."""
    opened = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if opened:
        pdfium.FPDF_CloseDocument(opened)
        return "no readable PDF: it has no page that can be found"
    encrypted = getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD
    return "it is encrypted and needs a password" if encrypted else f"no readable PDF: {error}"


@dataclass(slots=True)
class _Pages:
    """The pages of a file, read one after the other.

    Attributes:
        lines: of each page that could be read.
        sources: the text of each, by its number.
        unseen: what of it is not to be seen, by the page's number; only pages that have such text.
        pictures: numbers of the pages that are pictures only.
        broken: numbers of those that could not be read.
        cut: numbers of those with a line that PDFium may have cut.
        not_looked: numbers of those that are too much to be looked at for hidden text.
        total: how many the file says it has.
        tried: how many of them, from the first, were read before the allowance was spent.
    """

    lines: list[list[Line]] = field(default_factory=list)
    sources: dict[int, Source] = field(default_factory=dict)
    unseen: dict[int, list[Unseen]] = field(default_factory=dict)
    pictures: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    cut: list[int] = field(default_factory=list)
    not_looked: list[int] = field(default_factory=list)
    total: int = 0
    tried: int = 0


def _read_document(material: Material, pdf: pypdfium2.PdfDocument) -> Reading:
    pages = _read_pages(material, pdf)
    missing = [*find_cut(material.data), *_name_missing(pdf, pages)]
    filled = [page for page in pages.lines if page]
    if not filled:
        return refuse(material, MAKER, "; ".join(["no text found", *missing]))
    running = {line for line in find_running_lines(filled) if not _hides(line, pages.unseen)}
    lines = [line for page in filled for line in page if line not in running]
    draft = _write(find_paragraphs(lines), pages.sources)
    draft.hidden = _place_hidden(draft.segments, pages, material)
    document = finish_by_its_text(material, draft, "utf-8", _read_metadata(pdf))
    unreadable = len(_UNREADABLE.findall(document.text))
    if unreadable:
        missing.append(f"{unreadable} characters have no meaning that the file tells (fonts without a Unicode table)")
    notes = [f"left out as running heads and page numbers: {len(running)} lines"] if running else []
    if pages.not_looked:
        missing.append(f"hidden text was not looked for where a page holds too much: {_named(pages.not_looked)}")
    return report(material, MAKER, document, missing, "; ".join([*notes, *name_hidden(document.hidden)]))


def _read_pages(material: Material, pdf: pypdfium2.PdfDocument) -> _Pages:
    """Read page by page for as long as the allowance lasts."""
    pages = _Pages(total=len(pdf))
    material.allowance.for_pages(pages.total)
    for number in range(1, pages.total + 1):
        if material.allowance.is_spent():
            break
        pages.tried = number
        try:
            _read_page(material, pdf, number, pages)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - whatever a page brings about, it pays, not the others
            pages.broken.append(number)
    return pages


def _read_page(material: Material, pdf: pypdfium2.PdfDocument, number: int, pages: _Pages) -> None:
    page = pdf[number - 1]
    try:
        text_page = page.get_textpage()
        text = str(text_page.get_text_range())
        places = _Places(text_page, text)
        lines = [
            Line(number, found.start(), found.end(), found.group(), *places.find(found.start(), found.end()))
            for found in _LINE.finditer(text)
            if found.group().strip()
        ]
        pages.sources[number] = page_source(text, material.within(f"page:{number}"))
        pages.lines.append(lines)
        if any(line.end - line.start >= STRING for line in lines):
            pages.cut.append(number)
        if not lines:
            objects = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4)
            if next(iter(objects), None) is not None:
                pages.pictures.append(number)
            return
        unseen = find_unseen(page, text_page, text)
        if unseen is None:
            pages.not_looked.append(number)
        elif unseen:
            pages.unseen[number] = unseen
    finally:
        page.close()


class _Places:
    """Where the lines of a page are printed.

    PDFium counts UTF-16 units of its own list of characters; `FPDFText_GetCharIndexFromTextIndex` finds them there.
    """

    def __init__(self, text_page: pypdfium2.PdfTextPage, text: str) -> None:
        self._text_page = text_page
        # Units before each code point, counted once for the page: counting them for each line takes quadratic time.
        self._units = np.concatenate([[0], np.cumsum(units_of(text))])

    def find(self, start: int, end: int) -> tuple[Box | None, float]:
        """Where a line is printed, and the height of its letters."""
        unit, after = int(self._units[start]), int(self._units[end])
        first = pdfium.FPDFText_GetCharIndexFromTextIndex(self._text_page, unit)
        if first < 0:
            return None, 0.0
        text_page = self._text_page
        boxes = [text_page.get_rect(index) for index in range(text_page.count_rects(first, after - unit))]
        if not boxes:
            return None, 0.0
        box = Box(
            round(min(box[0] for box in boxes), 2),
            round(min(box[1] for box in boxes), 2),
            round(max(box[2] for box in boxes), 2),
            round(max(box[3] for box in boxes), 2),
        )
        return box, _font_size(text_page, first) or box.top - box.bottom


def _hides(line: Line, unseen: dict[int, list[Unseen]]) -> bool:
    """Whether something in a line is hidden: then it is no mere running head."""
    return any(each.start < line.end and line.start < each.end for each in unseen.get(line.page, ()))


def _place_hidden(segments: Sequence[Segment], pages: _Pages, material: Material) -> list[Hidden]:
    """What is hidden on the pages as spans of the document, by the map that leads from the one to the other."""
    by_part: dict[str, list[Segment]] = {}
    for segment in segments:
        by_part.setdefault(segment.part, []).append(segment)
    hidden: list[Hidden] = []
    for number, unseen in pages.unseen.items():
        own = by_part.get(material.within(f"page:{number}"), [])
        at = 0
        for each in unseen:
            while at < len(own) and own[at].unit_end <= each.start:
                at += 1
            for segment in own[at:]:
                if segment.unit_start >= each.end:
                    break
                start, end = segment.start, segment.end
                if segment.exact:
                    start = max(start, segment.start + each.start - segment.unit_start)
                    end = min(end, segment.start + each.end - segment.unit_start)
                hidden.append(Hidden(Span(start, end), each.how))
    return sorted(hidden, key=lambda each: each.span)


def _font_size(text_page: pypdfium2.PdfTextPage, index: int) -> float:
    """The printed size of a letter: the font's size times the scale of its matrix."""
    matrix = pdfium.FS_MATRIX()
    size = float(pdfium.FPDFText_GetFontSize(text_page, index))
    if pdfium.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix)):
        size *= (matrix.c**2 + matrix.d**2) ** 0.5
    return size


def _write(paragraphs: list[Paragraph], sources: dict[int, Source]) -> DocumentDraft:
    """Write the paragraphs, lines joined by a space, words parted by a hyphen at a line's end made whole."""
    hyphened = {word.casefold() for source in sources.values() for word in _HYPHENED.findall(source.text)}
    draft = DocumentDraft()
    headline = False
    for paragraph in paragraphs:
        begun = draft.begin_block()
        _write_lines(draft, paragraph.lines, sources, hyphened)
        role = None
        length = draft.length - begun
        if paragraph.large and length <= _HEADLINE_LETTERS:
            on_first = paragraph.lines[0].page == min(sources)
            role = Role.HEADLINE if on_first and not headline else Role.SUBHEADING
            headline = headline or role is Role.HEADLINE
        draft.end_block(begun, role)
    return draft


def _write_lines(draft: DocumentDraft, lines: tuple[Line, ...], sources: dict[int, Source], hyphened: set[str]) -> None:
    at = lines[0].start
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        source = sources[line.page]
        end = line.start + len(line.words.rstrip())
        if following is None:
            draft.copy(source, at, end, line.box)
            return
        word = _parted_word(line, following, hyphened)
        if word is None:
            draft.copy(source, at, end, line.box)
            if line.page == following.page:
                draft.stand_for(source, end, following.start, " ")
            else:
                draft.put(" ")
            at = following.start
            continue
        first, joined, rest = word
        draft.copy(source, at, max(at, line.start + first), line.box)
        if line.page == following.page:
            draft.stand_for(source, max(at, line.start + first), following.start + rest, joined, line.box)
        else:
            # A word over a page end has two places: its halves stay as they are, the hyphen falls.
            draft.copy(source, max(at, line.start + first), end - 1, line.box)
            draft.copy(sources[following.page], following.start, following.start + rest, following.box)
        at = following.start + rest


def _parted_word(line: Line, following: Line, hyphened: set[str]) -> tuple[int, str, int] | None:
    """A word parted over two lines: where it begins in the first, the whole word, where it ends in the second."""
    words = line.words.rstrip()
    last, rest = _LAST_WORD.search(words[-60:]), _FIRST_WORD.match(following.words[:60])
    if not last or not rest:
        return None
    first = max(0, len(words) - 60) + last.start()
    head, tail = words[first:-1], rest["word"]
    keeps = f"{head}-{tail}".casefold() in hyphened
    return first, f"{head}-{tail}" if keeps else head + tail, rest.end()


def _read_metadata(pdf: pypdfium2.PdfDocument) -> Found:
    """Title and author from the document's own fields. Its dates say when the file was made, not when it was published."""
    found = Found()
    try:
        said = pdf.get_metadata_dict(skip_empty=True)
    except (pypdfium2.PdfiumError, UnicodeDecodeError):
        return found
    title = said.get("Title", "")
    if not re.search(
        r"^(?:untitled|microsoft word -|.*\.(?:docx?|pdf|indd|qxd|tex|dvi)$)", title.strip()[:200], re.IGNORECASE
    ):
        found.note("title", title, "pdf: document information")
    found.note("author", said.get("Author"), "pdf: document information")
    return found


def _name_missing(pdf: pypdfium2.PdfDocument, pages: _Pages) -> list[str]:
    missing = []
    if pages.tried < pages.total:
        done = (
            f"pages 1\u2013{pages.tried} of {pages.total} were read"
            if pages.tried
            else f"none of {pages.total} pages was read"
        )
        missing.append(f"{done} before the time allowed for the file was spent")
    if pages.pictures:
        missing.append(f"{_named(pages.pictures)} {_have(pages.pictures)} only pictures, whose words were not read")
    if pages.broken:
        missing.append(f"{_named(pages.broken)} {_be(pages.broken)} damaged and could not be read")
    if pages.cut:
        missing.append(f"{_named(pages.cut)} {_have(pages.cut)} a line so long that its end may not have been read")
    attached = pdf.count_attachments()
    if attached:
        missing.append(f"{counted(attached, 'attached file was', 'attached files were')} not read")
    if pdf.get_formtype() != pdfium.FORMTYPE_NONE:
        missing.append("what is filled into its form fields was not read")
    return missing


def _named(numbers: list[int]) -> str:
    named = ", ".join(map(str, numbers[:NAMED])) + (f" and {len(numbers) - NAMED} more" if len(numbers) > NAMED else "")
    return f"page {named}" if len(numbers) == 1 else f"pages {named}"


def _have(numbers: list[int]) -> str:
    return "has" if len(numbers) == 1 else "have"


def _be(numbers: list[int]) -> str:
    return "is" if len(numbers) == 1 else "are"


def make_samples() -> tuple[bytes, ...]:
    """An invented file of one page."""
    data = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page"
        b"/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
        b"endobj\n4 0 obj<</Length 52>>stream\nBT /F1 12 Tf 20 100 Td (The crane fell, she said.) Tj ET\nendstream endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF\n"
    )
    return (data,)
