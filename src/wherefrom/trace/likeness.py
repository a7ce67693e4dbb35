"""How like two statements are in their words, numbers left out: what tells a variant of a claim from another claim."""

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_EMPTY = frozenset(
    "a an the and or but of in on at by for from to with as that this these those it its he she they them his her their we our"  # noqa: SIM905
    " i you is are was were be been being has have had do does did will would can could may might must should not no nor than"
    " then there here so some any all about over under more most less least nearly almost around approximately also said says".split()
)
SHORTEST_STEM = 4


def content_words(text: str) -> frozenset[str]:
    """The words that carry meaning, lower-case, plural and past endings cut."""
    return frozenset(_stem(word) for word in _WORD.findall(text.lower()) if word not in _EMPTY)


def _stem(word: str) -> str:
    for ending in ("’s", "'s", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Shared words as a part of the larger set's: 0 for nothing shared, 1 for the same words."""
    return len(a & b) / max(len(a), len(b)) if a and b else 0.0
