"""Web archives (WARC, ISO 28500; ARC): every record that holds text becomes a document with its address and capture date.

Part and units: ``record:N`` counts every record of the file from 1, whatever its type; the units are the bytes of its payload,
transfer and content encoding undone, as any WARC library gives them.
"""

import gzip
from dataclasses import replace
from datetime import datetime

from wherefrom.errors import catching_panics
from wherefrom.read.formats.archives.digests import check_digest
from wherefrom.read.formats.archives.payload_type import find_type, is_of_the_page
from wherefrom.read.formats.archives.record_payload import Payload, find_payload
from wherefrom.read.formats.archives.tally import Tally, summarise
from wherefrom.read.formats.archives.web_records import Damage, WebRecord, iterate_records
from wherefrom.read.parts.allowance import MAIL_DEPTH
from wherefrom.read.parts.material import Material, ReadPart, refuse
from wherefrom.records import Document, Ending, Outcome, Reading

MAKER = "wherefrom.read/warc 1"

OUTCOMES = 20_000
"""Records without text that get an outcome of their own; what is beyond is counted in the archive's."""

_ORIGINALS = 500_000
_WITH_PAYLOAD = ("response", "resource", "conversion")
_ABOUT = ("warcinfo", "request", "metadata", "filedesc")
_LONGEST = 8000
_WEB = ("http://", "https://", "ftp://")
_ERROR = 400
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SHOWN = 200


def read_warc(material: Material, read_part: ReadPart) -> Reading:
    """Read a web archive record by record; each ends in an outcome of its own, or is counted in the archive's."""
    if material.depth >= MAIL_DEPTH:
        return refuse(material, MAKER, f"archives and mail within each other more than {MAIL_DEPTH} deep are not read")
    tally, damage = Tally(), Damage()
    limit = material.settings.file_bytes
    for record in iterate_records(material.data, limit, damage):
        tally.records = record.number
        _take(record, material, read_part, tally)
        if tally.unpacked > limit:
            tally.stopped = f"its texts unpack to more than the setting file_bytes allows ({limit} bytes in all)"
        elif material.allowance.is_spent():
            tally.stopped = "its share of the time for one input (setting read_seconds) was spent"
        if tally.stopped:
            break
    if not tally.records:
        return refuse(material, MAKER, "; ".join(["no web record found", *damage.tell()]))
    return Reading(tuple(tally.documents), (summarise(material, tally, damage, MAKER), *tally.outcomes))


def _take(record: WebRecord, material: Material, read_part: ReadPart, tally: Tally) -> None:
    """Do with a record what its type asks for."""
    if record.kind in _WITH_PAYLOAD:
        part = material.inside(f"record:{record.number}", b"", "record")
        try:
            with catching_panics():
                _take_payload(record, material, read_part, tally)
        except MemoryError:
            # What the record took is given back here; its neighbours may be small.
            _refuse_record(part, "undoing its encodings needs more memory than the setting read_memory allows", tally)
        except Exception as error:  # noqa: BLE001 - whatever a record brings about, it pays, not the archive
            _refuse_record(part, f"it cannot be read: {type(error).__name__}: {error}"[:300], tally)
        return
    problem = record.refusal or _check_block(record, tally)
    if record.kind == "revisit":
        _take_revisit(record, tally)
    else:
        tally.about[record.kind] += 1
        if record.kind not in _ABOUT:
            tally.troubles.note(f"record {record.number} is of the type {record.kind}, which is not read")
    for clause in (*record.faults, problem):
        if clause:
            tally.troubles.note(f"record {record.number} ({record.kind}): {clause}")


def _check_block(record: WebRecord, tally: Tally) -> str:
    # A revisit's block lacks the bytes that it repeats; archivers state the digest with them or without.
    stated = record.headers.get("warc-block-digest") if record.kind != "revisit" else None
    problem = check_digest(stated, [record.block]) if stated and not record.faults else ""
    if stated and not record.faults:
        tally.digests["wrong" if problem else "right"] += 1
    return problem


