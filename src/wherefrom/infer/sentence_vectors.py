"""Sentence vectors: what a sentence means as 384 numbers, near each other for sentences that say alike things.

all-MiniLM-L6-v2 (Reimers and Gurevych 2019; Wang et al. 2020), in eight-bit integers. One sentence at a time: in a batch the
scale of the integers would depend on the other sentences, and the same sentence would have two vectors.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from wherefrom.infer.model import Model, load_model

Vector = NDArray[np.float32]
# More word pieces than this of one statement are left out; the model was trained on 128, and a claim is short.
MOST_PIECES = 128


class SentenceModel:
    """Makes vectors of sentences.

    Args:
        model: as loaded.
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self.maker = model.maker

    def embed(self, sentence: str) -> Vector:
        """[384] of length one; zeros for a sentence without a word piece."""
        pieces = self._model.tokenizer.encode(sentence).ids
        if len(pieces) > MOST_PIECES:
            pieces = [*pieces[: MOST_PIECES - 1], pieces[-1]]
        if not pieces:
            return np.zeros(384, np.float32)
        [vectors] = self._model.session.run(["vector"], {"pieces": np.asarray([pieces], np.int64)})
        vector: Vector = vectors[0]
        return vector


@cache
def load_sentences() -> SentenceModel:
    """The sentence model that ships with the package, loaded once a process.

    Raises:
        ModelError: it is missing or is not the one that was exported.
    """
    return SentenceModel(load_model("sentences"))
