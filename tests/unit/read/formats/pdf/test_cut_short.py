import io

import pytest
from reportlab.pdfgen import canvas

from wherefrom.read.formats.pdf.cut_short import find_cut


def build(pages: int) -> bytes:
    file = io.BytesIO()
    sheet = canvas.Canvas(file, pageCompression=0, invariant=1)
    for number in range(pages):
        sheet.drawString(72, 700, f"The watchman saw crate {number}.")
        sheet.showPage()
    sheet.save()
    return file.getvalue()


def test_whole_file_shows_no_cut_even_with_something_behind_it() -> None:
    assert find_cut(build(2)) == []
    assert find_cut(build(2) + b"\0" * 5000) == []


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_file_cut_anywhere_is_told_to_lack_its_end(share: float) -> None:
    data = build(5)
    assert "end mark is missing" in find_cut(data[: int(len(data) * share)])[0]


@pytest.mark.parametrize(
    "head", [b"<</Linearized 1/L 5000/H [1 2]>>", b"<</L 5000 /O 3/Linearized 1.0>>", b"<< /Linearized 1 /L\n5000 >>"]
)
def test_linearised_file_is_held_against_the_length_that_it_tells(head: bytes) -> None:
    data = b"%PDF-1.7\n1 0 obj\n" + head + b"\nendobj\n%%EOF\n"
    assert "it says that it has 5000 bytes" in find_cut(data)[0]
    assert find_cut(data.ljust(5000, b"\n")) == []
