"""Shortening: a text for a message or a cell of a table, and that it was cut shown."""


def shorten(text: str, limit: int = 140) -> str:
    """The text on one line, cut at a word where that is near, with an ellipsis where it was cut.

    Args:
        text: of any length; only its beginning is looked at.
        limit: at most this many code points, the ellipsis among them.
    """
    line = " ".join(text[: limit * 4].split())
    if len(line) <= limit and len(text) <= limit * 4:
        return line
    cut = line[: limit - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit * 2 // 3 else cut).rstrip(" ,;:") + "…"
