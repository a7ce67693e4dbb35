"""Making a found input small: pieces are taken out for as long as it still does the same."""

from collections.abc import Callable


def shrink(data: bytes, is_same: Callable[[bytes], bool], tries: int) -> bytes:
    """The smallest input found that does the same (after Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002).

    Args:
        data: an input that does it.
        is_same: whether another one does.
        tries: how many may be asked.
    """
    size = max(len(data) // 2, 1)
    while tries > 0:
        at, is_smaller = 0, False
        while at < len(data) and tries > 0:
            tries -= 1
            shorter = data[:at] + data[at + size :]
            if shorter and is_same(shorter):
                data, is_smaller = shorter, True
            else:
                at += size
        if size == 1 and not is_smaller:
            break
        size = max(size // 2, 1)
    return data
