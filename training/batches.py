"""Batches: windows of labelled words as tensors."""

import random
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from training.corpus import Article
from wherefrom.attribute.trained.pairer import places_to_cue
from wherefrom.attribute.trained.windows import Window, window_inputs


@dataclass(frozen=True, slots=True)
class Batch:
    """B windows of at most T pieces, with N words, C cues, K words of cues and M (word, cue) pairs in all.

    Attributes:
        pieces, features, mask: [B, T].
        first: [N] where each word's first piece stands in [B * T].
        tags: [N] labels.
        cue_count: C.
        cue_word, cue_of, cue_weight: [K] which word, of which cue, and one over the cue's number of words.
        pair_word, pair_cue: [M].
        places: [M, 4].
        labels: [M].
    """

    pieces: Tensor
    features: Tensor
    mask: Tensor
    first: Tensor
    tags: Tensor
    cue_count: int
    cue_word: Tensor
    cue_of: Tensor
    cue_weight: Tensor
    pair_word: Tensor
    pair_cue: Tensor
    places: Tensor
    labels: Tensor


def make_batch(
    windows: list[tuple[Article, Window]], frame: tuple[int, int], chance: random.Random, masking: tuple[float, int]
) -> Batch:
    """A batch of windows.

    Args:
        windows: with their articles.
        frame: pieces that open and close a window.
        chance: for masking.
        masking: the share of pieces to hide, and the piece that hides them.
    """
    inputs = [window_inputs(article.words, window, frame) for article, window in windows]
    length = max(len(pieces) for pieces, _, _ in inputs)
    size = (len(inputs), length)
    ids, features, mask = np.zeros(size, np.int64), np.zeros(size, np.int64), np.zeros(size, np.int64)
    columns: dict[str, list[np.ndarray]] = {
        name: []
        for name in ("first", "tags", "cue_word", "cue_of", "cue_weight", "pair_word", "pair_cue", "places", "labels")
    }
    words_before = cues_before = 0
    for row, ((article, window), (pieces, own_features, first)) in enumerate(zip(windows, inputs, strict=True)):
        hidden = np.asarray([chance.random() < masking[0] for _ in pieces])
        hidden[[0, -1]] = False
        ids[row, : len(pieces)] = np.where(hidden, masking[1], pieces)
        features[row, : len(pieces)] = own_features
        mask[row, : len(pieces)] = 1
        columns["first"].append(first + row * length)
        columns["tags"].append(article.tags[window.begin : window.end])
        count = window.end - window.begin
        inside = [n for n, cue in enumerate(article.cues) if cue[0] >= window.begin and cue[-1] < window.end]
        starts = np.sort(np.asarray([article.cues[n][0] for n in inside], np.int32))
        for number in inside:
            cue = article.cues[number]
            columns["cue_word"].append(cue - window.begin + words_before)
            columns["cue_of"].append(np.full(len(cue), cues_before))
            columns["cue_weight"].append(np.full(len(cue), 1 / len(cue)))
            columns["pair_word"].append(np.arange(count) + words_before)
            columns["pair_cue"].append(np.full(count, cues_before))
            columns["places"].append(places_to_cue(article.words, window, cue, starts))
            labels = np.zeros(count, np.int64)
            for index, label in article.pairs[number].items():
                if window.begin <= index < window.end:
                    labels[index - window.begin] = label
            columns["labels"].append(labels)
            cues_before += 1
        words_before += count
    empty = {"places": np.zeros((0, 4), np.int64), "cue_weight": np.zeros(0, np.float32)}
    joined = {
        name: np.concatenate(parts) if parts else empty.get(name, np.zeros(0, np.int64))
        for name, parts in columns.items()
    }
    weights = torch.from_numpy(joined.pop("cue_weight").astype(np.float32))
    tensors = {name: torch.from_numpy(value.astype(np.int64)) for name, value in joined.items()}
    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy(features),
        torch.from_numpy(mask),
        cue_count=cues_before,
        cue_weight=weights,
        **tensors,
    )
