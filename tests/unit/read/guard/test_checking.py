"""What is not believed of a reader that foreign bytes may have taken over."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from wherefrom.ids import digest_text
from wherefrom.read import read_text
from wherefrom.read.guard.checking import find_lie
from wherefrom.read.guard.confined import believe
from wherefrom.records import (
    Capture,
    Document,
    Ending,
    Hidden,
    Hiding,
    Hyperlink,
    Outcome,
    Reading,
    Segment,
    Span,
    encode_record,
)

DOCUMENT = read_text("Crane falls\n\nThe crane fell, she said. Nobody was hurt.\n")
CAPTURE = Capture("", "0" * 64, 1, "text/plain", "note.txt", "data/x", "/note.txt", "2026-01-01", "tester")
READ = Outcome("", "", Ending.READ, "", "wherefrom.read/plain 1")
FAR = Span(0, 10_000)


def reading(document: Document = DOCUMENT, **changes: object) -> Reading:
    return Reading((replace(document, **changes),), (READ,))  # type: ignore[arg-type]


def test_an_honest_reading_is_believed() -> None:
    assert find_lie(reading(), "") == ""
    assert believe(encode_record(reading()), CAPTURE) == reading()


@pytest.mark.parametrize(
    ("lie", "told"),
    [
        (lambda: Reading((DOCUMENT,), ()), "no outcome"),
        (lambda: Reading((), (replace(READ, capture="cap-other"),)), "another capture"),
        (lambda: Reading((), (replace(READ, maker="somebody else"),)), "none of ours"),
        (lambda: Reading((DOCUMENT,), (replace(READ, ending=Ending.REFUSED),)), "all was refused"),
        (lambda: Reading((DOCUMENT, DOCUMENT), (READ,)), "two documents"),
        (lambda: reading(capture="cap-other"), "another capture"),
        (lambda: reading(text=DOCUMENT.text + "!"), "digest"),
        (lambda: reading(text="!", text_sha256=digest_text("!")), "id"),
        (lambda: reading(id="doc-0000000000000000"), "id"),
        (lambda: reading(encoding="../../x"), "encoding"),
        (lambda: reading(passages=(replace(DOCUMENT.passages[0], span=FAR),)), "passages reach"),
        (lambda: reading(passages=DOCUMENT.passages[::-1]), "passages overlap"),
        (lambda: reading(passages=(replace(DOCUMENT.passages[0], sentences=(FAR,)),)), "sentences reach"),
        (lambda: reading(segments=(Segment(0, 10_000, "", 0, 10_000),)), "segments reach"),
        (lambda: reading(segments=(Segment(0, 5, "", -7, 5),)), "units"),
        (lambda: reading(segments=(Segment(0, 5, "", 0, 5), Segment(3, 8, "", 3, 8))), "segments overlap"),
        (lambda: reading(hidden=(Hidden(FAR, Hiding.TINY),)), "hidden stretches reach"),
        (lambda: reading(hyperlinks=(Hyperlink(Span(-1, 3), "https://quay.example"),)), "hyperlinks"),
    ],
)
def test_a_lie_is_named(lie: Callable[[], Reading], told: str) -> None:
    assert told in find_lie(lie(), "")


@pytest.mark.parametrize("answer", [b"", b"\xff\x00", b"[" * 100_000, b'{"documents": 7, "outcomes": []}', b"null"])
def test_garbage_is_a_refusal_with_its_reason(answer: bytes) -> None:
    (outcome,) = believe(answer, CAPTURE).outcomes
    assert outcome.ending is Ending.REFUSED
    assert "no reading" in outcome.reason
