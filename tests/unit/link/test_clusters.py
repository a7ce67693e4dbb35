"""Gathering documents into stories."""

import random

import pytest

from wherefrom.link.copies.clusters import Gatherer
from wherefrom.link.copies.shingles import densest, fingerprint_document, is_shared
from wherefrom.read import read_text

WORDS = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in ("ar", "el", "in", "or", "um") for c in "dgklnrst"]


def story(seed: int, sentences: int = 20) -> list[str]:
    chance = random.Random(seed)
    return [" ".join(chance.choices(WORDS, k=12)) + "." for _ in range(sentences)]


def gather(*texts: str) -> tuple[Gatherer, list[set[int]]]:
    gatherer = Gatherer([fingerprint_document(read_text(text, document_id=str(n))) for n, text in enumerate(texts)])
    gatherer.gather(lambda _done: None)
    return gatherer, sorted(({own.leader, *own.members} for own in gatherer.clusters.values()), key=min)


def test_truncated_and_reordered_copies_join_and_other_stories_do_not() -> None:
    one, other = story(1), story(2)
    _, found = gather(" ".join(one), " ".join(one[:9]), " ".join(one[::-1]), " ".join(other))
    assert found == [{0, 1, 2}, {3}]


def test_a_digest_glues_nothing() -> None:
    stories = [story(seed) for seed in range(10, 15)]
    digest = " ".join(sentence for own in stories for sentence in own[:5])
    texts = [" ".join(own) for own in stories]
    _, found = gather(digest, *texts, *(" ".join(own[:15]) for own in stories))
    assert all(len({(n - 1) % 5 for n in own if n}) <= 1 for own in found)


def test_a_copy_of_a_copy_joins_through_it() -> None:
    one = story(3, 30)
    _, found = gather(" ".join(one), " ".join(one[10:]), " ".join(one[20:]))
    assert found == [{0, 1, 2}]


def test_a_shared_quotation_is_partial() -> None:
    one, other = story(4), story(5)
    gatherer, found = gather(" ".join(one), " ".join([*other, *one[:2]]))
    assert found == [{0}, {1}]
    assert [(a, b) for a, b, _ in gatherer.partial if gatherer.is_stretch(a, b)]


def test_short_documents_fold_too() -> None:
    one = story(6, 3)
    _, found = gather(" ".join(one), " ".join(one[:2]), " ".join(story(7, 3)))
    assert found == [{0, 1}, {2}]


@pytest.mark.parametrize("text", ["", "the of and", "word", "word word"])
def test_texts_of_few_words_have_few_shingles(text: str) -> None:
    assert len(fingerprint_document(read_text(text, document_id="d"))) <= 1


def test_densest_counts_a_stretch() -> None:
    own = fingerprint_document(read_text(" ".join(story(8)), document_id="d"))
    assert densest(is_shared(own.ordered, own.shingles), 16) == 16
