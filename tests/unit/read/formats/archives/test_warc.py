import base64
import gzip
import hashlib
import zlib
from collections.abc import Callable
from email.message import EmailMessage

import brotli
import pytest

from wherefrom.config import Settings
from wherefrom.read.formats.archives import warc
from wherefrom.read.formats.archives.record_payload import Payload, find_payload
from wherefrom.read.formats.archives.web_records import WebRecord
from wherefrom.records import Ending, Outcome, Reading

Read = Callable[..., Reading]

WARC = "application/warc"
PAGE = b"<html><head><title>Quay closed</title></head><body><p>The harbour master closed the quay on Monday.</p></body></html>"


def record(
    kind: str, block: bytes, url: str = "https://x.example/a", length: str | None = None, **fields: str
) -> bytes:
    """One record; a field whose value is empty is left out."""
    named = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{hashlib.md5(block, usedforsecurity=False).hexdigest()}>",
        "WARC-Target-URI": url,
        "WARC-Date": "2020-01-02T03:04:05Z",
        "Content-Type": "application/http; msgtype=response" if kind == "response" else "text/plain",
        "Content-Length": str(len(block)) if length is None else length,
        **{name.replace("_", "-"): value for name, value in fields.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items() if value)
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def answer(body: bytes, kind: str = "text/html", status: str = "200 OK", **fields: str) -> bytes:
    head = "".join(
        f"{name.replace('_', '-')}: {value}\r\n" for name, value in {"Content-Type": kind, **fields}.items() if value
    )
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def base32(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


def outcome_of(reading: Reading, part: str) -> Outcome:
    return next(outcome for outcome in reading.outcomes if outcome.part == part)


def test_a_page_becomes_a_document_with_its_address_and_capture_date(read_bytes: Read) -> None:
    data = record("warcinfo", b"software: invented\r\n") + record("response", answer(PAGE))
    reading = read_bytes(data, WARC)
    (document,) = reading.documents
    assert (document.part, document.url, document.captured) == (
        "record:2",
        "https://x.example/a",
        "2020-01-02T03:04:05Z",
    )
    assert document.published is None
    assert dict(document.metadata_from)["captured"] == "warc: WARC-Date"
    assert document.text == "The harbour master closed the quay on Monday."
    assert "1 warcinfo" in outcome_of(reading, "").reason


def test_every_kind_of_text_is_read_by_its_own_reader(read_bytes: Read) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@x.example", "A letter"
    mail.set_content("We saw it.")
    data = (
        record("response", answer(b"Plain words.", "text/plain"))
        + record("resource", b"More plain words.")
        + record("response", answer(b'[{"text": "A row."}]', "application/json"))
        + record("response", answer(bytes(mail), "message/rfc822"))
        + record("conversion", b"Words taken out of a page.")
        + record("response", answer(PAGE, "application/octet-stream"))
    )
    reading = read_bytes(data, WARC)
    parts = [document.part for document in reading.documents]
    assert parts == ["record:1", "record:2", "record:3/row:1", "record:4/message:1", "record:5", "record:6"]
    assert all(document.url == "https://x.example/a" and document.captured for document in reading.documents)
    assert {f"record:{number}" for number in range(1, 7)} <= {outcome.part for outcome in reading.outcomes}


def test_an_address_stated_by_a_row_is_its_own(read_bytes: Read) -> None:
    block = answer(b'[{"text": "A row.", "url": "https://row.example/"}]', "application/json")
    assert read_bytes(record("response", block), WARC).documents[0].url == "https://row.example/"


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda body: zlib.compress(body)[2:-4]),
        ("br", brotli.compress),
        ("gzip, br", lambda body: brotli.compress(gzip.compress(body))),
        ("identity", bytes),
    ],
)
def test_content_encodings_are_undone(read_bytes: Read, coding: str, pack: Callable[[bytes], bytes]) -> None:
    reading = read_bytes(record("response", answer(pack(PAGE), Content_Encoding=coding)), WARC)
    assert reading.documents[0].text == "The harbour master closed the quay on Monday."
    assert outcome_of(reading, "record:1").ending is Ending.READ


