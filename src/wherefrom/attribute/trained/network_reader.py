"""Read like a trained annotator: tag the cues of each window, and find for each its source and its content."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from tokenizers import Tokenizer

from wherefrom.attribute.trained.decoding import Floats, decode_labels, runs_of
from wherefrom.attribute.trained.pairer import Pairer, log_softmax, places_to_cue
from wherefrom.attribute.trained.windows import Ints, Window, WordTable, cut_windows, cut_words, window_inputs
from wherefrom.errors import ModelError
from wherefrom.infer import Model, load_model
from wherefrom.records import Document

# Labels of the tagger and of the pairer, as the training code numbers them (training/corpus.py).
_SOURCE_TAG, _CUE_TAG = 1, 3
_SOURCE, _CONTENT = 1, 3
# How the tagger's labels stand to the pairer's: outside or cue is neither; source and content keep their places.
_TAG_OF_PAIR = ((0, 3, 4), (1,), (2,), (5,), (6,))


@dataclass(frozen=True, slots=True)
class Weights:
    """How the reader decodes, chosen on held-out articles (`training/calibrate.py`).

    Attributes:
        tagger: the say of the tagger, beside the pairer, in sources and contents.
        cue: added to the scores of cues, so that more or fewer are found.
        confidence: weights of a logistic function of the `clues`, constant last.
        threshold: an attribution below this confidence is left out.
    """

    tagger: float = 0.5
    cue: float = 0.0
    confidence: tuple[float, ...] = ()
    threshold: float = 0.0


@dataclass(frozen=True, slots=True)
class Triple:
    """One attribution as runs of words [low, high) of the document.

    Attributes:
        cue: one run.
        source, content: runs in order.
        clues: what its confidence is judged by: log odds of the cue, mean log probability of its edges and of source and
            content, whether it has a source, whether its content is empty.
        confidence: calibrated, 0 to 1.
    """

    cue: tuple[int, int]
    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    clues: tuple[float, ...]
    confidence: float


class NetworkReader:
    """The trained reader: network, pairer and decoder.

    Args:
        model: the network; its folder holds ``pairer.npz``.
        weights: how to decode; None: as chosen in training.
    """

    def __init__(self, model: Model, weights: Weights | None = None) -> None:
        self._session = model.session
        self.tokenizer: Tokenizer = model.tokenizer
        self._frame = (piece_id(self.tokenizer, "[CLS]"), piece_id(self.tokenizer, "[SEP]"))
        self.maker = model.maker
        with np.load(model.folder / "pairer.npz", allow_pickle=False) as arrays:
            places = tuple(arrays[f"places{number}"] for number in range(4))
            self._pairer = Pairer(arrays["word"], arrays["cue"], places, arrays["out"])
        self._weights = weights if weights is not None else _chosen_weights(model)

    def read(self, document: Document) -> tuple[WordTable, list[Triple]]:
        """The outermost attributions of a document, in order of their cues, with the words that they are told in."""
        words = cut_words(document, self.tokenizer)
        return words, self.read_words(words)

    def read_words(self, words: WordTable) -> list[Triple]:
        """The outermost attributions of words: a document's, or those of contents, each as a passage of its own."""
        return [reading for window in cut_windows(words) for reading in self._read_window(words, window)]

    def _read_window(self, words: WordTable, window: Window) -> Iterator[Triple]:
        pieces, features, first = window_inputs(words, window, self._frame)
        feed = {"pieces": pieces[None].astype(np.int64), "features": features[None].astype(np.int64)}
        tags, states = (output[0][first] for output in self._session.run(["tags", "states"], feed))
        tag_logs = log_softmax(tags)
        biased = tag_logs.copy()
        biased[:, _CUE_TAG : _CUE_TAG + 2] += self._weights.cue
        cues = [CueWords(low, high, tag_logs) for low, high in runs_of(decode_labels(biased[None])[0], _CUE_TAG)]
        if not cues:
            return
        scores = self._score_pairs(words, window, states, [(cue.low, cue.high) for cue in cues])
        mixed = scores + self._weights.tagger * _as_pairs(tag_logs)
        for cue in cues:
            # A cue is neither source nor content of any attribution.
            mixed[:, cue.low : cue.high, 1:] = -1e4
        paths = decode_labels(mixed)
        for cue, path, own in zip(cues, paths, scores, strict=True):
            if window.begin + cue.low >= window.core:
                reading = self._record(window.begin, cue, path, own)
                if reading.confidence >= self._weights.threshold:
                    yield reading

    def _score_pairs(self, words: WordTable, window: Window, states: Floats, cues: list[tuple[int, int]]) -> Floats:
        """[cues, words, labels] log probabilities."""
        projected = self._pairer.project(states)
        starts = np.asarray([window.begin + low for low, _ in cues], np.int32)
        scores = []
        for low, high in cues:
            cue = np.arange(window.begin + low, window.begin + high, dtype=np.int32)
            places = places_to_cue(words, window, cue, starts)
            scores.append(self._pairer.score(projected, states[low:high].mean(axis=0), places))
        return np.stack(scores)

    def _record(self, begin: int, cue: "CueWords", path: Ints, scores: Floats) -> Triple:
        source = tuple((begin + low, begin + high) for low, high in runs_of(path, _SOURCE))
        content = tuple((begin + low, begin + high) for low, high in runs_of(path, _CONTENT))
        own = scores[np.arange(len(path)), path]
        clues = (
            cue.log_odds,
            cue.edge,
            _mean(own[(path == _SOURCE) | (path == _SOURCE + 1)]),
            _mean(own[(path == _CONTENT) | (path == _CONTENT + 1)]),
            _mean(own[_edges(path)]),
            float(not source),
            float(not content),
        )
        return Triple(
            (begin + cue.low, begin + cue.high), source, content, clues, confidence_of(clues, self._weights.confidence)
        )


