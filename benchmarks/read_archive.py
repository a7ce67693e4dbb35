"""How fast a web archive is read, beside a bare walk through its records with warcio.

usage: python benchmarks/read_archive.py [PAGES] [--seconds N]

Makes a WARC of so many generated pages (1,000 unless told), each with a request and a digest, packed record by record, and reads
it on one core: warcio's iterator with every body unpacked, the same with digests checked, and `read_capture`, which
makes documents with passages, sentences and a map to bytes; and, to tell the archive's part of it, without making documents, and the
same pages as files. Prints seconds, megabytes a second (of the pages as unpacked), the
ratio to the bare walk, and the greatest resident size.
"""

import argparse
import io
import resource
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from warcio import ArchiveIterator, StatusAndHeaders, WARCWriter

from wherefrom.config import Settings
from wherefrom.read import read_capture
from wherefrom.read.formats.archives.digests import check_digest
from wherefrom.read.formats.archives.record_payload import find_payload
from wherefrom.read.formats.archives.web_records import Damage, WebRecord, iterate_records
from wherefrom.records import Capture

WORDS = "the harbour master said on Tuesday that quay was closed envoy left ship crew letter court paper witness saw nothing".split()  # noqa: SIM905 - reads as a sentence


def main() -> None:
    """Make the archive, read it, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="?", type=int, default=1000)
    pages = parser.parse_args().pages
    chance = Random(5)  # noqa: S311 - the same pages every time
    bodies = [make_page(chance, number) for number in range(pages)]
    size = sum(map(len, bodies)) / 1e6
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pages.warc.gz"
        path.write_bytes(make_archive(bodies))
        print(f"{pages} pages, {size:.1f} MB, packed {path.stat().st_size / 1e6:.1f} MB")
        bare = measure("warcio, bare walk", size, 0.0, lambda: walk(path, check=False))
        measure("warcio, digests checked", size, bare, lambda: walk(path, check=True))
        measure("wherefrom, no documents", size, bare, lambda: unpack(path))
        measure("wherefrom, pages as files", size, bare, lambda: read_files(bodies, Path(folder)))
        measure("wherefrom, the archive", size, bare, lambda: read(path))
    print(f"resident at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


def make_page(chance: Random, number: int) -> bytes:
    """A page of some thirty paragraphs with a menu."""
    paragraphs = [
        " ".join(chance.choice(WORDS) for _ in range(chance.randint(20, 80))).capitalize() + "."
        for _ in range(chance.randint(10, 50))
    ]
    menu = "".join(f'<li><a href="/{index}">Section {index}</a></li>' for index in range(30))
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<html><head><title>Page {number}</title></head><body><nav><ul>{menu}</ul></nav>"
        f"<article><h1>Page {number}</h1>{body}</article></body></html>"
    ).encode()


def make_archive(bodies: list[bytes]) -> bytes:
    """A WARC as warcio writes it."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=True)
    for number, body in enumerate(bodies):
        url = f"https://x.example/{number}"
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        answer = writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=head)
        asked = StatusAndHeaders(f"GET /{number} HTTP/1.1", [("Host", "x.example")], is_http_request=True)
        request = writer.create_warc_record(url, "request", http_headers=asked)
        writer.write_request_response_pair(request, answer)
    return file.getvalue()


def walk(path: Path, *, check: bool) -> int:
    """Unpack every record; returns how many had a body."""
    with path.open("rb") as file:
        records = ArchiveIterator(file, check_digests=check)
        return sum(1 for record in records if record.content_stream().read() and record.rec_type == "response")


def read(path: Path) -> int:
    """Read as a case does, in this process; returns how many documents there are."""
    capture = Capture("cap-0", "0" * 64, path.stat().st_size, "application/warc+gzip", path.name, "", "", "", "")
    return len(read_capture(capture, path, Settings()).documents)


def unpack(path: Path) -> int:
    """The archive's own part of the reading: records found, payloads decoded, digests checked."""
    records = iterate_records(path.read_bytes(), 1 << 29, Damage())
    return sum(1 for record in records if record.kind == "response" and is_right(record))


def is_right(record: WebRecord) -> bool:
    """Whether a record's payload has the digest that it states."""
    payload = find_payload(record, 1 << 29)
    return not check_digest(record.headers["warc-payload-digest"], [payload.raw, payload.unchunked])


def read_files(bodies: list[bytes], folder: Path) -> int:
    """The same pages, each a file of its own."""
    path, count = folder / "page.html", 0
    for body in bodies:
        path.write_bytes(body)
        capture = Capture("cap-0", "0" * 64, len(body), "text/html", path.name, "", "", "", "")
        count += len(read_capture(capture, path, Settings()).documents)
    return count


def measure(name: str, size: float, bare: float, work: Callable[[], int]) -> float:
    """Do it once, print how long it took; returns the seconds."""
    begun = time.process_time()
    count = work()
    seconds = time.process_time() - begun
    ratio = f", {seconds / bare:.0f} times the bare walk" if bare else ""
    print(f"{name:26} {count} pages, {seconds:.2f} s, {size / seconds:.1f} MB/s{ratio}")
    return seconds


if __name__ == "__main__":
    main()