@pytest.mark.parametrize(("coding", "pack"), [("gzip", gzip.compress), ("br", brotli.compress)])
def test_a_bomb_in_a_content_encoding_costs_its_record_alone(
    read_bytes: Read, coding: str, pack: Callable[[bytes], bytes]
) -> None:
    bomb = answer(pack(b" " * 40_000_000), Content_Encoding=coding)
    reading = read_bytes(record("response", bomb) + record("response", answer(PAGE)), WARC)
    assert outcome_of(reading, "record:1").ending is Ending.REFUSED
    assert "hostile" in outcome_of(reading, "record:1").reason
    assert [document.part for document in reading.documents] == ["record:2"]


def test_what_unpacks_to_more_than_the_limit_in_all_ends_the_reading(read_bytes: Read) -> None:
    words = b"The harbour master closed the quay on Monday. " * 40
    data = b"".join(record("response", answer(words, "text/plain")) for _ in range(10))
    reading = read_bytes(gzip.compress(data), "application/warc+gzip", settings=Settings(file_bytes=5000))
    assert 1 <= len(reading.documents) <= 3
    assert outcome_of(reading, "").ending is Ending.PARTLY
    assert "and no further" in outcome_of(reading, "").reason


def test_a_member_that_is_a_bomb_is_reported_and_the_next_is_read(read_bytes: Read) -> None:
    bomb = gzip.compress(record("response", answer(b" " * 30_000_000)))
    reading = read_bytes(bomb + gzip.compress(record("response", answer(PAGE))), "application/warc+gzip")
    assert [document.part for document in reading.documents] == ["record:2"]
    assert "only hostile files" in " ".join(outcome.reason for outcome in reading.outcomes)


def test_an_unknown_encoding_is_said(read_bytes: Read) -> None:
    reading = read_bytes(record("response", answer(b"\x28\xb5\x2f\xfd", Content_Encoding="zstd")), WARC)
    assert "'zstd' cannot be undone" in outcome_of(reading, "record:1").reason


def test_what_says_to_be_packed_and_is_not_is_taken_as_it_stands(read_bytes: Read) -> None:
    reading = read_bytes(record("response", answer(PAGE, Content_Encoding="gzip", Transfer_Encoding="chunked")), WARC)
    assert reading.documents
    assert "which it is not" in outcome_of(reading, "record:1").reason


def test_chunks_are_joined_and_broken_ones_said(read_bytes: Read) -> None:
    whole = b"%x\r\n%s\r\n" % (len(PAGE), PAGE)
    good = record("response", answer(whole + b"0\r\n\r\n", Transfer_Encoding="chunked"))
    cut = record("response", answer(whole, Transfer_Encoding="chunked"))
    broken = record("response", answer(whole + b"zz\r\n<p>More words.</p>", Transfer_Encoding="chunked"))
    reading = read_bytes(good + cut + broken, WARC)
    assert [document.part for document in reading.documents] == ["record:1", "record:2", "record:3"]
    endings = [outcome_of(reading, f"record:{number}").ending for number in (1, 2, 3)]
    assert endings == [Ending.READ, Ending.PARTLY, Ending.PARTLY]
    assert "chunks" in outcome_of(reading, "record:3").reason


