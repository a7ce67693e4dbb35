import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Callable

import pytest

from wherefrom.config import Settings
from wherefrom.records import Ending, Outcome, Reading

Read = Callable[..., Reading]

WACZ = "application/wacz"
URL = "https://x.example/a"
ARCHIVE = "archive/data.warc.gz"


def record(body: bytes, url: str = URL) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + body
    head = f"WARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-01-02T03:04:05Z\r\nContent-Length: {len(block)}\r\n"
    return gzip.compress(b"WARC/1.0\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n")


def pack(members: dict[str, bytes], *, listed: dict[str, bytes] | None = None, **package: object) -> bytes:
    """A collection whose list of members states the digests of ``listed``, or of the members themselves."""
    resources = [
        {"path": name, "hash": f"sha256:{hashlib.sha256(data).hexdigest()}", "bytes": len(data)}
        for name, data in (members if listed is None else listed).items()
    ]
    said = json.dumps({"profile": "data-package", "resources": resources, **package}).encode()
    digest = json.dumps({"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(said).hexdigest()}"}).encode()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in {**members, "datapackage.json": said, "datapackage-digest.json": digest}.items():
            archive.writestr(name, data)
    return file.getvalue()


def pages(*listed: tuple[str, str]) -> bytes:
    lines = [{"format": "json-pages-1.0"}, *({"url": url, "title": title} for url, title in listed)]
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


def own(reading: Reading) -> Outcome:
    return next(outcome for outcome in reading.outcomes if not outcome.part)


def test_a_sound_collection_is_read_with_titles_from_its_pages(read_bytes: Read) -> None:
    members = {ARCHIVE: record(b"He closed it."), "pages/pages.jsonl": pages((URL, "Quay  closed"))}
    reading = read_bytes(pack(members), WACZ)
    (document,) = reading.documents
    assert document.part == f"zip:{ARCHIVE}/record:1"
    assert (document.title, document.url, document.captured) == ("Quay closed", URL, "2020-01-02T03:04:05Z")
    assert dict(document.metadata_from)["title"] == "wacz: list of pages"
    assert own(reading).ending is Ending.READ


def test_every_archive_in_it_is_read(read_bytes: Read) -> None:
    members = {ARCHIVE: record(b"He closed it."), "archive/b.warc.gz": record(b"She opened it.")}
    texts = [document.text for document in read_bytes(pack(members), WACZ).documents]
    assert texts == ["She opened it.", "He closed it."]


def test_a_member_that_was_altered_missing_or_unlisted_is_said(read_bytes: Read) -> None:
    members = {ARCHIVE: record(b"He closed it."), "indexes/index.cdx": b"x"}
    listed = {ARCHIVE: record(b"He opened it."), "pages/pages.jsonl": b"gone"}
    said = own(read_bytes(pack(members, listed=listed), WACZ))
    assert said.ending is Ending.PARTLY
    assert f"{ARCHIVE}: its digest is wrong" in said.reason
    assert "pages/pages.jsonl is in datapackage.json and not in the archive" in said.reason
    assert "indexes/index.cdx is not in datapackage.json" in said.reason


def test_a_list_of_members_that_was_altered_is_said(read_bytes: Read) -> None:
    data = pack({ARCHIVE: record(b"He closed it.")}, title="a").replace(b'"title": "a"', b'"title": "b"')
    # The archive's own checksum would give the change away first; a careful forger writes it anew.
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            at = old.getinfo(name).header_offset + 30 + len(name)
            new.writestr(name, data[at : at + old.getinfo(name).file_size])
    assert "not the one that datapackage-digest.json states" in own(read_bytes(file.getvalue(), WACZ)).reason


@pytest.mark.parametrize("package", [None, b"", b"[1]", b"{", b"[" * 100_000, b'{"resources": [null, {"path": 7}]}'])
def test_a_broken_list_of_members_keeps_nothing_from_being_read(read_bytes: Read, package: bytes | None) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(ARCHIVE, record(b"He closed it."))
        if package is not None:
            archive.writestr("datapackage.json", package)
    reading = read_bytes(file.getvalue(), WACZ)
    assert [document.text for document in reading.documents] == ["He closed it."]
    assert own(reading).reason


def test_a_bomb_is_refused_before_it_is_unpacked(read_bytes: Read) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("archive/a.warc", b"WARC/1.0\r\n" + bytes(30_000_000))
    reading = read_bytes(file.getvalue(), WACZ)
    assert own(reading).ending is Ending.REFUSED
    assert "hostile" in own(reading).reason


def test_more_than_the_limit_in_all_is_refused(read_bytes: Read) -> None:
    data = pack({ARCHIVE: record(b"He closed it."), "archive/b.warc": b"WARC/1.0\r\n" + b"ab" * 4000})
    reading = read_bytes(data, WACZ, settings=Settings(file_bytes=len(data) - 1000))
    assert not reading.documents
    large = read_bytes(data, WACZ)
    assert large.documents


def test_members_outside_its_folder_are_never_taken_for_archives(read_bytes: Read) -> None:
    members = {
        name: record(b"No.") for name in ("../archive/a.warc.gz", "archive/../a.warc.gz", "/archive/a.warc", "a.warc")
    }
    reading = read_bytes(pack(members), WACZ)
    assert not reading.documents
    assert "it has no web archive" in own(reading).reason


def test_a_cut_collection_is_refused_with_the_reason(read_bytes: Read) -> None:
    data = pack({ARCHIVE: record(b"He closed it.")})
    for length in range(4, len(data), 97):
        reading = read_bytes(data[:length], WACZ)
        assert own(reading).ending is Ending.REFUSED
        assert own(reading).reason
