"""Every reader's map leads back to the bytes: exact segments decode to the text, all lie in order, passages too."""

import csv
import gzip
import io
import json
import re
import zipfile
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pypdfium2
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate
from warcio import ArchiveIterator, StatusAndHeaders, WARCWriter

from wherefrom.config import Settings
from wherefrom.read import read_capture, read_text
from wherefrom.read.formats.archives.record_payload import find_payload
from wherefrom.read.formats.archives.web_records import Damage, iterate_records
from wherefrom.records import Capture, Document, Ending, Reading

settings.register_profile("reading", deadline=None)
settings.load_profile("reading")

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=0, max_size=300)
NEWS = st.lists(
    st.sampled_from(
        [
            "By Jane Doe\n", "February 15, 2012\n", "\n", "\r\n", "“We saw it,” she said. ", "The U.S. envoy left. ", "Wörter & <b>",
            "\u2028", "😀 ", "\t", 'He "doubled" it, ', "\\n ", "A short heading", "&amp;amp; ", "<p>", "<!-- no -->", "\ufeff", ",", "> ",
        ]
    ),
    max_size=25,
).map("".join)  # fmt: skip
# Letters that turn, hide, join, or end lines where few look for it; and marks of every format.
NASTY = st.lists(
    st.sampled_from(
        [
            "\u202e", "\u2066", "\u200b", "\u2060", "\ufeff", "e\u0301", "a" + "\u0301" * 9, "𝔗", "😀", "\u0085", "\u2028", "\u2029",
            "\r", "\r\n", "\x0b", "\x0c", "\u00ad", "\x00", "\ufffd", "\ufffe", "\U000e0041", "قال", "港。", "\u0430bc", "+ADw-", "=?utf-8?q?x?=",
            '"', '""', ",", "\\", "\\u00e4", "&#x202e;", "&nbsp", "<br>", "<!--", "[a](b)", "> ", "- ", "|a|b|\n|-|-|\n|c|d|e|\n", "\n\n", "From x\n", "word ",
        ]
    ),
    max_size=30,
).map("".join)  # fmt: skip
_MAILBOX = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\n")
WORDS = st.lists(
    st.sampled_from(["The", "envoy", "left.", "“No,”", "he", "said.", "café", "Δ", "x<y", "a&b"]),
    min_size=1,
    max_size=30,
).map(" ".join)


def read_bytes(data: bytes, media_type: str) -> Reading:
    with TemporaryDirectory() as folder:
        payload = Path(folder) / "payload"
        payload.write_bytes(data)
        capture = Capture("cap-0", "0" * 64, len(data), media_type, "invented", "", "", "", "")
        return read_capture(capture, payload, Settings())


def check_map(document: Document, payload: bytes, media_type: str = "") -> None:
    end = 0
    for segment in document.segments:
        assert end <= segment.start < segment.end <= len(document.text)
        assert segment.unit_start < segment.unit_end
        end = segment.end
        units = part_units(payload, segment.part, is_mailbox=media_type == "application/mbox")
        assert segment.unit_end <= len(units)
        if segment.exact:
            found = units[segment.unit_start : segment.unit_end]
            words = found if isinstance(found, str) else found.decode(document.encoding)
            assert words == document.text[segment.start : segment.end]
    check_passages(document)
    at = 0
    for hidden in document.hidden:
        assert at <= hidden.span.start < hidden.span.end <= len(document.text)
        at = hidden.span.end


def check_passages(document: Document) -> None:
    at = 0
    for passage in document.passages:
        assert not document.text[at : passage.span.start].strip()
        assert at <= passage.span.start < passage.span.end
        inside = passage.span.start
        for sentence in passage.sentences:
            assert not document.text[inside : sentence.start].strip()
            assert inside <= sentence.start < sentence.end <= passage.span.end
            inside = sentence.end
        if passage.sentences:
            assert inside == passage.span.end
        at = passage.span.end
    assert not document.text[at:].strip()


def part_units(payload: bytes, part: str, *, is_mailbox: bool = False) -> bytes | str:
    """The units of a segment's part, found with nothing but the payload and standard tools.

    Lines ``From …`` part messages where the payload was said to be a mailbox, and nowhere else: a mail may begin with one.
    """
    units: bytes | str = payload
    message = None
    step, _, rest = part.partition("/")
    while step:
        assert isinstance(units, bytes)
        kind, _, number = step.partition(":")
        if kind == "message":
            lines = list(_MAILBOX.finditer(units)) if is_mailbox and message is None else []
            if lines:
                begins = [line.start() for line in lines]
                units = units[lines[int(number) - 1].end() : [*begins, len(units)][int(number)]]
            message = message_from_bytes(units, policy=policy.default)
        elif kind == "part":
            assert message is not None
            for index in number.split("."):
                message = message.get_payload(int(index) - 1) if message.is_multipart() else message
            units = message.get_payload(decode=True)
        elif kind == "record":
            records = enumerate(ArchiveIterator(io.BytesIO(units)), start=1)
            units = next(record.content_stream().read() for at, record in records if at == int(number))
        elif kind == "zip" and number == "archive":
            member, _, rest = rest.partition("/")
            units = zipfile.ZipFile(io.BytesIO(units)).read(f"archive/{member}")
        elif kind == "zip":
            return zipfile.ZipFile(io.BytesIO(units)).read(f"{number}/{rest}")
        elif kind == "page":
            return str(pypdfium2.PdfDocument(units)[int(number) - 1].get_textpage().get_text_range())
        step, _, rest = rest.partition("/")
    return units


