"""Everything that readers load late, loaded before the first of them is confined.

A worker is a fork of the process that did this: it finds libraries and their data in memory, and seldom needs a file.
"""

import io
import zipfile

from wherefrom.config import Settings
from wherefrom.read.dispatch import read_material
from wherefrom.read.parts.material import Material

_TEXT = (
    "Crane falls at the quay\n\nBy Ann Example, Harbour Wire\n\nQUAY TOWN, 3 March 2024 (Harbour Wire) — The crane fell on Monday, "
    "said Mr. Example. “It was old,” the office said.\n\nNobody was hurt, and work went on the day after, it said.\n"
)
_PAGE = (
    "<!DOCTYPE html><html lang='en'><head><title>Crane falls</title><meta name='author' content='Ann Example'>"
    '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "datePublished": "2024-03-03"}</script></head><body><article>'
    "<h1>Crane falls</h1><p>The crane fell on Monday, said Mr. Example.</p><p>It was old, the office said, and nobody "
    "was hurt.</p></article></body></html>"
)
_MAIL = (
    "From: =?utf-8?q?Ann?= <ann@quay.example>\r\nTo: b@quay.example\r\nSubject: Crane\r\nDate: Sun, 3 Mar 2024 10:00:00 +0000\r\n"
    "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n\r\nThe crane fell=2E\r\n--x\r\nContent-Type: text/html\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\nPHA+Q3JhbmU8L3A+\r\n--x--\r\n"
)
_WORD = (
    "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>The crane fell."
    "</w:t></w:r></w:p></w:body></w:document>"
)
_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page"
    b"/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
    b"endobj\n4 0 obj<</Length 52>>stream\nBT /F1 12 Tf 20 100 Td (The crane fell, she said.) Tj ET\nendstream endobj\n"
    b"trailer<</Root 1 0 R>>\n"
)


def prepare_reading() -> None:
    """Read an invented trifle of each format, so that whatever reading loads is loaded."""
    table = 'title,text,date\nCrane,"The crane fell, she said.",2024-03-03\n'
    samples: list[tuple[str, bytes]] = [
        ("text/plain", _TEXT.encode()),
        ("text/plain", _TEXT.encode("cp1252")),
        ("text/plain", _TEXT.encode("utf-16")),
        (
            "text/plain",
            "Кран упал в понедельник, сообщила газета. Никто не пострадал, сказали в порту.".encode("cp1251"),
        ),
        ("text/markdown", f"# Crane\n\n{_TEXT}".encode()),
        ("text/html", _PAGE.encode()),
        ("message/rfc822", _MAIL.encode()),
        ("application/mbox", b"From a@quay.example Sun Mar  3 10:00:00 2024\n" + _MAIL.encode()),
        ("application/jsonl", b'{"title": "Crane", "text": "The crane fell, she said.", "date": "3 March 2024"}\n'),
        ("application/json", b'[{"title": "Crane", "text": "The crane fell, she said."}]'),
        ("text/csv", table.encode()),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", _make_word()),
        ("application/pdf", _PDF),
    ]
    for media_type, data in samples:
        read_material(Material("", data, "", "prepared", Settings()), media_type)


def _make_word() -> bytes:
    types = (
        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='rels' ContentType="
        "'application/vnd.openxmlformats-package.relationships+xml'/><Override PartName='/word/document.xml' ContentType="
        "'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>"
    )
    relations = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type="
        "'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='word/document.xml'/>"
        "</Relationships>"
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", relations)
        archive.writestr("word/document.xml", _WORD)
    return held.getvalue()
