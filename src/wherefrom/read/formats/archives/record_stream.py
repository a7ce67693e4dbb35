"""The bytes of a web archive as a stream: one gzip member, or all that is left of a plain file.

Own code where warcio has a reader: that one unpacks whatever a block of input unpacks to, reads a header line of any length, and
takes a damaged member for plain text. Here every line and every member has its bound, and a fault ends the stream, is named, and
lets the records after it be read.
"""

import re
from collections.abc import Callable

HEADER_BYTES = 256 * 1024
"""All header lines of one record; real ones take a few thousand bytes."""

FREE = 1 << 20
"""What unpacks to less than this is never a bomb."""

_BLANK = re.compile(rb"[\r\n]*")
# An ARC's header line: address, IP address, date, media type, length; an address may hold spaces that it should not.
_ARC_LINE = rb"[^\r\n]{1,4000} [\d.:a-fA-F]{1,45} \d{8,20} \S{1,200} "
_WARC_LINE = rb"WARC/[01]\.\d+[ \t]*\r?\n"
_HEAD_OF_RECORD = re.compile(_WARC_LINE + rb"|filedesc://|" + _ARC_LINE + rb"[\w-]{1,20}\r?\n")
_NEXT_RECORD = re.compile(rb"\n(?=" + _WARC_LINE + rb"|[a-z]{2,12}:" + _ARC_LINE + rb"\d{1,12}\r?\n)")
_WINDOW = 8192


class HeaderTooLongError(Exception):
    """Header lines that no real record has."""


class ByteStream:
    """Bytes with what warcio's parsers ask of a stream, and with the way to the next record.

    Attributes:
        fault: why it ended before its time; empty while it has not.
        given_back: how many bytes were given back to be read again, in all.
    """

    def __init__(self, start: bytes, position: int, more: Callable[[], bytes]) -> None:
        self.fault, self.given_back = "", 0
        self._buffer, self._at, self._more = start, position, more
        self._header_left = HEADER_BYTES

    def begin_header(self) -> None:
        """From here on the lines of one header are read."""
        self._header_left = HEADER_BYTES

    def readline(self, _limit: int | None = None) -> bytes:
        """The next line with its end.

        Raises:
            HeaderTooLongError: the header that the line belongs to is longer than any real one.
        """
        end = self._buffer.find(b"\n", self._at, self._at + self._header_left)
        while end < 0 and len(self._buffer) - self._at < self._header_left and self._grow():
            end = self._buffer.find(b"\n", self._at, self._at + self._header_left)
        if end < 0 and len(self._buffer) - self._at >= self._header_left:
            raise HeaderTooLongError
        stop = end + 1 if end >= 0 else len(self._buffer)
        line = self._buffer[self._at : stop]
        self._header_left -= len(line)
        self._at = stop
        return line

    def read(self, size: int) -> bytes:
        """So many bytes, or fewer where the stream ends."""
        pieces = [self._buffer[self._at : self._at + size]]
        self._at += len(pieces[0])
        missing = size - len(pieces[0])
        while missing > 0 and self._grow():
            pieces.append(self._buffer[self._at : self._at + missing])
            self._at += len(pieces[-1])
            missing -= len(pieces[-1])
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def skip(self, size: int) -> int:
        """Pass over so many bytes without keeping them; returns how many there were."""
        passed = 0
        while passed < size:
            step = min(size - passed, len(self._buffer) - self._at)
            if not step and not self._grow():
                break
            self._at += step
            passed += step
        return passed

    def push_back(self, tail: bytes) -> None:
        """Give back what was read last, to be read again."""
        self.given_back += len(tail)
        if self._buffer[max(self._at - len(tail), 0) : self._at] == tail:
            self._at -= len(tail)
        else:
            self._buffer, self._at = tail + self._buffer[self._at :], 0

    def join_next(self) -> bool:
        """Go on with what belongs to the same record and was packed apart; whether there is such."""
        return False

    def skip_blank_lines(self) -> bytes:
        """Pass over line ends; returns them."""
        passed = []
        while True:
            found = _BLANK.match(self._buffer, self._at)
            end = found.end() if found else self._at
            passed.append(self._buffer[self._at : end])
            self._at = end
            if self._at < len(self._buffer) or not self._grow():
                return b"".join(passed)

    def is_at_end(self) -> bool:
        """Whether nothing is left."""
        return self._at >= len(self._buffer) and not self._grow()

    def is_at_record(self) -> bool:
        """Whether a record of a WARC or an ARC begins here."""
        while len(self._buffer) - self._at < _WINDOW and self._grow():
            pass
        return _HEAD_OF_RECORD.match(self._buffer, self._at) is not None

    def find_record(self) -> int:
        """Pass on to where a line begins like a record, or to the end; returns how many bytes were passed over."""
        return self._pass_to_record([], 0)

    def read_to_record(self, most: int) -> bytes:
        """What stands before the next line that begins like a record; of more than ``most`` bytes the first."""
        kept: list[bytes] = []
        self._pass_to_record(kept, most)
        return b"".join(kept)

    def _pass_to_record(self, kept: list[bytes], most: int) -> int:
        passed = 0
        while True:
            found = _NEXT_RECORD.search(self._buffer, self._at)
            # The beginning of a record may stand over the edge of two pieces.
            end = found.end() if found else max(len(self._buffer) - _WINDOW, self._at)
            passed = self._pass(end, kept, passed, most)
            if found:
                return passed
            if not self._grow():
                return self._pass(len(self._buffer), kept, passed, most)

    def _pass(self, end: int, kept: list[bytes], passed: int, most: int) -> int:
        if passed < most:
            kept.append(self._buffer[self._at : min(end, self._at + most - passed)])
        passed += end - self._at
        self._at = end
        return passed

    @property
    def position(self) -> int:
        """Bytes of the buffer passed over; of a plain file, the place in it."""
        return self._at

    def _grow(self) -> bool:
        piece = self._more()
        if piece:
            self._buffer, self._at = self._buffer[self._at :] + piece, 0
        return bool(piece)


def find_record_in(block: bytes) -> int:
    """Where inside a block another record begins after an empty line; -1 where none does."""
    for found in _NEXT_RECORD.finditer(block):
        if block[max(found.end() - 4, 0) : found.end()].endswith((b"\n\r\n", b"\n\n")):
            return found.end()
    return -1


class PlainStream(ByteStream):
    """What is left of a file that is not packed."""

    def __init__(self, data: bytes, start: int) -> None:
        super().__init__(data, start, lambda: b"")
