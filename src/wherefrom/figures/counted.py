"""The noun that a figure counts, and what a fraction is a part of."""

import re

from wherefrom.records import Span

# Words that may stand between a number and the noun that it counts end at one of these.
_STOP = frozenset(
    "of in on at by for from to with and or but as than that which who whom whose when where while because after before since"  # noqa: SIM905
    " until during between among against over under into through per a an the this these those its his her their our your my"
    " is are was were be been being has have had will would can could may might must shall should do does did not no"
    " if so then also only even just still already each every all both more most less least same other another such".split()
)
_WORD = re.compile(r"[ -]([A-Za-z][\w’'-]*)")
_VERBISH = re.compile(r"(?:ed|ing)$")
MOST_WORDS = 5
_IRREGULAR = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "lives": "life",
    "wives": "wife",
    "police": "police",
    "series": "series",
    "species": "species",
    "crises": "crisis",
    "families": "family",
}


def find_counted(text: str, at: int, end: int) -> tuple[str, Span | None]:
    """The noun phrase right after a figure: its head's lemma, and where the phrase stands.

    The head is the last plain word before the phrase ends; a participle after a noun ends it ("practitioners killed").
    """
    of = re.compile(r" of (?:the |these |those |its |their |all |our |his |her )?").match(text, at, end)
    start = of.end() - 1 if of else at
    words: list[tuple[str, int, int]] = []
    place = start
    while len(words) < MOST_WORDS and (match := _WORD.match(text, place, end)):
        word = match[1]
        lower = word.lower()
        if lower in _STOP or (words and _VERBISH.search(lower) and _is_plural(words[-1][0])):
            break
        words.append((word, match.start(1), match.end(1)))
        place = match.end()
        if _is_plural(word) and not _continues(text, place, end):
            break
    if not words:
        return "", None
    head = next((word for word, _, _ in reversed(words) if _is_plural(word)), words[-1][0])
    stop = next(stop for word, _, stop in words if word == head)
    return lemma(head), Span(words[0][1], stop)


def _is_plural(word: str) -> bool:
    lower = word.lower()
    return lower in _IRREGULAR or (lower.endswith("s") and not lower.endswith(("ss", "us", "is", "’s", "'s")))


def _continues(text: str, at: int, end: int) -> bool:
    """Whether another plural follows at once: "operations rooms" counts rooms."""
    match = _WORD.match(text, at, end)
    return match is not None and _is_plural(match[1]) and match[1].lower() not in _STOP and not match[1][0].isupper()


def lemma(word: str) -> str:
    """The singular of an English noun, by its ending; unknown endings are left as they are."""
    lower = word.lower()
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if lower.endswith("ies") and len(lower) > 4:  # noqa: PLR2004
        return lower[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes")):
        return lower[:-2]
    if lower.endswith("s") and not lower.endswith(("ss", "us", "is")):
        return lower[:-1]
    return lower
