"""PDFs made to break a reader: each ends as read, read in part or refused, with a reason that is true."""

import io
from collections.abc import Callable
from zlib import compress

import pytest
from reportlab.pdfgen.canvas import Canvas

from wherefrom.read.formats.pdf.pages import read_pdf
from wherefrom.read.parts.allowance import Allowance
from wherefrom.read.parts.material import Material
from wherefrom.records import Ending, Reading

Read = Callable[..., Reading]

WORDS = b"BT /F 12 Tf 40 700 Td (The quay is closed.) Tj ET"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 3 0 R >> %s >> >>"
)
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def build(objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, each) for number, each in objects.items())
    return b"%PDF-1.5\n" + body + b"trailer << /Root 1 0 R %s >>\n%%%%EOF\n" % trailer


def one_page(content: bytes, resources: bytes = b"", **others: bytes) -> bytes:
    """A page with this content stream; further objects are named by their numbers: ``_7=…``."""
    more = {int(name[1:]): each for name, each in others.items()}
    tree = b"<< /Type /Pages /Count 1 /Kids [5 0 R] >>"
    return build({1: CATALOG, 2: tree, 3: FONT, 4: content, 5: PAGE % resources, **more})


def many_pages(count: int, claimed: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(10, 10 + count))
    tree = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (claimed, kids)
    pages = dict.fromkeys(range(10, 10 + count), PAGE % b"")
    return build({1: CATALOG, 2: tree, 3: FONT, 4: stream(WORDS), **pages})


def read_within(data: bytes, seconds: float) -> Reading:
    return read_pdf(Material("cap-0", data, "", "x", allowance=Allowance(seconds, seconds)), lambda *_: Reading((), ()))


def ends(reading: Reading) -> Ending:
    """How it ended; a reading that is not whole says why, and one that gives nothing is no silent one."""
    outcome = reading.outcomes[0]
    assert outcome.ending is Ending.READ or outcome.reason
    assert reading.documents or outcome.ending is Ending.REFUSED
    return outcome.ending


def test_pages_are_read_while_the_time_lasts_and_the_rest_is_told() -> None:
    reading = read_within(many_pages(4000, 4000), 1.0)
    assert ends(reading) is Ending.PARTLY
    assert "pages 1–" in reading.outcomes[0].reason
    assert "of 4000 were read" in reading.outcomes[0].reason
    assert reading.documents[0].text.count("The quay is closed.") >= 1


def test_a_million_pages_that_are_only_claimed_cost_the_time_allowed_at_most() -> None:
    reading = read_within(many_pages(2, 1_000_000), 1.0)
    assert ends(reading) is Ending.PARTLY
    assert "The quay is closed." in reading.documents[0].text
    assert "of 1000000 were read" in reading.outcomes[0].reason or "damaged" in reading.outcomes[0].reason


def test_a_page_tree_of_two_thousand_levels_ends(read_bytes: Read) -> None:
    tree = {number: b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (number + 1) for number in range(10, 2010)}
    data = build({1: b"<< /Type /Catalog /Pages 10 0 R >>", 3: FONT, 4: stream(WORDS), **tree, 2010: PAGE % b""})
    ends(read_bytes(data, "application/pdf"))


def test_a_page_tree_that_holds_itself_ends(read_bytes: Read) -> None:
    tree = b"<< /Type /Pages /Count 2 /Kids [2 0 R 5 0 R] /Parent 2 0 R >>"
    ends(read_bytes(build({1: CATALOG, 2: tree, 3: FONT, 4: stream(WORDS), 5: PAGE % b""}), "application/pdf"))


def test_a_form_that_draws_itself_ends(read_bytes: Read) -> None:
    form = stream(
        b"/X Do " + WORDS,
        b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /X 7 0 R >> /Font << /F 3 0 R >> >>",
    )
    reading = read_bytes(one_page(stream(WORDS + b" /X Do"), b"/XObject << /X 7 0 R >>", _7=form), "application/pdf")
    assert ends(reading) is not Ending.REFUSED


def test_cross_references_that_lead_in_a_circle_end(read_bytes: Read) -> None:
    data = one_page(stream(WORDS))
    at = len(data)
    table = b"xref\n0 1\n0000000000 65535 f \ntrailer << /Root 1 0 R /Size 6 /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    ends(read_bytes(data + table % (at, at), "application/pdf"))


def test_a_stream_packed_several_times_over_ends(read_bytes: Read) -> None:
    packed = WORDS + b" " * 20_000_000
    for _ in range(4):
        packed = compress(packed, 9)
    filters = b"/Filter [" + b"/FlateDecode " * 4 + b"]"
    assert len(packed) < 2000
    reading = read_bytes(one_page(stream(packed, filters)), "application/pdf")
    assert ends(reading) is Ending.READ
    assert reading.documents[0].text == "The quay is closed."


def test_a_font_table_that_calls_itself_ends(read_bytes: Read) -> None:
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [3 0 R] /ToUnicode 3 0 R >>"
    data = one_page(stream(WORDS)).replace(FONT, font)
    ends(read_bytes(data, "application/pdf"))


def test_a_page_without_size_and_one_of_endless_size_end(read_bytes: Read) -> None:
    for box in (b"[0 0 0 0]", b"[0 0 1e9 1e9]", b"[0 0 -5 nan]", b"[9 9 1]"):
        ends(read_bytes(one_page(stream(WORDS)).replace(b"[0 0 600 800]", box), "application/pdf"))


def test_a_page_of_a_huge_size_is_read_and_its_hidden_text_said_not_to_be_looked_for(read_bytes: Read) -> None:
    reading = read_bytes(one_page(stream(WORDS)).replace(b"[0 0 600 800]", b"[0 0 14000 14000]"), "application/pdf")
    assert ends(reading) is Ending.PARTLY
    assert "hidden text was not looked for" in reading.outcomes[0].reason


def test_a_hundred_thousand_areas_on_a_page_leave_its_words_readable(read_bytes: Read) -> None:
    content = stream(compress(b"0 0 1 1 re f " * 110_000 + WORDS), b"/Filter /FlateDecode")
    reading = read_bytes(one_page(content), "application/pdf")
    assert ends(reading) is Ending.PARTLY
    assert reading.documents[0].text == "The quay is closed."


def test_a_line_that_the_library_cuts_is_told_of(read_bytes: Read) -> None:
    content = stream(compress(b"BT /F 1 Tf 0 700 Td (" + b"a b " * 20_000 + b") Tj ET"), b"/Filter /FlateDecode")
    reading = read_bytes(one_page(content), "application/pdf")
    assert ends(reading) is Ending.PARTLY
    assert "may not have been read" in reading.outcomes[0].reason


def test_lines_of_a_page_are_placed_in_linear_time() -> None:
    # Letters beyond Latin once had the page's text encoded anew for each line.
    lines = b"".join(b"1 0 0 1 40 %d Tm (caf\xe9 %d) Tj\n" % (20 + number % 700, number) for number in range(6000))
    reading = read_within(one_page(stream(b"BT /F 10 Tf\n" + lines + b"ET")), 60)
    assert reading.documents[0].text.count("caf") == 6000


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.99])
def test_a_truncated_file_is_read_or_refused_with_the_reason(read_bytes: Read, share: float) -> None:
    file = io.BytesIO()
    canvas = Canvas(file)
    for page in range(5):
        canvas.drawString(72, 700, f"Page {page} tells of the quay.")
        canvas.showPage()
    canvas.save()
    data = file.getvalue()
    ends(read_bytes(data[: int(len(data) * share)], "application/pdf"))
