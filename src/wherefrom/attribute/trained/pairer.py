"""Pair with the trained reader: for one cue, what every word of its window is to it.

The scorer itself is small enough for numpy; its weights are learnt together with the encoder (`training/network.py`).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wherefrom.attribute.trained.windows import Ints, Window, WordTable

Floats = NDArray[np.float32]

# Distances in words, counted from the nearer end of the cue: small ones apart, larger ones in steps.
_STEPS = np.asarray([1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129], np.int32)
DISTANCES = 2 * len(_STEPS) + 1
# How many sentences, passages and other cues lie between, signed, to these limits.
_FAR_SENTENCE, _FAR_PASSAGE, _MANY_CUES = 3, 2, 3
SENTENCES, PASSAGES, CUES_BETWEEN = 2 * _FAR_SENTENCE + 1, 2 * _FAR_PASSAGE + 1, 2 * _MANY_CUES + 1


def places_to_cue(words: WordTable, window: Window, cue: Ints, cue_starts: Ints) -> Ints:
    """[words of the window, 4]: distance, sentences, passages and cues between each word and a cue, as table rows.

    Args:
        words: of the whole document.
        window: the words in question.
        cue: indices of the cue's words.
        cue_starts: the first word of every cue, sorted.
    """
    index = np.arange(window.begin, window.end, dtype=np.int32)
    first, last = int(cue[0]), int(cue[-1])
    before, after = np.maximum(first - index, 0), np.maximum(index - last, 0)
    away = np.searchsorted(_STEPS, before, side="right") - np.searchsorted(_STEPS, after, side="right")
    sentence = words.sentence[window.begin : window.end] - words.sentence[first]
    passage = words.passage[window.begin : window.end] - words.passage[first]
    rank = np.searchsorted(cue_starts, index, side="right") - np.searchsorted(cue_starts, first, side="right")
    return np.stack(
        [
            away + len(_STEPS),
            np.clip(sentence, -_FAR_SENTENCE, _FAR_SENTENCE) + _FAR_SENTENCE,
            np.clip(passage, -_FAR_PASSAGE, _FAR_PASSAGE) + _FAR_PASSAGE,
            np.clip(rank, -_MANY_CUES, _MANY_CUES) + _MANY_CUES,
        ],
        axis=1,
    ).astype(np.int32)


@dataclass(frozen=True, slots=True)
class Pairer:
    """The learnt scorer.

    Attributes:
        word, cue: [width, 2 * hidden] projections, with their biases last: [width + 1, 2 * hidden].
        places: four tables [rows, hidden].
        out: [hidden + 1, labels], bias last.
    """

    word: Floats
    cue: Floats
    places: tuple[Floats, ...]
    out: Floats

    def project(self, states: Floats) -> Floats:
        """[n, 2 * hidden] of words' states [n, width]: done once a window, used for each of its cues."""
        projected: Floats = states @ self.word[:-1] + self.word[-1]
        return projected

    def score(self, projected: Floats, cue_state: Floats, places: Ints) -> Floats:
        """[n, labels] log probabilities of each word, for one cue.

        Args:
            projected: from `project`.
            cue_state: [width] mean state of the cue's words.
            places: from `places_to_cue`.
        """
        half = projected.shape[1] // 2
        cue = cue_state @ self.cue[:-1] + self.cue[-1]
        hidden = projected[:, :half] + cue[:half] + projected[:, half:] * cue[half:]
        for column, table in enumerate(self.places):
            hidden = hidden + table[places[:, column]]
        scores = np.maximum(hidden, 0) @ self.out[:-1] + self.out[-1]
        return log_softmax(scores)


def log_softmax(scores: Floats) -> Floats:
    """Log probabilities over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    logs: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return logs