@pytest.mark.parametrize(
    "digest",
    [
        base32(PAGE),
        base32(PAGE).lower().replace("sha1:", "SHA1:"),
        "sha256:" + hashlib.sha256(PAGE).hexdigest(),
        "sha256:" + base64.b64encode(hashlib.sha256(PAGE).digest()).decode(),
        "sha-512:" + base64.urlsafe_b64encode(hashlib.sha512(PAGE).digest()).decode().rstrip("="),
        "md5:" + hashlib.md5(PAGE, usedforsecurity=False).hexdigest().upper(),
    ],
)
def test_a_right_digest_of_any_form_is_told_from_a_wrong_one(read_bytes: Read, digest: str) -> None:
    right = read_bytes(record("response", answer(PAGE), WARC_Payload_Digest=digest), WARC)
    assert outcome_of(right, "record:1").ending is Ending.READ
    assert "digests: 1 right" in outcome_of(right, "").reason
    wrong = read_bytes(record("response", answer(PAGE.replace(b"Monday", b"Sunday")), WARC_Payload_Digest=digest), WARC)
    assert outcome_of(wrong, "record:1").ending is Ending.PARTLY
    assert "digest is wrong" in outcome_of(wrong, "record:1").reason
    assert wrong.documents


def test_a_digest_may_leave_the_chunks_out(read_bytes: Read) -> None:
    chunked = answer(b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), Transfer_Encoding="chunked")
    reading = read_bytes(record("response", chunked, WARC_Payload_Digest=base32(PAGE)), WARC)
    assert "digests: 1 right" in outcome_of(reading, "").reason


def test_a_block_digest_counts_too(read_bytes: Read) -> None:
    reading = read_bytes(record("response", answer(PAGE), WARC_Block_Digest=base32(b"other")), WARC)
    assert "digest is wrong" in outcome_of(reading, "record:1").reason


@pytest.mark.parametrize("digest", ["", "crc:1", "sha1:notone", "sha1"])
def test_no_digest_and_one_that_cannot_be_checked_are_said(read_bytes: Read, digest: str) -> None:
    reading = read_bytes(record("response", answer(PAGE), WARC_Payload_Digest=digest), WARC)
    said = "cannot be checked" if digest else "the record has no digest"
    assert said in outcome_of(reading, "record:1").reason
    assert reading.documents


def test_a_revisit_is_resolved_within_the_file_or_named_as_not_held(read_bytes: Read) -> None:
    digest = base32(PAGE)
    head = b"HTTP/1.1 200 OK\r\n\r\n"
    data = (
        record("response", answer(PAGE), WARC_Payload_Digest=digest)
        + record("revisit", head, WARC_Payload_Digest=digest)
        + record("revisit", head, "https://gone.example/", WARC_Payload_Digest=base32(b"gone"))
    )
    said = outcome_of(read_bytes(data, WARC), "")
    assert "record 2 repeats record 1" in said.reason
    assert "record 3 repeats a capture of https://gone.example/ whose original is not found in this file" in said.reason
    assert said.ending is Ending.PARTLY


def test_media_are_counted_by_type_and_what_dresses_a_page_is_no_gap(read_bytes: Read) -> None:
    page = record("response", answer(PAGE))
    style = record("response", answer(b"p {}", "text/css")) + record("response", answer(b"x()", "text/javascript"))
    whole = outcome_of(read_bytes(page + style, WARC), "")
    assert (whole.ending, "2 style sheets" in whole.reason) == (Ending.READ, True)
    pictures = record("response", answer(b"\x89PNG", "image/png")) * 3
    partly = outcome_of(read_bytes(page + pictures, WARC), "")
    assert (partly.ending, "image/png (3)" in partly.reason) == (Ending.PARTLY, True)


def test_redirects_and_errors_are_read_and_said(read_bytes: Read) -> None:
    moved = record("response", answer(b"<p>It moved.</p>", status="302 Found", Location="https://x.example/b"))
    empty = record("response", answer(b"", status="301 Moved", Location="/c"))
    error = record("response", answer(b"<p>No such page.</p>", status="404 Not Found"))
    reading = read_bytes(moved + empty + error, WARC)
    assert [document.text for document in reading.documents] == ["It moved.", "No such page."]
    assert "redirect (302) to https://x.example/b" in outcome_of(reading, "record:1").reason
    assert outcome_of(reading, "record:2").ending is Ending.REFUSED
    assert "no text found" in outcome_of(reading, "record:2").reason
    assert "an error (404)" in outcome_of(reading, "record:3").reason


