"""Meaning: the vectors of a document's statements, made once and kept."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from wherefrom.errors import ModelError
from wherefrom.infer import Vector, check_model, load_sentences
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


def say_statement(text: str, statement: Statement) -> str:
    """A statement's words on one line, as they are compared."""
    return " ".join(" ".join(text[span.start : span.end].split()) for span in statement.spans)
