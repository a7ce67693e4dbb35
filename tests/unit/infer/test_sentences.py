"""Which word pieces of a sentence the network is given; a stand-in keeps what it gets."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from wherefrom.infer.sentence_vectors import MOST_PIECES, SentenceModel


def given(pieces: list[int]) -> list[int]:
    seen: list[list[int]] = []

    def run(_wanted: list[str], inputs: dict[str, Any]) -> list[Any]:
        seen.extend(inputs["pieces"].tolist())
        return [np.ones((1, 384), np.float32)]

    tokenizer = SimpleNamespace(encode=lambda _sentence: SimpleNamespace(ids=pieces))
    model: Any = SimpleNamespace(maker="a test", tokenizer=tokenizer, session=SimpleNamespace(run=run))
    SentenceModel(model).embed("whatever")
    return seen[0] if seen else []


@pytest.mark.parametrize("length", [0, 1, 2, MOST_PIECES])
def test_every_piece_of_a_sentence_is_given(length: int) -> None:
    assert given(list(range(length))) == list(range(length))


def test_of_a_long_sentence_the_last_piece_that_ends_it_stays() -> None:
    assert given(list(range(300))) == [*range(MOST_PIECES - 1), 299]
