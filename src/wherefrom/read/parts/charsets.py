"""From bytes to text: which charset, and which byte each letter came from."""

import codecs
import re
from dataclasses import replace
from functools import cache

from charset_normalizer import from_bytes

from wherefrom.read.parts.source import STRETCH, Source, Stretch, source_of

SAMPLE = 64 * 1024
"""Bytes that the charset is guessed from: the guess does not gain from more, and its cost grows with it."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNDECODED = re.compile("[\udc80-\udcff]+")
# What labels say and what is meant: https://encoding.spec.whatwg.org/#names-and-labels
_MEANT = {"iso8859-1": "cp1252", "ascii": "utf-8", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932"}
_NUL_SHARE = 0.2
_BYTES_A_LETTER = 4


def decode_source(data: bytes, part: str = "", declared: str | None = None) -> Source:
    """Decode bytes by the charset that they show, that they declare, or that they look like, in this order.

    A byte order mark wins; then valid UTF-8, since text in another charset is almost never valid UTF-8 by chance; then
    what the material declares; then UTF-8 with damage, when more of its letters are whole than broken; then the
    guess of charset-normalizer; at last Windows-1252.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode(data, part, encoding, len(mark))
    known = find_charset(data, declared)
    if known:
        return _decode(data, part, known, 0)
    return replace(_decode(data, part, _guess_charset(data), 0), guessed=True)


def find_charset(data: bytes, declared: str | None = None) -> str | None:
    """The charset of bytes without a byte order mark, None where it can only be guessed; see `decode_source`."""
    wide = _wide_charset(data[:SAMPLE])
    if wide:
        return wide
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    named = _known_codec(declared) if declared else None
    if named and named != "utf-8":
        return named
    if _mostly_utf8(data):
        return "utf-8"
    return None


def _guess_charset(data: bytes) -> str:
    # A sample that ends in the middle of a letter fits no charset of several bytes a letter; they have four at most.
    cuts = range(_BYTES_A_LETTER) if len(data) > SAMPLE else range(1)
    for cut in cuts:
        guess = from_bytes(data[: SAMPLE - cut]).best()
        if guess:
            return _known_codec(guess.encoding) or "cp1252"
    return "cp1252"


def _wide_charset(sample: bytes) -> str | None:
    """UTF-16 without a mark shows itself by zero bytes in every second place."""
    if not sample or sample.count(0) < len(sample) * _NUL_SHARE:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _mostly_utf8(data: bytes) -> bool:
    text = data[:SAMPLE].decode("utf-8", "surrogateescape")
    broken = len(_UNDECODED.findall(text))
    whole = sum(1 for letter in text if ord(letter) > 127) - sum(map(len, _UNDECODED.findall(text)))  # noqa: PLR2004 - ASCII ends there
    return whole > broken


@cache
def _known_codec(name: str) -> str | None:
    """Python's name of a text codec for a label found in the material; None for labels that mean nothing here."""
    try:
        found = codecs.lookup(name.strip().strip("\"'")[:40])
        found.decode(b"")
    except (LookupError, ValueError, TypeError, UnicodeError):
        return None
    if not isinstance(b"".decode(found.name), str) or found.name in ("idna", "punycode", "utf-7", "undefined"):
        return None
    if not getattr(found, "_is_text_encoding", True):
        return None
    meant = _MEANT.get(found.name, found.name)
    return {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(meant, meant)


def _decode(data: bytes, part: str, encoding: str, start: int) -> Source:
    body = data[start:]
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "utf-8":
            return _decode_damaged_utf8(body, part, start)
        return _decode_bytewise(body, part, encoding, start)
    except LookupError:
        return _decode(data, part, "cp1252", start)
    stretches: list[Stretch] = []
    if _add_exact(stretches, text, 0, encoding, body, 0) != len(body):
        return _decode_bytewise(body, part, encoding, start)
    return source_of(text, part, encoding, _moved(stretches, start), 0)


def _add_exact(stretches: list[Stretch], text: str, at: int, encoding: str, body: bytes, unit: int) -> int:
    """Append exact stretches for ``text``; returns one past the last byte, or -1 where text and bytes part ways.

    They part in charsets with several bytes for one letter, or with shift states: those are decoded byte by byte.
    """
    for index in range(0, len(text), STRETCH):
        piece = text[index : index + STRETCH]
        try:
            raw = piece.encode(encoding)
        except UnicodeEncodeError:
            return -1
        if body[unit : unit + len(raw)] != raw:
            return -1
        stretches.append(Stretch(at + index, at + index + len(piece), unit, unit + len(raw), exact=True))
        unit += len(raw)
    return unit


def _moved(stretches: list[Stretch], by: int) -> list[Stretch]:
    if not by:
        return stretches
    return [Stretch(s.start, s.end, s.unit_start + by, s.unit_end + by, s.exact) for s in stretches]


def _decode_damaged_utf8(body: bytes, part: str, start: int) -> Source:
    """UTF-8 with bytes that are none: each run of them becomes one replacement character."""
    escaped = body.decode("utf-8", "surrogateescape")
    stretches: list[Stretch] = []
    pieces: list[str] = []
    at = unit = position = damaged = 0
    for run in _UNDECODED.finditer(escaped):
        good = escaped[position : run.start()]
        unit = _add_exact(stretches, good, at, "utf-8", body, unit)
        at += len(good)
        broken = run.end() - run.start()
        stretches.append(Stretch(at, at + 1, unit, unit + broken, exact=False))
        pieces += (good, "\ufffd")
        at, unit, position, damaged = at + 1, unit + broken, run.end(), damaged + broken
    good = escaped[position:]
    _add_exact(stretches, good, at, "utf-8", body, unit)
    return source_of("".join([*pieces, good]), part, "utf-8", _moved(stretches, start), damaged)


def _decode_bytewise(body: bytes, part: str, encoding: str, start: int) -> Source:
    """Decode one byte at a time, to see which bytes make which letter: for damaged or many-to-one charsets."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    stretches: list[Stretch] = []
    pieces: list[str] = []
    at = first = damaged = 0
    for index in range(len(body) + 1):
        letters = decoder.decode(body[index : index + 1], index == len(body))
        if not letters:
            continue
        end = min(index + 1, len(body))
        exact = _encodes_to(letters, encoding, body[first:end])
        damaged += (end - first) if "\ufffd" in letters else 0
        _append(stretches, Stretch(at, at + len(letters), first, end, exact))
        pieces.append(letters)
        at, first = at + len(letters), end
    return source_of("".join(pieces), part, encoding, _moved(stretches, start), damaged)


def _encodes_to(letters: str, encoding: str, raw: bytes) -> bool:
    try:
        return letters.encode(encoding) == raw
    except UnicodeEncodeError:
        return False


def _append(stretches: list[Stretch], new: Stretch) -> None:
    last = stretches[-1] if stretches else None
    if last and last.exact and new.exact and new.end - last.start <= STRETCH:
        stretches[-1] = Stretch(last.start, new.end, last.unit_start, new.unit_end, exact=True)
    else:
        stretches.append(new)