def _take_revisit(record: WebRecord, tally: Tally) -> None:
    """Name what a revisit refers to: the same bytes, met again at another time or address."""
    keys = [record.headers.get(name, "") for name in ("warc-refers-to", "warc-payload-digest")]
    original = next((tally.originals[key] for key in keys if key and key in tally.originals), None)
    if original is None:
        where = record.headers.get("warc-target-uri", "")[:_SHOWN]
        tally.troubles.note(
            f"record {record.number} repeats a capture of {where} whose original is not found in this file"
        )
    else:
        tally.revisits.note(f"record {record.number} repeats record {original}")


def _take_payload(record: WebRecord, material: Material, read_part: ReadPart, tally: Tally) -> None:
    url = record.headers.get("warc-target-uri", "")
    part = material.inside(f"record:{record.number}", b"", _plain_address(url)[:_SHOWN] or "record")
    part = replace(part, depth=material.depth + 1)
    if record.refusal:
        _refuse_record(part, "; ".join([record.refusal, *record.faults]), tally)
        return
    _remember(record, tally)
    payload = find_payload(record, max(material.settings.file_bytes - tally.unpacked, 0))
    faults = [*record.faults, *payload.faults, *_check(record, payload, tally)]
    if why := record.headers.get("warc-truncated"):
        faults.append(f"whoever captured it cut it off (WARC-Truncated: {why[:_SHOWN]})")
    if "warc-segment-number" in record.headers:
        faults.append("it is the first of several segments, which are not joined")
    media_type = find_type(payload.data, payload.media_type, _plain_address(url), read_part)
    if not read_part.is_read(media_type) and not payload.refusal and payload.data:
        _count_media(record, media_type, faults, tally)
        return
    notes = [*record.notes, *payload.notes, *_notes_of(record, payload)]
    if payload.refusal or not payload.data.strip():
        empty = payload.refusal or "no text found: the record holds no bytes"
        _refuse_record(part, "; ".join([empty, *faults, *notes]), tally)
        return
    tally.unpacked += len(payload.data)
    material.allowance.for_bytes(len(payload.data))
    reading = read_part(replace(part, data=payload.data, charset=payload.charset), media_type)
    tally.documents += [_with_origin(document, part.part, record) for document in reading.documents]
    tally.outcomes += [_with_clauses(outcome, part.part, faults, notes) for outcome in reading.outcomes]
    if all(outcome.part != part.part for outcome in reading.outcomes):
        own = Outcome(part.capture, part.part, Ending.READ, f"read as {media_type}", MAKER)
        tally.outcomes.append(_with_clauses(own, part.part, faults, notes))


def _refuse_record(part: Material, reason: str, tally: Tally) -> None:
    """Say why a record became no document; of very many only how many they are, since each outcome takes memory."""
    if len(tally.outcomes) - len(tally.documents) < OUTCOMES:
        tally.outcomes += refuse(part, MAKER, reason).outcomes
    else:
        tally.troubles.note(f"{part.part}: {reason}")


def _count_media(record: WebRecord, media_type: str, faults: list[str], tally: Tally) -> None:
    if is_of_the_page(media_type):
        tally.dressing += 1
    else:
        tally.media[media_type[:60]] += 1
    if faults:
        tally.troubles.note(f"record {record.number} ({media_type[:60]}): {'; '.join(faults)}")


def _remember(record: WebRecord, tally: Tally) -> None:
    for name in ("warc-record-id", "warc-payload-digest"):
        if (key := record.headers.get(name)) and len(tally.originals) < _ORIGINALS:
            tally.originals.setdefault(key, record.number)


