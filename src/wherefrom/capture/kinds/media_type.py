"""What a payload is, by its content: signatures for binary formats, `text_kind` for text.

The name's extension never overrides content; it only breaks ties between kinds of text.
"""

import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

import puremagic

from wherefrom.capture.kinds.text_kind import find_text_kind, looks_like_text
from wherefrom.records import media_types
from wherefrom.records.media_types import (
    ARC,
    ARC_PACKED,
    GZIP,
    MEDIA_TYPES,
    PDF,
    SHEET,
    SLIDES,
    WACZ,
    WARC,
    WARC_PACKED,
    WORD,
    ZIP,
)

UNKNOWN = media_types.UNKNOWN.name
EMPTY = "inode/x-empty"

_HEAD = 1024 * 1024
_TAIL = 64 * 1024 + 22

# Readers of PDF accept its header anywhere in the first 1024 bytes (ISO 32000, annex H).
_PDF = re.compile(rb"(?:\A|[\r\n\x00])\s{0,16}%PDF-\d\.\d")
_PDF_WITHIN = 1024

# Formats that begin with readable characters or whose signature the library shares among several.
_SIGNATURES = tuple((begin, known.name) for known in MEDIA_TYPES for begin in known.begins)

# What is packed with gzip is told by its first unpacked bytes; more are never unpacked.
_PACKED = tuple(
    (begin, packed.name) for bare, packed in ((WARC, WARC_PACKED), (ARC, ARC_PACKED)) for begin in bare.begins
)
_UNPACKED = 512

# The confidence of the library's answer is the share of ten bytes that its signature fixes: fewer than three fixed
# bytes (0.3) are met by chance too often to be called an identification.
_MAGIC_FLOOR = 0.3

# A docx has a few dozen members; a directory of this many bytes is a bomb or no office document.
_DIRECTORY_LIMIT = 4 * 1024 * 1024
_MEMBER_TYPES = (
    ("word/document.xml", WORD.name),
    ("xl/workbook.xml", SHEET.name),
    ("ppt/presentation.xml", SLIDES.name),
)

_KEPT_UNDER = {known.name: known.endings[0] for known in MEDIA_TYPES if known.endings}


def find_media_type(path: Path, extension: str) -> str:
    """The media type of a file.

    Args:
        path: the file; at most its first mebibyte and, of an archive, its directory are read.
        extension: that of the name as received, with its dot; only breaks ties between kinds of text.

    Returns:
        For example ``application/pdf``; ``application/octet-stream`` when nothing is known.
    """
    with path.open("rb") as stream:
        return find_type_of(stream, extension)


def find_type_of(stream: BinaryIO, extension: str) -> str:
    """The media type of an open file; see `find_media_type`."""
    head = stream.read(_HEAD)
    if not head:
        return EMPTY
    if _PDF.search(head[:_PDF_WITHIN]):
        return PDF.name
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _find_archive_type(stream, head)
    for signature, media_type in _SIGNATURES:
        if head.startswith(signature):
            return _find_packed_type(head) if media_type == GZIP.name else media_type
    if looks_like_text(head):
        return find_text_kind(head, is_whole=len(head) < _HEAD, extension=extension)
    return _find_by_magic(head)


def extension_for(media_type: str) -> str:
    """The extension under which a payload of this type is kept; empty for types without an agreed one here."""
    return _KEPT_UNDER.get(media_type, "")


def _find_by_magic(head: bytes) -> str:
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return UNKNOWN
    named = [match for match in found if match.mime_type and match.confidence >= _MAGIC_FLOOR]
    return str(named[0].mime_type) if named else UNKNOWN


def _find_packed_type(head: bytes) -> str:
    """Tell web archives from other files packed with gzip by the first few bytes that they unpack to."""
    try:
        begun = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, _UNPACKED)
    except zlib.error:
        return GZIP.name
    return next((media_type for signature, media_type in _PACKED if begun.startswith(signature)), GZIP.name)


def _find_archive_type(stream: BinaryIO, head: bytes) -> str:
    """Tell office documents from plain ZIP archives by the names of their members."""
    try:
        names = _member_names(stream)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, struct.error, IndexError, NotImplementedError):
        # Cut short: its directory is lost. Office documents begin with one of two members.
        began_as_office = re.match(rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|_rels/\.rels|word/)", head, re.DOTALL)
        return WORD.name if began_as_office and b"word/" in head else ZIP.name
    for member, media_type in _MEMBER_TYPES:
        if member in names and "[Content_Types].xml" in names:
            return media_type
    if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
        return WACZ.name
    # OpenDocument and EPUB: the first member is stored, called mimetype, and holds the type.
    told = re.match(rb"PK\x03\x04.{26}mimetype(application/[a-z0-9.+-]{1,80}?)(?=PK|\Z)", head[:256], re.DOTALL)
    return told.group(1).decode() if told else ZIP.name


def _find_directory_size(stream: BinaryIO, place: int) -> int:
    stream.seek(place)
    record = stream.read(56)
    if not record.startswith(b"PK\x06\x06"):
        raise zipfile.BadZipFile
    (size,) = struct.unpack_from("<Q", record, 40)
    return int(size)


def _member_names(stream: BinaryIO) -> set[str]:
    """Names in an archive's directory, which must be small.

    Raises:
        ValueError: the directory is too large to belong to an office document.
        zipfile.BadZipFile: there is none that can be read.
    """
    length = stream.seek(0, 2)
    stream.seek(max(length - _TAIL, 0))
    tail = stream.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0:
        raise zipfile.BadZipFile
    (size,) = struct.unpack_from("<I", tail, end + 12)
    if tail[max(end - 20, 0) : end].startswith(b"PK\x06\x07"):
        # A 64-bit directory, as some programs that write WACZ make one for every file: its own record says how long it is.
        (place,) = struct.unpack_from("<Q", tail, end - 12)
        size = _find_directory_size(stream, place)
    if size > _DIRECTORY_LIMIT:
        return set()
    with zipfile.ZipFile(stream) as archive:
        return set(archive.namelist())
