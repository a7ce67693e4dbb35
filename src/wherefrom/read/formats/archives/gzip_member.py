"""Members of a gzip file (RFC 1952), unpacked piece by piece and with a bound; and where the next one begins."""

import struct
import zlib

from wherefrom.read.formats.archives.record_stream import FREE, HEADER_BYTES, ByteStream
from wherefrom.read.parts.allowance import ARCHIVE_RATIO

GZIP = b"\x1f\x8b\x08"
_PIECE = 64 * 1024
_SLICE = 4096  # of packed input: what is lost before a fault is what this much unpacks to
_TRIES = 100_000  # places at which a gzip member might begin, looked at behind one that is damaged
_TRAILER = struct.Struct("<II")


class MemberStream(ByteStream):
    """One member of a gzip file, unpacked piece by piece (RFC 1952).

    Attributes:
        start: where it begins in the file.
        end: how far the file has been looked at; one past the member once it has ended well.
        is_whole: whether it ended as it should, with its checksum right or wrong.
    """

    def __init__(self, data: bytes, start: int) -> None:
        super().__init__(b"", 0, self._unpack)
        self.start, self.end, self.is_whole = start, start, False
        self._data, self._inflate = data, zlib.decompressobj(-zlib.MAX_WBITS)
        self._made = self._sum = 0
        self._is_over = False
        body = _skip_gzip_header(data, start)
        if body < 0:
            self._stop("its gzip header is broken")
        self.end = max(body, start + len(GZIP))

    def join_next(self) -> bool:
        """Go on with the next member, where no record begins in it."""
        if not self.is_whole or self.fault or not self._data.startswith(GZIP, self.end):
            return False
        if MemberStream(self._data, self.end).is_at_record():
            return False
        body = _skip_gzip_header(self._data, self.end)
        if body < 0:
            return False
        self.start, self.end, self.is_whole, self._is_over = self.end, body, False, False
        self._inflate, self._made, self._sum = zlib.decompressobj(-zlib.MAX_WBITS), 0, 0
        return True

    def _unpack(self) -> bytes:
        piece = b""
        while not piece and not self._is_over:
            packed = self._inflate.unconsumed_tail or self._data[self.end : self.end + _SLICE]
            if not packed:
                self._stop("the file is cut inside its gzip member")
                break
            fresh = not self._inflate.unconsumed_tail
            try:
                piece = self._inflate.decompress(packed, _PIECE)
            except zlib.error as error:
                self._stop(f"its gzip member is damaged ({error})")
                break
            self.end += len(packed) if fresh else 0
            self._note(piece)
        return piece

    def _note(self, piece: bytes) -> None:
        self._made += len(piece)
        self._sum = zlib.crc32(piece, self._sum)
        if self._inflate.eof:
            self.end -= len(self._inflate.unused_data)
            self._is_over = self.is_whole = True
            trailer = self._data[self.end : self.end + _TRAILER.size]
            self.end += len(trailer)
            if len(trailer) < _TRAILER.size:
                self.fault = "the file is cut at the end of its gzip member"
            elif _TRAILER.unpack(trailer) != (self._sum, self._made & 0xFFFFFFFF):
                self.fault = "the checksum of its gzip member is wrong"
        elif self._made > FREE and self._made > ARCHIVE_RATIO * (self.end - self.start):
            self._stop(f"its gzip member unpacks to more than {ARCHIVE_RATIO} times its size, as only hostile files do")

    def _stop(self, fault: str) -> None:
        self.fault, self._is_over = fault, True


def _skip_gzip_header(data: bytes, start: int) -> int:
    """Where the packed bytes of a member begin; -1 where its header is broken (RFC 1952, section 2.3)."""
    flags = data[start + 3] if len(data) > start + 10 else 0xFF
    if not data.startswith(GZIP, start) or flags & 0xE0:
        return -1
    at = start + 10
    if flags & 4:
        at += 2 + int.from_bytes(data[at : at + 2], "little")
    for named in (8, 16):
        if flags & named:
            at = data.find(b"\0", at, at + HEADER_BYTES) + 1
            if not at:
                return -1
    return at + (2 if flags & 2 else 0)


def find_member(data: bytes, start: int, stop: int) -> int:
    """Where the next gzip member begins that unpacks to the beginning of a record; -1 where there is none.

    Args:
        data: the file.
        start: where to begin.
        stop: where to give up.
    """
    at = data.find(GZIP, start, stop)
    for _ in range(_TRIES):
        if at < 0 or MemberStream(data, at).is_at_record():
            return at
        at = data.find(GZIP, at + 1, stop)
    return -1
