"""The word lists of dates, numbers and units, kept as data beside this module."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def word_lists(name: str) -> dict[str, list[str]]:
    """The named groups of words in ``NAME.toml``, in its order."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))
