"""WACZ: a ZIP of web archives with a list of pages and the digests of its members (Web Archive Collection Zipped 1.1.1)."""

import hashlib
import io
import json
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field, replace

from wherefrom.read.formats.archives import warc
from wherefrom.read.formats.archives.digests import check_digest
from wherefrom.read.formats.archives.web_records import Clauses
from wherefrom.read.formats.office.zipped import BROKEN_ZIP, find_bomb
from wherefrom.read.parts.allowance import MAIL_DEPTH
from wherefrom.read.parts.material import Material, ReadPart, refuse
from wherefrom.records import Document, Ending, Outcome, Reading

MAKER = "wherefrom.read/wacz 1"

PACKAGE = "datapackage.json"
PACKAGE_DIGEST = "datapackage-digest.json"
JSON_BYTES = 64 * 1024 * 1024
"""Longer lists of members or pages are told of, not read."""

_ARCHIVE = re.compile(r"archive/[^/\\\x00-\x1f]{1,200}\.(?:warc|arc)(?:\.gz)?\Z", re.IGNORECASE)
_PAGES = re.compile(r"pages/[^/]{1,100}\.jsonl\Z")
_LONGEST_TITLE = 500


@dataclass(slots=True)
class _Package:
    """What the archive says of itself, and what is wrong with it."""

    titles: dict[str, str] = field(default_factory=dict)
    missing: Clauses = field(default_factory=Clauses)
    notes: Clauses = field(default_factory=Clauses)


def read_wacz(material: Material, read_part: ReadPart) -> Reading:
    """Read every web archive in the collection; titles come from its list of pages where a page has none."""
    if material.depth >= MAIL_DEPTH:
        return refuse(material, MAKER, f"archives and mail within each other more than {MAIL_DEPTH} deep are not read")
    try:
        with zipfile.ZipFile(io.BytesIO(material.data)) as archive:
            if fault := find_bomb(archive, material.settings.file_bytes):
                return refuse(material, MAKER, f"no readable WACZ: {fault}")
            return _read(material, read_part, archive)
    except BROKEN_ZIP as error:
        return refuse(material, MAKER, f"no readable WACZ: {error}"[:200])


def _read(material: Material, read_part: ReadPart, archive: zipfile.ZipFile) -> Reading:
    package, readings = _Package(), list[Reading]()
    for name, count in Counter(archive.namelist()).items():
        if count > 1:
            package.missing.note(f"{name[:80]} stands in it {count} times, and the last is read")
    _check_members(archive, package)
    _find_titles(archive, package)
    held = sorted(name for name in archive.NameToInfo if _ARCHIVE.match(name))
    left = material.settings.file_bytes
    for name in held:
        data = _member(archive, name, package) if left > 0 else None
        if data is not None:
            inside = replace(material.inside(f"zip:{name}", data, name.rpartition("/")[2]), depth=material.depth + 1)
            readings.append(read_part(inside, "application/warc"))
            left -= sum(len(document.text) for document in readings[-1].documents)
        elif left <= 0:
            package.missing.note(
                f"{name[:80]} was not read: the texts before it are more than file_bytes allows in all"
            )
    documents = tuple(_with_title(document, package.titles) for reading in readings for document in reading.documents)
    outcomes = tuple(outcome for reading in readings for outcome in reading.outcomes)
    return Reading(documents, (_summarise(material, package, len(held), documents), *outcomes))


def _summarise(material: Material, package: _Package, held: int, documents: tuple[Document, ...]) -> Outcome:
    ending = Ending.PARTLY if package.missing.count else Ending.READ
    empty = []
    if not documents:
        ending = Ending.REFUSED
        empty = ["no text found in any record" if held else "no text found: it has no web archive in archive/"]
    clauses = [*empty, *package.missing.tell(), f"{held} web archives", *package.notes.tell()]
    return Outcome(material.capture, material.part, ending, "; ".join(clauses), MAKER)


