"""Meaning: the vectors of a document's statements, made once and kept."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from wherefrom.errors import ModelError
from wherefrom.infer import SentenceModel, Vector, check_model, load_sentences
from wherefrom.records import Document, Known, Statement

MODEL = "sentences"
# Half the bits of what the model gives; likeness differs by less than a thousandth.
_KEPT = np.dtype("<f2")


def choose_sentences() -> tuple[str, str]:
    """What statements are compared with.

    Returns:
        The sentence model's name and version, and an empty text; or an empty name, and why it cannot be used.
    """
    try:
        return check_model(MODEL), ""
    except ModelError as error:
        return "", str(error)


def describe_statements(document: Document, statements: Sequence[Statement]) -> Known:
    """The vectors of a document's statements; none where the sentence model cannot be loaded."""
    try:
        sentences = load_sentences()
    except ModelError:
        return Known(document.id, (), b"", "")
    rows = [sentences.embed(say_statement(document.text, statement)) for statement in statements]
    vectors = np.stack(rows).astype(_KEPT).tobytes() if rows else b""
    return Known(document.id, tuple(statement.id for statement in statements), vectors, sentences.maker)


def read_vectors(known: Iterable[Known]) -> Mapping[str, Vector]:
    """The vectors that were kept, by the id of their statement."""
    found: dict[str, Vector] = {}
    for one in known:
        if one.statements:
            rows = np.frombuffer(one.vectors, _KEPT).reshape(len(one.statements), -1).astype(np.float32)
            found.update(zip(one.statements, rows, strict=True))
    return found


class Meanings:
    """What the statements of a case mean, as vectors; those that were not kept are made when asked for, and remembered.

    Args:
        known: as they were kept.
        sentences: the sentence model, for statements without a vector; None: nobody can tell what those mean.

    Attributes:
        maker: of the vectors; empty where there are none.
    """

    def __init__(self, known: Iterable[Known] = (), sentences: SentenceModel | None = None) -> None:
        kept = tuple(known)
        self._sentences = sentences
        self._known, self._made = read_vectors(kept), dict[str, Vector]()
        makers = {one.maker for one in kept} | ({sentences.maker} if sentences is not None else set())
        self.maker = ", ".join(sorted(makers)) if "" not in makers else ""

    def of(self, statement: str, text: str) -> Vector | None:
        """What a statement means; None: nobody can tell.

        Args:
            statement: its id.
            text: its words on one line.
        """
        kept = self._known.get(statement)
        if kept is not None or self._sentences is None:
            return kept
        if text not in self._made:
            self._made[text] = self._sentences.embed(text)
        return self._made[text]

    def alike(self, one: tuple[str, str], other: tuple[str, str]) -> float:
        """The cosine of what two statements mean, each given by id and words; 0 where nobody can tell."""
        ours, theirs = self.of(*one), self.of(*other)
        return 0.0 if ours is None or theirs is None else float(ours @ theirs)


def load_meanings(known: Iterable[Known] = ()) -> Meanings:
    """With what was kept of every statement; where nothing was, with the sentence model, if it can be loaded."""
    kept = tuple(known)
    if kept:
        return Meanings(kept)
    try:
        return Meanings((), load_sentences())
    except ModelError:
        return Meanings()


def say_statement(text: str, statement: Statement) -> str:
    """A statement's words on one line, as they are compared."""
    return " ".join(" ".join(text[span.start : span.end].split()) for span in statement.spans)
