"""From a record's block to the bytes that were meant for the reader: the HTTP head parted off, both encodings undone, bounded."""

import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import brotli
from warcio.statusandheaders import StatusAndHeadersParser

from wherefrom.read.formats.archives.record_stream import FREE, HEADER_BYTES
from wherefrom.read.formats.archives.web_records import WebRecord
from wherefrom.read.parts.allowance import ARCHIVE_RATIO

_HTTP_PARSER = StatusAndHeadersParser([], verify=False)
_CHUNK_LINE = 64
_CODINGS = 3
_PIECE = 64 * 1024
_SLICE = 4096


@dataclass(slots=True)
class Payload:
    """What a record carries.

    Attributes:
        data: its bytes, transfer and content encoding undone.
        raw: the entity's bytes as they stand in the record, which digests are mostly taken of.
        unchunked: the same with the transfer encoding undone, which others take digests of.
        status: of the HTTP answer; 0 where the record is none.
        media_type: as declared, without parameters; empty where nothing is.
        charset: as declared.
        location: where a redirect leads.
        faults: what may be missing, each a clause.
        notes: what else is to be said.
        refusal: why the bytes cannot be had; empty where they can.
    """

    data: bytes = b""
    raw: bytes = b""
    unchunked: bytes = b""
    status: int = 0
    media_type: str = ""
    charset: str | None = None
    location: str = ""
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refusal: str = ""


def find_payload(record: WebRecord, limit: int) -> Payload:
    """The payload of a response, resource or conversion.

    Args:
        record: the record.
        limit: how many bytes it may unpack to.
    """
    declared = record.headers.get("content-type", "")
    if record.kind != "response" or not record.block.startswith(b"HTTP/"):
        payload = Payload(record.block, record.block, record.block)
        _note_type(payload, "" if declared.lower().startswith("application/http") else declared)
        if record.kind == "response" and declared.lower().startswith("application/http"):
            payload.faults.append("it has no HTTP head, though it says that it is an HTTP answer")
        return payload
    head = io.BytesIO(record.block[:HEADER_BYTES])
    parsed = _HTTP_PARSER.parse(head)
    headers: dict[str, str] = {}
    for name, value in parsed.headers:
        headers.setdefault(name.strip().lower(), value.strip())
    payload = Payload()
    if head.tell() >= HEADER_BYTES:
        payload.refusal = "its HTTP head is longer than any real one"
        return payload
    code = parsed.get_statuscode()
    payload.status = int(code) if code.isdecimal() and len(code) == 3 else 0  # noqa: PLR2004 - a status has three digits
    payload.raw = record.block[head.tell() :]
    payload.location = headers.get("location", "")
    _note_type(payload, headers.get("content-type", ""))
    if not payload.status:
        payload.faults.append(f"its HTTP status is {code[:20]!r}")
    _note_length(payload, headers, record)
    payload.unchunked = payload.raw
    if "chunked" in headers.get("transfer-encoding", "").lower():
        payload.unchunked = _undo_chunks(payload)
    _undo_codings(payload, headers.get("content-encoding", ""), limit)
    return payload


def _note_type(payload: Payload, declared: str) -> None:
    essence, *parameters = declared.split(";")
    payload.media_type = essence.strip().lower()[:100]
    for parameter in parameters[:10]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            payload.charset = value.strip().strip("\"'")[:40] or None


def _note_length(payload: Payload, headers: dict[str, str], record: WebRecord) -> None:
    """Say where less is there than the server announced; more is there where the archiver undid an encoding."""
    said = headers.get("content-length", "")
    if "transfer-encoding" in headers or not said.isdecimal() or len(said) > 18 or not payload.raw:  # noqa: PLR2004 - more digits than bytes exist
        return
    if len(payload.raw) < int(said) and "warc-truncated" not in record.headers:
        payload.faults.append(f"the server announced {int(said)} bytes, and {len(payload.raw)} are in the archive")


def _undo_chunks(payload: Payload) -> bytes:
    """The entity out of its chunks (RFC 9112, section 7.1); where they break off, what follows is kept as it stands."""
    raw, joined, at = payload.raw, bytearray(), 0
    while True:
        end = raw.find(b"\r\n", at, at + _CHUNK_LINE)
        size = _chunk_size(raw[at:end]) if end >= 0 else -1
        if size < 0:
            break
        if size == 0:
            return bytes(joined)
        joined += raw[end + 2 : end + 2 + size]
        at = end + 2 + size
        if at >= len(raw):
            payload.faults.append("its last chunk is cut, or the end of its chunks is missing")
            return bytes(joined)
        if not raw.startswith(b"\r\n", at):
            break
        at += 2
    if not joined:
        payload.notes.append("its head says that it is chunked, which it is not")
        return raw
    broken = f"its chunks are broken at byte {at}: what follows is kept as it stands"
    payload.faults.append(broken if at < len(raw) else "the end of its chunks is missing")
    return bytes(joined) + raw[at:]


