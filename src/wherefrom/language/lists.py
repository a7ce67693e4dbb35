"""The word lists of the rules, kept as data, a folder a language."""

import tomllib
from functools import cache
from importlib.resources import files

LANGUAGE = "en"
"""The language whose lists are read: the only one, so far, that attribution knows."""


@cache
def read_lexicon(name: str) -> str:
    """The text of one packaged list."""
    return (files(__package__) / LANGUAGE / name).read_text(encoding="utf-8")


@cache
def word_lists(name: str) -> dict[str, frozenset[str]]:
    """The named groups of words in ``NAME.toml``."""
    return {group: frozenset(words) for group, words in tomllib.loads(read_lexicon(f"{name}.toml")).items()}


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of ``NAME.txt``, one a line; lines that begin with ``#`` are notes."""
    lines = read_lexicon(f"{name}.txt").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
