import io
from collections.abc import Callable
from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from wherefrom.records import Ending, Reading, Role

Read = Callable[..., Reading]


def draw(lines: list[tuple[int, int, int, str]], encrypt: StandardEncryption | None = None) -> bytes:
    """A PDF of one page: left, bottom, size and words of each line."""
    file = io.BytesIO()
    canvas = Canvas(file, encrypt=encrypt)
    for left, bottom, size, words in lines:
        canvas.setFont("Helvetica", size)
        canvas.drawString(left, bottom, words)
    canvas.save()
    return file.getvalue()


ARTICLE = [
    (72, 760, 24, "Quay closed"),
    (72, 720, 11, "The harbour board closed the northern quay on Tuesday after two inspec-"),
    (72, 706, 11, "tors reported cracks in the wall, according to people who were there."),
    (72, 670, 11, "A second paragraph begins lower on the page than a line would."),
]


def test_lines_become_paragraphs_and_large_letters_the_headline(read_bytes: Read) -> None:
    document = read_bytes(draw(ARTICLE), "application/pdf").documents[0]
    assert document.passages[0].role is Role.HEADLINE
    assert document.title == "Quay closed"
    assert len(document.passages) == 3


def test_a_word_parted_at_a_line_end_is_whole_and_not_exact(read_bytes: Read) -> None:
    document = read_bytes(draw(ARTICLE), "application/pdf").documents[0]
    at = document.text.index("inspectors")
    assert [s.exact for s in document.segments if s.start <= at < s.end] == [False]


def test_every_line_has_its_box(read_bytes: Read) -> None:
    document = read_bytes(draw(ARTICLE), "application/pdf").documents[0]
    headline = document.segments[0]
    assert headline.part == "page:1"
    assert headline.box is not None
    assert 750 <= headline.box.bottom <= headline.box.top <= 790


def draw_pages(pages: list[list[str]]) -> bytes:
    """A PDF of several pages: the lines of each, from the top."""
    file = io.BytesIO()
    canvas = Canvas(file)
    for lines in pages:
        for index, words in enumerate(lines):
            canvas.drawString(72, 760 - 30 * index, words)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_running_heads_are_left_out_and_counted(read_bytes: Read) -> None:
    pages = [["Harbour report", f"Crew {name} left the quay at night.", str(at)] for at, name in enumerate("ABC", 1)]
    reading = read_bytes(draw_pages(pages), "application/pdf")
    assert "Harbour report" not in reading.documents[0].text
    assert "6 lines" in reading.outcomes[0].reason


def test_a_page_that_has_nothing_else_keeps_its_running_heads(read_bytes: Read) -> None:
    log = [[f"Boat {day} left", f"Seen by watch {day}"] for day in range(1, 6)]
    reading = read_bytes(
        draw_pages([*log, ["Boat 6 left", "Nobody saw where it went.", "Seen by watch 6"]]), "application/pdf"
    )
    text = reading.documents[0].text
    assert all(f"Boat {day} left" in text and f"Seen by watch {day}" in text for day in range(1, 6))
    assert "2 lines" in reading.outcomes[0].reason


def test_an_encrypted_file_is_refused_with_the_reason(read_bytes: Read) -> None:
    data = draw(ARTICLE, StandardEncryption("secret", canPrint=0))
    assert read_bytes(data, "application/pdf").outcomes[0].reason == "it is encrypted and needs a password"


def test_a_file_without_pages_is_refused_with_the_reason(read_bytes: Read) -> None:
    read_bytes(draw(ARTICLE, StandardEncryption("secret", canPrint=0)), "application/pdf")
    catalogue = b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    data = b"%PDF-1.4\n" + catalogue + b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    table = b"xref\n0 3\n0000000000 65535 f \n%010d 00000 n \n%010d 00000 n \n" % (9, 9 + len(catalogue))
    data += table + b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n%d\n%%%%EOF" % len(data)
    reason = read_bytes(data, "application/pdf").outcomes[0].reason
    assert "no page" in reason


def test_broken_files_are_refused(read_bytes: Read) -> None:
    for data in (b"%PDF-1.7 nothing", draw(ARTICLE)[:300]):
        assert read_bytes(data, "application/pdf").outcomes[0].ending is Ending.REFUSED


def test_no_sample_is_empty_without_a_reason(read_bytes: Read, shared: Path) -> None:
    for path in sorted((shared / "hostile" / "pdf").glob("*.pdf")):
        reading = read_bytes(path.read_bytes(), "application/pdf", path.name)
        assert len(reading.outcomes) == 1
        if not reading.documents:
            assert reading.outcomes[0].ending is Ending.REFUSED, path.name
            assert reading.outcomes[0].reason, path.name
        else:
            assert reading.documents[0].text.strip(), path.name
