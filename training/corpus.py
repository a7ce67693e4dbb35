"""The corpus as windows of labelled words, cut by the same code that cuts documents for the finished reader."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from wherefrom.attribute.trained.windows import CONTEXT_PIECES, WINDOW_PIECES, Window, WordTable, cut_windows, cut_words
from wherefrom.read import read_text

ROLES = ("source", "cue", "content")
# Labels of the tagger: 0 outside, then B and I of each role; of the pairer: 0 neither, then B and I of source and content.
TAGS = 1 + 2 * len(ROLES)
PAIRS = 5

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the corpus.

    Attributes:
        id: as the corpus has it.
        words: cut as the reader cuts them.
        tags: [W] label of each word.
        cues: for each attribution with a cue, the indices of its words.
        pairs: for each of these, the labels of the words of its source and content, by word index.
    """

    id: str
    words: WordTable
    tags: Ints
    cues: list[Ints]
    pairs: list[dict[int, int]]


def read_articles(path: Path, tokenizer: Tokenizer) -> list[Article]:
    """Every article of a corpus file, labelled."""
    with path.open(encoding="utf-8") as rows:
        return [_label(json.loads(row), tokenizer) for row in rows]


def _label(row: dict[str, object], tokenizer: Tokenizer) -> Article:
    words = cut_words(read_text(str(row["text"])), tokenizer)
    tags = np.zeros(len(words), np.int32)
    cues: list[Ints] = []
    pairs: list[dict[int, int]] = []
    for attribution in row["attributions"]:  # type: ignore[attr-defined] # JSON
        labels: dict[int, int] = {}
        for number, role in enumerate(ROLES):
            for index, begins in _covered(words, attribution[role]):
                tags[index] = 1 + 2 * number + (not begins)
                if role != "cue":
                    labels[index] = (1 if role == "source" else 3) + (not begins)
        cue = [index for index, _ in _covered(words, attribution["cue"])]
        if cue:
            cues.append(np.asarray(cue, np.int32))
            pairs.append(labels)
    return Article(str(row["id"]), words, tags, cues, pairs)


def _covered(words: WordTable, spans: list[list[int]]) -> Iterator[tuple[int, bool]]:
    """The words that spans touch, and whether each begins a stretch; a stretch ends with its passage."""
    for start, end in spans:
        low = int(np.searchsorted(words.end, start, side="right"))
        high = int(np.searchsorted(words.start, end, side="left"))
        for index in range(low, high):
            yield index, index == low or words.passage[index] != words.passage[index - 1]


def cut_training_windows(articles: list[Article], chance: random.Random) -> list[tuple[Article, Window]]:
    """Windows of all articles, shuffled, cut elsewhere each time so that no edge is learnt."""
    windows = []
    for article in articles:
        limit = chance.randint(WINDOW_PIECES * 2 // 3, WINDOW_PIECES)
        context = chance.choice([0, CONTEXT_PIECES // 2, CONTEXT_PIECES])
        windows.extend((article, window) for window in cut_windows(article.words, limit, context))
    chance.shuffle(windows)
    return windows
