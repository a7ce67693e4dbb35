"""Outlets: by which words a text names the outlets of a case: in full, by a last word, by an address."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from wherefrom.language.words import Word, find_words
from wherefrom.records import Span
from wherefrom.spans import overlaps

# So far around some words the rest of a name is looked for: those who cut it out may have cut it short.
_REACH = 80
_LONGEST_NAME = 12
_SHORTEST_LABEL = 3
# A label of an address has 63 letters at most (RFC 1035, section 2.3.4).
_DOMAIN = re.compile(r"\b(?:www\.)?([a-z0-9][a-z0-9-]{0,62})\.[a-z]{2,10}(?:\.[a-z]{2})?\b", re.IGNORECASE)
_ARTICLES = frozenset({"the", "a", "an"})


class OutletNames:
    """The names of a case's outlets, each in plain form: case-folded words without the article.

    Args:
        outlets: as documents bear them.
    """

    def __init__(self, outlets: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._by_last: dict[str, set[str]] = defaultdict(set)
        self._by_squeezed: dict[str, str] = {}
        for name in dict.fromkeys(outlets):
            plain = plain_name(name)
            words = tuple(plain.split())
            if words and words not in self._by_first[words[0]]:
                self._by_first[words[0]].append(words)
                self._by_last[words[-1]].add(plain)
                self._by_squeezed[_squeeze(name)] = plain
        for own in self._by_first.values():
            own.sort(key=len, reverse=True)

    def in_full(self, text: str, span: Span | None = None) -> list[tuple[Span, str]]:
        """The outlets that a text names in full, with capitals, in order.

        Args:
            text: any.
            span: only names that meet it; None: all.
        """
        low, high = (0, len(text)) if span is None else (max(0, span.start - _REACH), span.end + _REACH)
        words = list(find_words(text, low, min(high, len(text))))
        found, at = [], 0
        while at < len(words):
            name = self._name_at(text, words, at)
            where = Span(words[at].start, words[at + len(name) - 1].end) if name else None
            if where is not None and (span is None or overlaps(where, span)):
                found.append((where, " ".join(name)))
            at += max(len(name), 1)
        return found

    def _name_at(self, text: str, words: list[Word], at: int) -> tuple[str, ...]:
        """The longest name that begins with a word; empty for none."""
        if not text[words[at].start].isupper() and not text[words[at].start].isdigit():
            return ()
        own = [_plain_word(word) for word in words[at : at + _LONGEST_NAME]]
        return next((name for name in self._by_first.get(own[0], ()) if tuple(own[: len(name)]) == name), ())

    def at_address(self, words: str) -> str | None:
        """The outlet that an address among a few words leads to: "harbourtimes.example"."""
        labels = [_squeeze(match[1]) for match in _DOMAIN.finditer(words)]
        found = (self._by_squeezed.get(label) or self._shortened(label) for label in labels)
        return next((outlet for outlet in found if outlet is not None), None)

    def _shortened(self, label: str) -> str | None:
        """The outlet whose words make up the label of an address, some left out: "transworldagency.example"."""
        fits = [outlet for outlet in self._by_squeezed.values() if _is_made_of(label, _label_words(outlet))]
        return fits[0] if len(fits) == 1 else None

    def short_for(self, text: str, span: Span) -> Iterator[frozenset[str]]:
        """For each "the Post" that meets some words of a text, the outlets whose last word that is.

        An article is what tells the Post from a Mr Post; it may stand before the words.
        """
        words = list(find_words(text, max(0, span.start - _REACH), min(span.end + 1, len(text))))
        for before, word in pairwise(words):
            inside = word.start < span.end and span.start < word.end
            if inside and before.form == "the" and text[word.start].isupper():
                fits = self._by_last.get(_plain_word(word))
                if fits:
                    yield frozenset(fits)


def plain_name(name: str) -> str:
    """A name as it is compared: case-folded words without the article."""
    words = [_plain_word(word) for word in find_words(name)]
    return " ".join(words[1:] if words[:1] and words[0] in _ARTICLES and len(words) > 1 else words)


def _plain_word(word: Word) -> str:
    return word.form.removesuffix("'s")


def _squeeze(name: str) -> str:
    """A name as it stands in an address: letters and digits without the article."""
    return "".join(character for character in name.casefold().removeprefix("the ") if character.isalnum())


def _label_words(outlet: str) -> list[str]:
    """The words of an outlet's name that an address may be made of."""
    return [word for word in re.split(r"[\W_]+", outlet) if len(word) >= _SHORTEST_LABEL] or [outlet]


def _is_made_of(label: str, words: list[str]) -> bool:
    """Whether a label is one of the words after the other; without an expression, which tries every way to part it."""
    reached = {0}
    for at in range(len(label)):
        if at in reached:
            reached.update(at + len(word) for word in words if label.startswith(word, at))
    return bool(label) and len(label) in reached