class CueWords:
    """A run of words of a window that the tagger takes for a cue."""

    def __init__(self, low: int, high: int, tag_logs: Floats) -> None:
        self.low, self.high = low, high
        inside = np.exp(tag_logs[low:high, _CUE_TAG : _CUE_TAG + 2]).sum(axis=1)
        sure = float(np.clip(inside.max(), 1e-4, 1 - 1e-4))
        self.log_odds = float(np.log(sure / (1 - sure)))
        after = tag_logs[high, _CUE_TAG + 1] if high < len(tag_logs) else np.float32(-9)
        # How sure the edges are: that it begins here, and that it does not go on.
        self.edge = float(tag_logs[low, _CUE_TAG] + np.log1p(-min(float(np.exp(after)), 0.999)))


def piece_id(tokenizer: Tokenizer, name: str) -> int:
    """The number of a piece that every window is framed by.

    Raises:
        ModelError: the tokeniser has none of that name.
    """
    number = tokenizer.token_to_id(name)
    if number is None:
        raise ModelError(f"The tokeniser of the reader has no piece {name}.", "Install wherefrom again.")
    return number


def _as_pairs(tag_logs: Floats) -> Floats:
    """[words, labels of the pairer] the tagger's say on the pairer's labels."""
    columns = [np.logaddexp.reduce(tag_logs[:, list(tags)], axis=1) for tags in _TAG_OF_PAIR]
    return np.stack(columns, axis=1)


def _edges(path: Ints) -> Ints:
    """Where a run begins, and the first word after one."""
    changes = np.flatnonzero(np.diff(path, prepend=0) != 0)
    edges: Ints = changes[(path[changes] % 2 == 1) | (path[changes] == 0)].astype(np.int32)
    return edges


def _mean(values: Floats) -> float:
    return float(values.mean()) if len(values) else 0.0


def confidence_of(clues: tuple[float, ...], weights: tuple[float, ...]) -> float:
    """A logistic function of the clues (Platt 1999); 1 where no weights were chosen yet."""
    if not weights:
        return 1.0
    total = weights[-1] + sum(weight * clue for weight, clue in zip(weights, clues, strict=False))
    return float(1 / (1 + np.exp(-total)))


def _chosen_weights(model: Model) -> Weights:
    chosen = model.settings["decoding"]
    if not isinstance(chosen, dict):
        raise ModelError("The settings of the reader hold no table named decoding.", "Install wherefrom again.")
    return Weights(chosen["tagger"], chosen["cue"], tuple(chosen["confidence"]), chosen["threshold"])


@cache
def load_reader() -> NetworkReader:
    """The reader that ships with the package, loaded once a process.

    Raises:
        ModelError: it is missing or is not the one that was trained.
    """
    return NetworkReader(load_model("reader"))
