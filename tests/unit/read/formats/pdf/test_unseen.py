"""Words of a PDF that nobody sees on its page: found, kept in the text, and told with the way in which they are hidden."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.colors import black, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from wherefrom.records import Ending, Hiding, Reading

Read = Callable[..., Reading]
Draw = Callable[[Canvas], None]

SEEN = "The quay is open again."
HELD_BACK = "Eleven cracks were counted."


def make(draw: Draw) -> bytes:
    """A page with a line that everybody sees, and whatever else is drawn on it."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(600, 800))
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 700, SEEN)
    draw(canvas)
    canvas.save()
    return file.getvalue()


def in_mode(mode: int) -> Draw:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 600)
        text.setFont("Helvetica", 12)
        text.setTextRenderMode(mode)
        text.textLine(HELD_BACK)
        canvas.drawText(text)

    return draw


def in_white(canvas: Canvas) -> None:
    canvas.setFillColor(white)
    canvas.drawString(72, 600, HELD_BACK)


def on_its_own_colour(canvas: Canvas) -> None:
    canvas.rect(60, 590, 300, 30, fill=1)
    canvas.setFillColor(black)
    canvas.drawString(72, 600, HELD_BACK)


def under_a_bar(canvas: Canvas) -> None:
    canvas.drawString(72, 600, HELD_BACK)
    canvas.rect(60, 590, 300, 30, fill=1)


def under_a_picture(canvas: Canvas) -> None:
    canvas.drawString(72, 600, HELD_BACK)
    canvas.drawImage(ImageReader(Image.new("RGB", (8, 8), "grey")), 60, 590, 300, 30)


def off_the_page(canvas: Canvas) -> None:
    canvas.drawString(900, 600, HELD_BACK)


def cropped_away(canvas: Canvas) -> None:
    canvas.setCropBox((50, 650, 500, 790))
    canvas.drawString(72, 600, HELD_BACK)


def tiny(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 0.1)
    canvas.drawString(72, 600, HELD_BACK)


def transparent(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    canvas.drawString(72, 600, HELD_BACK)


def clipped(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(0, 0, 10, 10)
    canvas.clipPath(path, stroke=0)
    canvas.drawString(72, 600, HELD_BACK)


def in_a_form(canvas: Canvas) -> None:
    canvas.beginForm("form")
    under_a_bar(canvas)
    canvas.endForm()
    canvas.doForm("form")


def unseen(reading: Reading) -> list[tuple[str, Hiding]]:
    document = reading.documents[0]
    return [(document.text[each.span.start : each.span.end], each.how) for each in document.hidden]


@pytest.mark.parametrize(
    ("draw", "how"),
    [
        (in_mode(3), Hiding.NO_INK),
        (in_mode(7), Hiding.NO_INK),
        (in_white, Hiding.SAME_COLOUR),
        (on_its_own_colour, Hiding.SAME_COLOUR),
        (under_a_bar, Hiding.COVERED),
        (under_a_picture, Hiding.COVERED),
        (in_a_form, Hiding.COVERED),
        (off_the_page, Hiding.OFF_PAGE),
        (cropped_away, Hiding.OFF_PAGE),
        (tiny, Hiding.TINY),
        (transparent, Hiding.TRANSPARENT),
        (clipped, Hiding.NOT_DRAWN),
    ],
)
def test_hidden_words_are_kept_and_told(read_bytes: Read, draw: Draw, how: Hiding) -> None:
    reading = read_bytes(make(draw), "application/pdf")
    assert unseen(reading) == [(HELD_BACK, how)]
    assert SEEN in reading.documents[0].text
    assert reading.outcomes[0].ending is Ending.READ
    assert how.value in reading.outcomes[0].reason


def test_ordinary_words_are_not_told_of(read_bytes: Read) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(60, 560, 400, 30, fill=1)
        canvas.setFillColor(white)
        canvas.drawString(72, 570, "White letters on a black ground are seen.")
        canvas.setFillGray(0.7)
        canvas.setFont("Helvetica", 5)
        canvas.drawString(72, 500, "So is small print in grey, i.e. this; and l/1 too.")

    assert unseen(read_bytes(make(draw), "application/pdf")) == []


def test_only_the_words_under_the_bar_are_told_of(read_bytes: Read) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 600, "The witness is Tamsin Hale.")
        canvas.rect(148, 590, 100, 24, fill=1)

    assert unseen(read_bytes(make(draw), "application/pdf")) == [("Tamsin Hale.", Hiding.COVERED)]


def test_a_layer_that_is_switched_off_is_told_of(read_bytes: Read) -> None:
    content = f"BT /F 12 Tf 40 700 Td ({SEEN}) Tj ET /OC /L BDC BT /F 12 Tf 40 600 Td ({HELD_BACK}) Tj ET EMC".encode()
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >> >>",
        b"<< /Type /Pages /Count 1 /Kids [5 0 R] >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        b"/Resources << /Font << /F 3 0 R >> /Properties << /L 6 0 R >> >> >>",
        b"<< /Type /OCG /Name (Layer) >>",
    )
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, each) for number, each in enumerate(objects, start=1))
    data = b"%PDF-1.5\n" + body + b"trailer << /Root 1 0 R >>\n%%EOF\n"
    assert unseen(read_bytes(data, "application/pdf")) == [(HELD_BACK, Hiding.LAYER_OFF)]


def test_a_scanner_s_text_layer_is_kept_with_its_explanation(read_bytes: Read) -> None:
    def draw(canvas: Canvas) -> None:
        picture = Image.new("RGB", (600, 800), "white")
        pen = ImageDraw.Draw(picture)
        for across in range(72, 240, 4):
            pen.line((across, 188, across, 202), fill="black")
        canvas.drawImage(ImageReader(picture), 0, 0, 600, 800)
        in_mode(3)(canvas)

    assert (HELD_BACK, Hiding.UNDER_SCAN) in unseen(read_bytes(make(draw), "application/pdf"))


def test_a_blank_picture_over_the_page_is_no_scan(read_bytes: Read) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 600, HELD_BACK)
        canvas.drawImage(ImageReader(Image.new("RGB", (600, 800), "white")), 0, 0, 600, 800)

    assert [how for _, how in unseen(read_bytes(make(draw), "application/pdf"))] == [Hiding.COVERED]


def test_a_running_head_that_is_hidden_is_no_running_head(read_bytes: Read) -> None:
    file = io.BytesIO()
    canvas = Canvas(file)
    for page in range(4):
        canvas.setFillColor(white)
        canvas.drawString(72, 800, HELD_BACK)
        canvas.setFillColor(black)
        canvas.drawString(72, 500, f"Page {'abcd'[page]} tells of something else.")
        canvas.showPage()
    canvas.save()
    assert read_bytes(file.getvalue(), "application/pdf").documents[0].text.count(HELD_BACK) == 4


def test_no_ordinary_sample_is_said_to_hide_text(read_bytes: Read, shared: Path) -> None:
    # One sample has its words outside a page of four points; the book of geometry covers a few labels of its figures.
    known = {"007-imagemagick-images_imagemagick-images.pdf", "009-pdflatex-geotopo_GeoTopo-komprimiert.pdf"}
    for path in sorted((shared / "hostile" / "pdf").glob("*.pdf")):
        if path.name not in known:
            reading = read_bytes(path.read_bytes(), "application/pdf", path.name)
            assert all(not document.hidden for document in reading.documents), path.name
