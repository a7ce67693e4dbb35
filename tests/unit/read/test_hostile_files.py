"""Files made to break a reader, other than PDFs: each ends as read, read in part or refused, with a reason that is true."""

import csv
import gzip
import io
import json
import time
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from wherefrom.read.formats.mail.messages import read_mailbox
from wherefrom.read.formats.rows.row_documents import read_json_lines
from wherefrom.read.parts.allowance import Allowance
from wherefrom.read.parts.material import Material
from wherefrom.records import Ending, Reading

Read = Callable[..., Reading]

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SAID = "The quay is closed, the harbour master said on Tuesday."


def make_docx(extra: str = "", members: dict[str, bytes] | None = None) -> bytes:
    """A DOCX with something more in its body, and with members of our own."""
    document, original, changed = docx.Document(), io.BytesIO(), io.BytesIO()
    document.add_paragraph(SAID)
    document.save(original)
    with zipfile.ZipFile(original) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(
                name, data.replace(b"<w:sectPr", extra.encode() + b"<w:sectPr") if "document" in name else data
            )
        for name, data in (members or {}).items():
            new.writestr(name, data)
    return changed.getvalue()


def make_pdf() -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.drawString(72, 700, SAID)
    canvas.save()
    return file.getvalue()


def make_mail(attached: bytes = b"", name: str = "inner.eml") -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@b.example", "On the quay"
    message.set_content(SAID)
    if attached:
        message.add_attachment(attached, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)


FILES: dict[str, tuple[str, bytes]] = {
    "txt": ("text/plain", f"Quay closed\n\n{SAID}\n".encode()),
    "md": ("text/markdown", f"# Quay closed\n\n*{SAID}* [more](http://a.example)\n".encode()),
    "html": ("text/html", f"<html><body><h1>Quay closed</h1><p>{SAID}</p></body></html>".encode()),
    "pdf": ("application/pdf", make_pdf()),
    "docx": (WORD, make_docx()),
    "eml": ("message/rfc822", make_mail(b"Attached words.", "note.txt")),
    "mbox": (
        "application/mbox",
        b"From a@b Mon Jan  1 00:00:00 2024\n" + make_mail() + b"\n\nFrom c@d x\n" + make_mail(),
    ),
    "jsonl": ("application/jsonl", (json.dumps({"id": 1, "text": SAID}) + "\n").encode() * 3),
    "json": ("application/json", json.dumps([{"id": 1, "text": SAID}] * 3).encode()),
    "csv": ("text/csv", f'id,text\n1,"{SAID}"\n2,"{SAID}"\n'.encode()),
}


def check(reading: Reading) -> None:
    """Something is told; nothing is silently empty; what is not whole says why, without a failure of our own."""
    assert reading.outcomes
    for outcome in reading.outcomes:
        assert outcome.ending is Ending.READ or outcome.reason
        for own_fault in ("AttributeError", "TypeError", "IndexError", "KeyError", "AssertionError", "NameError"):
            assert own_fault not in outcome.reason
    assert reading.documents or all(outcome.ending is Ending.REFUSED for outcome in reading.outcomes)
    assert all(document.text.strip() for document in reading.documents)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.35, 0.6, 0.85, 0.97])
@pytest.mark.parametrize("kind", FILES)
def test_truncated_files_end_well(read_bytes: Read, kind: str, share: float) -> None:
    media_type, data = FILES[kind]
    check(read_bytes(data[: int(len(data) * share)], media_type, f"cut.{kind}"))


@pytest.mark.parametrize("kind", FILES)
def test_files_of_no_length_are_refused_as_empty(read_bytes: Read, kind: str) -> None:
    reading = read_bytes(b"", FILES[kind][0], f"empty.{kind}")
    assert reading.outcomes[0].ending is Ending.REFUSED
    assert "empty" in reading.outcomes[0].reason


@pytest.mark.parametrize("label", FILES)
@pytest.mark.parametrize("kind", FILES)
def test_mislabelled_files_end_well(read_bytes: Read, kind: str, label: str) -> None:
    check(read_bytes(FILES[kind][1], FILES[label][0], f"mislabelled.{label}"))


MAGIC = {
    "pdf": b"%PDF-1.7\n",
    "docx": b"PK\x03\x04",
    "eml": b"From: a@b.example\nMIME-Version: 1.0\n\n",
    "json": b"[{",
    "html": b"<!doctype html>",
    "mbox": b"From a@b Mon Jan  1 00:00:00 2024\n",
}


@pytest.mark.parametrize("kind", MAGIC)
def test_garbage_behind_the_right_first_bytes_ends_well(read_bytes: Read, kind: str) -> None:
    garbage = bytes((number * number * 7919 >> 3) & 0xFF for number in range(20_000))
    check(read_bytes(MAGIC[kind] + garbage, FILES[kind][0]))


def test_a_gzip_bomb_has_no_reader_and_is_refused(read_bytes: Read) -> None:
    reading = read_bytes(gzip.compress(bytes(10_000_000)), "application/gzip")
    assert reading.outcomes[0].ending is Ending.REFUSED


