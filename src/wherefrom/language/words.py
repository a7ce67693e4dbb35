"""Words as linking compares them: folded, stemmed lightly, function words known.

Folding and stemming are for comparison only; every word keeps where it stands in its document.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

# Letters and digits; a number keeps its inner points and commas, a word its inner apostrophe and hyphen apart.
_WORD = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+(?:['’](?=[^\W\d_])[^\W\d_]+)?")

FUNCTION_WORDS = frozenset(
    [
        "a",
        "about",
        "above",
        "after",
        "again",
        "against",
        "all",
        "also",
        "although",
        "always",
        "am",
        "amid",
        "among",
        "an",
        "and",
        "another",
        "any",
        "are",
        "around",
        "as",
        "at",
        "away",
        "be",
        "became",
        "because",
        "become",
        "been",
        "before",
        "began",
        "begin",
        "being",
        "below",
        "between",
        "both",
        "but",
        "by",
        "came",
        "can",
        "cannot",
        "come",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "done",
        "down",
        "during",
        "each",
        "effect",
        "either",
        "else",
        "even",
        "ever",
        "every",
        "fact",
        "few",
        "first",
        "for",
        "from",
        "further",
        "gave",
        "get",
        "give",
        "go",
        "goes",
        "going",
        "got",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "here",
        "hers",
        "herself",
        "him",
        "himself",
        "his",
        "how",
        "however",
        "i",
        "if",
        "in",
        "indeed",
        "instead",
        "into",
        "is",
        "it",
        "its",
        "itself",
        "just",
        "last",
        "later",
        "least",
        "less",
        "let",
        "like",
        "made",
        "make",
        "many",
        "may",
        "me",
        "meanwhile",
        "might",
        "mine",
        "more",
        "most",
        "moreover",
        "much",
        "must",
        "my",
        "myself",
        "nearly",
        "neither",
        "never",
        "no",
        "nor",
        "not",
        "notably",
        "now",
        "of",
        "off",
        "often",
        "on",
        "once",
        "one",
        "only",
        "onto",
        "or",
        "other",
        "others",
        "our",
        "ours",
        "out",
        "over",
        "own",
        "per",
        "perhaps",
        "put",
        "quite",
        "rather",
        "really",
        "roughly",
        "said",
        "same",
        "say",
        "says",
        "see",
        "seem",
        "seemed",
        "several",
        "shall",
        "she",
        "should",
        "since",
        "so",
        "some",
        "something",
        "soon",
        "still",
        "such",
        "sure",
        "take",
        "taken",
        "than",
        "that",
        "the",
        "their",
        "theirs",
        "them",
        "themselves",
        "then",
        "there",
        "therefore",
        "these",
        "they",
        "thing",
        "things",
        "this",
        "those",
        "though",
        "through",
        "thus",
        "time",
        "to",
        "together",
        "told",
        "too",
        "took",
        "toward",
        "under",
        "until",
        "up",
        "upon",
        "us",
        "use",
        "used",
        "very",
        "via",
        "was",
        "we",
        "well",
        "went",
        "were",
        "what",
        "when",
        "where",
        "whether",
        "which",
        "while",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "within",
        "without",
        "would",
        "yes",
        "yet",
        "you",
        "your",
        "yours",
    ]
)
# Said of a statement, never part of what it states: the wrapping of an attribution.
REPORTING_WORDS = frozenset(
    [
        "said",
        "say",
        "says",
        "told",
        "tell",
        "tells",
        "reported",
        "report",
        "reports",
        "according",
        "stated",
        "state",
        "states",
        "statement",
        "announced",
        "confirmed",
        "wrote",
        "writes",
        "claimed",
        "claims",
        "added",
        "explained",
        "noted",
    ]
)
_SUFFIXES = (
    "ational",
    "ations",
    "ation",
    "ments",
    "ment",
    "ingly",
    "edly",
    "ings",
    "ing",
    "ies",
    "ied",
    "ers",
    "er",
    "ed",
    "es",
    "ly",
    "s",
    "e",
)
_SHORTEST_STEM = 3


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


@lru_cache(maxsize=65536)
def stem_word(form: str) -> str:
    """A word without its commonest English endings ("counted" and "counting" become "count").

    Deliberately lighter than Porter's stemmer: what it conflates, a veto would have to tell apart again.
    """
    if form[:1].isdigit():
        return form.replace(",", "")
    word = form.removesuffix("'s").removesuffix("’s")
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM and not word.endswith("ss"):
            word = word[: -len(suffix)]
            break
    # "planned" and "plan", "happy" and "happily".
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word.removesuffix("i") + "y" if word.endswith("i") else word


def find_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of a stretch of a text, in order, with their places in the whole text."""
    found = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        raw = match.group()
        form = raw.casefold().replace("’", "'")
        found.append(Word(form, stem_word(form), match.start(), match.end(), raw[0].isupper()))
    return found


def is_content(word: Word) -> bool:
    """Whether a word says what a statement is about, rather than holding it together."""
    return word.form not in FUNCTION_WORDS and (len(word.form) > 1 or word.form.isdigit())
