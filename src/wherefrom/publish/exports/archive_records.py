"""Records cut out of a web archive in a confined process: hostile files, so cut by lengths, within limits, and checked.

The cutting is done here and not by warcio, which reads a line without an end for as long as there are bytes, and writes
heads anew. So a record is given with its head and its block byte for byte, or not at all.

The worker's side of `archive_copy`: one answer is one record, packed, behind a line of JSON that says what it is.
"""

import gzip
import io
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict
from io import BytesIO
from typing import IO, Any

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from wherefrom.publish.exports.surt import surt_key
from wherefrom.publish.exports.web_archive import Entry

WORK = "wherefrom.publish.exports.archive_records:give_record"
PREPARE = "wherefrom.publish.exports.archive_records:prepare_giving"

NO_ARCHIVE, DAMAGED, UNREAD, DONE = b"no archive", b"damaged", b"unread", b"done"
"""Answers that are no record: the file is none; a record that must not be passed on; broken off; the end."""

_MARK = b"WARC/"
_GZIP = b"\x1f\x8b"
_BLOCK = 64 * 1024
# A head is a few hundred bytes; between two records stand two line breaks, of which some writers make more.
_HEAD_LIMIT = 256 * 1024
_BLANKS = 16
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_ARCHIVE_MEMBER = "archive/"
_ENDINGS = (".warc", ".warc.gz")
# What a record may unpack to while it is checked, and how long the head of an HTTP message may be.
_UNPACKED, _HEAD = 64 * 1024 * 1024, 256 * 1024
_HTTP = (b"HTTP/", b"GET ", b"POST ", b"HEAD ")


def prepare_giving() -> None:
    """What the process needs is imported with this module."""


def give_record(request: bytes, descriptor: int) -> bytes:
    """The next record of the file that was handed over with the first request.

    Args:
        request: with a file: how many bytes its records may unpack to; else empty.
        descriptor: of the file at the first request; -1 after that.

    Returns:
        A line of JSON (`Entry`) and the record as one gzip member; or one of the answers that are no record.
    """
    if descriptor >= 0:
        # The worker closes what it was handed after each answer; this file is read from over many.
        _GIVING.answers = _answers(os.fdopen(os.dup(descriptor), "rb"), int(request))
    return next(_GIVING.answers)


class _Giving:
    """What a worker is in the middle of: one file, from its first request on."""

    answers: Iterator[bytes] = iter(())


_GIVING = _Giving()


def _answers(stream: IO[bytes], limit: int) -> Iterator[bytes]:
    if not _is_web_archive(stream):
        yield NO_ARCHIVE
        return
    left = [limit]
    try:
        for archive in _open_archives(stream):
            for head, block in _cut(archive, left):
                yield _pack(head, block)
    except (OSError, EOFError, ValueError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        # What the libraries for gzip and ZIP raise on broken bytes, members they cannot unpack, and passwords.
        yield UNREAD
        return
    yield DONE


def _is_web_archive(stream: IO[bytes]) -> bool:
    """Whether a file is a WARC, packed or not, or a WACZ, by its content."""
    # Where the file stood when it was handed over is its former holder's matter.
    stream.seek(0)
    head = stream.read(len(_MARK))
    stream.seek(0)
    if head.startswith(_GZIP):
        try:
            head = gzip.GzipFile(fileobj=stream).read(len(_MARK))
        except (OSError, EOFError, zlib.error):
            return False
        stream.seek(0)
    return head == _MARK or (head.startswith(b"PK") and any(_members(stream)))


def _cut(stream: io.BufferedReader, left: list[int]) -> Iterator[tuple[bytes, bytes]]:
    """Head and block of each record of one stream; ``left`` holds how many bytes may still be unpacked.

    Raises:
        EOFError: it breaks off.
        ValueError: what comes next is no record, or over the limit.
    """
    while head := _read_head(stream):
        found = _LENGTH.search(head)
        length = int(found[1]) if found else -1
        left[0] -= len(head) + max(length, 0)
        if length < 0 or left[0] < 0:
            message = "no length, or over the limit"
            raise ValueError(message)
        block = BytesIO()
        while (waiting := length - block.tell()) > 0:
            piece = stream.read(min(waiting, _BLOCK))
            if not piece:
                raise EOFError
            block.write(piece)
        yield head, block.getvalue()


def _pack(head: bytes, block: bytes) -> bytes:
    """One record as an answer; damaged where its own digests, or a parser, say so."""
    entry = _inspect(BytesIO(head + block + b"\r\n\r\n")) if _has_short_head(block) else None
    if entry is None:
        return DAMAGED
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS + 16)
    packed = [packer.compress(piece) for piece in (head, block, b"\r\n\r\n")]
    return b"".join([json.dumps(asdict(entry)).encode(), b"\n", *packed, packer.flush()])


