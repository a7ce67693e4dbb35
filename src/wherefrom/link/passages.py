"""Aligned passages: which sentence of one document stands in another."""

from bisect import bisect_right
from collections import Counter, defaultdict

from wherefrom.link.shingles import shingle_words
from wherefrom.records import Document, Evidence, Span

# This share of a sentence's shingles must stand in the other sentence; below it, shared names begin to look like copies.
LEAST_SHARED = 0.4
# A sentence of fewer shingles proves nothing alone.
LEAST_SHINGLES = 3
# Evidence is for people to look at; one copy shows at most so many aligned sentences.
MOST_EVIDENCE = 400


class SentenceIndex:
    """The sentences of one document, found by their shingles.

    Args:
        document: whose sentences.
    """

    def __init__(self, document: Document) -> None:
        self.sentences = sentences_of(document)
        self._holders: defaultdict[int, list[int]] = defaultdict(list)
        for index, sentence in enumerate(self.sentences):
            for shingle in set(shingle_words(document.text[sentence.start : sentence.end])):
                self._holders[shingle].append(index)

    def find(self, shingles: set[int]) -> tuple[Span | None, float]:
        """The sentence that shares most of the shingles, and what share of them."""
        shared: Counter[int] = Counter()
        for shingle in shingles:
            # A shingle in very many sentences is a refrain; it would make alignment quadratic.
            for index in self._holders.get(shingle, ())[:16]:
                shared[index] += 1
        if not shared:
            return None, 0.0
        best, count = max(shared.items(), key=lambda item: (item[1], -item[0]))
        return self.sentences[best], count / len(shingles)


def sentences_of(document: Document) -> list[Span]:
    """Every sentence of a document; a passage without sentences counts as one."""
    found: list[Span] = []
    for passage in document.passages:
        found.extend(passage.sentences or (passage.span,))
    return found or [Span(0, len(document.text))]


def align_documents(copying: Document, parent_index: SentenceIndex) -> tuple[Evidence, ...]:
    """Sentences of a copying document with the sentences of the parent that they reproduce, in order."""
    evidence = []
    for sentence in sentences_of(copying):
        shingles = set(shingle_words(copying.text[sentence.start : sentence.end]))
        if len(shingles) < LEAST_SHINGLES:
            continue
        place, share = parent_index.find(shingles)
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
