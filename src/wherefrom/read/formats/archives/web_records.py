"""The records of a web archive, one after another, each with what is wrong with it.

warcio's parsers read the header lines; where a record begins and ends is found here, so that one that is damaged costs only itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from warcio.recordloader import ARCHeadersParser, ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser, StatusAndHeadersParserException

from wherefrom.read.formats.archives.gzip_member import GZIP, MemberStream, find_member
from wherefrom.read.formats.archives.record_stream import (
    FREE,
    ByteStream,
    HeaderTooLongError,
    PlainStream,
    find_record_in,
)

_WARC_PARSER = StatusAndHeadersParser(ArcWarcRecordLoader.WARC_TYPES, verify=True)
_ARC_PARSER = ARCHeadersParser()
_NUMBER = re.compile(r"\d{1,18}")
_ARC_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\Z")
_WORK = 8  # looking for records again after damage may cost this many times the file's bytes
_SHOWN = 80
NAMED = 10
"""Places that an outcome names one by one; of the others it gives the number."""


@dataclass(slots=True)
class WebRecord:
    """One record as it stands in the archive.

    Attributes:
        number: 1 for the first; every record counts, whatever its type.
        kind: its WARC-Type in small letters; ``response`` and ``filedesc`` in an ARC.
        headers: its named fields, names in small letters; of a field given twice the first.
        block: its bytes; cut where it is damaged, empty where it is over the limit.
        faults: what is wrong with it, each a clause; each means that something of it may be missing.
        notes: what else is to be said of it.
        refusal: why its bytes are not here at all; empty where they are.
    """

    number: int
    kind: str
    headers: dict[str, str]
    block: bytes = b""
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refusal: str = ""


@dataclass(slots=True)
class Clauses:
    """What is wrong with something that may be wrong in a million places: the first few in words, the others by number."""

    first: list[str] = field(default_factory=list)
    count: int = 0

    def note(self, clause: str) -> None:
        """Keep a clause, or count it."""
        self.count += 1
        if len(self.first) < NAMED:
            self.first.append(clause)

    def tell(self) -> list[str]:
        """The clauses, and how many more there are."""
        left = self.count - len(self.first)
        return [*self.first, *([f"and {left} more like these"] if left else [])]


@dataclass(slots=True)
class Damage(Clauses):
    """What of an archive is no record, each a clause with the place; and how far the reading has come."""

    is_one_member: bool = False
    place: int = 0


def iterate_records(data: bytes, limit: int, damage: Damage) -> Iterator[WebRecord]:
    """The records of an archive in order.

    Args:
        data: the file, packed or not.
        limit: a record with a larger block is passed over.
        damage: is told of everything that is no record.
    """
    number, most = 0, _WORK * len(data) + FREE
    if data.startswith(GZIP):
        for stream in _iterate_members(data, damage):
            begun = number
            for record in _iterate_stream(stream, number, limit, damage, f"the gzip member at byte {stream.start}"):
                number, damage.place = record.number, stream.end
                yield record
                if stream.given_back > most:
                    damage.note(f"looking for records in the gzip member at byte {stream.start} was given up")
                    break
            damage.is_one_member |= number > begun + 1
            if number == begun:
                damage.note(f"the gzip member at byte {stream.start} holds no record{_because(stream)}")
    else:
        plain = PlainStream(data, 0)
        for record in _iterate_stream(plain, 0, limit, damage, "the file"):
            damage.place = plain.position
            yield record
            if plain.given_back > most:
                damage.note(f"looking for records behind damage was given up at byte {damage.place}")
                return


def _iterate_members(data: bytes, damage: Damage) -> Iterator[MemberStream]:
    """The gzip members of a file; after a damaged one the search goes on where the next shows itself."""
    at = work = 0
    while at < len(data):
        if not data.startswith(GZIP, at):
            following = find_member(data, at, len(data))
            skipped = data[at : following if following >= 0 else len(data)]
            if skipped.strip(b"\0\r\n"):
                damage.note(f"{len(skipped)} bytes from byte {at} on are no gzip member")
            if following < 0:
                return
            at = following
        stream = MemberStream(data, at)
        yield stream
        stream.skip(len(data) + FREE if not stream.fault else 0)
        damage.place = stream.end
        work += stream.end - at
        if work > _WORK * len(data) + FREE:
            damage.note(f"looking for records behind damage was given up at byte {at}")
            return
        # A broken member may have run into those that follow it, so they are looked for from its own beginning on.
        at = stream.end if stream.is_whole else _after_damage(data, stream, damage)


def _after_damage(data: bytes, stream: MemberStream, damage: Damage) -> int:
    following = find_member(data, stream.start + len(GZIP), len(data))
    if following < 0 and stream.end < len(data):
        damage.note(f"behind the damaged gzip member at byte {stream.start} no further record was found")
    return following if following >= 0 else len(data)


def _iterate_stream(stream: ByteStream, number: int, limit: int, damage: Damage, where: str) -> Iterator[WebRecord]:
    while True:
        stream.skip_blank_lines()
        if stream.is_at_end():
            return
        if not stream.is_at_record():
            passed = stream.find_record()
            damage.note(f"{passed} bytes in {where} after record {number} are no record{_because(stream)}")
            continue
        number += 1
        record = _read_record(stream, number, limit)
        if stream.fault:
            record.faults.append(stream.fault)
        yield record


def _read_record(stream: ByteStream, number: int, limit: int) -> WebRecord:
    stream.begin_header()
    try:
        headers, is_arc = _read_headers(stream)
    except HeaderTooLongError:
        stream.find_record()
        return WebRecord(number, "unknown", {}, refusal="its header has lines longer than any real record's")
    except (StatusAndHeadersParserException, EOFError, ValueError):
        stream.find_record()
        return WebRecord(number, "unknown", {}, refusal="its header cannot be read")
    record = WebRecord(number, headers.get("warc-type", "unknown").strip().lower()[:40] or "unknown", headers)
    if "warc-type" not in headers and not is_arc:
        record.faults.append("its header names no WARC-Type")
    _read_block(stream, record, headers.get("content-length"), limit)
    return record


def _read_headers(stream: ByteStream) -> tuple[dict[str, str], bool]:
    """The named fields of the record that begins here, and whether it is an ARC's."""
    line = stream.readline()
    if line.startswith(b"WARC/"):
        return _as_fields(_WARC_PARSER.parse(stream, line)), False
    parsed = _ARC_PARSER.parse(stream, line)
    said = _as_fields(parsed)
    is_file = line.startswith(b"filedesc://")
    date = _ARC_DATE.match(said.get("archive-date", ""))
    length = said.get("length", "")
    if is_file and length.isdigit():
        length = str(max(int(length[:18]) - int(parsed.total_len), 0))
    fields = {
        "warc-type": "filedesc" if is_file else "response",
        "warc-target-uri": said.get("uri", ""),
        "warc-date": "{}-{}-{}T{}:{}:{}Z".format(*date.groups()) if date else said.get("archive-date", ""),
        "content-type": said.get("content-type", ""),
        "content-length": length,
    }
    return fields, True


