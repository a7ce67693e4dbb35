"""Text that breaks programs: every letter is kept or told of, and the map leads back to its bytes through all of it."""

import csv
import io
import json
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from wherefrom.records import Document, Ending, Reading

Read = Callable[..., Reading]

LETTERS = {
    "bidi controls": "The file \u202egpj.exe\u202c was \u2066safe\u2069, she said.",
    "signs without width": "The har\u200bbour\u2060 was\ufeff shut\u200d by no\u200cbody.",
    "look-alikes": "The m\u0430yor of \u041d\u0430rrow left the qu\u0430y.",
    "combining marks": "Cafe\u0301 z\u0351\u036b\u0343a\u0329lg\u0322o\u0334 said so.",
    "one letter with a thousand marks": "a" + "\u0301" * 1000 + " said so.",
    "astral letters": "𝔗𝔥𝔢 quay 😀👩\u200d👩\u200d👧 is 𠀋 closed.",
    "ends of lines": "one\rtwo\r\nthree\u0085four\u2028five\u2029six\x0bseven\x0ceight",
    "soft hyphens": "har\u00adbour mas\u00adter",
    "NUL": "The qu\x00ay is \x00 closed, the harbour master said on Tuesday.",
    "marks in the middle": "\ufeffThe quay\ufeff is closed.\ufffe\uffff",
    "private and unassigned": "\ue000\U000f0000\u0378 said so.",
    "tags": "safe\U000e0073\U000e0061\U000e0066\U000e0065 words",
    "right to left": "قال المتحدث إن الرصيف مغلق. דובר אמר.",
    "no space at all": "港の壁に亀裂がある。使者が言った。" * 20,
}


