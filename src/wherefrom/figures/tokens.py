"""Text cut into tokens: words, numbers and signs, each of one kind."""

import re
from dataclasses import dataclass

from wherefrom.figures.kinds import KIND, KIND_OF_WORD

TOKEN = re.compile(
    r"""
    \d{1,3}(?:,\d{3}){1,6}(?:\.\d+)?(?![\d]|,\d)     # 60,000
  | \d{3,4}['’]?s\b | ['’]\d0s\b | \d0s\b            # 1990s, '90s, 90s
  | \d{1,3}(?:st|nd|rd|th)\b                         # 21st
  | \d+\.\d+ | (?<![\w.])\.\d+ | \d+                 # 3.5, .5, 12
  | (?<!\w)['’]\d\d\b                                # '99
  | (?:[ap]\.\s?m\b|[AP]\.M\b)\.? | B\.\s?C\b(?:\.\s?E\b)?\.? | A\.D\. | U\.S\.
  | Q[1-4]\b
  | o['’]clock\b
  | [^\W\d_]+
  | ['’]s\b
  | \S
    """,
    re.VERBOSE,
)

OTHER = KIND["other"]
# Read as what they look like only with a capital: "may" and "march" are verbs, "sun" shines, "fall" falls too often.
_CAPITALISED = frozenset({KIND["may"], KIND["month_short"], KIND["weekday_short"]})
_MONTHS_THAT_ARE_VERBS = frozenset({"march", "august"})
_LAST_DAY, _FIRST_YEAR, _LAST_YEAR = 31, 1000, 2199
_LONGEST_NUMBER = 30
_HALF_DAY = re.compile(r"[ap]\.?\s?m\.?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tokens:
    """A stretch of text in tokens.

    Attributes:
        text: the whole text, of which they are a stretch.
        kinds: one character a token, see `kinds.KIND`.
        words: the tokens in lower case.
        starts, ends: where each stands in the text.
    """

    text: str
    kinds: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    def raw(self, first: int, last: int) -> str:
        """The text from one token up to, not including, another."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def is_joined(self, index: int) -> bool:
        """Whether a token follows the one before it without a space."""
        return 0 < index < len(self.starts) and self.ends[index - 1] == self.starts[index]

    def is_capital(self, index: int) -> bool:
        """Whether a token begins with a capital letter."""
        return self.text[self.starts[index]].isupper()


def cut_tokens(text: str, start: int, end: int) -> Tokens:
    """Cut text[start:end] into tokens; white space falls away."""
    kinds: list[str] = []
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in TOKEN.finditer(text, start, end):
        raw = match[0]
        word = raw.lower()
        kind = KIND_OF_WORD.get(word)
        if kind is None:
            kind = OTHER if word.isalpha() and word not in {"am", "pm"} else _kind_by_form(word)
        elif not raw[0].isupper() and (kind in _CAPITALISED or word in _MONTHS_THAT_ARE_VERBS):
            kind = OTHER
        kinds.append(kind)
        words.append(word)
        starts.append(match.start())
        ends.append(match.end())
    return Tokens(text, "".join(kinds), words, starts, ends)


def _kind_by_form(word: str) -> str:
    """The kind of a token that stands in no list, by its letters and digits."""
    if word.isdigit():
        # Longer ones are codes; int() of a very long one would cost the square of its length.
        value = int(word) if word.isascii() and len(word) < _LONGEST_NUMBER else 0
        if len(word) <= 2:  # noqa: PLR2004 - the digits of a day
            return KIND["day"] if 1 <= value <= _LAST_DAY else KIND["integer"]
        is_year = len(word) == 4 and _FIRST_YEAR <= value <= _LAST_YEAR  # noqa: PLR2004 - the digits of a year
        return KIND["year"] if is_year else KIND["integer"] if value else OTHER
    if _HALF_DAY.match(word):
        return KIND["half_day"]
    if word[-1] == "s" and word[-2:-1].isdigit() or word[-2:] in {"'s", "’s"}:
        return KIND["decade"]
    if word[-2:] in {"st", "nd", "rd", "th"} and word[0].isdigit():
        return KIND["nth"]
    if word[0] in "'’" and word[1:].isdigit():
        return KIND["short_year"]
    if word[0] == "q" and word[1:].isdigit():
        return KIND["quarter_code"]
    return KIND["decimal"] if word[-1].isdigit() and word[0] in "0123456789." else OTHER
