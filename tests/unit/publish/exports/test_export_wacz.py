"""WACZ: valid for other people's validators, every record whole and found through the index."""

import gzip
import hashlib
import io
import json
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from wherefrom.publish import ExportSource, write_export
from wherefrom.records import Capture, Ending, Outcome

PAGE = b"<!doctype html><title>Tide tables</title><p>Forty crates left the quay.</p>"
ADDRESS = "https://tide.example/Tables?b=2&a=1"


def make_warc(*, packed: bool = True, bad_digest: bool = False, without_digest: bool = False) -> bytes:
    """A page with its request, a redirect, a picture, and what the writer says of itself."""
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    info = writer.create_warcinfo_record("tide.warc", {"software": "test"})
    writer.write_record(info)
    for address, status, kind, body in (
        (ADDRESS, "200 OK", "text/html; charset=utf-8", PAGE),
        ("http://tide.example/", "301 Moved", "text/html", b""),
        ("https://tide.example/a.png", "200 OK", "image/png", b"\x89PNG\r\n\x1a\n\r\n\r\n\0\xff"),
    ):
        # A folded head and odd spaces: bytes that a writer which parsed them would change.
        http = StatusAndHeaders(status, [("Content-Type", kind), ("X-Odd", "a  b")], protocol="HTTP/1.1")
        headers = {"WARC-Date": "2024-02-03T04:05:06Z"}
        record = writer.create_warc_record(address, "response", io.BytesIO(body), len(body), "", headers, None, http)
        if bad_digest and address == ADDRESS:
            record.rec_headers.replace_header("WARC-Payload-Digest", "sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
        writer.write_record(record)
    data = stream.getvalue()
    if without_digest:
        plain = gzip.decompress(data) if packed else data
        lines = [
            own for own in plain.split(b"\r\n") if not own.startswith((b"WARC-Payload-Digest", b"WARC-Block-Digest"))
        ]
        return b"\r\n".join(lines)
    return data


def with_original(source: ExportSource, payload: bytes, media_type: str, ending: Ending = Ending.READ) -> ExportSource:
    """The case with one more original."""
    sha = hashlib.sha256(payload).hexdigest()
    capture = Capture(
        f"cap-{sha[:16]}", sha, len(payload), media_type, "web", f"data/{sha[:2]}/{sha}", "web",
        "2024-05-02T00:00:00.123456Z", "a collector",
    )  # fmt: skip
    path = source.evidence / capture.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(payload)
    outcome = Outcome(capture.id, "", ending, "", "test")
    case = replace(source.case, captures=(*source.case.captures, capture), outcomes=(*source.case.outcomes, outcome))
    return replace(source, case=case)


def validate(path: Path, validators: Path, folder: Path, *, all_with_digests: bool = True) -> Path:
    """Hold a WACZ against ``wacz validate`` and ``warcio check``; returns its WARC."""
    told = subprocess.run([validators / "wacz", "validate", "-f", path], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "valid" in told.stdout
    with zipfile.ZipFile(path) as packed:
        assert packed.testzip() is None
        assert all(own.compress_type == zipfile.ZIP_STORED for own in packed.infolist())
        packed.extractall(folder)
    warc = folder / "archive/data.warc.gz"
    told = check_warc(warc)
    assert not all_with_digests or "no digest" not in told
    return warc


def check_warc(warc: Path) -> str:
    script = "import sys; from warcio.cli import main; sys.exit(main(sys.argv[1:]))"
    told = subprocess.run(
        [sys.executable, "-c", script, "check", "-v", warc], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout


def index_of(folder: Path) -> list[tuple[str, str, dict[str, str]]]:
    lines = gzip.decompress((folder / "indexes/index.cdx.gz").read_bytes()).decode().splitlines()
    parts = [line.split(" ", 2) for line in lines]
    return [(key, at, json.loads(told)) for key, at, told in parts]


@pytest.mark.parametrize("kind", ["source", "hostile"])
def test_validators_find_nothing(kind: str, request: pytest.FixtureRequest, validators: Path, tmp_path: Path) -> None:
    source = with_original(request.getfixturevalue(kind), make_warc(), "application/warc+gzip")
    path = write_export(source, "wacz", tmp_path / "case.wacz").path
    validate(path, validators, tmp_path / "unpacked")


def test_it_keeps_what_the_specification_asks(source: ExportSource, tmp_path: Path) -> None:
    path = write_export(
        with_original(source, make_warc(), "application/warc+gzip"), "wacz", tmp_path / "case.wacz"
    ).path
    with zipfile.ZipFile(path) as packed:
        package = json.loads(packed.read("datapackage.json"))
        digest = json.loads(packed.read("datapackage-digest.json"))
        pages = [json.loads(line) for line in packed.read("pages/pages.jsonl").splitlines()]
        assert digest["hash"] == f"sha256:{hashlib.sha256(packed.read('datapackage.json')).hexdigest()}"
        for own in package["resources"]:
            content = packed.read(own["path"])
            assert own["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
            assert own["bytes"] == len(content)
    assert (package["profile"], package["wacz_version"]) == ("data-package", "1.1.1")
    assert pages[0]["format"] == "json-pages-1.0"
    assert {own["url"] for own in pages[1:]} >= {ADDRESS}
    assert all({"url", "ts", "title", "id"} <= own.keys() for own in pages[1:])


def test_every_index_line_leads_to_its_record(source: ExportSource, tmp_path: Path) -> None:
    path = write_export(
        with_original(source, make_warc(), "application/warc+gzip"), "wacz", tmp_path / "case.wacz"
    ).path
    with zipfile.ZipFile(path) as packed:
        packed.extractall(tmp_path / "unpacked")
    data = (tmp_path / "unpacked/archive/data.warc.gz").read_bytes()
    lines = index_of(tmp_path / "unpacked")
    assert [own[:2] for own in lines] == sorted(own[:2] for own in lines)
    for _, at, told in lines:
        part = data[int(told["offset"]) : int(told["offset"]) + int(told["length"])]
        assert told["recordDigest"] == f"sha256:{hashlib.sha256(part).hexdigest()}"
        (record,) = list(ArchiveIterator(io.BytesIO(part)))
        assert record.rec_headers["WARC-Target-URI"] == told["url"]
        assert at == "".join(own for own in record.rec_headers["WARC-Date"] if own.isdigit())
    pages = {told["url"]: told for _, _, told in lines}
    assert (pages[ADDRESS]["status"], pages[ADDRESS]["mime"]) == ("200", "text/html")
    assert pages["http://tide.example/"]["status"] == "301"
    block = (tmp_path / "unpacked/indexes/index.idx").read_text().splitlines()[1].partition("{")[2]
    assert json.loads("{" + block)["offset"] == 0


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("without_digest", [True, False])
def test_records_of_a_capture_are_copied_byte_for_byte(
    packed: bool, without_digest: bool, source: ExportSource, tmp_path: Path
) -> None:
    given = make_warc(packed=packed, without_digest=without_digest)
    path = write_export(with_original(source, given, "application/warc"), "wacz", tmp_path / "case.wacz").path
    with zipfile.ZipFile(path) as made:
        copied = blocks_of(made.read("archive/data.warc.gz"))
    assert all(own in copied for own in blocks_of(given))
    assert len(copied) == len(blocks_of(given)) + 1 + len(source.case.captures)


def blocks_of(data: bytes) -> list[tuple[str, str | None, bytes]]:
    """Name, digest and block of each record, byte for byte."""
    return [
        (own.rec_headers["WARC-Record-ID"], own.rec_headers.get_header("WARC-Block-Digest"), own.raw_stream.read())
        for own in ArchiveIterator(io.BytesIO(data), no_record_parse=True)
    ]


def test_a_wacz_among_the_originals_gives_its_records(source: ExportSource, validators: Path, tmp_path: Path) -> None:
    inner = write_export(with_original(source, make_warc(), "application/warc"), "wacz", tmp_path / "inner.wacz").path
    outer = with_original(source, inner.read_bytes(), "application/wacz")
    summary = write_export(outer, "wacz", tmp_path / "outer.wacz")
    validate(summary.path, validators, tmp_path / "unpacked")
    assert ADDRESS in {told["url"] for _, _, told in index_of(tmp_path / "unpacked")}
    assert {own.what for own in summary.omissions} & {"records", "archives"} == set()


@pytest.mark.parametrize(
    ("payload", "what"),
    [
        (make_warc(bad_digest=True), "records"),
        (make_warc()[:-40], "archives"),
        (make_warc(packed=False)[:-60], "archives"),
        (make_warc(packed=False).replace(b"Content-Length: ", b"Content-Length: x", 1), "archives"),
        (b"WARC/1.0\r\n" + b"x" * 5000, "archives"),
        (gzip.compress(b"WARC/1.0\r\n\r\n"), "archives"),
    ],
    ids=["false digest", "cut off", "cut off, unpacked", "no length", "no records", "empty"],
)
def test_damaged_archive_is_carried_as_a_file_and_counted(
    payload: bytes, what: str, source: ExportSource, validators: Path, tmp_path: Path
) -> None:
    summary = write_export(with_original(source, payload, "application/warc"), "wacz", tmp_path / "case.wacz")
    warc = validate(summary.path, validators, tmp_path / "unpacked")
    assert {own.what for own in summary.omissions} & {"records", "archives"} == {what}
    address = f"urn:sha256:{hashlib.sha256(payload).hexdigest()}"
    with warc.open("rb") as stream:
        (kept,) = [
            own.content_stream().read()
            for own in ArchiveIterator(stream)
            if own.rec_headers.get_header("WARC-Target-URI") == address
        ]
    assert kept == payload


def test_cutting_that_dies_or_lies_costs_the_archive_its_records_alone(
    source: ExportSource, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with_archive = with_original(source, make_warc(), "application/warc+gzip")
    # The first fails at once; the second answers with what is no record.
    for number, work in enumerate(("os:abort", "operator:mul")):
        monkeypatch.setattr("wherefrom.publish.exports.archive_copy.WORK", work)
        summary = write_export(with_archive, "wacz", tmp_path / f"{number}.wacz")
        assert {own.what for own in summary.omissions} & {"records", "archives"} == {"archives"}


def test_archive_over_the_limit_is_not_taken_apart(source: ExportSource, tmp_path: Path) -> None:
    bomb = io.BytesIO()
    writer = WARCWriter(bomb, gzip=True)
    body = b"0" * 3_000_000
    writer.write_record(writer.create_warc_record(ADDRESS, "resource", io.BytesIO(body), len(body), "text/plain"))
    over = replace(with_original(source, bomb.getvalue(), "application/warc+gzip"), limit_bytes=1_000_000)
    summary = write_export(over, "wacz", tmp_path / "case.wacz")
    assert {own.what: own.count for own in summary.omissions}["archives"] == 1
    assert summary.size < 100_000


@pytest.mark.parametrize(
    "endless",
    [b"WARC/1.0\r\nX: ", b"WARC/1.0\r\nContent-Length: 30000000\r\n\r\nHTTP/1.1 200 OK\r\nX: "],
    ids=["head", "HTTP"],
)
def test_a_line_without_an_end_costs_no_time(endless: bytes, source: ExportSource, tmp_path: Path) -> None:
    payload = gzip.compress(endless + b"x" * 30_000_000)
    started = time.process_time()
    summary = write_export(with_original(source, payload, "application/warc+gzip"), "wacz", tmp_path / "case.wacz")
    assert time.process_time() - started < 5
    assert {own.what for own in summary.omissions} & {"records", "archives"}


@pytest.mark.parametrize(
    "name",
    sorted(
        (
            "example.warc.gz",
            "example-digest.warc",
            "example-bad.warc.gz.bad",
            "example-trunc.warc",
            "example-wrong-chunks.warc.gz",
        )
    ),
)
def test_public_samples_pass_the_validators(
    name: str, shared: Path, source: ExportSource, validators: Path, tmp_path: Path
) -> None:
    payload = (shared / "hostile/warc" / name).read_bytes()
    summary = write_export(with_original(source, payload, "application/warc"), "wacz", tmp_path / "case.wacz")
    warc = validate(summary.path, validators, tmp_path / "unpacked", all_with_digests=False)
    whole = f"urn:sha256:{hashlib.sha256(payload).hexdigest()}" in {
        own.rec_headers.get_header("WARC-Target-URI") for own in ArchiveIterator(warc.open("rb"))
    }
    lost = {own.what for own in summary.omissions} & {"records", "archives"}
    assert whole == bool(lost)


def test_address_that_would_end_a_header_line_is_never_one(source: ExportSource, tmp_path: Path) -> None:
    bad = replace(source.case.documents[0], url="https://a.example/\r\nWARC-Type: response")
    hostile = replace(source, case=replace(source.case, documents=(bad, *source.case.documents[1:])))
    path = write_export(hostile, "wacz", tmp_path / "case.wacz").path
    with zipfile.ZipFile(path).open("archive/data.warc.gz") as stream:
        kinds = [own.rec_type for own in ArchiveIterator(stream)]
    assert kinds == ["warcinfo"] + ["resource"] * len(source.case.captures)


def test_original_with_a_web_address_stands_under_it(source: ExportSource, tmp_path: Path) -> None:
    told = replace(source.case.documents[0], url="https://wire.example/crates")
    case = replace(source.case, documents=(told, *source.case.documents[1:]))
    path = write_export(replace(source, case=case), "wacz", tmp_path / "case.wacz").path
    with zipfile.ZipFile(path) as packed:
        packed.extractall(tmp_path / "unpacked")
    assert "example,wire)/crates" in {key for key, _, _ in index_of(tmp_path / "unpacked")}
