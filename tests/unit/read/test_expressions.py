"""No expression of the readers takes longer than in proportion on text made to slow it down."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import wherefrom

# Of the stages after reading, whose expressions are put to a few words, this holds for those put to a whole text.
LOOKED_THROUGH = (
    "read",
    "capture.kinds.text_kind",
    "capture.kinds.media_type",
    "attribute",
    "figures",
    "link",
    "language",
)
PIECES = (
    *("a", "A", " ", "a ", "A ", "\n", "\r\n", "\r", "\t", "-", "a-", ".", "a.", "A.", ". ", "1", "1,", "1.", "1 ", "1-", "1/", "10:"),
    *("(", "[", "“", "”", "(“", "“ ", '"', "'", "’", "a’", "<", "<!--", "<a ", "</", "&", "&a", "#", "=", "*", "|", "`", "\\", "_", "/"),
    *(":", "a:", "@", "a@", "a, ", "A, ", "A. B. ", "From ", "From x\n", "http://", "www.", "a.b.", 'x="', "— ", " - ", "–", "…", "!"),
    *("by ", "the ", "The ", "of ", "and ", "said ", "Jan ", "million ", "more than ", "$", "€", "%", "é", "中", "e\u0301", "\x00", "\x85"),
)  # fmt: skip
END = "\n!x"
SHORT, LONG = 2_000, 8_000
FLOOR = 0.002
"""Seconds that the long text must take before its growth says anything."""

LEAST_GROWTH = 9.0
"""Times as long for text four times as long: 4 is in proportion, 16 the square."""

# Slow where it is put to a whole text, and never put to one: its caller says what it is put to.
BOUNDED = {
    "attribute.rules.signed._GAP": "matched at the beginning of at most 160 letters",
    "capture.kinds.text_kind._MARKUP_PROLOGUE": "matched where the last one ended; each reaches 5,000 letters at most",
    "figures.quantities.measuring._AGED": "put to the letters just before a number",
    "link.claims.profiles._AFTER": "matched after a number",
    "link.claims.profiles._BEFORE": "put to the 12 letters before a number",
    "link.sources.references._SHORT_NAME": "put to 600 letters",
    "link.retrieval._NOISE": "put to a query that the user writes",
    "read.shape.front._AFTER_NAME": "put to a line of at most 140 letters",
    "read.shape.front._STAFF": "put to a line of at most 140 letters",
    "read.formats.rows.json_rows._COLON": "matched after a key",
    "read.formats.pdf.pages._FIRST_WORD": "put to the first 60 letters of a line",
    "read.formats.pdf.pages._LAST_WORD": "put to the last 60 letters of a line",
    "read.shape.sentence_splitting._CLOSED_QUOTE": "put to the last 40 letters of a sentence",
    "read.formats.web.html_tokens._EQUALS": "matched after the name of an attribute",
    "read.formats.archives.record_stream._HEAD_OF_RECORD": "matched at one place; each part of it is bounded",
}


def _patterns() -> Iterator[tuple[str, re.Pattern[str] | re.Pattern[bytes]]]:
    for found in pkgutil.walk_packages(wherefrom.__path__, "wherefrom."):
        name = found.name.removeprefix("wherefrom.")
        if any(name == part or name.startswith(part + ".") for part in LOOKED_THROUGH):
            for label, value in vars(importlib.import_module(found.name)).items():
                yield from ((f"{name}.{label}", pattern) for pattern in _within(value))


def _within(value: object, depth: int = 3) -> Iterator[re.Pattern[str] | re.Pattern[bytes]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, tuple | list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _within(part, depth - 1)


def _seconds(pattern: re.Pattern[str] | re.Pattern[bytes], text: str) -> float:
    put_to = text.encode() if isinstance(pattern.pattern, bytes) else text
    started = time.process_time()
    for _ in pattern.finditer(put_to):  # type: ignore[arg-type]
        pass
    return time.process_time() - started


def _slowest(pattern: re.Pattern[str] | re.Pattern[bytes]) -> str:
    """The piece that slows a pattern down beyond proportion when it is repeated; empty for none."""
    for piece in PIECES:
        short, long = (piece * (size // len(piece)) + END for size in (SHORT, LONG))
        # Measured again before it is believed: another process may have taken the core's cache meanwhile.
        for _ in range(3):
            took = _seconds(pattern, long)
            if took < FLOOR or took < LEAST_GROWTH * _seconds(pattern, short):
                break
        else:
            return repr(piece)
    return ""


@pytest.mark.slow
def test_expressions_take_time_in_proportion_or_are_put_to_a_bounded_text() -> None:
    seen: dict[tuple[object, int], str] = {}
    for name, pattern in _patterns():
        seen.setdefault((pattern.pattern, pattern.flags), name)
    patterns = {name: re.compile(*key) for key, name in seen.items()}  # type: ignore[call-overload]
    assert len(patterns) > 100
    slow = {name: slowed for name, pattern in patterns.items() if name not in BOUNDED and (slowed := _slowest(pattern))}
    assert not slow, "bound it, anchor it, or say in BOUNDED what it is put to"


@pytest.mark.parametrize("expression", [r"[^\W\d_]+-[^\W\d_]+", r"\s+x"])
def test_an_expression_that_grows_with_the_square_is_noticed(expression: str) -> None:
    assert _slowest(re.compile(expression))