def _check_members(archive: zipfile.ZipFile, package: _Package) -> None:
    """Hold every member against the digest that the list of members states."""
    stated = _read_json(archive, PACKAGE, package)
    if stated is None:
        return
    resources = stated.get("resources") if isinstance(stated, dict) else None
    listed = dict(_entry(resource) for resource in (resources if isinstance(resources, list) else []))
    for name, digest in listed.items():
        _check_member(archive, name, digest, package)
    for name in sorted(archive.NameToInfo.keys() - listed.keys() - {PACKAGE, PACKAGE_DIGEST}):
        if not name.endswith("/"):
            package.missing.note(f"{name[:80]} is not in {PACKAGE}, so it has no digest")
    _check_package(archive, package)


def _entry(resource: object) -> tuple[str, str]:
    said = resource if isinstance(resource, dict) else {}
    return str(said.get("path") or ""), str(said.get("hash") or "")


def _check_member(archive: zipfile.ZipFile, name: str, digest: str, package: _Package) -> None:
    shown = name[:80]
    if name not in archive.NameToInfo:
        package.missing.note(f"{shown or 'a member without a name'} is in {PACKAGE} and not in the archive")
        return
    if not digest:
        package.notes.note(f"{shown} has no digest in {PACKAGE}")
        return
    data = _member(archive, name, package)
    problem = check_digest(digest, [data]) if data is not None else ""
    if problem:
        package.missing.note(f"{shown}: {problem}")


def _check_package(archive: zipfile.ZipFile, package: _Package) -> None:
    """The list of members has a digest of its own, which may be signed."""
    if PACKAGE_DIGEST not in archive.NameToInfo:
        package.notes.note(f"{PACKAGE} itself has no digest")
        return
    said = _read_json(archive, PACKAGE_DIGEST, package)
    stated = str(said.get("hash") or "") if isinstance(said, dict) else ""
    data = _member(archive, PACKAGE, package) or b""
    if stated != f"sha256:{hashlib.sha256(data).hexdigest()}":
        package.missing.note(f"{PACKAGE} is not the one that {PACKAGE_DIGEST} states the digest of")
    if isinstance(said, dict) and said.get("signedData"):
        package.notes.note("it is signed; the signature was not checked")


def _find_titles(archive: zipfile.ZipFile, package: _Package) -> None:
    for name in sorted(set(archive.namelist())):
        if not _PAGES.match(name) or archive.NameToInfo[name].file_size > JSON_BYTES:
            continue
        for line in (_member(archive, name, package) or b"").splitlines():
            page = _parse(line)
            if isinstance(page, dict) and isinstance(page.get("url"), str) and isinstance(page.get("title"), str):
                package.titles.setdefault(page["url"], " ".join(page["title"].split())[:_LONGEST_TITLE])


def _with_title(document: Document, titles: dict[str, str]) -> Document:
    """The title of the list of pages where the page itself shows none."""
    title = titles.get(document.url or "")
    if document.title or not title:
        return document
    found = (("title", "wacz: list of pages"), *document.metadata_from)
    return replace(document, title=title, name=title, metadata_from=found)


def _member(archive: zipfile.ZipFile, name: str, package: _Package) -> bytes | None:
    try:
        return archive.read(name)
    except BROKEN_ZIP as error:
        clause = f"{name[:80]} cannot be unpacked: {error}"[:200]
        if clause not in package.missing.first:
            package.missing.note(clause)
        return None


def _read_json(archive: zipfile.ZipFile, name: str, package: _Package) -> object:
    """A member as JSON; None, with the reason told, where that cannot be had."""
    if name not in archive.NameToInfo:
        package.missing.note(f"it has no {name}, so no member's digest is known")
        return None
    if archive.NameToInfo[name].file_size > JSON_BYTES:
        package.missing.note(f"{name} is larger than any real one and was not read")
        return None
    parsed = _parse(_member(archive, name, package) or b"")
    if parsed is None:
        package.missing.note(f"{name} is no JSON, so no member's digest is known")
    return parsed


def _parse(text: bytes) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def make_samples() -> tuple[bytes, ...]:
    """An invented collection of one archive, with its list of members."""
    packed = warc.make_samples()[1]
    listed = [
        {
            "name": "data.warc.gz",
            "path": "archive/data.warc.gz",
            "hash": f"sha256:{hashlib.sha256(packed).hexdigest()}",
            "bytes": len(packed),
        }
    ]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("archive/data.warc.gz", packed)
        archive.writestr(PACKAGE, json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": listed}))
    return (held.getvalue(),)
