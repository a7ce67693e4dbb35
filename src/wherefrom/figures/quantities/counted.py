"""The noun that a figure counts, and what a fraction is a part of."""

import re

from wherefrom.records import Span

# Words that may stand between a number and the noun that it counts end at one of these.
_STOP = frozenset(
    "of in on at by for from to with and or but as than that which who whom whose when where while because after before since"  # noqa: SIM905
    " until during between among against over under into through per a an the this these those its his her their our your my"
    " is are was were be been being has have had will would can could may might must shall should do does did not no"
    " if so then also only even just still already each every all both least same another such it he she they we you i"
    " us them him me about around across within without along below above ago later earlier away apart out up down off now"
    " today yesterday tomorrow there here what how why worldwide behind beyond toward towards inside outside near like despite via"
    " versus onto off amid alongside".split()
)
_WORD = re.compile(r"(?: |-)([A-Za-z][\w’'&-]*)")
_OF = re.compile(
    r" of (?:the |these |those |its |their |all |our |his |her |my |your )*(?:\d[\d,.]*\w* (?:million |billion )?)?"
)
# "digital and physical sales": two adjectives, one noun.
_AND = re.compile(r",? and(?= [a-z]+ [a-z]+s\b)")
_VERBISH = re.compile(r"(?:ed|ing)$")
MOST_WORDS = 5
# Counted in the plural though nothing shows it.
_COLLECTIVE = frozenset(
    "people men women children feet lives wives police series species crises families staff personnel crew cattle sheep fish"  # noqa: SIM905
    " aircraft spacecraft watercraft dead wounded injured missing homeless others more offspring fishermen firemen policemen"
    " businessmen servicemen gunmen congressmen salesmen spokesmen workmen seamen headquarters means data media alumni"
    " criteria phenomena wolves knives halves shelves thieves teeth mice geese oxen youth troops infantry head percent".split()
)
_IRREGULAR = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "lives": "life",
    "wives": "wife",
    "knives": "knife",
    "wolves": "wolf",
    "thieves": "thief",
    "shelves": "shelf",
    "halves": "half",
    "teeth": "tooth",
    "mice": "mouse",
    "geese": "goose",
    "crises": "crisis",
    "analyses": "analysis",
    "movies": "movie",
    "viruses": "virus",
    "buses": "bus",
    "criteria": "criterion",
    "phenomena": "phenomenon",
}
# Past forms that no ending shows, the commonest.
_VERBS = frozenset(
    "said told fell rose went came took made gave left found began held kept led lost met paid put ran sat saw sent slept"  # noqa: SIM905
    " spoke stood struck thought won wrote broke brought built bought caught drew drove ate felt fled flew forgot fought got"
    " grew heard hid hit hurt knew lay lit meant read rode sang sank shot shut sold spent spread stole swore taught threw"
    " understood woke wore".split()
)
# Plurals that go before a noun: "human rights groups", "arms deals".
_MODIFYING = frozenset(
    "rights arms sports news savings goods systems operations communications affairs sales services events games women men"  # noqa: SIM905
    " children customs weapons drugs defence defense veterans humanities electronics economics politics physics mathematics"
    " narcotics logistics premises securities futures bonds human united states".split()
)
_UNCHANGED = frozenset({"series", "species", "means", "headquarters", "news", "politics"})
_SHORTEST_PLURAL = 3
# A plural's ending, the singular's, and the fewest letters of such a plural.
_ENDINGS = (
    ("ies", "y", 5),
    ("sses", "ss", 5),
    ("shes", "sh", 5),
    ("ches", "ch", 5),
    ("xes", "x", 4),
    ("zzes", "zz", 5),
)
_NO_PLURAL = ("ss", "us", "is", "’s", "'s")


def find_counted(text: str, at: int, end: int, *, single: bool = False) -> tuple[str, Span | None]:
    """The noun phrase right after a figure: its head's lemma, and where the phrase stands.

    The head is the last plural before the phrase ends; what is many is counted in the plural, so that a phrase without one
    counts nothing ("787 Dreamliner"). A participle after a noun ends it ("practitioners killed").

    Args:
        text: where to look.
        at: right after the figure.
        end: do not look on from here.
        single: the figure is one, or a part of one thing: any noun will do.
    """
    of = _OF.match(text, at, end)
    words = _phrase_words(text, of.end() - 1 if of else at, end)
    if single and not of:
        words = words[: _verb_at(words)]
    plural = next((n for n, (word, _, _) in reversed(list(enumerate(words))) if is_plural(word)), None)
    if plural is None and (not single or not words):
        return "", None
    words = words[: len(words) if plural is None else plural + 1]
    head, _, stop = words[-1]
    return lemma(head), Span(words[0][1], stop)


def _verb_at(words: list[tuple[str, int, int]]) -> int:
    """Where a verb begins after one thing: "one proposal asks", "one guard slept"; the number of words if nowhere."""
    forms = [word.lower() for word, _, _ in words]
    verbs = (n for n, form in enumerate(forms) if n and (form in _VERBS or is_plural(form) or _VERBISH.search(form)))
    return next(verbs, len(words))


def _phrase_words(text: str, place: int, end: int) -> list[tuple[str, int, int]]:
    """The words that may belong to the phrase, with where they stand."""
    words: list[tuple[str, int, int]] = []
    while len(words) < MOST_WORDS:
        if words and not is_plural(words[-1][0]) and (joined := _AND.match(text, place, end)):
            place = joined.end()
        match = _WORD.match(text, place, end)
        if match is None:
            break
        word, lower = match[1], match[1].lower()
        if lower in _STOP or (words and _VERBISH.search(lower) and is_plural(words[-1][0])):
            break
        words.append((word, match.start(1), match.end(1)))
        place = match.end()
        if is_plural(word) and lower not in _MODIFYING:
            break
    return words


def is_plural(word: str) -> bool:
    """Whether a word has the look of a plural."""
    lower = word.lower()
    known = lower in _COLLECTIVE or lower in _IRREGULAR
    return known or (len(lower) >= _SHORTEST_PLURAL and lower.endswith("s") and not lower.endswith(_NO_PLURAL))


def lemma(word: str) -> str:
    """The singular of an English noun, by its ending; unknown endings are left as they are."""
    lower = word.lower()
    if lower in _IRREGULAR or lower in _UNCHANGED:
        return _IRREGULAR.get(lower, lower)
    if lower.endswith("men") and lower in _COLLECTIVE:
        return lower[:-2] + "an"
    for ending, singular, shortest in _ENDINGS:
        if lower.endswith(ending) and len(lower) >= shortest:
            return lower.removesuffix(ending) + singular
    return lower[:-1] if lower.endswith("s") and not lower.endswith(_NO_PLURAL) else lower
