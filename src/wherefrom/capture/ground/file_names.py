"""Names of files as text: lossless for any bytes that a file system holds, and never used as a path to open."""

import os
import re
from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True, slots=True)
class Naming:
    """What a payload is called and where it came from, as its act says.

    Attributes:
        name: for display, escaped.
        received_from: path or address, escaped.
        extension: of the name as received; breaks ties between kinds of text.
    """

    name: str
    received_from: str
    extension: str


_ESCAPED_BYTE = re.compile(r"\\(\\|x[0-9a-f]{2})")


def escape_path(path: str | PurePath) -> str:
    r"""A path as valid Unicode text from which its bytes can be had back.

    A backslash is doubled, and a byte that is no UTF-8 becomes ``\x`` and two hexadecimal digits. Line breaks and
    bidirectional controls stay as they are: they are what the name holds, and whoever prints it must take care.
    """
    doubled = os.fspath(path).replace("\\", "\\\\")
    return "".join(_escape_character(character) for character in doubled)


def name_path(path: PurePath) -> Naming:
    """What a file is called and where it came from."""
    return Naming(show_name(path), escape_path(path), path.suffix)


def unescape_path(text: str) -> str:
    """The path that `escape_path` was given, undecodable bytes as lone surrogates (PEP 383)."""
    return _ESCAPED_BYTE.sub(lambda found: _unescape(found.group(1)), text)


def show_name(path: str | PurePath) -> str:
    """The last part of a path, escaped, for display; the whole of it where there is no last part (``/``, ``..``)."""
    whole = os.fspath(path)
    return escape_path(PurePath(whole).name or whole)


def _escape_character(character: str) -> str:
    # PEP 383: the undecodable byte 0xNN is the lone surrogate U+DCNN.
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # noqa: PLR2004 - the range of PEP 383
        return f"\\x{code - 0xDC00:02x}"
    return character


def _unescape(escaped: str) -> str:
    return "\\" if escaped == "\\" else chr(0xDC00 + int(escaped[1:], 16))