def _read_head(stream: io.BufferedReader) -> bytes:
    """The next record's head up to its empty line, nothing at the end of the stream.

    Raises:
        ValueError: what comes is no head, or one without an end.
    """
    line, blanks = stream.readline(_HEAD_LIMIT), 0
    while line and not line.strip() and blanks < _BLANKS:
        line, blanks = stream.readline(_HEAD_LIMIT), blanks + 1
    lines, size = [line], len(line)
    while line and line.strip() and size < _HEAD_LIMIT:
        line = stream.readline(_HEAD_LIMIT)
        lines.append(line)
        size += len(line)
    head = b"".join(lines)
    if head and (not head.startswith(_MARK) or line.strip() or not line):
        message = "no head of a record"
        raise ValueError(message)
    return head


def _open_archives(stream: IO[bytes]) -> Iterator[io.BufferedReader]:
    """The archives of a file, unpacked: itself, or the members of a WACZ."""
    is_zip = stream.read(2) == b"PK"
    stream.seek(0)
    if not is_zip:
        yield _unpack(stream)
        return
    with zipfile.ZipFile(stream) as packed:
        for name in _members(stream):
            with packed.open(name) as member:
                yield _unpack(member)


def _unpack(stream: Any) -> io.BufferedReader:  # noqa: ANN401 - a file, or a member of a ZIP, which has no type in common
    buffered = io.BufferedReader(stream)
    if not buffered.peek(2).startswith(_GZIP):
        return buffered
    unpacked: Any = gzip.GzipFile(fileobj=buffered)
    return io.BufferedReader(unpacked)


def _members(stream: IO[bytes]) -> list[str]:
    """The web archives in a WACZ; none where the file is no ZIP."""
    try:
        with zipfile.ZipFile(stream) as packed:
            names = packed.namelist()
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return []
    return [own for own in names if own.startswith(_ARCHIVE_MEMBER) and own.lower().endswith(_ENDINGS)]


def _inspect(whole: IO[bytes]) -> Entry | None:
    """Read a record just as ``warcio check`` and a player would; None where that fails or a digest does not match."""
    try:
        (record,) = _only(whole)
    except Exception:  # noqa: BLE001 - hostile bytes in a parser: whatever it raises, the record cannot be passed on
        return None
    return record


def _only(whole: IO[bytes]) -> Iterator[Entry]:
    for record in ArchiveIterator(whole, check_digests=True):
        _read_through(record)
        if record.digest_checker.passed is False:
            return
        headers, http = record.rec_headers, record.http_headers
        address, at = headers.get_header("WARC-Target-URI") or "", headers.get_header("WARC-Date") or ""
        mime = (http or headers).get_header("Content-Type") or ""
        told = {"url": address, "mime": mime.partition(";")[0].strip()}
        if record.rec_type == "revisit":
            told["mime"] = "warc/revisit"
        told["status"] = (http.get_statuscode() or "") if http and record.rec_type != "request" else ""
        told["digest"] = headers.get_header("WARC-Payload-Digest") or ""
        yield Entry(surt_key(address), at, told, record.rec_type or "")


def _read_through(record: ArcWarcRecord) -> None:
    """Read a record to its end, unpacked as far as that is safe: a digest is of the bytes as they stand."""
    packed = (record.http_headers.get_header("Content-Encoding") or "") if record.http_headers else ""
    # warcio unpacks Brotli a block at a time without a limit, and a block of it may hold gigabytes.
    content: Any = record.raw_stream if "br" in packed.lower() else record.content_stream()
    left = _UNPACKED
    while left > 0 and (piece := content.read(_BLOCK)):
        left -= len(piece)
    while record.raw_stream.read(_BLOCK):
        pass


def _has_short_head(block: bytes) -> bool:
    """Whether no line is endless at the beginning, where a parser looks for an HTTP head."""
    head = block[:_HEAD]
    return len(head) < _HEAD or b"\n\n" in head or b"\r\n\r\n" in head or not head.startswith(_HTTP)