def kept(text: str) -> str:
    """A text as a plain reader keeps it: ends of lines as line feeds, all else letter for letter."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check_map(document: Document, data: bytes) -> None:
    """Each exact segment decodes to its text."""
    for segment in document.segments:
        assert 0 <= segment.unit_start < segment.unit_end <= len(data)
        if segment.exact:
            words = data[segment.unit_start : segment.unit_end].decode(document.encoding)
            assert words == document.text[segment.start : segment.end]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("kind", LETTERS)
def test_plain_text_keeps_every_letter(read_bytes: Read, kind: str, encoding: str) -> None:
    data = LETTERS[kind].encode(encoding)
    document = read_bytes(data, "text/plain").documents[0]
    assert document.text.lstrip("\ufeff") == kept(LETTERS[kind]).lstrip("\ufeff")
    check_map(document, data)


@pytest.mark.parametrize("kind", LETTERS)
def test_rows_keep_every_letter(read_bytes: Read, kind: str) -> None:
    text = LETTERS[kind]
    for plain in (True, False):
        data = json.dumps([{"text": text}], ensure_ascii=plain).encode()
        document = read_bytes(data, "application/json").documents[0]
        assert document.text == kept(text)
        check_map(document, data)
    table = io.StringIO()
    csv.writer(table, quoting=csv.QUOTE_ALL).writerows([["id", "text"], ["1", text]])
    data = table.getvalue().encode()
    document = read_bytes(data, "text/csv").documents[0]
    assert document.text == kept(text)
    check_map(document, data)


@pytest.mark.parametrize("media_type", ["text/html", "text/markdown"])
@pytest.mark.parametrize("kind", LETTERS)
def test_markup_keeps_every_letter_that_is_no_white_space(read_bytes: Read, kind: str, media_type: str) -> None:
    text = LETTERS[kind]
    data = (f"<p>{escape(text)}</p>" if media_type == "text/html" else text).encode()
    document = read_bytes(data, media_type).documents[0]
    # What a NUL stands for in markup is U+FFFD by both specifications; some keep it.
    assert [letter for letter in document.text if not letter.isspace() and letter not in "\x00\ufffd\ufeff"] == [
        letter for letter in text if not letter.isspace() and letter not in "\x00\ufeff"
    ]
    check_map(document, data)


BROKEN = {
    "a lone byte": b"Gr\xc3\xb6\xc3\x9fe, Gr\xc3\xb6\xc3\x9fe: The quay \xff is closed.",
    "a sequence cut short": b"Gr\xc3\xb6\xc3\x9fe, Gr\xc3\xb6\xc3\x9fe: The quay \xe2\x82 is closed. \xf0\x9f\x98",
    "an overlong slash": b"Gr\xc3\xb6\xc3\x9fe, Gr\xc3\xb6\xc3\x9fe: The quay \xc0\xaf is closed.",
    "surrogates in UTF-8": b"Gr\xc3\xb6\xc3\x9fe, Gr\xc3\xb6\xc3\x9fe: The quay \xed\xa0\xbd\xed\xb8\x80 is closed.",
    "a lone surrogate in UTF-8": b"Gr\xc3\xb6\xc3\x9fe, Gr\xc3\xb6\xc3\x9fe: The quay \xed\xb0\x80 is closed.",
    "beyond Unicode": b"Gr\xc3\xb6\xc3\x9fe, Gr\xc3\xb6\xc3\x9fe: The quay \xf4\x90\x80\x80 is closed.",
    "a lone surrogate in UTF-16": b"\xff\xfe"
    + "The quay ".encode("utf-16-le")
    + b"\x3d\xd8"
    + " is".encode("utf-16-le"),
    "half a letter of UTF-16": b"\xff\xfe" + "The quay is closed".encode("utf-16-le") + b"x",
    "UTF-32 beyond Unicode": b"\xff\xfe\x00\x00" + "The quay".encode("utf-32-le") + b"\x00\x00\x11\x00",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_broken_text_is_read_in_part_and_the_rest_keeps_its_place(read_bytes: Read, kind: str) -> None:
    reading = read_bytes(BROKEN[kind], "text/plain")
    assert reading.outcomes[0].ending is Ending.PARTLY
    assert "U+FFFD" in reading.outcomes[0].reason
    assert "The quay" in reading.documents[0].text
    assert "\ufffd" in reading.documents[0].text
    check_map(reading.documents[0], BROKEN[kind])


@pytest.mark.parametrize(
    "claim", ["utf-7", "utf-16", "us-ascii", "iso-8859-1", "x-unknown", "rot13", "base64", "idna", ""]
)
def test_a_wrong_claim_of_a_charset_changes_no_letter(read_bytes: Read, claim: str) -> None:
    text = "Größe +ADw-script+AD4- “quay”"
    page = f'<meta charset="{claim}"><p>{text}</p>'.encode()
    reading = read_bytes(page, "text/html")
    assert reading.documents[0].text == text
    check_map(reading.documents[0], page)
    mail = f"Subject: Größe\nContent-Type: text/plain; charset={claim}\nContent-Transfer-Encoding: 8bit\n\n{text}\n".encode()
    assert text in read_bytes(mail, "message/rfc822").documents[0].text


def test_lone_surrogates_in_escapes_become_replacement_characters(read_bytes: Read) -> None:
    data = b'[{"text": "The quay \\ud83d is \\ude00\\ud83d closed \\ud83d\\ude00."}]'
    document = read_bytes(data, "application/json").documents[0]
    assert document.text == "The quay \ufffd is \ufffd\ufffd closed 😀."
    document.text.encode()


def test_naughty_strings_are_kept_in_every_format(read_bytes: Read, shared: Path) -> None:
    lines = (shared / "hostile" / "blns.txt").read_text(encoding="utf-8").split("\n")
    texts = [line for line in lines if line.strip() and not line.startswith("#")]
    assert len(texts) > 400
    rows = json.dumps([{"text": text} for text in texts]).encode()
    told = [document.text for document in read_bytes(rows, "application/json").documents]
    assert told == [kept(text) for text in texts]
    table = io.StringIO()
    csv.writer(table, quoting=csv.QUOTE_ALL).writerows([["id", "text"], *(["1", text] for text in texts)])
    data = table.getvalue().encode()
    documents = read_bytes(data, "text/csv").documents
    assert [document.text for document in documents] == [kept(text) for text in texts]
    for document in documents:
        check_map(document, data)


def test_naughty_strings_end_well_as_files_of_their_own(read_bytes: Read, shared: Path) -> None:
    lines = (shared / "hostile" / "blns.txt").read_bytes().split(b"\n")
    for line in lines:
        for media_type in ("text/plain", "text/html", "text/markdown", "message/rfc822"):
            reading = read_bytes(line, media_type)
            assert reading.outcomes
            for document in reading.documents:
                assert document.text.strip()
            assert reading.documents or reading.outcomes[0].reason
        if line.decode().strip().strip("\ufeff"):
            assert read_bytes(line, "text/plain").documents or b"\x01" in line, line
