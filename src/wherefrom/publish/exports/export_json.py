"""JSON: every record of a case as one object, a list for each kind. `decode_record(…, CaseRecords)` reads it back."""

from dataclasses import fields
from pathlib import Path

import msgspec

from wherefrom.publish.exports.export_text import Scribe
from wherefrom.publish.exports.exporting import TOLD_OF_CASE, ExportSource, Written, changed_text
from wherefrom.records import encode_record


def write_json(source: ExportSource, target: Path) -> Written:
    """Write the records one after another: no second copy of the case is ever in memory."""
    case, scribe, counts = source.case, Scribe(), dict[str, int]()
    with target.open("wb") as stream:
        for number, kind in enumerate(own.name for own in fields(case)):
            stream.write(b"{" if number == 0 else b",")
            stream.write(encode_record(kind) + b":")
            records = getattr(case, kind)
            if isinstance(records, str):
                stream.write(encode_record(scribe.unicode(records)))
                continue
            counts |= {} if kind in TOLD_OF_CASE else {kind: len(records)}
            stream.write(b"[")
            for place, record in enumerate(records):
                stream.write((b",\n" if place else b"\n") + encode_safely(record, scribe))
            stream.write(b"]\n")
        stream.write(b"}\n")
    return Written(counts, (changed_text(scribe),))


def encode_safely(record: object, scribe: Scribe) -> bytes:
    """A record as JSON; lone surrogates in it, which UTF-8 lacks, written out."""
    try:
        return encode_record(record)
    except UnicodeEncodeError:
        return encode_record(scribe.deep(msgspec.to_builtins(record)))
