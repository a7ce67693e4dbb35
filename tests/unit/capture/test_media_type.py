"""Media types by content; the name only breaks ties between kinds of text."""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest

from wherefrom.capture.bag.tagfiles import payload_path
from wherefrom.capture.kinds.media_type import extension_for, find_media_type

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TABLE = "id,title,date\n" + "".join(f'{row},"Story, part {row}",2020-01-0{row % 9 + 1}\n' for row in range(20))
MAIL = b"Message-ID: <1@quay.example>\r\nFrom: a@quay.example\r\nSubject: Crane\r\n\r\nDear all,\r\n"
MEMO = b"From: The harbour office\nTo: All crews\nSubject: Cranes\n\nNobody unloads on Sunday.\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00"
PROSE = "The crane fell, she said.\n\nNobody was hurt, according to the office.\n"


def type_of(tmp_path: Path, content: bytes | str, extension: str = "") -> str:
    path = tmp_path / "payload"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return find_media_type(path, extension)


def make_zip(names: Sequence[str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as archive:
        for name in names:
            archive.writestr(name, f"<{name}/>")
    return held.getvalue()


def make_docx() -> bytes:
    held = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("The crane fell.")
    document.save(held)
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "extension", "expected"),
    [
        (b"", ".pdf", "inode/x-empty"),
        (b"%PDF-1.7\n1 0 obj\n", ".txt", "application/pdf"),
        (b"\n  %PDF-1.4\n", "", "application/pdf"),
        (PROSE, ".pdf", "text/plain"),
        (PROSE, "", "text/plain"),
        (PROSE, ".exe", "text/plain"),
        (PROSE, ".md", "text/markdown"),
        (PROSE.encode("utf-16"), "", "text/plain"),
        (PROSE.encode("utf-16-le"), "", "text/plain"),
        ("Кран упал, сказала она.".encode("cp1251"), ".txt", "text/plain"),
        (b"a stray \x00 in" + b" a long line of text" * 99, ".txt", "text/plain"),
        ("# Crane\n\n- one\n- two\n\nSee [the list](list.html).\n", "", "text/markdown"),
        ("# Crane\n\n- one\n- two\n", ".txt", "text/plain"),
        ("<!DOCTYPE html><html><body>x</body></html>", ".txt", "text/html"),
        ("\ufeff\n<!-- saved -->\n<HTML lang=en>x", ".csv", "text/html"),
        ("<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC 'x'><html>x</html>", "", "text/html"),
        ("<p>The crane fell.</p>\n<p>She said so.</p>", "", "text/html"),
        ("The <a href=x>crane</a> fell.", ".html", "text/html"),
        ("The <a href=x>crane</a> fell.", ".txt", "text/plain"),
        ("<?xml version='1.0'?><rss/>", ".html", "application/xml"),
        ("<svg xmlns='x'><script>alert(1)</script></svg>", ".txt", "image/svg+xml"),
        (MAIL, ".txt", "message/rfc822"),
        (MEMO, ".eml", "message/rfc822"),
        (MEMO, "", "message/rfc822"),
        (MEMO, ".txt", "text/plain"),
        (b"From a@b.example Mon Jan  1 09:00:00 2024\n" + MAIL, "", "application/mbox"),
        (b"From Monday on at 09:00 the crane of 2024 stands still.\nIt fell.", "", "text/plain"),
        ('{"text": "a"}\n{"text": "b"}\n', ".txt", "application/x-ndjson"),
        ('{"text": "a"}\n', ".jsonl", "application/x-ndjson"),
        ('{"text": "a"}\n', "", "application/json"),
        ('[\n {"text": "a"}\n]', ".jsonl", "application/json"),
        ('{"text": "a"', ".json", "application/json"),
        ("[Editor's note] The crane fell.", ".json", "text/plain"),
        ("[" * 100_000, "", "text/plain"),
        (TABLE, "", "text/csv"),
        (TABLE, ".txt", "text/csv"),
        (TABLE.replace(",", ";"), "", "text/csv"),
        (TABLE.replace(",", "\t"), "", "text/tab-separated-values"),
        ("id,title\n1,Crane\n", ".csv", "text/csv"),
        ("id,title\n1,Crane\n", "", "text/plain"),
        ("id,title\n1,Crane,too many\n", ".csv", "text/csv"),
        ("Red, and white\nBlue, and green\n", ".txt", "text/plain"),
        (PNG, ".txt", "image/png"),
        (b"\x1f\x8b\x08\x00", ".txt", "application/gzip"),
        (gzip.compress(b"WARC is not what this begins with", mtime=0), ".warc.gz", "application/gzip"),
        (gzip.compress(b"WARC/1.1\r\n", mtime=0), ".txt", "application/warc+gzip"),
        (gzip.compress(b"WARC/1.1\r\n" + bytes(50_000_000), mtime=0), "", "application/warc+gzip"),
        (
            gzip.compress(b"filedesc://a.arc 0.0.0.0 20200101000000 text/plain 1\n", mtime=0),
            "",
            "application/x-arc+gzip",
        ),
        (b"WARC/1.0\r\n", "", "application/warc"),
        (b"WARC/0.18\r\n", "", "application/warc"),
        (b"filedesc://a.arc 0.0.0.0 20200101000000 text/plain 1\n", "", "application/x-arc"),
        (make_zip(["datapackage.json", "archive/data.warc.gz"]), ".zip", "application/wacz"),
        (make_zip(["datapackage.json", "data.csv"]), ".wacz", "application/zip"),
        (b"{\\rtf1\\ansi The crane fell.}", "", "application/rtf"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "", "application/warc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), ".docx", "application/x-ole-storage"),
        (bytes(range(256)) * 4, ".html", "application/octet-stream"),
        (make_zip(["a.txt"]), ".docx", "application/zip"),
        (
            make_zip(["[Content_Types].xml", "xl/workbook.xml"]),
            "",
            DOCX.replace("wordprocessingml.document", "spreadsheetml.sheet"),
        ),
        (make_docx(), ".zip", DOCX),
        (make_docx()[:2000], "", DOCX),
        (b"PK\x03\x04", "", "application/zip"),
    ],
)
def test_content_decides(tmp_path: Path, content: bytes | str, extension: str, expected: str) -> None:
    assert type_of(tmp_path, content, extension) == expected


def test_office_document_stored_inside_an_archive_does_not_name_it(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("report.docx", make_docx())
    assert type_of(tmp_path, held.getvalue()) == "application/zip"


def test_opendocument_is_told_by_its_mimetype_member(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<x/>")
    assert type_of(tmp_path, held.getvalue()) == "application/vnd.oasis.opendocument.text"


def test_archive_with_a_directory_that_lies_is_an_archive(tmp_path: Path) -> None:
    whole = make_zip(["a.txt"])
    end = whole.rfind(b"PK\x05\x06")
    lying = whole[: end + 12] + b"\xff\xff\xff\xff" + whole[end + 16 :]
    assert type_of(tmp_path, lying) == "application/zip"


def test_mail_made_by_a_library_is_mail(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@quay.example", "b@quay.example", "Crane"
    message.set_content("It fell.")
    assert type_of(tmp_path, bytes(message), ".txt") == "message/rfc822"


def test_long_json_line_is_told_by_its_name(tmp_path: Path) -> None:
    line = '{"text": "' + "crane " * 300_000 + '"}\n'
    assert type_of(tmp_path, line, ".jsonl") == "application/x-ndjson"
    assert type_of(tmp_path, line, ".json") == "application/json"


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "unit", ["<!--", "<p ", "[a](", "From: x\n ", '{"a":', "a,", "# ", " ", "**a", "<?xml ", "From x 11:11 "]
)
def test_repeated_beginnings_do_not_hang(tmp_path: Path, unit: str) -> None:
    for extension in ("", ".html", ".csv", ".md"):
        assert type_of(tmp_path, unit * (2_000_000 // len(unit)), extension)


def test_compressed_bytes_are_not_text(tmp_path: Path) -> None:
    assert type_of(tmp_path, zlib.compress(TABLE.encode() * 9)[2:]) == "application/octet-stream"


def test_extension_is_one_that_is_agreed() -> None:
    assert extension_for("application/pdf") == ".pdf"
    assert extension_for("application/../../x") == ""


def test_a_collection_with_a_directory_of_64_bits_is_recognised(tmp_path: Path) -> None:
    whole = make_zip(["datapackage.json", "archive/data.warc.gz"])
    end = whole.rfind(b"PK\x05\x06")
    size, start = struct.unpack_from("<II", whole, end + 12)
    record = b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, 2, 2, size, start)
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, end, 1)
    wide = whole[:end] + record + locator + whole[end : end + 12] + b"\xff" * 8 + b"\0\0"
    assert type_of(tmp_path, wide) == "application/wacz"
    lying = wide.replace(struct.pack("<QQ", size, start), struct.pack("<QQ", 1 << 60, start))
    assert type_of(tmp_path, lying) == "application/zip"


@pytest.mark.parametrize("media_type", ["application/warc+gzip", "application/x-arc+gzip", "application/wacz"])
def test_archives_are_kept_under_their_own_extension(media_type: str) -> None:
    assert payload_path("0" * 64, extension_for(media_type)).endswith((".warc.gz", ".arc.gz", ".wacz"))
