"""Records out of web archives among the originals: hostile files, so read within a limit, and what is not copied counted."""

import gzip
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from warcio.archiveiterator import ArchiveIterator

from wherefrom.publish.exporting import Omission
from wherefrom.publish.web_archive import WebArchive

_MARK = b"WARC/"
_BLOCK = 64 * 1024
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
            self.unread,
            "archives",
            "refused by their reader, cut off, or over the limit file_bytes; each is carried as a file",
        )


def is_web_archive(path: Path) -> bool:
    """Whether a file is a WARC, packed or not, or a WACZ, by its content."""
    with path.open("rb") as stream:
        head = stream.read(len(_MARK))
    if head.startswith(b"\x1f\x8b"):
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
    before = (copied.damaged, copied.unread)
    left = [limit]
    for stream in _open_archives(path):
        with stream:
            try:
                _copy_stream(archive, stream, left, copied)
            except Exception:  # noqa: BLE001 - hostile bytes in a parser: whatever it raises, the rest cannot be read
                copied.unread += 1
    return (copied.damaged, copied.unread) == before


def _copy_stream(archive: WebArchive, stream: IO[bytes], left: list[int], copied: Copied) -> None:
    """Copy the records of one stream; ``left`` holds how many bytes may still be unpacked."""
    for record in ArchiveIterator(stream, no_record_parse=True):
        with tempfile.SpooledTemporaryFile(max_size=1024 * 1024) as block:
            length = 0
            while piece := record.raw_stream.read(_BLOCK):
                length += len(piece)
                left[0] -= len(piece)
                if left[0] < 0:
                    copied.unread += 1
                    return
                block.write(piece)
            block.seek(0)
            # A record that says that it is longer than it is was cut off.
            told = record.rec_headers.get_header("Content-Length")
            is_whole = record.format == "warc" and told == str(length)
            if not (is_whole and archive.add_copy(record, block, length)):
                copied.damaged += 1


def _open_archives(path: Path) -> Iterator[IO[bytes]]:
    with path.open("rb") as stream:
        is_packed = stream.read(2) == b"PK"
    if not is_packed:
        yield path.open("rb")
        return
    with zipfile.ZipFile(path) as packed:
        for name in _members(path):
            yield packed.open(name)


def _members(path: Path) -> Iterator[str]:
    """The web archives in a WACZ; none where the file is no ZIP."""
    try:
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return
    yield from (own for own in names if own.startswith(_ARCHIVE_MEMBER) and own.lower().endswith(_ENDINGS))
