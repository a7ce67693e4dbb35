"""Words: a text cut into tokens, each with a coarse class from closed lists, capitals and a list of verb forms.

No part-of-speech model is used. The closed classes (pronouns, determiners, prepositions …) are complete lists; verb forms
come from `en/verbs.txt`; whatever is left counts as nominal. That is coarse, and enough to find where a noun phrase
may begin and a clause may end.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from wherefrom.language.letters import JOINING, plain_letters
from wherefrom.language.lists import word_lists, word_set

_LETTERS = rf"(?:[^\W_][{JOINING}]*)+"
# One alternative a token; every quantifier is over one class, so the scan is linear.
_TOKEN = re.compile(
    r"(?P<tag></?[A-Za-z][^<>\n]{0,300}>)"
    r"|(?P<abbreviation>(?:[^\W\d_]\.){2,}|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Prof|Rev|Hon|St|Jr|Sr|No|vs|Inc|Corp|Co|Ltd|"
    r"Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec)\.)"
    r"|(?P<doubled>''|``)"
    r"|(?P<clitic>['’]s(?!\w))"
    r"|(?P<number>\d+(?:[.,:]\d+)*)"
    rf"|(?P<word>{_LETTERS}(?:(?:['’](?!s(?!\w))|[-&.]){_LETTERS})*)"
    r"|(?P<dash>--+)"
    r"|(?P<mark>[^\s])"
)


class WordClass(StrEnum):
    """What a token may be in a clause."""

    PRONOUN = "pronoun"
    POSSESSIVE = "possessive"
    DETERMINER = "determiner"
    PREPOSITION = "preposition"
    CONJUNCTION = "conjunction"
    AND = "and"
    SUBORDINATOR = "subordinator"
    RELATIVE = "relative"
    THAT = "that"
    TO = "to"
    AUXILIARY = "auxiliary"
    ADVERB = "adverb"
    VERB = "verb"
    NAME = "name"
    NUMBER = "number"
    NOMINAL = "nominal"
    CLITIC = "clitic"
    OPENING = "opening quotation mark"
    CLOSING = "closing quotation mark"
    COMMA = "comma"
    COLON = "colon"
    DASH = "dash"
    BRACKET = "bracket"
    STOP = "stop"
    QUOTATION = "whole quotation"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Token:
    """One token: where it stands, its lower-case form with plain apostrophes, and its class."""

    start: int
    end: int
    form: str
    kind: WordClass
    capital: bool = False


_MARKS = {
    ",": WordClass.COMMA,
    ":": WordClass.COLON,
    ";": WordClass.STOP,
    ".": WordClass.STOP,
    "?": WordClass.STOP,
    "!": WordClass.STOP,
    "—": WordClass.DASH,
    "–": WordClass.DASH,
    "―": WordClass.DASH,
    "(": WordClass.BRACKET,
    ")": WordClass.BRACKET,
    "[": WordClass.BRACKET,
    "]": WordClass.BRACKET,
    "“": WordClass.OPENING,
    "”": WordClass.CLOSING,
    "«": WordClass.OPENING,
    "»": WordClass.CLOSING,
}

_CLOSED: dict[str, WordClass] = {
    form: WordClass(name) for name, forms in word_lists("classes").items() for form in forms
}
IRREGULAR_PAST = word_set("irregular_past")
_VERBS = word_set("verbs") | IRREGULAR_PAST
# "the report", "its claim", "in use": a form that may be a verb is a noun after these.
_BEFORE_NOUNS = frozenset(
    {WordClass.DETERMINER, WordClass.POSSESSIVE, WordClass.CLITIC, WordClass.PREPOSITION, WordClass.NUMBER}
)
_LONG_TOKEN = 80


def cut_tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch of text, in order."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        at, stop = match.span()
        raw = text[at:stop]
        first = raw[0]
        form = plain_letters(raw).lower().replace("’", "'") if stop - at <= _LONG_TOKEN else ""
        capital = first.isupper()
        kind = _classify(text, match, form, capital=capital)
        if kind is WordClass.VERB and tokens and tokens[-1].kind in _BEFORE_NOUNS:
            kind = WordClass.NOMINAL
        tokens.append(Token(at, stop, form, kind, capital))
    return tokens


def _classify(text: str, match: re.Match[str], form: str, *, capital: bool) -> WordClass:
    group = match.lastgroup
    if group in {"mark", "doubled", "dash"}:
        return _classify_mark(text, match.start(), match.end())
    if group == "clitic":
        return WordClass.CLITIC
    if group == "number":
        return WordClass.NUMBER
    if group == "tag":
        return WordClass.STOP
    return classify_word(form, capital=capital)


def classify_word(form: str, *, capital: bool) -> WordClass:
    """The class of a word by itself: closed lists first, then capitals, then verb forms."""
    closed = _CLOSED.get(form)
    if closed is not None:
        return closed
    if capital:
        return WordClass.NAME
    if form in _VERBS or (form.endswith("ed") and len(form) > len("need")):
        return WordClass.VERB
    if form.endswith("ly") and len(form) > len("early"):
        return WordClass.ADVERB
    return WordClass.NOMINAL


def _classify_mark(text: str, start: int, end: int) -> WordClass:
    raw = text[start:end]
    if raw in _MARKS:
        return _MARKS[raw]
    if raw in {'"', "''", "``"}:
        return WordClass.OPENING if opens_quotation(text, start, end) else WordClass.CLOSING
    if raw.startswith("--"):
        return WordClass.DASH
    if raw == "-" and text[start - 1 : start].isspace() and text[end : end + 1].isspace():
        return WordClass.DASH
    return WordClass.OTHER


def opens_quotation(text: str, start: int, end: int) -> bool:
    """Whether a straight mark opens: something follows directly, and nothing but space or an opener stands before."""
    after = text[end : end + 1]
    if not after or after.isspace():
        return False
    before = text[start - 1 : start] if start else ""
    return not before or before.isspace() or before in "([—–-―:"