def test_a_record_that_was_cut_by_its_archiver_is_read_in_part(read_bytes: Read) -> None:
    reading = read_bytes(record("response", answer(PAGE), WARC_Truncated="length"), WARC)
    assert outcome_of(reading, "record:1").ending is Ending.PARTLY
    assert "WARC-Truncated: length" in outcome_of(reading, "record:1").reason


def test_types_of_records_without_end_are_counted_not_listed(read_bytes: Read) -> None:
    data = b"".join(record(f"kind{number}", b"x") for number in range(500))
    said = outcome_of(read_bytes(data, WARC), "").reason
    assert "490 further types of records" in said
    assert len(said) < 3000


def test_segments_are_told_of_and_not_joined(read_bytes: Read) -> None:
    data = record("response", answer(PAGE), WARC_Segment_Number="1") + record("continuation", b"<p>and more</p>")
    reading = read_bytes(data, WARC)
    assert (outcome_of(reading, "record:1").ending, outcome_of(reading, "").ending) == (Ending.PARTLY, Ending.PARTLY)
    assert "record 2 is of the type continuation, which is not read" in outcome_of(reading, "").reason


@pytest.mark.parametrize("length", ["", "-5", "abc", "9" * 30, "10", "100000"])
def test_a_wrong_content_length_costs_only_its_record(read_bytes: Read, length: str) -> None:
    broken = record("response", answer(PAGE), length=length)
    if not length:
        broken = broken.replace(b"Content-Length: \r\n", b"")
    data = broken + record("response", answer(PAGE.replace(b"Monday", b"Tuesday")))
    for packed, media_type in ((data, WARC), (gzip.compress(data), "application/warc+gzip")):
        reading = read_bytes(packed, media_type)
        assert [outcome.ending for outcome in reading.outcomes if outcome.part == "record:1"] != [Ending.READ]
        assert "Content-Length" in " ".join(outcome.reason for outcome in reading.outcomes)
        assert reading.documents[-1].text.endswith("Tuesday.")


def test_a_damaged_gzip_member_is_reported_and_the_next_read(read_bytes: Read) -> None:
    first, second, third = (
        gzip.compress(record("response", answer(PAGE.replace(b"Monday", day))))
        for day in (b"Monday", b"Tuesday", b"Friday")
    )
    for at in (3, 12, len(second) // 2, len(second) - 6):
        damaged = second[:at] + bytes([second[at] ^ 0xFF]) + second[at + 1 :]
        reading = read_bytes(first + damaged + third, "application/warc+gzip")
        assert reading.documents[0].text.endswith("Monday.")
        assert reading.documents[-1].text.endswith("Friday.")
        assert any("gzip" in outcome.reason for outcome in reading.outcomes)
        assert any(outcome.ending is not Ending.READ for outcome in reading.outcomes)


def test_an_archive_cut_anywhere_never_passes_as_read(read_bytes: Read) -> None:
    data = record("warcinfo", b"software: invented\r\n") + record(
        "response", answer(PAGE, Content_Length=str(len(PAGE)))
    )
    for whole, media_type in ((data, WARC), (gzip.compress(data), "application/warc+gzip")):
        for length in range(1, len(whole) - 5, 17):
            outcomes = read_bytes(whole[:length], media_type).outcomes
            assert outcomes
            assert any(outcome.ending is not Ending.READ for outcome in outcomes)


def test_bytes_between_records_are_told_of(read_bytes: Read) -> None:
    data = record("response", answer(PAGE)) + b"rubbish that is no record\r\n" + record("response", answer(PAGE))
    reading = read_bytes(data, WARC)
    assert len(reading.documents) == 2
    assert any("no record" in outcome.reason for outcome in reading.outcomes)


def test_a_header_without_end_is_refused_in_no_time(read_bytes: Read) -> None:
    endless = b"WARC/1.0\r\nWARC-Type: response\r\nX: " + b"a" * 3_000_000 + b"\r\n\r\n"
    folded = b"WARC/1.0\r\nX: b\r\n" + b" c\r\n" * 500_000 + b"\r\n"
    for broken in (endless, folded):
        reading = read_bytes(broken + record("response", answer(PAGE)), WARC)
        assert [document.part for document in reading.documents] == ["record:2"]
        assert "header" in " ".join(outcome.reason for outcome in reading.outcomes)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "file:///etc/passwd", "", "urn:text:https://x.example/", "https://x.example/" + "a" * 9000],
)
def test_an_address_that_is_none_of_the_web_is_no_address(read_bytes: Read, url: str) -> None:
    reading = read_bytes(record("resource", b"Some words.", url), WARC)
    assert reading.documents[0].url is None
    assert "none of the web" in outcome_of(reading, "record:1").reason


