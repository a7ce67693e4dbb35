"""Decode: from scores of labels to runs of words, so that no run begins in its middle.

Labels are numbered O, B-x, I-x, B-y, I-y, …; an I follows only its own B or I. Viterbi, over many sequences at once.
"""

from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from wherefrom.attribute.trained.windows import Ints

Floats = NDArray[np.float32]
_NEVER = np.float32(-1e4)


@cache
def _barred(labels: int) -> Floats:
    """[from, to] 0 where a step is allowed, very low where it is not."""
    barred = np.zeros((labels, labels), np.float32)
    for inside in range(2, labels, 2):
        barred[:, inside] = _NEVER
        barred[inside - 1, inside] = barred[inside, inside] = 0
    return barred


def decode_labels(scores: Floats) -> Ints:
    """[S, n] the best label sequences for scores [S, n, labels]."""
    sequences, length, labels = scores.shape
    barred = _barred(labels)
    best = scores[:, 0].copy()
    best[:, 2::2] = _NEVER
    came_from = np.zeros((length, sequences, labels), np.int32)
    for at in range(1, length):
        steps = best[:, :, None] + barred
        came_from[at] = steps.argmax(axis=1)
        best = steps.max(axis=1) + scores[:, at]
    path = np.zeros((sequences, length), np.int32)
    path[:, -1] = best.argmax(axis=1)
    rows = np.arange(sequences)
    for at in range(length - 1, 0, -1):
        path[:, at - 1] = came_from[at, rows, path[:, at]]
    return path


def runs_of(path: Ints, begin: int) -> Iterator[tuple[int, int]]:
    """The runs [low, high) of one kind of label in a path.

    Args:
        path: [n] labels.
        begin: the B label of the kind; its I label is one more.
    """
    low: int | None = None
    for at, label in enumerate([*path.tolist(), 0]):
        if low is not None and label != begin + 1:
            yield low, at
            low = None
        if label == begin:
            low = at