def _check(record: WebRecord, payload: Payload, tally: Tally) -> list[str]:
    """What is wrong with the record's digests. Those of a record that is cut cannot be right, and are not asked."""
    block, own = record.headers.get("warc-block-digest"), record.headers.get("warc-payload-digest")
    if not block and not own:
        tally.digests["not stated"] += 1
        record.notes.append("the record has no digest")
        return []
    if record.faults:
        tally.digests["not checked"] += 1
        return ["its digest was not checked, since the record is damaged"]
    wrong = [check_digest(block, [record.block])] if block else []
    if own and "warc-segment-number" not in record.headers:
        wrong.append(check_digest(own, [payload.raw, payload.unchunked]))
    wrong = [clause for clause in wrong if clause]
    tally.digests["wrong" if wrong else "right"] += 1
    return wrong


def _notes_of(record: WebRecord, payload: Payload) -> list[str]:
    """What a reader should know of a record that is whole."""
    notes = []
    url = record.headers.get("warc-target-uri", "")
    if payload.status in _REDIRECTS:
        notes.append(
            f"the server's answer was a redirect ({payload.status}) to {payload.location[:_SHOWN] or 'nowhere'}"
        )
    elif payload.status >= _ERROR:
        notes.append(f"the server's answer was an error ({payload.status})")
    if record.kind == "conversion":
        notes.append("the text was made from another record by whoever made the archive")
    if url != _plain_address(url):
        notes.append("its address is written against the standard (in angle brackets, or with spaces)")
    if not _web_address(record):
        notes.append(f"its address is none of the web: {url[:_SHOWN] or 'it has none'}")
    if not _capture_date(record):
        notes.append(
            f"its date of capture cannot be read: {record.headers.get('warc-date', '')[:_SHOWN] or 'it has none'}"
        )
    return notes


def _plain_address(url: str) -> str:
    """The address as the standard writes it: wget puts it in angle brackets, others leave spaces in it."""
    url = url[1:-1] if url.startswith("<") and url.endswith(">") else url
    return url.replace(" ", "%20")


def _web_address(record: WebRecord) -> str:
    """The address where it is one of the web, not a script, a file, or longer than any real one; else empty."""
    url = _plain_address(record.headers.get("warc-target-uri", ""))
    return url if url.lower().startswith(_WEB) and len(url) <= _LONGEST else ""


def _capture_date(record: WebRecord) -> str | None:
    """When the record was captured, as written, where that is a date of ISO 8601."""
    said = record.headers.get("warc-date", "")
    try:
        datetime.fromisoformat(said)
    except ValueError:
        return None
    return said if said[:4].isascii() and said[4:5] == "-" else None


def _with_origin(document: Document, part: str, record: WebRecord) -> Document:
    """A document with the address and the date of its capture; one within another keeps an address of its own."""
    url, captured = _web_address(record), _capture_date(record)
    found = dict(document.metadata_from)
    if url and (document.part == part or document.url is None):
        found["url"] = "warc: WARC-Target-URI"
    else:
        url = document.url or ""
    if captured:
        found["captured"] = "warc: WARC-Date"
    return replace(document, url=url or None, captured=captured, metadata_from=tuple(found.items()))


def _with_clauses(outcome: Outcome, part: str, faults: list[str], notes: list[str]) -> Outcome:
    """The reader's outcome with what the record adds to it; parts within the record's part keep their own."""
    if outcome.part != part:
        return outcome
    ending = Ending.PARTLY if faults and outcome.ending is Ending.READ else outcome.ending
    reason = "; ".join(clause for clause in (outcome.reason, *faults, *notes) if clause)
    return replace(outcome, ending=ending, reason=reason)


def make_samples() -> tuple[bytes, ...]:
    """An invented archive of one answer, bare and packed."""
    page = b"<html><body><p>The crane fell on Monday, said Mr. Example of the office.</p></body></html>"
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
        "WARC-Date: 2024-03-03T10:00:00Z\r\nWARC-Target-URI: https://quay.example/crane\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    bare = head.encode() + block + b"\r\n\r\n"
    return bare, gzip.compress(bare, mtime=0)