@given(TEXT | NEWS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252", "gb18030", "shift_jis", "iso2022_jp"]))
def test_plain_text_maps_to_its_bytes(text: str, encoding: str) -> None:
    data = text.encode(encoding, "ignore")
    reading = read_bytes(data, "text/plain")
    assert reading.outcomes
    for document in reading.documents:
        check_map(document, data)


@given(st.binary(max_size=400))
@example(b"\n\nFrom \n")
@example(b"From a\nSubject: b\n\n\nFrom c\n\nd\n")
def test_bytes_without_meaning_map_to_themselves_or_are_refused(data: bytes) -> None:
    for media_type in (
        "text/plain",
        "text/html",
        "text/markdown",
        "text/csv",
        "application/jsonl",
        "message/rfc822",
        "application/mbox",
    ):
        reading = read_bytes(data, media_type)
        assert reading.outcomes
        for document in reading.documents:
            check_map(document, data, media_type)


@given(
    TEXT,
    st.lists(st.tuples(st.integers(0, 300), st.sampled_from([b"\xff", b"\xc3", b"\xe2\x80", b"\x80\x80"])), max_size=4),
)
def test_damaged_utf8_keeps_every_whole_letter(text: str, damage: list[tuple[int, bytes]]) -> None:
    data = ("ä" * 10 + text).encode()
    for at, broken in damage:
        data = data[:at] + broken + data[at:]
    for document in read_bytes(data, "text/plain").documents:
        check_map(document, data)


@given(TEXT | NEWS)
def test_text_from_a_string_is_kept_letter_for_letter(text: str) -> None:
    document = read_text(text, document_id="doc-1")
    assert document.text == text
    assert document.id == "doc-1"
    check_map(document, text.encode())


@given(TEXT | NEWS)
def test_markdown_maps_to_its_bytes(text: str) -> None:
    for document in read_bytes(text.encode(), "text/markdown").documents:
        check_map(document, text.encode())


@given(
    st.lists(
        TEXT
        | NEWS
        | st.sampled_from(
            ["<p>", "</p>", "<br>", "<h1>", "<a href=x>", "</a>", "<td>", "<pre>", "<script>", "</script>"]
        ),
        max_size=12,
    ).map("".join)
)
@settings(max_examples=60, deadline=None)
def test_web_pages_map_to_their_bytes(text: str) -> None:
    for document in read_bytes(text.encode(), "text/html").documents:
        check_map(document, text.encode())


@given(st.lists(TEXT | NEWS, min_size=1, max_size=3), st.booleans(), st.booleans())
def test_json_rows_map_to_the_field_and_say_the_same(texts: list[str], ascii_only: bool, as_array: bool) -> None:
    rows = [
        {"id": str(index), "nested": {"text": "no"}, "text": text, "tags": ["text", ":"]}
        for index, text in enumerate(texts)
    ]
    data = (
        json.dumps(rows, ensure_ascii=ascii_only)
        if as_array
        else "".join(json.dumps(row, ensure_ascii=ascii_only) + "\n" for row in rows)
    ).encode()
    reading = read_bytes(data, "application/json" if as_array else "application/jsonl")
    kept = [text.replace("\r\n", "\n").replace("\r", "\n") for text in texts if text.strip()]
    assert [document.text for document in reading.documents] == kept
    for document in reading.documents:
        check_map(document, data)


@given(st.lists(TEXT | NEWS, min_size=1, max_size=3), st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
def test_csv_rows_map_to_the_field_and_say_the_same(texts: list[str], quoting: int) -> None:
    table = io.StringIO()
    writer = csv.writer(table, quoting=quoting)
    writer.writerow(["id", "text"])
    for index, text in enumerate(texts):
        # Python's writer leaves a lone carriage return unquoted, which no reader can tell from the end of a line.
        writer.writerow([index, text.replace("\r", "")])
    data = table.getvalue().encode()
    reading = read_bytes(data, "text/csv")
    assert [document.text for document in reading.documents] == [
        text.replace("\r", "") for text in texts if text.replace("\r", "").strip()
    ]
    for document in reading.documents:
        check_map(document, data)


@given(st.lists(WORDS, min_size=1, max_size=5))
@settings(max_examples=25, deadline=None)
def test_docx_maps_to_the_bytes_of_its_xml(paragraphs: list[str]) -> None:
    written = docx.Document()
    for paragraph in paragraphs:
        written.add_paragraph(paragraph)
    file = io.BytesIO()
    written.save(file)
    reading = read_bytes(file.getvalue(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    assert [outcome.ending for outcome in reading.outcomes] == [Ending.READ]
    assert reading.documents[0].text == "\n\n".join(paragraphs)
    check_map(reading.documents[0], file.getvalue())


@given(st.lists(WORDS, min_size=1, max_size=6))
@settings(max_examples=15, deadline=None)
def test_pdf_maps_to_the_characters_of_its_pages(paragraphs: list[str]) -> None:
    file = io.BytesIO()
    style = getSampleStyleSheet()["Normal"]
    shown = [paragraph.replace("Δ", "d").replace("&", "&amp;").replace("<", "&lt;") for paragraph in paragraphs]
    SimpleDocTemplate(file).build([Paragraph(paragraph, style) for paragraph in shown])
    for document in read_bytes(file.getvalue(), "application/pdf").documents:
        check_map(document, file.getvalue())


@given(TEXT, TEXT, st.sampled_from(["quoted-printable", "base64", "8bit"]))
@settings(max_examples=40, deadline=None)
def test_mail_and_what_is_attached_map_to_decoded_parts(body: str, attached: str, transfer: str) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = (
        "Jörg <j@x.example>",
        "Ein sehr langer Betreff über alles, was fällt, und noch mehr als das",
    )
    message.set_content("Dear all\n" + body, cte=transfer)
    message.add_attachment("Attached " + attached, filename="note.txt", cte=transfer)
    data = bytes(message)
    reading = read_bytes(data, "message/rfc822")
    assert len(reading.documents) == 2
    for document in reading.documents:
        check_map(document, data)


def write_archive(bodies: list[tuple[str, str]], coding: str, *, packed: bool) -> bytes:
    """A web archive as warcio writes it."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "invented"}))
    for number, (body, media_type) in enumerate(bodies):
        data, headers = body.encode(), [("Content-Type", media_type)]
        if coding == "gzip":
            data, headers = gzip.compress(data), [*headers, ("Content-Encoding", "gzip")]
        elif coding == "chunked":
            middle = len(data) // 2
            chunks = [chunk for chunk in (data[:middle], data[middle:]) if chunk]
            data = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"
            headers = [*headers, ("Transfer-Encoding", "chunked")]
        head = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
        payload = io.BytesIO(data)
        url = f"https://x.example/{number}"
        writer.write_record(writer.create_warc_record(url, "response", payload=payload, http_headers=head))
    return file.getvalue()


@given(
    st.lists(
        st.tuples(TEXT | NEWS, st.sampled_from(["text/plain", "text/html; charset=utf-8"])), min_size=1, max_size=3
    ),
    st.sampled_from(["", "gzip", "chunked"]),
    st.booleans(),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_web_archives_map_to_the_decoded_payload_of_their_records(
    bodies: list[tuple[str, str]], coding: str, packed: bool, collected: bool
) -> None:
    data = write_archive(bodies, coding, packed=packed)
    if collected:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("archive/a.warc.gz" if packed else "archive/a.warc", data)
            archive.writestr("datapackage.json", "{}")
        data = file.getvalue()
    reading = read_bytes(data, "application/wacz" if collected else "application/warc")
    spoken_of = {outcome.part.rpartition("/")[2] for outcome in reading.outcomes}
    assert {f"record:{number}" for number in range(2, len(bodies) + 2)} <= spoken_of
    for document in reading.documents:
        check_map(document, data)


@given(st.binary(max_size=300), st.integers(0, 2000), st.booleans())
@settings(max_examples=60, deadline=None)
def test_damaged_web_archives_end_in_outcomes_and_exact_maps(noise: bytes, at: int, packed: bool) -> None:
    whole = write_archive([("The envoy left.", "text/plain"), ("He said so.", "text/plain")], "", packed=packed)
    at %= len(whole)
    reading = read_bytes(whole[:at] + noise + whole[at:], "application/warc")
    assert reading.outcomes
    for document in reading.documents:
        check_passages(document)
        for segment in document.segments:
            if segment.exact:
                found = payload_of(whole[:at] + noise + whole[at:], segment.part)[segment.unit_start : segment.unit_end]
                assert found.decode(document.encoding) == document.text[segment.start : segment.end]


def payload_of(archive: bytes, part: str) -> bytes:
    """A record's payload once more, where damage keeps other tools from finding it."""
    number = int(part.partition(":")[2].partition("/")[0])
    records = iterate_records(archive, 1 << 20, Damage())
    return find_payload(next(record for record in records if record.number == number), 1 << 20).data


@given(NASTY, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "gb18030", "shift_jis", "cp037"]))
@settings(max_examples=60, deadline=None)
def test_hostile_letters_keep_their_bytes_in_every_format_of_text(text: str, encoding: str) -> None:
    data = text.encode(encoding, "ignore")
    for media_type in ("text/plain", "text/markdown", "text/html", "text/csv", "application/jsonl"):
        reading = read_bytes(data, media_type)
        assert reading.outcomes
        for document in reading.documents:
            check_map(document, data)
    page = f'<html><meta charset="{encoding}"><p>'.encode() + data
    for document in read_bytes(page, "text/html").documents:
        check_map(document, page)


@given(st.lists(NASTY, min_size=1, max_size=3), st.sampled_from(["utf-8", "utf-16", "cp1252", "shift_jis"]))
@settings(max_examples=60, deadline=None)
def test_hostile_letters_keep_their_bytes_in_tables_of_any_charset(texts: list[str], encoding: str) -> None:
    table = io.StringIO()
    csv.writer(table, quoting=csv.QUOTE_ALL).writerows(
        [["id", "text"], *([str(n), text] for n, text in enumerate(texts))]
    )
    data = table.getvalue().encode(encoding, "ignore")
    for document in read_bytes(data, "text/csv").documents:
        check_map(document, data)
    rows = json.dumps([{"text": text, "title": text[:9]} for text in texts], ensure_ascii=False)
    data = rows.encode(encoding, "ignore")
    for document in read_bytes(data, "application/json").documents:
        check_map(document, data)


@given(
    st.lists(st.tuples(NASTY, NASTY), min_size=1, max_size=3), st.sampled_from(["utf-8", "cp1252", "utf-16", "utf-7"])
)
@settings(max_examples=60, deadline=None)
def test_mailboxes_map_each_message_to_its_own_bytes(messages: list[tuple[str, str]], claimed: str) -> None:
    data = b""
    for subject, body in messages:
        head = "".join(subject.split())
        data += b"From a@b Mon Jan  1 00:00:00 2024\nFrom: J\xc3\xb6rg <j@x.example>\nSubject: "
        data += f"{head}\nContent-Type: text/plain; charset={claimed}\nContent-Transfer-Encoding: 8bit\n\n{body}\n\n".encode()
    reading = read_bytes(data, "application/mbox")
    assert reading.outcomes
    for document in reading.documents:
        check_map(document, data, "application/mbox")


@given(NASTY, NASTY, st.integers(0, 3), st.sampled_from(["note.txt", "page.html", "table.csv", "read.md"]))
@settings(max_examples=40, deadline=None)
def test_mail_within_mail_maps_to_the_innermost_part(body: str, attached: str, depth: int, name: str) -> None:
    inner, inner_name = f"text\n{attached}".encode(), name
    for level in range(depth + 1):
        message = EmailMessage()
        message["From"], message["Subject"] = "a@b.example", f"Level {level}"
        message.set_content("Dear all\n" + body, cte="base64")
        message.add_attachment(inner, maintype="application", subtype="octet-stream", filename=inner_name)
        inner, inner_name = bytes(message), "inner.eml"
    reading = read_bytes(inner, "message/rfc822")
    assert len(reading.outcomes) >= depth + 1
    for document in reading.documents:
        check_map(document, inner)


@given(st.lists(st.tuples(WORDS, st.sampled_from(["", "<w:vanish/>", '<w:color w:val="FFFFFF"/>', "del"])), max_size=6))
@settings(max_examples=25, deadline=None)
def test_what_a_docx_hides_is_kept_with_its_bytes(runs: list[tuple[str, str]]) -> None:
    written = docx.Document()
    written.add_paragraph("The wall.")
    original, changed = io.BytesIO(), io.BytesIO()
    written.save(original)
    xml = "<w:p>"
    for words, look in runs:
        shown = words.replace("&", "&amp;").replace("<", "&lt;")
        if look == "del":
            xml += f"<w:del><w:r><w:delText>{shown}</w:delText></w:r></w:del>"
        else:
            xml += f"<w:r><w:rPr>{look}</w:rPr><w:t>{shown}</w:t></w:r>"
    with zipfile.ZipFile(original) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(
                name, data.replace(b"<w:sectPr", f"{xml}</w:p><w:sectPr".encode()) if "document.xml" in name else data
            )
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    document = read_bytes(changed.getvalue(), media_type).documents[0]
    check_map(document, changed.getvalue())
    told = "".join(document.text[hidden.span.start : hidden.span.end] for hidden in document.hidden)
    assert sum(map(str.isalpha, told)) == sum(sum(map(str.isalpha, words)) for words, look in runs if look)
