"""Examples as windows of pieces, with the labels of their statements, and these as tensors."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from training.credits.examples import Example, Named, Pairs
from wherefrom.attribute.credits.asking import mark_words
from wherefrom.attribute.trained.windows import Window, WordTable, cut_windows, cut_words, window_inputs
from wherefrom.read import read_text

IGNORED = -100
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Asked:
    """One statement in a window: marks [T] and labels [T] of its pieces, and its standing."""

    marks: Ints
    labels: Ints
    standing: int


@dataclass(frozen=True)
class Page:
    """A window with its statements; T pieces.

    Attributes:
        pieces, features: [T].
        names: [T] labels of names; IGNORED where nobody said.
        asked: its statements.
    """

    pieces: Ints
    features: Ints
    names: Ints
    asked: tuple[Asked, ...]


def make_pages(examples: Sequence[Example], tokenizer: Tokenizer) -> Iterator[Page]:
    """The windows of one text with the statements that stand wholly in them; all examples have that text."""
    frame = (tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]"))
    words = cut_words(read_text(examples[0].text), tokenizer)
    names = _name_labels(words, examples[0].named)
    for window in cut_windows(words):
        inside = [own for own in examples if _core_holds(words, window, own)]
        if inside:
            pieces, features, first = window_inputs(words, window, frame)
            asked = tuple(_ask(words, window, first, len(pieces), own) for own in inside)
            labels = np.full(len(pieces), IGNORED, np.int64)
            labels[first] = names[window.begin : window.end]
            yield Page(pieces.astype(np.int64), features.astype(np.int64), labels, asked)


def _name_labels(words: WordTable, named: Named | None) -> Ints:
    """[W] the label of each word: who it names, or that nobody said."""
    labels = np.full(len(words), IGNORED if named is None else 0, np.int64)
    if named is not None:
        for stretch in named.unknown:
            labels[covered(words, (stretch,))] = IGNORED
        for low, high, kind in named.names:
            held = covered(words, ((low, high),))
            labels[held] = 2 + 2 * kind
            labels[held[:1]] = 1 + 2 * kind
    return labels


def _core_holds(words: WordTable, window: Window, example: Example) -> bool:
    held = covered(words, example.statement)
    return bool(held) and window.core <= held[0] and held[-1] < window.end


def covered(words: WordTable, spans: Pairs) -> list[int]:
    """The words that spans touch, in order."""
    found: set[int] = set()
    for start, end in spans:
        low = int(np.searchsorted(words.end, start, side="right"))
        found.update(range(low, int(np.searchsorted(words.start, end, side="left"))))
    return sorted(found)


def _ask(words: WordTable, window: Window, first: NDArray[np.int32], length: int, example: Example) -> Asked:
    labels = np.full(length, IGNORED, np.int64)
    if example.marks_known:
        labels[first] = 0
        for begins, spans in ((1, example.credits), (3, example.behind)):
            for span in spans:
                for at, word in enumerate(covered(words, (span,))):
                    if window.begin <= word < window.end:
                        labels[first[word - window.begin]] = begins + (at > 0)
    held = covered(words, example.statement), covered(words, example.own)
    marks = mark_words(words, window, first, length, held)
    return Asked(marks, labels, int(example.standing))


@dataclass(frozen=True)
class Batch:
    """B windows of at most T pieces, and S statements.

    Attributes:
        pieces, features, mask, names: [B, T].
        of: [S] the window of each statement.
        marks, labels: [S, T].
        standing: [S].
    """

    pieces: Tensor
    features: Tensor
    mask: Tensor
    names: Tensor
    of: Tensor
    marks: Tensor
    labels: Tensor
    standing: Tensor


def make_batch(pages: Sequence[Page], chance: random.Random | None = None, hide: tuple[float, int] = (0.0, 0)) -> Batch:
    """A batch; some pieces hidden, where a chance for it is given."""
    length = max(len(page.pieces) for page in pages)
    asked = [(number, own) for number, page in enumerate(pages) for own in page.asked]

    def padded(rows: Iterable[Ints], fill: int) -> Tensor:
        return torch.from_numpy(np.stack([np.pad(row, (0, length - len(row)), constant_values=fill) for row in rows]))

    hidden = [
        np.where(
            [chance.random() < hide[0] and 0 < at < len(page.pieces) - 1 for at in range(len(page.pieces))],
            hide[1],
            page.pieces,
        )
        if chance
        else page.pieces
        for page in pages
    ]
    return Batch(
        padded(hidden, 0),
        padded((page.features for page in pages), 0),
        padded((np.ones_like(page.pieces) for page in pages), 0),
        padded((page.names for page in pages), IGNORED),
        torch.tensor([number for number, _ in asked]),
        padded((own.marks for _, own in asked), 0),
        padded((own.labels for _, own in asked), IGNORED),
        torch.tensor([own.standing for _, own in asked]),
    )


def batches(pages: Sequence[Page], pieces: int) -> Iterator[list[Page]]:
    """Pages by length, so many pieces of statements at once."""
    held: list[Page] = []
    for page in pages:
        longest = max(len(own.pieces) for own in [*held, page])
        if held and longest * sum(len(own.asked) for own in [*held, page]) > pieces:
            yield held
            held = []
        held.append(page)
    if held:
        yield held
