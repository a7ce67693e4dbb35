"""Ask the network of credits: of each statement whom the document has it from, whom these have it from, and how it stands.

A window is read once; for each statement in it the last layers read it again, with the statement's words marked, and those that
name the document's own outlet, which is nobody's source here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

import numpy as np

from wherefrom.attribute.credits.reading import Page, Pages, SharedLayers, span_of
from wherefrom.attribute.parts.recognised import RecognisedName
from wherefrom.attribute.trained.decoding import Floats, decode_labels, runs_of
from wherefrom.attribute.trained.pairer import log_softmax
from wherefrom.attribute.trained.windows import Ints, Window, WordTable
from wherefrom.infer import Model, load_model, open_network
from wherefrom.records import Document, Span

# Labels, as the training code numbers them (training/credits/network.py).
_CREDIT, _BEHIND = 1, 3
_IN_STATEMENT, _BESIDE, _OWN_OUTLET = 1, 2, 3


class Standing(IntEnum):
    """How a document has a statement."""

    NONE = 0  # in its own voice, from nobody that it names or hints at
    NAMED = 1  # from somebody named, or who could be found: a person, a body, an outlet, a work
    UNNAMED = 2  # from people whom it does not name
    RECORD = 3  # the outlet has seen it itself: a document, a register, a place
    DENIED = 4  # somebody denies it


@dataclass(frozen=True, slots=True)
class Credited:
    """Words that credit, and how sure the network is of them."""

    span: Span
    confidence: float


@dataclass(frozen=True, slots=True)
class Credits:
    """What the network says of one statement.

    Attributes:
        sources: whom the document has it from, in order.
        behind: whom these have it from, in order.
        standing: how it has it.
        confidence: of the standing, 0 to 1.
    """

    sources: tuple[Credited, ...]
    behind: tuple[Credited, ...]
    standing: Standing
    confidence: float


class CreditReader:
    """The network of credits.

    Args:
        model: its folder holds ``asked.onnx``, the layers that read a window again for each statement.
    """

    def __init__(self, model: Model) -> None:
        self.maker = model.maker
        self._shared = SharedLayers(model)
        self._asked = open_network(model, "asked.onnx")

    def open(self, document: Document) -> Pages:
        """A document, cut into what the network reads at once."""
        return self._shared.open(document)

    def names(self, reading: Pages) -> list[RecognisedName]:
        """Who is named in a document, in order."""
        return list(self._shared.names(reading))

    def ask(self, reading: Pages, statements: Sequence[tuple[Span, ...]]) -> dict[int, Credits]:
        """Of each statement, by its number, whom it is credited to.

        A statement that no window holds whole is left out: it is longer than the network can read at once.
        """
        held = [_covered(reading.words, spans) for spans in statements]
        own = _covered(reading.words, names_of_outlet(reading.document))
        found: dict[int, Credits] = {}
        for window_number, window in enumerate(reading.windows):
            here = [
                number for number, own_words in enumerate(held)
                if own_words and window.core <= own_words[0] and own_words[-1] < window.end
            ]  # fmt: skip
            if here:
                page = self._shared.page(reading, window_number)
                asked = self._ask_page(reading.words, page, [held[number] for number in here], own)
                found.update(zip(here, asked, strict=True))
        return found

    def _ask_page(
        self, words: WordTable, page: Page, held: Sequence[Sequence[int]], own: Sequence[int]
    ) -> Iterator[Credits]:
        for statement in held:
            marks = mark_words(words, page.window, page.first, page.length, (statement, own))
            tags, standing = self._asked.run(["tags", "standing"], {"states": page.states, "marks": marks[None]})
            yield _decode(words, page.window, tags[0][page.first], standing[0])


def _decode(words: WordTable, window: Window, tags: Floats, standing: Floats) -> Credits:
    logs, chances = log_softmax(tags), np.exp(log_softmax(standing))
    path = decode_labels(logs[None])[0]

    def runs(begins: int) -> tuple[Credited, ...]:
        return tuple(
            Credited(
                span_of(words, window, low, high), float(np.exp(logs[np.arange(low, high), path[low:high]].mean()))
            )
            for low, high in runs_of(path, begins)
        )

    best = int(chances.argmax())
    return Credits(runs(_CREDIT), runs(_BEHIND), Standing(best), float(chances[best]))


def mark_words(
    words: WordTable, window: Window, first: Ints, length: int, held: tuple[Sequence[int], Sequence[int]]
) -> np.ndarray:
    """[T] 1 in the statement, 2 beside it in its sentences, 3 the document's own outlet, 0 elsewhere.

    Args:
        words: of the whole document.
        window: which of them.
        first: where each word's first piece stands.
        length: T.
        held: the words of the statement, and those that name the document's own outlet.
    """
    marks = np.zeros(length, np.int64)
    sentences = {int(words.sentence[word]) for word in held[0]}
    inside, outlet = map(set, held)
    edges = [*first, length - 1]
    for number, word in enumerate(range(window.begin, window.end)):
        if word in outlet:
            mark = _OWN_OUTLET
        elif word in inside:
            mark = _IN_STATEMENT
        else:
            mark = _BESIDE if int(words.sentence[word]) in sentences else 0
        marks[edges[number] : edges[number + 1]] = mark
    return marks


def _covered(words: WordTable, spans: Sequence[Span]) -> list[int]:
    """The words that spans touch, in order."""
    found: set[int] = set()
    for span in spans:
        low = int(np.searchsorted(words.end, span.start, side="right"))
        found.update(range(low, int(np.searchsorted(words.start, span.end, side="left"))))
    return sorted(found)


def names_of_outlet(document: Document) -> list[Span]:
    """Where a document names its own outlet in full."""
    name = (document.outlet or "").removeprefix("The ").casefold()
    found: list[Span] = []
    text, at = document.text.casefold(), 0
    while name and len(text) == len(document.text) and (at := text.find(name, at)) >= 0:
        found.append(Span(at, at + len(name)))
        at += len(name)
    return found


@cache
def load_credit_reader() -> CreditReader:
    """The network that ships, loaded once a process.

    Raises:
        ModelError: it is missing, or is not the one that was trained.
    """
    return CreditReader(load_model("credits"))