def test_a_docx_bomb_is_refused_before_it_is_unpacked(read_bytes: Read) -> None:
    reading = read_bytes(make_docx(members={"word/footnotes.xml": b" " * 20_000_000}), WORD)
    assert reading.outcomes[0].ending is Ending.REFUSED
    assert "unpacks to 20000000 bytes" in reading.outcomes[0].reason


def test_a_docx_that_lies_about_its_size_is_refused(read_bytes: Read) -> None:
    honest = make_docx("<!--" + "a" * 3_000_000 + "-->")
    size = next(
        m.file_size for m in zipfile.ZipFile(io.BytesIO(honest)).infolist() if m.filename == "word/document.xml"
    )
    lying = honest.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lying != honest
    check(read_bytes(lying, WORD))


def test_a_docx_that_holds_itself_is_read_once(read_bytes: Read) -> None:
    inner = make_docx()
    for _ in range(4):
        inner = make_docx(members={"word/embeddings/inner.docx": inner})
    reading = read_bytes(inner, WORD)
    assert [document.text for document in reading.documents] == [SAID]


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
ENTITIES = LAUGHS + '<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("member", ["word/document.xml", "word/footnotes.xml"])
def test_entity_bombs_in_a_docx_are_refused(read_bytes: Read, member: str) -> None:
    xml = f"<?xml version='1.0'?>{ENTITIES}<w:document>&d;&f;</w:document>".encode()
    original = make_docx()
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(original)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, xml if name == member else old.read(name))
        if member not in old.namelist():
            new.writestr(member, xml)
    reading = read_bytes(file.getvalue(), WORD)
    assert reading.outcomes[0].ending is Ending.REFUSED
    assert "document type" in reading.outcomes[0].reason


def test_entity_bombs_in_other_parts_of_a_docx_change_nothing(read_bytes: Read) -> None:
    core = f"<?xml version='1.0'?>{ENTITIES}<cp:coreProperties>&d;&f;</cp:coreProperties>".encode()
    original, file = make_docx(), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(original)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, core if name == "docProps/core.xml" else old.read(name))
    reading = read_bytes(file.getvalue(), WORD)
    check(reading)
    assert all("root:" not in document.text and "haha" not in document.text for document in reading.documents)


@pytest.mark.parametrize("root", ["html", "svg"])
def test_entities_of_a_page_s_own_are_never_expanded(read_bytes: Read, root: str) -> None:
    page = f"<?xml version='1.0'?>{ENTITIES}<{root}><body><p>{SAID} &d; &f;</p></body></{root}>"
    reading = read_bytes(page.encode(), "application/xhtml+xml")
    check(reading)
    for document in reading.documents:
        assert "hahaha" not in document.text
        assert "root:" not in document.text
        assert len(document.text) < 2000


def test_mail_within_mail_stops_at_a_depth_and_says_so(read_bytes: Read) -> None:
    mail = make_mail()
    for _ in range(12):
        mail = make_mail(mail)
    reading = read_bytes(mail, "message/rfc822")
    check(reading)
    assert len(reading.documents) == 8
    assert "deep is not read" in reading.outcomes[-1].reason


def test_documents_within_mail_within_mail_are_read_with_their_path(read_bytes: Read) -> None:
    reading = read_bytes(make_mail(make_mail(make_docx(), "report.docx")), "message/rfc822")
    assert [document.part for document in reading.documents] == [
        "message:1",
        "message:1/part:2/message:1",
        "message:1/part:2/message:1/part:2",
    ]


def test_a_hundred_thousand_parts_are_read_up_to_a_limit_that_is_told(read_bytes: Read) -> None:
    head = b'From: a@b.example\nContent-Type: multipart/mixed; boundary="x"\n\n'
    reading = read_bytes(head + b"--x\n\na\n" * 100_000 + b"--x--\n", "message/rfc822")
    assert reading.outcomes[0].ending is Ending.PARTLY
    assert "parts were not read" in reading.outcomes[0].reason


def test_a_hundred_thousand_headers_are_cut_and_told(read_bytes: Read) -> None:
    reading = read_bytes(b"To: a@b.example\n" * 100_000 + b"\nwords", "message/rfc822")
    assert reading.outcomes[0].ending is Ending.PARTLY
    assert "headers were not read" in reading.outcomes[0].reason


def test_a_header_that_is_cut_is_told(read_bytes: Read) -> None:
    reading = read_bytes(b"Subject: " + b"quay " * 2000 + b"\n\nwords", "message/rfc822")
    assert "only the first 2000 letters" in reading.outcomes[0].reason


def test_parts_nested_ten_thousand_deep_are_refused(read_bytes: Read) -> None:
    mail = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(10_000))
    check(read_bytes(mail.encode(), "message/rfc822"))


def test_a_mailbox_of_a_hundred_thousand_from_lines_has_one_outcome(read_bytes: Read) -> None:
    reading = read_bytes(b"From \n\n" * 100_000, "application/mbox")
    assert len(reading.outcomes) == 1
    assert reading.outcomes[0].ending is Ending.REFUSED
    assert "100000" in reading.outcomes[0].reason


