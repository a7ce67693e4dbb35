"""Records out of web archives among the originals: hostile files, so cut by lengths, within limits, and what is lost counted.

The cutting is done here and not by warcio, which reads a line without an end for as long as there are bytes, and writes
heads anew. So a record is copied with its head and its block byte for byte, or not at all.
"""

import gzip
import io
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wherefrom.publish.exporting import Omission
from wherefrom.publish.web_archive import WebArchive

_MARK = b"WARC/"
_GZIP = b"\x1f\x8b"
_BLOCK = 64 * 1024
# A head is a few hundred bytes; between two records stand two line breaks, of which some writers make more.
_HEAD_LIMIT = 256 * 1024
_BLANKS = 16
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_ARCHIVE_MEMBER = "archive/"
_ENDINGS = (".warc", ".warc.gz")


@dataclass(slots=True)
class Copied:
    """What came of copying.

    Attributes:
        damaged: records whose own digests do not match them, or that no parser reads; the whole file was carried too.
        unread: archives that broke off or went over the limit; the whole file was carried too.
    """

    damaged: int = 0
    unread: int = 0

    def omissions(self) -> Iterator[Omission]:
        """What was not copied as records."""
        why = (
            "their digests do not match, or they are no valid records; the archive that holds them is carried as a file"
        )
        yield Omission(self.damaged, "records", why)
        yield Omission(
            self.unread, "archives", "cut off, broken, or over the limit file_bytes; each is carried as a file"
        )


def is_web_archive(path: Path) -> bool:
    """Whether a file is a WARC, packed or not, or a WACZ, by its content."""
    with path.open("rb") as stream:
        head = stream.read(len(_MARK))
    if head.startswith(_GZIP):
        try:
            with gzip.open(path) as packed:
                return packed.read(len(_MARK)) == _MARK
        except (OSError, EOFError, zlib.error):
            return False
    if head.startswith(b"PK"):
        return any(_members(path))
    return head == _MARK


def copy_records(archive: WebArchive, path: Path, limit: int, copied: Copied) -> bool:
    """Copy every record of a web archive; returns whether all of them were copied.

    Args:
        archive: where to.
        path: the file.
        limit: bytes that its records may unpack to.
        copied: told of what was not copied.
    """
    before, left = (copied.damaged, copied.unread), limit
    try:
        for stream in _open_archives(path):
            with stream:
                left = _copy_stream(archive, stream, left, copied)
    except (OSError, EOFError, ValueError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        # What the libraries for gzip and ZIP raise on broken bytes, members they cannot unpack, and passwords.
        copied.unread += 1
    return (copied.damaged, copied.unread) == before


def _copy_stream(archive: WebArchive, stream: io.BufferedReader, left: int, copied: Copied) -> int:
    """Copy the records of one stream; returns how many bytes may still be unpacked.

    Raises:
        EOFError: it breaks off, or the limit is reached.
        ValueError: what comes next is no record.
    """
    while head := _read_head(stream):
        found = _LENGTH.search(head)
        length = int(found[1]) if found else -1
        left -= len(head) + max(length, 0)
        if length < 0 or left < 0:
            message = "no length, or over the limit"
            raise ValueError(message)
        with tempfile.SpooledTemporaryFile(max_size=1024 * 1024) as block:
            waiting = length
            while waiting:
                piece = stream.read(min(waiting, _BLOCK))
                if not piece:
                    raise EOFError
                waiting -= len(piece)
                block.write(piece)
            block.seek(0)
            if not archive.add_copy(head, block):
                copied.damaged += 1
    return left


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


def _open_archives(path: Path) -> Iterator[io.BufferedReader]:
    """The archives of a file, unpacked: itself, or the members of a WACZ."""
    with path.open("rb") as stream:
        is_zip = stream.read(2) == b"PK"
    if not is_zip:
        yield _unpack(path.open("rb"))
        return
    with zipfile.ZipFile(path) as packed:
        for name in _members(path):
            yield _unpack(packed.open(name))


def _unpack(stream: Any) -> io.BufferedReader:  # noqa: ANN401 - a file, or a member of a ZIP, which has no type in common
    buffered = io.BufferedReader(stream)
    if not buffered.peek(2).startswith(_GZIP):
        return buffered
    unpacked: Any = gzip.GzipFile(fileobj=buffered)
    return io.BufferedReader(unpacked)


def _members(path: Path) -> Iterator[str]:
    """The web archives in a WACZ; none where the file is no ZIP."""
    try:
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return
    yield from (own for own in names if own.startswith(_ARCHIVE_MEMBER) and own.lower().endswith(_ENDINGS))
