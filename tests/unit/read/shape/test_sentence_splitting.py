import time

import pytest

from wherefrom.read.shape.sentence_splitting import split_sentences
from wherefrom.records import Span


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text, Span(0, len(text)), "en")]


@pytest.mark.parametrize(
    "sentence",
    [
        "He fled on Feb. 6 to the U.S. Consulate in the city.",
        "The spokesperson Dr. Ana Huang called on the U.S. Government to act.",
        "“Is that so?” he asked.",
        "“Is that so? I doubt it,” he asked.",
        "The talks began at 5 p.m. Monday in Geneva.",
        "Gen. A. B. Rowe met Sen. John Smith of St. Ives.",
        "See item No. 12 of the report.",
        "He said no… and then yes.",
    ],
)
def test_one_sentence_stays_one(sentence: str) -> None:
    assert split(sentence) == [sentence]


@pytest.mark.parametrize(
    "text",
    [
        ["He came back in Feb.", "The envoy was gone."],
        ["They live in the U.S.", "They came from Chad."],
        ["It ended at 5 p.m.", "The men left."],
        ["“We saw it,” she said.", "“It was night.", "Nobody else came.”"],
        ["It was over!", "Was it?", "Yes."],
    ],
)
def test_several_sentences_are_parted(text: list[str]) -> None:
    assert split(" ".join(text)) == text


def test_a_passage_of_a_megabyte_takes_seconds_at_most() -> None:
    text = "He said (“ hello. " * 60_000
    begun = time.perf_counter()
    assert split(text)
    assert time.perf_counter() - begun < 20