def test_a_mailbox_stops_when_its_time_is_spent() -> None:
    box = (b"From a@b Mon Jan  1 00:00:00 2024\n" + make_mail() + b"\n\n") * 20
    reading = read_mailbox(Material("c", box, "", "x", allowance=Allowance(0.0, 0.0)), lambda *_: Reading((), ()))
    assert reading.outcomes[0].ending is Ending.REFUSED
    assert "only the first 0 of its 20 messages" in reading.outcomes[0].reason


def test_rows_stop_when_their_time_is_spent() -> None:
    reading = read_json_lines(
        Material("c", FILES["jsonl"][1], "", "x", allowance=Allowance(0.0, 0.0)), lambda *_: Reading((), ())
    )
    assert reading.outcomes[0].ending is Ending.REFUSED


def test_a_bomb_in_base64_within_mail_is_refused_alone(read_bytes: Read) -> None:
    bomb = make_docx(members={"word/footnotes.xml": b" " * 20_000_000})
    reading = read_bytes(make_mail(bomb, "bomb.docx"), "message/rfc822")
    assert [outcome.ending for outcome in reading.outcomes] == [Ending.READ, Ending.REFUSED]


def test_a_table_of_a_hundred_thousand_columns_is_read(read_bytes: Read) -> None:
    table = "text," + ",".join(f"c{number}" for number in range(100_000)) + f'\n"{SAID}"' + ",1" * 100_000
    reading = read_bytes(table.encode(), "text/csv")
    assert [document.text for document in reading.documents] == [SAID]
    assert "more" in reading.outcomes[0].reason


def test_a_table_whose_quotation_mark_is_never_closed_says_so(read_bytes: Read) -> None:
    file = io.StringIO()
    csv.writer(file).writerows([["id", "text"], ["1", SAID]])
    reading = read_bytes((file.getvalue() + '2,"open\n3,x\n').encode(), "text/csv")
    assert reading.outcomes[0].ending is Ending.PARTLY
    assert "never closed" in reading.outcomes[0].reason


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "[" * 100_000 + "]" * 100_000, '{"a":' * 100_000 + "1" + "}" * 100_000]
)
def test_json_nested_a_hundred_thousand_deep_is_refused_as_nested(read_bytes: Read, text: str) -> None:
    for media_type in ("application/json", "application/jsonl"):
        reading = read_bytes(text.encode(), media_type)
        assert reading.outcomes[0].ending is Ending.REFUSED
        assert "nested too deeply" in reading.outcomes[0].reason


def test_a_number_of_a_hundred_thousand_digits_spoils_no_row(read_bytes: Read) -> None:
    rows = f'[{{"text": "{SAID}", "page": {"9" * 100_000}}}]'
    assert [document.text for document in read_bytes(rows.encode(), "application/json").documents] == [SAID]


def test_html_nested_a_hundred_thousand_deep_is_read(read_bytes: Read) -> None:
    reading = read_bytes(b"<div>" * 100_000 + SAID.encode(), "text/html")
    assert reading.documents[0].text == SAID


def test_a_tag_of_fifty_thousand_attributes_is_read_in_linear_time(read_bytes: Read) -> None:
    attributes = " ".join(f"a{number}=1" for number in range(50_000))
    start = time.process_time()
    reading = read_bytes(f"<p {attributes}>{SAID}</p>".encode(), "text/html")
    assert reading.documents[0].text == SAID
    assert time.process_time() - start < 5  # lxml alone took 11 seconds


def test_markdown_nested_too_deeply_loses_no_words(read_bytes: Read) -> None:
    nested = "".join(" " * (2 * depth) + f"- item {depth}\n" for depth in range(60))
    text = read_bytes(f"{'> ' * 5000}deep words\n\n{nested}".encode(), "text/markdown").documents[0].text
    assert "deep words" in text
    assert all(f"item {depth}" in text for depth in range(60))


def test_cells_outside_the_columns_of_a_markdown_table_are_kept_and_told(read_bytes: Read) -> None:
    reading = read_bytes(b"|a|b|\n|-|-|\n|1|2|eleven cracks|\n", "text/markdown")
    assert "eleven cracks" in reading.documents[0].text
    assert "outside the columns" in reading.outcomes[0].reason


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "[a](",
        "![",
        "*a **a ",
        "_a __a ",
        "a]",
        "`a``",
        "<a ",
        "<!--",
        "&",
        "\\*",
        "[a][b]",
        "(((",
        "|a",
        "- ",
        "1. ",
    ],
)
def test_pathological_markdown_ends(read_bytes: Read, piece: str) -> None:
    check(read_bytes((piece * (40_000 // len(piece))).encode(), "text/markdown"))


def test_a_long_markdown_text_is_read_as_plain_text(read_bytes: Read) -> None:
    reading = read_bytes(
        b"# Quay\n\n" + b"- a b c d e f g h i j k l m n o p q r s t u v w x y z\n" * 42_000, "text/markdown"
    )
    assert reading.documents[0].text.startswith("# Quay")
    assert "as plain text" in reading.outcomes[0].reason
