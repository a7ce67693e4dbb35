"""Windows: a document cut into stretches that the trained reader takes in at once.

The reader sees a limited number of word pieces. A window is a run of whole passages (of whole sentences, where a passage is
too long), with some sentences before it as context, so that a source named in the sentence before is still in sight.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from wherefrom.attribute.parts.quotations import find_quotations
from wherefrom.attribute.parts.units import SPEAKING_ROLES
from wherefrom.language.text import tokens_in
from wherefrom.records import Document, Passage

# Pieces of a window, without the two that frame it.
WINDOW_PIECES = 254
# At most so many of them are context.
CONTEXT_PIECES = 56
# A "word" of more pieces is a long code or another script; its first ones tell enough.
_WORD_PIECES = 16
# Rows of the feature embedding: letter case (3) x first word of its passage (2) x in quotation marks (2).
FEATURES = 12

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class WordTable:
    """The words and pieces of a document's speaking passages, in order; W words, P pieces.

    Attributes:
        start, end: [W] code points of each word.
        passage: [W] the number of its passage.
        sentence: [W] the number of its sentence, counted over the document.
        first: [W + 1] the index of each word's first piece; last entry P.
        piece: [P] ids in the tokeniser's vocabulary.
        feature: [P] row of the feature embedding.
    """

    start: Ints
    end: Ints
    passage: Ints
    sentence: Ints
    first: Ints
    piece: Ints
    feature: Ints

    def __len__(self) -> int:
        return len(self.start)


@dataclass(frozen=True, slots=True)
class Window:
    """A run of words: [begin, core) is context, [core, end) is what the window is for."""

    begin: int
    core: int
    end: int


def cut_words(document: Document, tokenizer: Tokenizer) -> WordTable:
    """The words of every passage that may carry somebody's words."""
    text = document.text
    passages = [(number, p) for number, p in enumerate(document.passages) if p.role in SPEAKING_ROLES]
    quoted = _quoted(text, [passage for _, passage in passages])
    columns: list[list[int]] = [[], [], [], [], []]
    pieces: list[int] = []
    features: list[int] = []
    starts, ends, numbers, sentences, first = columns
    encodings = tokenizer.encode_batch([text[p.span.start : p.span.end] for _, p in passages], add_special_tokens=False)
    sentence_count = 0
    for (number, passage), encoding in zip(passages, encodings, strict=True):
        sentence_starts = [sentence.start for sentence in passage.sentences] or [passage.span.start]
        word, feature, own = None, 0, 0
        for piece, index, (low, high) in zip(encoding.ids, encoding.word_ids, encoding.offsets, strict=True):
            start, end = passage.span.start + low, passage.span.start + high
            if index != word:
                feature = _feature(text[start:end], initial=word is None, quoted=_is_in(quoted, start))
                word, own = index, 0
                starts.append(start)
                ends.append(end)
                numbers.append(number)
                sentences.append(sentence_count + max(bisect_left(sentence_starts, start + 1) - 1, 0))
                first.append(len(pieces))
            own += 1
            ends[-1] = max(ends[-1], end)
            if own <= _WORD_PIECES:
                pieces.append(piece)
                features.append(feature)
        sentence_count += len(sentence_starts)
    first.append(len(pieces))
    arrays = [np.asarray(column, np.int32) for column in (*columns, pieces, features)]
    return WordTable(*arrays)


def _quoted(text: str, passages: Sequence[Passage]) -> list[tuple[int, int]]:
    tokens = [tokens_in(text, passage.span.start, passage.span.end) for passage in passages]
    return sorted((span.start, span.end) for quotation in find_quotations(tokens) for span in quotation.spans)


def _is_in(quoted: Sequence[tuple[int, int]], at: int) -> bool:
    index = bisect_left(quoted, (at + 1, 0)) - 1
    return index >= 0 and at < quoted[index][1]


def _feature(word: str, *, initial: bool, quoted: bool) -> int:
    """The row of the feature embedding for a word's pieces."""
    case = 0
    if word[:1].isupper():
        case = 2 if len(word) > 1 and word.isupper() else 1
    return case + 3 * initial + 6 * quoted


def cut_windows(words: WordTable, limit: int = WINDOW_PIECES, context: int = CONTEXT_PIECES) -> list[Window]:
    """Windows whose cores cover every word once, in order.

    Args:
        words: of the whole document.
        limit: the most pieces of a window, context included.
        context: the most pieces of its context.
    """
    windows: list[Window] = []
    core = 0
    while core < len(words):
        begin = _context_start(words, core, context) if core else 0
        last = int(np.searchsorted(words.first, words.first[begin] + limit, side="right")) - 1
        end = _good_end(words, core, min(max(last, core + 1), len(words)))
        windows.append(Window(begin, core, end))
        core = end
    return windows


def _context_start(words: WordTable, core: int, context: int) -> int:
    """The first word of the earliest sentence that is wholly within reach before a core."""
    reach = int(np.searchsorted(words.first, words.first[core] - context, side="left"))
    while reach < core and reach > 0 and words.sentence[reach] == words.sentence[reach - 1]:
        reach += 1
    return reach


def _good_end(words: WordTable, core: int, last: int) -> int:
    """Where a window that could reach `last` had better end: between passages, else between sentences, else there."""
    if last == len(words):
        return last
    for groups in (words.passage, words.sentence):
        end = last
        while end > core and groups[end] == groups[end - 1]:
            end -= 1
        if end > core:
            return end
    return last


def window_inputs(words: WordTable, window: Window, frame: tuple[int, int]) -> tuple[Ints, Ints, Ints]:
    """What the network reads of a window: piece ids [T], features [T], and the place of each word's first piece [words].

    Args:
        words: of the whole document.
        window: which of them.
        frame: the ids of the pieces that open and close a window.
    """
    low, high = int(words.first[window.begin]), int(words.first[window.end])
    pieces = np.concatenate(([frame[0]], words.piece[low:high], [frame[1]])).astype(np.int32)
    features = np.concatenate(([0], words.feature[low:high], [0])).astype(np.int32)
    return pieces, features, words.first[window.begin : window.end] - low + 1
