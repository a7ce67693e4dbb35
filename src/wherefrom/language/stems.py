"""Stems: the forms of one English word under one name, for counting and comparing; never shown.

Endings of number and tense alone: steps 1 and 5a of Porter (1980, An algorithm for suffix stripping), with ``y`` kept as it is
written and the verbs in -ie put right. What makes another word ("organise", "organisation") stays another word: what a
stemmer conflates, a comparison would have to tell apart again.
"""

import re
from functools import lru_cache

_VOWEL = re.compile(r"[aeiou]|(?<=[^aeiou])y")
_VOWELS_THEN_REST = re.compile(r"(?:[aeiou]|(?<=[^aeiou])y)+[^aeiouy]+")
# A short syllable ("hop"), which an e would follow ("hope") or whose last letter would be doubled ("hopping").
_SHORT = re.compile(r"(?:^|[^aeiou])[aeiouy][^aeiouwxy]$")
_DOUBLED = re.compile(r"([^aeiouylsz])\1$")
_INVARIANT = frozenset({"news", "series", "species"})
_VERBS_IN_IE = {
    form: verb for verb in ("die", "lie", "tie", "vie") for form in (f"{verb}s", f"{verb}d", f"{verb[:1]}ying")
}


@lru_cache(maxsize=65536)
def stem_word(form: str) -> str:
    """A word without the endings of number and tense ("families" and "family", "carried" and "carry" become one).

    Args:
        form: case-folded; a number keeps its digits, without the commas between them.
    """
    if form[:1].isdigit():
        return form.replace(",", "")
    word = form.removesuffix("'s").removesuffix("’s")
    if word in _INVARIANT:
        return word
    if word in _VERBS_IN_IE:
        return _VERBS_IN_IE[word]
    word = _without_tense(_without_plural(word))
    return word[:-1] if _has_silent_e(word) else word


def _without_plural(word: str) -> str:
    """Step 1a; words in -us, -is and -ss are no plurals."""
    if word.endswith("ies") and len(word) > len("ties"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    return (
        word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > len("gas") else word
    )


def _without_tense(word: str) -> str:
    """Step 1b: -ed and -ing off, with the e or the single letter that stood before them put back."""
    if word.endswith("ied") and len(word) > len("tied"):
        return word[:-3] + "y"
    if word.endswith("eed"):
        return word[:-1] if _VOWELS_THEN_REST.match(word[:-3].lstrip("bcdfghjklmnpqrstvwxz")) else word
    ending = next((own for own in ("ing", "ed") if word.endswith(own) and _VOWEL.search(word[: -len(own)])), "")
    if not ending:
        return word
    stem = word[: -len(ending)]
    if stem.endswith(("at", "bl", "iz")):
        return stem + "e"
    if _DOUBLED.search(stem):
        return stem[:-1]
    return stem + "e" if _SHORT.search(stem) and _syllables(stem) == 1 else stem


def _has_silent_e(word: str) -> bool:
    """Step 5a: whether a last e says nothing ("house", as in "housing"), and does not tell "plane" from "plan"."""
    if not word.endswith("e"):
        return False
    stem = word[:-1]
    count = _syllables(stem)
    return count > 1 or (count == 1 and not _SHORT.search(stem))


def _syllables(stem: str) -> int:
    """How often vowels are followed by other letters (Porter's m)."""
    return len(_VOWELS_THEN_REST.findall(stem))
