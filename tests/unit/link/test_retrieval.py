"""Ranking texts by how nearly they say what a query says."""

from wherefrom.infer import load_sentences
from wherefrom.link.retrieval import TextRanker

TEXTS = [
    ("The dam at Wexley failed in March.",),
    ("A hologram of a whale was shown in a gym.",),
    ("Bread has become dearer in Holm.",),
]


def test_words_and_meaning_find_the_text() -> None:
    ranker = TextRanker(TEXTS, load_sentences())
    assert ranker.rank("flood after the Wexley reservoir broke — A. B. (@ab) March 3, 2026")[0][0] == 0
    assert ranker.rank("loaves cost more now")[0][0] == 2


def test_words_alone_do_without_a_model() -> None:
    assert TextRanker(TEXTS, None).rank("#whale hologram https://t.co/x")[0][0] == 1


def test_nothing_to_rank() -> None:
    assert TextRanker([], None).rank("whatever") == []
