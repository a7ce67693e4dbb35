import pytest

from wherefrom.language.numbers import find_numbers


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("half a million", 5e5, 5e5),
        ("3.5 million", 3.5e6, 3.5e6),
        ("tens of thousands", 1e4, 1e5),
        ("several thousand", 2000, 9999),
        ("three hundred and twelve thousand", 312000, 312000),
        ("two and a half million", 2.5e6, 2.5e6),
        ("a dozen", 12, 12),
        ("dozens", 12, 120),
        ("two-thirds", 2 / 3, 2 / 3),
        ("41,500", 41500, 41500),
        ("3 1/2", 3.5, 3.5),
        ("$58.24bn".lstrip("$"), 58.24e9, 58.24e9),
    ],
)
def test_value_of_a_number(text: str, low: float, high: float) -> None:
    (number,) = find_numbers(text, 0, len(text))
    assert (number.low, number.high) == (pytest.approx(low), pytest.approx(high))
    assert (number.start, number.end) == (0, len(text))


@pytest.mark.parametrize("text", ["B52", "x3", "v2.0.1"[:2], "thousand"])
def test_digits_inside_words_and_bare_scales_are_no_numbers(text: str) -> None:
    assert find_numbers(text, 0, len(text)) == []
