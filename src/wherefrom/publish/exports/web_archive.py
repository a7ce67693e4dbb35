"""A web archive as it is written: WARC records one gzip member each, and an index line for each (CDXJ)."""

import hashlib
import json
import uuid
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO

from warcio.recordloader import ArcWarcRecord
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from wherefrom.publish.exports.surt import surt_key

WARC_FILE = "data.warc.gz"
# What a player may be asked for; requests and descriptions of the archive itself are not pages or their parts.
_INDEXED = {"response", "revisit", "resource", "metadata"}
_DESCRIPTION = "application/warc-fields"
_LINES_A_BLOCK = 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index says of one record.

    Attributes:
        key: the address in its sortable form.
        at: when it was captured, WARC-Date as it stands.
        told: the fields of its JSON.
        kind: of the record.
    """

    key: str
    at: str
    told: dict[str, str]
    kind: str


class _Hashing:
    """A file that notes where it stands, and the digest of what was written since it was last asked."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self.at, self._digest = stream, 0, hashlib.sha256()

    def write(self, content: bytes) -> int:
        self.at += len(content)
        self._digest.update(content)
        return self._stream.write(content)

    def flush(self) -> None:
        self._stream.flush()

    def take_digest(self) -> str:
        digest, self._digest = self._digest.hexdigest(), hashlib.sha256()
        return f"sha256:{digest}"


class _ArchiveWriter(WARCWriter):  # type: ignore[misc] # warcio has no types
    """warcio's writer with SHA-256, which the ledger uses too; it would take SHA-1."""

    @staticmethod
    def _create_digester() -> Digester:
        return Digester("sha256")


class WebArchive:
    """Writes records to a stream and keeps what the index needs.

    Attributes:
        entries: one for each record that the index lists.
        records: how many records were written.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._out = _Hashing(stream)
        self._writer = _ArchiveWriter(self._out, gzip=True, warc_version="WARC/1.1")
        self.entries: list[Entry] = []
        self.records = 0

    def add_info(self, told: dict[str, str], at: str) -> None:
        """Write the record that tells who made the archive."""
        text = "".join(f"{name}: {value}\r\n" for name, value in told.items()).encode()
        headers = {"WARC-Record-ID": _record_id(text.hex()), "WARC-Date": at, "WARC-Filename": WARC_FILE}
        record = self._writer.create_warc_record("", "warcinfo", BytesIO(text), len(text), _DESCRIPTION, headers)
        self._write(record, "", at)

    def add_resource(self, address: str, path: Path, media_type: str, at: str) -> None:
        """Write a file as a resource record: bytes that were not got over HTTP by us, or not with their headers."""
        with path.open("rb") as stream:
            headers = {"WARC-Record-ID": _record_id(f"{address} {at}"), "WARC-Date": at}
            record = self._writer.create_warc_record(
                address, "resource", stream, path.stat().st_size, media_type, headers
            )
            self._write(record, address, at, mime=media_type)

    def add_packed(self, entry: Entry, packed: bytes) -> None:
        """Add a record that is packed already, as one gzip member."""
        start = self._out.at
        self._out.write(packed)
        self._note(entry, start)

    def _write(self, record: ArcWarcRecord, address: str, at: str, mime: str = "") -> None:
        start = self._out.at
        self._writer.write_record(record)
        digest = record.rec_headers.get_header("WARC-Payload-Digest") or ""
        self._note(
            Entry(surt_key(address), at, {"url": address, "mime": mime, "digest": digest}, record.rec_type), start
        )

    def _note(self, seen: Entry, start: int) -> None:
        self.records += 1
        digest = self._out.take_digest()
        if seen.kind in _INDEXED and seen.told["url"] and seen.told.get("mime") != _DESCRIPTION:
            place = {
                "length": str(self._out.at - start),
                "offset": str(start),
                "filename": WARC_FILE,
                "recordDigest": digest,
            }
            told = {name: value for name, value in seen.told.items() if value}
            self.entries.append(Entry(seen.key, seen.at, {**told, **place}, seen.kind))


def write_index(entries: list[Entry], blocks: Path, summary: Path) -> None:
    """Write the index as WACZ players read it: sorted lines in gzip blocks, and a list of where each block begins."""
    lines = sorted(f"{own.key} {stamp(own.at)} {json.dumps(own.told)}\n" for own in entries)
    head = json.dumps({"format": "cdxj-gzip-1.0", "filename": blocks.name})
    with blocks.open("wb") as packed, summary.open("w", encoding="utf-8", newline="\n") as listed:
        listed.write(f"!meta 0 {head}\n")
        for start in range(0, len(lines), _LINES_A_BLOCK):
            part = lines[start : start + _LINES_A_BLOCK]
            packer, at = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS + 16), packed.tell()
            content = packer.compress("".join(part).encode()) + packer.flush()
            packed.write(content)
            digest = hashlib.sha256(content).hexdigest()
            place = json.dumps({"offset": at, "length": len(content), "digest": f"sha256:{digest}"})
            listed.write(f"{part[0].partition('{')[0].strip()} {place}\n")


def stamp(at: str) -> str:
    """A moment in ISO 8601 as the 14 digits of an index; what it lacks is nought."""
    return "".join(own for own in at if own.isdecimal() and own.isascii())[:14].ljust(14, "0")


def _record_id(content: str) -> str:
    # The same content gives the same id: RFC 9562, version 5.
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'urn:wherefrom:{content}')}>"