def _as_fields(parsed: StatusAndHeaders) -> dict[str, str]:
    fields: dict[str, str] = {}
    for name, value in parsed.headers:
        fields.setdefault(name.strip().lower(), value.strip())
    return fields


def _read_block(stream: ByteStream, record: WebRecord, length: str | None, limit: int) -> None:
    """Read a record's block as its Content-Length says, and see whether that can be true."""
    if length is None or not _NUMBER.fullmatch(length):
        said = f"its Content-Length is {length[:_SHOWN]!r}" if length else "it has no Content-Length"
        record.block = stream.read_to_record(limit).removesuffix(b"\r\n\r\n").removesuffix(b"\n\n")
        record.faults.append(f"{said}: it was read to where the next record begins")
        return
    wanted = int(length)
    if wanted > limit:
        record.refusal = f"larger than the limit: {wanted} of {limit} bytes (setting file_bytes)"
        passed = stream.skip(wanted)
        record.faults += [f"it is cut: {passed} of {wanted} bytes are there"] if passed < wanted else []
        return
    block = _read_joined(stream, wanted, record)
    blank = stream.skip_blank_lines()
    if len(block) == wanted and (stream.is_at_end() or stream.is_at_record()):
        record.block = block
        return
    if len(block) == wanted and find_record_in(block) < 0:
        record.block = block
        record.faults.append("its Content-Length is wrong: bytes that belong to no record follow it")
        return
    whole = len(block)
    stream.push_back(blank)
    _cut_at_next(stream, record, block)
    if len(record.block) < whole:
        record.faults.append(f"its Content-Length is wrong: the next record begins within its {wanted} bytes")
    else:
        record.faults.append(f"it is cut: {whole} of {wanted} bytes are there")


def _read_joined(stream: ByteStream, wanted: int, record: WebRecord) -> bytes:
    """Read a block, over the ends of gzip members where it was packed in pieces."""
    pieces = [stream.read(wanted)]
    missing = wanted - len(pieces[0])
    while missing and stream.join_next():
        pieces.append(stream.read(missing))
        missing -= len(pieces[-1])
    if len(pieces) > 1:
        record.notes.append(f"it was packed in {len(pieces)} pieces, where the standard asks for one")
    return b"".join(pieces)


def _cut_at_next(stream: ByteStream, record: WebRecord, block: bytes) -> None:
    """Keep of a block what stands before the record that begins inside it; the rest is read again."""
    inside = find_record_in(block)
    if inside < 0:
        record.block = block
        return
    stream.push_back(block[inside:])
    record.block = block[:inside].removesuffix(b"\r\n\r\n").removesuffix(b"\n\n")


def _because(stream: ByteStream) -> str:
    return f": {stream.fault}" if stream.fault else ""
