"""Words as statements are compared by them: folded, without endings, function words known.

Folding and stemming are for comparison only; every word keeps where it stands in its document.
"""

import re
from dataclasses import dataclass

from wherefrom.language.letters import JOINING, plain_letters
from wherefrom.language.lists import word_lists
from wherefrom.language.stems import stem_word

# Letters and digits; a number keeps its inner points and commas, a word its inner apostrophe and hyphen apart.
_LETTERS = rf"(?:[^\W\d_][{JOINING}]*)+"
_WORD = re.compile(rf"\d[\d.,]*\d|\d|{_LETTERS}(?:['’](?=[^\W\d_]){_LETTERS})?")

_LISTS = word_lists("function_words")
# What says nothing of what a statement is about; and what is said of a statement, and is no part of what it states.
FUNCTION_WORDS, REPORTING_WORDS = _LISTS["function"], _LISTS["reporting"]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text.

    Attributes:
        form: case-folded.
        stem: the form without its commonest endings.
        start: first code point in the document.
        end: one past the last.
        capital: it begins with a capital letter.
    """

    form: str
    stem: str
    start: int
    end: int
    capital: bool


def find_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of a stretch of a text, in order, with their places in the whole text."""
    found = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        raw = match.group()
        form = plain_letters(raw).casefold().replace("’", "'")
        found.append(Word(form, stem_word(form), match.start(), match.end(), raw[0].isupper()))
    return found


def is_content(word: Word) -> bool:
    """Whether a word says what a statement is about, rather than holding it together."""
    return word.form not in FUNCTION_WORDS and (len(word.form) > 1 or word.form.isdigit())


def content_stems(text: str, *, numbers: bool) -> frozenset[str]:
    """The stems of the words that say what a text is about.

    Args:
        text: any.
        numbers: whether numbers in digits are among them.
    """
    return frozenset(
        word.stem for word in find_words(text) if is_content(word) and (numbers or not word.form[0].isdigit())
    )
