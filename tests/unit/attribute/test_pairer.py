import numpy as np

from wherefrom.attribute.trained.network_reader import load_reader
from wherefrom.attribute.trained.pairer import (
    CUES_BETWEEN,
    DISTANCES,
    PASSAGES,
    SENTENCES,
    Pairer,
    log_softmax,
    places_to_cue,
)
from wherefrom.attribute.trained.windows import Window, cut_words
from wherefrom.read import read_text


def test_places_are_rows_of_their_tables_and_grow_away_from_the_cue() -> None:
    text = "\n\n".join("The mill burned. Nobody was hurt in it, she said, and the roof fell in." for _ in range(12))
    words = cut_words(read_text(text), load_reader().tokenizer)
    window = Window(0, 0, len(words))
    cue = np.asarray([100, 101], np.int32)
    places = places_to_cue(words, window, cue, np.asarray([10, 100, 150], np.int32))
    assert places.shape == (len(words), 4)
    assert (places >= 0).all()
    assert (places.max(axis=0) < [DISTANCES, SENTENCES, PASSAGES, CUES_BETWEEN]).all()
    distance = places[:, 0]
    assert (np.diff(distance) <= 0).all()
    assert distance[100] == distance[101]
    assert distance[99] != distance[100] != distance[102]


def test_scores_are_log_probabilities_as_the_network_computes_them() -> None:
    chance = np.random.default_rng(2)
    shapes = [(7, 8), (7, 8), (5, 5)]
    word, cue, out = (chance.normal(size=shape).astype(np.float32) for shape in shapes)
    tables = tuple(chance.normal(size=(rows, 4)).astype(np.float32) for rows in (3, 3, 3, 3))
    pairer = Pairer(word, cue, tables, out)
    states = chance.normal(size=(9, 6)).astype(np.float32)
    cue_state = states[4]
    places = chance.integers(0, 3, size=(9, 4)).astype(np.int32)
    scores = pairer.score(pairer.project(states), cue_state, places)
    one = states[2] @ word[:-1] + word[-1]
    own = cue_state @ cue[:-1] + cue[-1]
    hidden = one[:4] + own[:4] + one[4:] * own[4:] + sum(t[places[2, n]] for n, t in enumerate(tables))
    wanted = log_softmax(np.maximum(hidden, 0) @ out[:-1] + out[-1])
    assert np.allclose(scores[2], wanted, atol=1e-5)
    assert np.allclose(np.exp(scores).sum(axis=1), 1, atol=1e-5)
