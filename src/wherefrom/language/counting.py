"""A number with its noun, as English says it."""

_IN_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def counted(number: int, one: str, many: str = "", *, in_words: bool = False) -> str:
    """A number with its noun: "1 claim", "2,345 claims", "3 copies".

    Args:
        number: how many.
        one: the noun for one of them.
        many: the noun for any other number; ``one`` with an s when empty.
        in_words: up to ten in words ("no claims", "two claims"), as in running text.
    """
    shown = _IN_WORDS[number] if in_words and 0 <= number < len(_IN_WORDS) else f"{number:,}"
    return f"{shown} {one if number == 1 else many or one + 's'}"
