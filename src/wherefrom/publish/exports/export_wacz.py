"""WACZ 1.1.1: the originals as one web archive that ReplayWeb.page and its kin open, each record findable.

Records of captured web archives are copied byte for byte. Every other original becomes a ``resource``
record: under its address where its document has one, else under the URN of its SHA-256. No response headers are invented.
"""

import contextlib
import hashlib
import json
import shutil
import zipfile
from pathlib import Path
from typing import IO

from wherefrom.ids import digest_bytes
from wherefrom.publish.exports.archive_copy import Copyist
from wherefrom.publish.exports.export_place import ZIP_DATE
from wherefrom.publish.exports.export_text import Scribe, is_web_address
from wherefrom.publish.exports.exporting import ExportSource, Omission, Written, changed_text, left_out
from wherefrom.publish.exports.originals import find_original
from wherefrom.publish.exports.web_archive import WARC_FILE, Entry, WebArchive, write_index
from wherefrom.publish.staging import PARTS
from wherefrom.records import Capture, CaseRecords

WACZ_VERSION = "1.1.1"
# What a browser shows as a page of its own.
_PAGES = {"text/html", "application/xhtml+xml", "application/pdf", "text/plain"}


def write_wacz(source: ExportSource, target: Path) -> Written:
    """Write the archive, then its index, pages and description, and pack them without compressing twice."""
    case, scribe, copyist = source.case, Scribe(), Copyist(source.limit_bytes)
    folder = target.with_name(PARTS)
    for part in ("archive", "indexes", "pages"):
        (folder / part).mkdir(parents=True)
    with (folder / "archive" / WARC_FILE).open("wb") as stream:
        archive = WebArchive(stream)
        archive.add_info({"software": source.maker, "format": "WARC File Format 1.1"}, _second(source.changed_at))
        addresses = _addresses(case)
        with contextlib.closing(copyist):
            held = sum(_add_original(archive, own, addresses, source, copyist) for own in case.captures)
    write_index(archive.entries, folder / "indexes/index.cdx.gz", folder / "indexes/index.idx")
    pages = _write_pages(archive.entries, case, folder / "pages/pages.jsonl", scribe)
    _pack(folder, source, scribe, target)
    return Written(
        {"originals": held, "records": archive.records, "pages": pages},
        (
            Omission(len(case.captures) - held, "originals", "the evidence does not hold them"),
            *copyist.copied.omissions(),
            *left_out(case, {"captures"}, "a web archive holds originals alone"),
            changed_text(scribe),
        ),
    )


def _add_original(
    archive: WebArchive, capture: Capture, addresses: dict[str, str], source: ExportSource, copyist: Copyist
) -> bool:
    """Put an original into the archive; returns whether the evidence holds it."""
    path = find_original(capture, source.evidence)
    if path is None:
        return False
    if copyist.copy_records(archive, path):
        return True
    address = addresses.get(capture.id) or f"urn:sha256:{capture.sha256}"
    archive.add_resource(address, path, capture.media_type, _second(capture.at))
    return True


def _addresses(case: CaseRecords) -> dict[str, str]:
    """The web addresses of originals that are one document, by capture; none that may not stand in a header."""
    return {own.capture: own.url for own in case.documents if not own.part and own.url and is_web_address(own.url)}


def _second(at: str) -> str:
    """A moment to the second: WARC/1.1 takes fractions, not every reader does."""
    return f"{at[:19]}Z" if len(at) >= 19 else "1970-01-01T00:00:00Z"  # noqa: PLR2004 - YYYY-MM-DDTHH:MM:SS


def _write_pages(entries: list[Entry], case: CaseRecords, target: Path, scribe: Scribe) -> int:
    titles = {own.url: own.name for own in case.documents if own.url}
    by_capture = {own.id: own for own in case.captures}
    titles |= {
        f"urn:sha256:{by_capture[own.capture].sha256}": own.name
        for own in case.documents
        if own.capture in by_capture and not own.part
    }
    count = 0
    with target.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "All pages"}) + "\n")
        for own in entries:
            if own.told.get("mime") in _PAGES and own.told.get("status", "200") == "200":
                count += 1
                address = own.told["url"]
                page = {"id": f"page-{count}", "url": address, "ts": _second(own.at)}
                stream.write(
                    json.dumps({**page, "title": scribe.unicode(titles.get(address, address))}, ensure_ascii=False)
                    + "\n"
                )
    return count


def _pack(folder: Path, source: ExportSource, scribe: Scribe, target: Path) -> None:
    """Pack the parts, described and sealed by ``datapackage.json`` and the digest of that."""
    names = (f"archive/{WARC_FILE}", "indexes/index.cdx.gz", "indexes/index.idx", "pages/pages.jsonl")
    described = {
        "profile": "data-package",
        "resources": [_describe(folder, name) for name in names],
        "wacz_version": WACZ_VERSION,
        "title": scribe.unicode(source.case.name) or "Untitled case",
        "created": _second(source.changed_at),
        "modified": _second(source.changed_at),
        "software": source.maker,
    }
    package = (json.dumps(described, indent=2) + "\n").encode()
    digest = {"path": "datapackage.json", "hash": f"sha256:{digest_bytes(package)}"}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in names:
            with (folder / name).open("rb") as stream, _open_entry(archive, name) as copy:
                shutil.copyfileobj(stream, copy, 1024 * 1024)
        for name, content in (("datapackage.json", package), ("datapackage-digest.json", json.dumps(digest).encode())):
            with _open_entry(archive, name) as copy:
                copy.write(content)


def _open_entry(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    # Stored: players read single records by their offset in the file.
    entry = zipfile.ZipInfo(name, ZIP_DATE)
    entry.external_attr = 0o644 << 16
    return archive.open(entry, "w", force_zip64=True)


def _describe(folder: Path, name: str) -> dict[str, object]:
    with (folder / name).open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    size = (folder / name).stat().st_size
    return {"name": name.rpartition("/")[2], "path": name, "hash": f"sha256:{digest}", "bytes": size}
