import json
from pathlib import Path

from wherefrom.config import Settings
from wherefrom.ids import digest_text
from wherefrom.read import read_capture
from wherefrom.read.parts.storable import make_storable
from wherefrom.records import Capture, Document, Ending, Outcome, Reading, Segment, encode_record


def test_lone_surrogate_in_metadata_never_ends_the_run(tmp_path: Path) -> None:
    row = {
        "text": "A fire burned, he said.",
        "title": "t\udfff",
        "author": "\ud800",
        "outlet": "\ud801",
        "url": "http://\ud800",
    }
    (tmp_path / "rows.jsonl").write_text(json.dumps(row) + "\n")
    capture = Capture("cap-0", "0" * 64, 1, "application/x-ndjson", "rows.jsonl", "", "", "", "")
    reading = read_capture(capture, tmp_path / "rows.jsonl", Settings())
    encode_record(reading)
    (document,) = reading.documents
    assert (document.title, document.author, document.outlet) == ("t\ufffd", "\ufffd", "\ufffd")
    assert document.text.endswith("A fire burned, he said.")


def test_lone_surrogate_in_text_becomes_one_sign_and_its_segment_stands_for_it() -> None:
    text = "ab\udc80cd"
    segments = (Segment(0, 2, "", 0, 2), Segment(2, 5, "", 2, 9))
    document = Document("doc-1", "cap-0", "", "n\ud800", text, digest_text(text), "utf-8", (), segments)
    mended = make_storable(Reading((document,), (Outcome("cap-0", "", Ending.PARTLY, "why \udfff", "m"),)))
    (kept,) = mended.documents
    assert (kept.text, kept.name) == ("ab\ufffdcd", "n\ufffd")
    assert kept.text_sha256 == digest_text(kept.text)
    assert kept.id != document.id
    assert [segment.exact for segment in kept.segments] == [True, False]
    assert mended.outcomes[0].reason == "why \ufffd"


def test_reading_without_surrogates_is_returned_as_it_is() -> None:
    reading = Reading((), (Outcome("cap-0", "", Ending.REFUSED, "😀", "m"),))
    assert make_storable(reading) is reading