def test_an_address_in_angle_brackets_or_with_spaces_is_mended_and_said(read_bytes: Read) -> None:
    for url, meant in (
        ("<https://x.example/>", "https://x.example/"),
        ("https://x.example/a b", "https://x.example/a%20b"),
    ):
        reading = read_bytes(record("response", answer(PAGE), url), WARC)
        assert reading.documents[0].url == meant
        assert "against the standard" in outcome_of(reading, "record:1").reason


def test_a_date_that_is_none_is_said(read_bytes: Read) -> None:
    reading = read_bytes(record("response", answer(PAGE), WARC_Date="<script>"), WARC)
    assert reading.documents[0].captured is None
    assert "date of capture cannot be read" in outcome_of(reading, "record:1").reason


def test_archives_within_archives_are_counted_not_unpacked(read_bytes: Read) -> None:
    inner = record("response", answer(PAGE))
    reading = read_bytes(record("response", answer(inner, WARC)), WARC)
    assert not reading.documents
    assert "application/warc (1)" in outcome_of(reading, "").reason


def test_a_spent_allowance_ends_the_reading_with_what_there_is(read_bytes: Read) -> None:
    data = record("response", answer(PAGE)) * 5
    reading = read_bytes(data, WARC, settings=Settings(read_seconds=0))
    assert len(reading.documents) < 5
    assert "read to record 1" in outcome_of(reading, "").reason
    assert outcome_of(reading, "").ending is Ending.PARTLY


def test_a_record_that_needs_too_much_memory_costs_itself_alone(
    read_bytes: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(found: WebRecord, limit: int) -> Payload:
        if found.number == 1:
            raise MemoryError
        return find_payload(found, limit)

    monkeypatch.setattr(warc, "find_payload", find)
    reading = read_bytes(record("response", answer(PAGE)) * 2, WARC)
    assert [document.part for document in reading.documents] == ["record:2"]
    assert "more memory" in outcome_of(reading, "record:1").reason


def test_an_arc_is_read_too(read_bytes: Read) -> None:
    page = answer(PAGE)
    first = b"1 0 Invented\nURL IP-address Archive-date Content-type Archive-length\n"
    data = b"filedesc://a.arc 0.0.0.0 20200102030405 text/plain %d\n%s\n" % (len(first), first)
    data += b"https://x.example/a 192.0.2.1 20200102030405 text/html %d\n%s\n" % (len(page), page)
    (document,) = read_bytes(data, "application/x-arc").documents
    assert (document.part, document.url, document.captured) == (
        "record:2",
        "https://x.example/a",
        "2020-01-02T03:04:05Z",
    )


def test_no_record_at_all_is_said(read_bytes: Read) -> None:
    for data in (b"WARC/1.0", b"\x1f\x8b\x08", gzip.compress(b"no archive"), b"WARC/9.9\r\n\r\n"):
        reading = read_bytes(data, "application/warc+gzip")
        assert not reading.documents
        assert reading.outcomes[0].ending is Ending.REFUSED
