from itertools import product

import numpy as np

from wherefrom.attribute.trained.decoding import decode_labels, runs_of


def is_allowed(path: tuple[int, ...]) -> bool:
    before = (0, *path)
    return all(label % 2 or label == 0 or before[at] in {label - 1, label} for at, label in enumerate(path))


def test_the_best_allowed_sequence_is_found() -> None:
    chance = np.random.default_rng(4)
    for _ in range(20):
        scores = chance.normal(size=(3, 4, 5)).astype(np.float32)
        paths = decode_labels(scores)
        for own, path in zip(scores, paths, strict=True):
            allowed = [p for p in product(range(5), repeat=4) if is_allowed(p)]
            best = max(allowed, key=lambda p: sum(own[at, label] for at, label in enumerate(p)))
            assert tuple(path.tolist()) == best


def test_runs_begin_with_their_own_label() -> None:
    path = np.asarray([0, 1, 2, 1, 0, 3, 4, 4, 1], np.int32)
    assert list(runs_of(path, 1)) == [(1, 3), (3, 4), (8, 9)]
    assert list(runs_of(path, 3)) == [(5, 8)]