def _chunk_size(line: bytes) -> int:
    digits = line.partition(b";")[0].strip()
    if not digits or len(digits) > 16 or not set(digits) <= set(b"0123456789abcdefABCDEF"):  # noqa: PLR2004 - 64 bits
        return -1
    return int(digits, 16)


class _Undo(Protocol):
    """Undoes an encoding: takes packed bytes, gives at most about a piece, says whether more waits inside it."""

    def feed(self, packed: bytes) -> bytes:
        """Unpack, as far as a piece goes."""

    def is_hungry(self) -> bool:
        """Whether it wants more packed bytes before it can give more."""

    def is_over(self) -> bool:
        """Whether the packed bytes have come to their own end."""

    def rest(self) -> bytes:
        """What was fed and lies behind the end."""


class _Zlib:
    """gzip and deflate."""

    def __init__(self, bits: int) -> None:
        self._zlib = zlib.decompressobj(bits)

    def feed(self, packed: bytes) -> bytes:
        return self._zlib.decompress(self._zlib.unconsumed_tail + packed, _PIECE)

    def is_hungry(self) -> bool:
        return not self._zlib.unconsumed_tail

    def is_over(self) -> bool:
        return self._zlib.eof

    def rest(self) -> bytes:
        return self._zlib.unused_data


class _Brotli:
    """Brotli, whose decoder keeps what it has not given yet."""

    def __init__(self) -> None:
        self._brotli = brotli.Decompressor()

    def feed(self, packed: bytes) -> bytes:
        return bytes(self._brotli.process(packed, output_buffer_limit=_PIECE))

    def is_hungry(self) -> bool:
        return bool(self._brotli.can_accept_more_data())

    def is_over(self) -> bool:
        return bool(self._brotli.is_finished())

    def rest(self) -> bytes:
        return b""


_UNDO: dict[str, tuple[Callable[[], _Undo], ...]] = {
    "gzip": (lambda: _Zlib(16 + zlib.MAX_WBITS),),
    "x-gzip": (lambda: _Zlib(16 + zlib.MAX_WBITS),),
    # Servers never agreed whether "deflate" has a zlib header (RFC 9110, section 8.4.1.2, note).
    "deflate": (lambda: _Zlib(zlib.MAX_WBITS), lambda: _Zlib(-zlib.MAX_WBITS)),
    "br": (_Brotli,),
}


def _undo_codings(payload: Payload, declared: str, limit: int) -> None:
    data = payload.unchunked
    codings = [coding for said in declared.split(",") if (coding := said.strip().lower()) not in ("", "identity")]
    if len(codings) > _CODINGS:
        payload.refusal = f"its Content-Encoding names {len(codings)} encodings, as only hostile files do"
        return
    for coding in reversed(codings if data else ()):
        if coding not in _UNDO:
            payload.refusal = f"its Content-Encoding {coding[:40]!r} cannot be undone here"
            return
        data = _undo(payload, coding, data, limit)
    payload.data = data


def _undo(payload: Payload, coding: str, packed: bytes, limit: int) -> bytes:
    for make in _UNDO[coding]:
        data, fault = _unpack(make, packed, limit)
        if data or not fault:
            break
    if "only hostile files" in fault or "more than" in fault:
        payload.refusal = f"its {coding} encoding {fault}"
        return b""
    if fault and not data:
        payload.notes.append(f"its head says that it is encoded as {coding}, which it is not: taken as it stands")
        return packed
    if fault:
        payload.faults.append(f"its {coding} encoding {fault}")
    return data


def _unpack(make: Callable[[], _Undo], packed: bytes, limit: int) -> tuple[bytes, str]:
    """What packed bytes unpack to, and what is wrong with them. Several gzip members are one text (RFC 1952)."""
    undo, pieces, made, at = make(), list[bytes](), 0, 0
    while True:
        fresh = packed[at : at + _SLICE] if undo.is_hungry() else b""
        at += len(fresh)
        if undo.is_hungry() and not fresh:
            return b"".join(pieces), "is cut: its end is missing"
        try:
            piece = undo.feed(fresh)
        except (zlib.error, brotli.error) as error:
            return b"".join(pieces), f"is damaged ({error})"
        pieces.append(piece)
        made += len(piece)
        if made > limit:
            return b"", f"unpacks to more than the setting file_bytes allows ({limit} bytes in all)"
        if made > FREE and made > ARCHIVE_RATIO * at:
            return b"", f"unpacks to more than {ARCHIVE_RATIO} times its size, as only hostile files do"
        if undo.is_over():
            rest = len(undo.rest())
            if not packed.startswith(b"\x1f\x8b", at - rest):
                return b"".join(pieces), ""
            at, undo = at - rest, make()
