"""Retrieval: the texts that say most nearly what some words say, by words (BM25) and by meaning together."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from wherefrom.infer import SentenceModel
from wherefrom.language.words import FUNCTION_WORDS, find_words

Floats = NDArray[np.float32]
# The usual constants of BM25 (Robertson and Zaragoza 2009).
SATURATION, LENGTH_SAY = 1.2, 0.75
# What a score of BM25 is divided by to stand beside a cosine. Chosen on the training queries of CheckThat! 2020.
WORDS_SCALE = 40.0
# Addresses, mentions and the signature of a post tell nothing of what it claims.
_NOISE = re.compile(
    r"https?://\S+|pic\.twitter\S+|\b[\w.-]+\.(?:com|org|net|gov)/\S+|@\w+|[—–-] [^—–-]{1,60}\(@?\w*\) \w+ \d{1,2}, \d{4}\s*$"
)


class TextRanker:
    """Ranks texts by how nearly they say what a query says.

    Args:
        texts: to rank, each in one or more wordings (a title, a claim); a wording costs one run of the sentence model.
        sentences: the sentence model; None: by words alone.
    """

    def __init__(self, texts: Sequence[Sequence[str]], sentences: SentenceModel | None) -> None:
        self._sentences = sentences
        bags = [Counter(_stems(" ".join(wordings))) for wordings in texts]
        self._count = len(bags)
        lengths = np.asarray([sum(bag.values()) for bag in bags] or [0], np.float32)
        self._norm = SATURATION * (1 - LENGTH_SAY + LENGTH_SAY * lengths / max(float(lengths.mean()), 1.0))
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, bag in enumerate(bags):
            for stem, count in bag.items():
                self._postings[stem].append((number, count))
        self._vectors = _embed_all(texts, sentences) if sentences and texts else None

    def rank(self, query: str, most: int = 20) -> list[tuple[int, float]]:
        """The numbers of the texts that fit best, best first, each with its score: cosines and words, summed."""
        cleaned = _NOISE.sub(" ", query)
        scores = self._by_words(cleaned) / np.float32(WORDS_SCALE)
        if self._vectors is not None and self._sentences is not None:
            scores = scores + self._vectors @ self._sentences.embed(cleaned)
        order = np.argsort(-scores, kind="stable")[:most]
        return [(int(number), float(scores[number])) for number in order]

    def _by_words(self, query: str) -> Floats:
        scores = np.zeros(self._count, np.float32)
        for stem in set(_stems(query)):
            held = self._postings.get(stem, ())
            weight = log(1 + (self._count - len(held) + 0.5) / (len(held) + 0.5))
            for number, count in held:
                scores[number] += weight * count * (SATURATION + 1) / (count + self._norm[number])
        return scores


def _stems(text: str) -> list[str]:
    """Content words, hashtags cut at their capitals."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text.replace("#", " "))
    return [word.stem for word in find_words(parted) if word.form not in FUNCTION_WORDS]


def _embed_all(texts: Sequence[Sequence[str]], sentences: SentenceModel) -> Floats:
    """[texts, width] the sum of the vectors of each text's wordings, so that a product sums their cosines."""
    return np.stack([np.sum([sentences.embed(wording) for wording in wordings], axis=0) for wordings in texts])
