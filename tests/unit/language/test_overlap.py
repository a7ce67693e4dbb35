from wherefrom.language.overlap import of_both, of_larger, of_smaller

ONE, OTHER = frozenset({"dam", "fail"}), frozenset({"dam", "fail", "mill", "burn"})


def test_what_is_shared_is_held_against_the_smaller_or_the_larger_set() -> None:
    assert of_smaller(ONE, OTHER) == of_smaller(OTHER, ONE) == 1.0
    assert of_larger(ONE, OTHER) == of_larger(OTHER, ONE) == 0.5


def test_nothing_overlaps_with_nothing() -> None:
    assert of_smaller(frozenset(), ONE) == of_larger(ONE, frozenset()) == of_both(frozenset(), frozenset(), {}) == 0.0


def test_weights_count_on_both_sides_and_a_word_without_one_weighs_one() -> None:
    assert of_both(ONE, OTHER, {}) == 2 * 2 / 6
    assert of_both(ONE, OTHER, {"dam": 4.0}) == 2 * 5 / (5 + 7)
