"""One bad row, message, record or page costs itself: also where a library written in Rust gives up, which is no `Exception`."""

import json

import pytest

from wherefrom.config import Settings
from wherefrom.errors import LibraryPanicError, catching_panics
from wherefrom.read import read_text
from wherefrom.read.dispatch import read_material
from wherefrom.read.parts.material import Material
from wherefrom.records import Ending, Reading

# As the bridge from Rust makes it: a class of no module that can be imported, and no Exception.
Panic = type("PanicException", (BaseException,), {"__module__": "pyo3_runtime"})
BAD = "Break here"


def read(data: bytes, media_type: str) -> Reading:
    return read_material(Material("cap-0", data, "", "invented", Settings()), media_type)


@pytest.fixture(params=[Panic, ValueError])
def breaking(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> type[BaseException]:
    """Readers that break on some words, in each way in which libraries break."""
    kind: type[BaseException] = request.param

    def break_on(make: object) -> object:
        def broken(*given: object, **named: object) -> object:
            if any(BAD in str(getattr(own, "_pieces", own)) or BAD in str(getattr(own, "text", "")) for own in given):
                raise kind("end byte index 3 is not a char boundary")
            return make(*given, **named)  # type: ignore[operator]

        return broken

    for module in ("rows.row_documents", "mail.messages"):
        name = f"wherefrom.read.formats.{module}.finish_document"
        monkeypatch.setattr(
            name, break_on(__import__("wherefrom.read.shape.finishing", fromlist=["x"]).finish_document)
        )
    return kind


@pytest.mark.usefixtures("breaking")
def test_a_row_that_breaks_a_library_costs_itself_and_is_named() -> None:
    rows = [{"text": "First."}, {"text": f"{BAD}."}, {"text": "Third."}]
    reading = read("\n".join(map(json.dumps, rows)).encode(), "application/x-ndjson")
    assert [document.text for document in reading.documents] == ["First.", "Third."]
    [outcome] = reading.outcomes
    assert outcome.ending is Ending.PARTLY
    assert "1 of 3 rows not read: row 2 (it cannot be read" in outcome.reason
    assert "byte index" in outcome.reason


@pytest.mark.usefixtures("breaking")
def test_a_message_that_breaks_a_library_costs_itself_and_is_named() -> None:
    box = "".join(
        f"From a@b Mon Jan  1 00:00:00 2024\nSubject: {words}\n\nWords.\n\n" for words in ("One", BAD, "Three")
    )
    reading = read(box.encode(), "application/mbox")
    assert [document.title for document in reading.documents] == ["One", "Three"]
    assert [own.part for own in reading.outcomes if own.ending is Ending.REFUSED] == ["message:2"]


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\u2003", "\u3000", "\u2028", "\x85"])
@pytest.mark.parametrize(
    "pattern", ["A{}. B came.", "a{}A{}. He left.", "It was 3{}p.m.{}He went.", "{}", "“No.{}” She left."]
)
def test_no_space_of_any_kind_breaks_the_splitting_of_sentences(space: str, pattern: str) -> None:
    text = pattern.replace("{}", space)
    document = read_text(f"{text} The end is near.")
    assert "The end is near" in document.text
    [passage] = document.passages[-1:]
    assert passage.sentences[-1].end == len(document.text.rstrip())


def test_sentences_are_parted_plainly_where_the_library_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(*_: object) -> None:
        raise Panic("no")

    monkeypatch.setattr("wherefrom.read.shape.sentence_splitting.sentencex.get_sentence_boundaries", give_up)
    document = read_text("It burned. “They left.” Nobody came")
    [passage] = document.passages
    assert [document.text[s.start : s.end] for s in passage.sentences] == ["It burned.", "“They left.”", "Nobody came"]


def test_only_panics_become_errors() -> None:
    with pytest.raises(LibraryPanicError, match="a library broke: no"), catching_panics():
        raise Panic("no")
    with pytest.raises(KeyboardInterrupt), catching_panics():
        raise KeyboardInterrupt
