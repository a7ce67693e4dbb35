"""PDF: the text that PDFium finds on each page, with the place where it is printed."""

import ctypes
import re

import pypdfium2
import pypdfium2.raw as pdfium

from wherefrom.read.documents import finish_document
from wherefrom.read.draft import Draft
from wherefrom.read.found import Found
from wherefrom.read.material import Material, ReadPart, refuse, report
from wherefrom.read.pdf_lines import Line, Paragraph, find_paragraphs, find_running_lines
from wherefrom.read.source import Source, page_source
from wherefrom.records import Box, Reading, Role

MAKER = "wherefrom.read/pdf 1"

NAMED = 12
"""Pages that an outcome names one by one."""

# Where a word is parted at a line's end PDFium gives U+0002 or U+FFFE in place of hyphen and line end.
_LINE = re.compile("[^\r\n\x02\ufffe]*[\x02\ufffe]|[^\r\n\x02\ufffe]+")
_HYPHENS = "-\u00ad\u2010\x02\ufffe"
_LAST_WORD = re.compile(rf"[^\W\d_]+[{_HYPHENS}]\s*$")
_FIRST_WORD = re.compile(r"\s*(?P<word>[a-z\u00df-\u024f][^\W\d_]*)")
_HYPHENED = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_HEADLINE_LETTERS = 250


def read_pdf(material: Material, _read_part: ReadPart) -> Reading:
    """Read a PDF. Pages that are pictures only are named; a password, forms and attachments are told."""
    try:
        pdf = pypdfium2.PdfDocument(material.data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        encrypted = code == pdfium.FPDF_ERR_PASSWORD
        return refuse(
            material, MAKER, "it is encrypted and needs a password" if encrypted else f"no readable PDF: {error}"
        )
    try:
        return _read_document(material, pdf)
    finally:
        pdf.close()


def _read_document(material: Material, pdf: pypdfium2.PdfDocument) -> Reading:
    pages: list[list[Line]] = []
    sources: dict[int, Source] = {}
    pictures: list[int] = []
    broken: list[int] = []
    for number in range(1, len(pdf) + 1):
        try:
            source, lines, is_picture = _read_page(material, pdf, number)
        except pypdfium2.PdfiumError:
            broken.append(number)
            continue
        sources[number] = source
        pages.append(lines)
        if is_picture and not lines:
            pictures.append(number)
    missing = _name_missing(pdf, pictures, broken)
    filled = [page for page in pages if page]
    if not filled:
        return refuse(material, MAKER, "; ".join(["no text found", *missing]))
    running = find_running_lines(filled)
    lines = [line for page in filled for line in page if line not in running]
    if not lines:
        lines, running = [line for page in filled for line in page], set()
    paragraphs = find_paragraphs(lines)
    draft = _write(paragraphs, sources)
    document = finish_document(material, draft, "utf-8", _read_metadata(pdf), trust_text=True)
    unreadable = len(_UNREADABLE.findall(document.text))
    if unreadable:
        missing.append(f"{unreadable} characters have no meaning that the file tells (fonts without a Unicode table)")
    note = f"left out as running heads and page numbers: {len(running)} lines" if running else ""
    return report(material, MAKER, document, missing, note)


def _read_page(material: Material, pdf: pypdfium2.PdfDocument, number: int) -> tuple[Source, list[Line], bool]:
    page = pdf[number - 1]
    try:
        text_page = page.get_textpage()
        text = str(text_page.get_text_range())
        source = page_source(text, material.within(f"page:{number}"))
        lines = [
            Line(
                number, found.start(), found.end(), found.group(), *_place(text_page, text, found.start(), found.end())
            )
            for found in _LINE.finditer(text)
            if found.group().strip()
        ]
        has_picture = not lines and any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4))
    finally:
        page.close()
    return source, lines, has_picture


def _place(text_page: pypdfium2.PdfTextPage, text: str, start: int, end: int) -> tuple[Box | None, float]:
    """Where a line is printed, and the height of its letters.

    PDFium counts UTF-16 units of its own list of characters; `FPDFText_GetCharIndexFromTextIndex` finds them there.
    """
    first = pdfium.FPDFText_GetCharIndexFromTextIndex(text_page, _utf16_length(text[:start]))
    count = len(text[start:end])
    if first < 0:
        return None, 0.0
    boxes = [text_page.get_rect(index) for index in range(text_page.count_rects(first, count))]
    if not boxes:
        return None, 0.0
    box = Box(
        round(min(box[0] for box in boxes), 2),
        round(min(box[1] for box in boxes), 2),
        round(max(box[2] for box in boxes), 2),
        round(max(box[3] for box in boxes), 2),
    )
    return box, _font_size(text_page, first) or box.top - box.bottom


def _font_size(text_page: pypdfium2.PdfTextPage, index: int) -> float:
    """The printed size of a letter: the font's size times the scale of its matrix."""
    matrix = pdfium.FS_MATRIX()
    size = float(pdfium.FPDFText_GetFontSize(text_page, index))
    if pdfium.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix)):
        size *= (matrix.c**2 + matrix.d**2) ** 0.5
    return size


def _utf16_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _write(paragraphs: list[Paragraph], sources: dict[int, Source]) -> Draft:
    """Write the paragraphs, lines joined by a space, words parted by a hyphen at a line's end made whole."""
    hyphened = {word.casefold() for source in sources.values() for word in _HYPHENED.findall(source.text)}
    draft = Draft()
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


def _write_lines(draft: Draft, lines: tuple[Line, ...], sources: dict[int, Source], hyphened: set[str]) -> None:
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


def _name_missing(pdf: pypdfium2.PdfDocument, pictures: list[int], broken: list[int]) -> list[str]:
    missing = []
    if pictures:
        missing.append(f"{_pages(pictures)} only pictures, whose words were not read")
    if broken:
        missing.append(f"{_pages(broken)} damaged and could not be read".replace("have", "are").replace("has", "is"))
    attached = pdf.count_attachments()
    if attached:
        missing.append(f"{attached} attached file{'s were' if attached > 1 else ' was'} not read")
    if pdf.get_formtype() != pdfium.FORMTYPE_NONE:
        missing.append("what is filled into its form fields was not read")
    return missing


def _pages(numbers: list[int]) -> str:
    named = ", ".join(map(str, numbers[:NAMED])) + (f" and {len(numbers) - NAMED} more" if len(numbers) > NAMED else "")
    return f"page {named} has" if len(numbers) == 1 else f"pages {named} have"
