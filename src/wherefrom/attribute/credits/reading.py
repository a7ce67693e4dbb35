"""Read: a document's windows through the layers that all questions share; from them who is named, and states to ask about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from wherefrom.attribute.parts.recognised import NameKind, RecognisedName
from wherefrom.attribute.trained.decoding import Floats, decode_labels, runs_of
from wherefrom.attribute.trained.network_reader import piece_id
from wherefrom.attribute.trained.pairer import log_softmax
from wherefrom.attribute.trained.windows import Ints, Window, WordTable, cut_windows, cut_words, window_inputs
from wherefrom.infer import Model
from wherefrom.records import Document, Span

# Of a longer document states are made again when a window is asked about: one window's take 400 kB.
_MOST_KEPT = 256


@dataclass(frozen=True, slots=True)
class Page:
    """A window as the shared layers read it.

    Attributes:
        window: which words.
        first: [words] where each word's first piece stands.
        length: T, its pieces.
        states: [1, T, width].
        naming: [T, labels] scores of names.
    """

    window: Window
    first: Ints
    length: int
    states: Floats
    naming: Floats


@dataclass(slots=True)
class Pages:
    """A document on its way through the network.

    Attributes:
        document: which.
        words: its words.
        windows: that cover them.
        kept: pages that were read, by the number of their window.
    """

    document: Document
    words: WordTable
    windows: Sequence[Window]
    kept: dict[int, Page] = field(default_factory=dict)


class SharedLayers:
    """The layers that read a window, whatever is asked of it.

    Args:
        model: its ``model.onnx`` gives states, and scores of names.
    """

    def __init__(self, model: Model) -> None:
        self._tokenizer, self._session = model.tokenizer, model.session
        self._frame = (piece_id(model.tokenizer, "[CLS]"), piece_id(model.tokenizer, "[SEP]"))

    def open(self, document: Document) -> Pages:
        """A document cut into windows."""
        words = cut_words(document, self._tokenizer)
        return Pages(document, words, cut_windows(words))

    def page(self, reading: Pages, number: int) -> Page:
        """One window of a document, read; kept for the next question unless the document is long."""
        if number in reading.kept:
            return reading.kept[number]
        pieces, features, first = window_inputs(reading.words, reading.windows[number], self._frame)
        feed = {"pieces": pieces[None].astype(np.int64), "features": features[None].astype(np.int64)}
        states, naming = self._session.run(["states", "names"], feed)
        page = Page(reading.windows[number], first, len(pieces), states, naming[0])
        if len(reading.windows) <= _MOST_KEPT:
            reading.kept[number] = page
        return page

    def names(self, reading: Pages) -> Iterator[RecognisedName]:
        """Who is named in a document, in order."""
        for number, window in enumerate(reading.windows):
            page = self.page(reading, number)
            logs = log_softmax(page.naming[page.first])
            path = decode_labels(logs[None])[0]
            found = [
                (low, high, kind) for kind in NameKind for low, high in runs_of(path, 1 + 2 * kind)
                if window.begin + low >= window.core
            ]  # fmt: skip
            for low, high, kind in sorted(found):
                sure = float(np.exp(logs[np.arange(low, high), path[low:high]].mean()))
                yield RecognisedName(span_of(reading.words, window, low, high), kind, sure)


def span_of(words: WordTable, window: Window, low: int, high: int) -> Span:
    """The code points of the words [low, high) of a window."""
    return Span(int(words.start[window.begin + low]), int(words.end[window.begin + high - 1]))
