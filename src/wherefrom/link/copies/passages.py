"""Aligned passages: which sentence of one document stands in another."""

from bisect import bisect_right
from collections import Counter, defaultdict

import numpy as np

from wherefrom.link.copies.shingles import shingle_words
from wherefrom.records import Document, Evidence, Span

# This share of a sentence's shingles must stand in the other sentence; below it, shared names begin to look like copies.
LEAST_SHARED = 0.4
# A sentence of fewer shingles proves nothing alone.
LEAST_SHINGLES = 3
# Evidence is for people to look at; one copy shows at most so many aligned sentences.
MOST_EVIDENCE = 400
# A shingle in more sentences is a refrain; it would make alignment quadratic.
_MOST_HOLDERS = 16


class SentenceIndex:
    """The sentences of one document, each with its shingles, and found by them.

    Args:
        document: whose sentences.
    """

    def __init__(self, document: Document) -> None:
        self.sentences = sentences_of(document)
        self.shingles = [set(_shingles_of(document, sentence)) for sentence in self.sentences]
        self._holders: dict[int, list[int]] | None = None

    def find(self, shingles: set[int]) -> tuple[Span | None, float]:
        """The sentence that shares most of the shingles, and what share of them."""
        holders = self._held()
        shared: Counter[int] = Counter()
        for shingle in shingles:
            for index in holders.get(shingle, ())[:_MOST_HOLDERS]:
                shared[index] += 1
        if not shared:
            return None, 0.0
        best, count = max(shared.items(), key=lambda item: (item[1], -item[0]))
        return self.sentences[best], count / len(shingles)

    def _held(self) -> dict[int, list[int]]:
        if self._holders is None:
            self._holders = defaultdict(list)
            for index, shingles in enumerate(self.shingles):
                for shingle in shingles:
                    self._holders[shingle].append(index)
        return self._holders


def _shingles_of(document: Document, sentence: Span) -> list[int]:
    own: list[int] = np.unique(shingle_words(document.text[sentence.start : sentence.end])).tolist()
    return own


def sentences_of(document: Document) -> list[Span]:
    """Every sentence of a document; a passage without sentences counts as one."""
    found: list[Span] = []
    for passage in document.passages:
        found.extend(passage.sentences or (passage.span,))
    return found or [Span(0, len(document.text))]


def align_documents(copying: SentenceIndex, parent: SentenceIndex) -> tuple[Evidence, ...]:
    """Sentences of a copying document with the sentences of the parent that they reproduce, in order."""
    evidence = []
    for sentence, shingles in zip(copying.sentences, copying.shingles, strict=True):
        if len(shingles) < LEAST_SHINGLES:
            continue
        place, share = parent.find(shingles)
        if place is not None and share >= LEAST_SHARED:
            evidence.append(Evidence(sentence, place))
        if len(evidence) == MOST_EVIDENCE:
            break
    return tuple(evidence)


def sentence_holding(sentences: list[Span], position: int) -> Span | None:
    """The sentence that holds a code point, from sentences in order."""
    index = bisect_right(sentences, position, key=lambda span: span.start) - 1
    if index >= 0 and position < sentences[index].end:
        return sentences[index]
    return None
