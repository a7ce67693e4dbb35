"""What DOCX and WACZ share: both are ZIP files, and may be broken or bombs."""

import lzma
import zipfile
import zlib

from wherefrom.read.parts.allowance import ARCHIVE_RATIO

BROKEN_ZIP = (
    zipfile.BadZipFile,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    zlib.error,
    lzma.LZMAError,
)
"""What `zipfile` raises over a file that is damaged, encrypted, or packed in a way that it does not know."""

FREE = 1 << 20
"""Members that unpack to less than this are never bombs."""


def find_bomb(archive: zipfile.ZipFile, limit: int) -> str:
    """Why an archive must not be unpacked; empty when it may. Sizes are declared, and zipfile stops where they lie."""
    total = 0
    for member in archive.infolist():
        total += member.file_size
        if member.file_size > FREE and member.file_size > ARCHIVE_RATIO * max(1, member.compress_size):
            return f"{member.filename[:80]} unpacks to {member.file_size} bytes from {member.compress_size}, as only hostile files do"
    return f"it unpacks to {total} bytes, more than the setting file_bytes allows ({limit})" if total > limit else ""
