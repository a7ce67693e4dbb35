"""Fingerprints of a document's body: what copies are recognised by.

A shingle is two neighbouring content words, in either order. Function words are left out, so that a reworded "but" or an
inserted "however" breaks nothing; single pairs rather than runs of five, since one replaced word in five leaves a third
of all runs of five words standing and two thirds of the pairs.
"""

import itertools
import re
from array import array
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from wherefrom.link.words import FUNCTION_WORDS
from wherefrom.records import Document, Role, Span

# Only what belongs to the story itself; a credit line or a letterhead shared by two documents makes no copy.
BODY_ROLES = frozenset({Role.BODY, Role.QUOTED_BLOCK, Role.STANDFIRST, Role.TABLE, Role.FOOTNOTE})
# One shingle in so many, chosen by its value, goes into the index of candidates.
SAMPLED = 4
# A longer document is represented by the smallest of its sampled shingles: the index must not grow with one huge input.
MOST_INDEXED = 2048

_FORM = re.compile(r"[^\W_]+")
_MASK = (1 << 61) - 1


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The shingles of one document.

    Attributes:
        shingles: sorted, without repetition.
        sample: those that the index of candidates holds.
    """

    shingles: "array[int]"
    sample: tuple[int, ...]


@lru_cache(maxsize=1 << 18)
def _number_of(form: str) -> int:
    """A number for a word: the same on every machine, unlike ``hash``."""
    return int.from_bytes(blake2b(form.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") | 1


def shingle_words(text: str) -> list[int]:
    """The shingles of a text, in its order, repetitions kept."""
    forms = [form for form in _FORM.findall(text.casefold()) if form not in FUNCTION_WORDS]
    numbers = [_number_of(form) for form in forms]
    # Odd numbers multiply without losing bits, and in either order to the same product.
    return [(left * right) & _MASK for left, right in itertools.pairwise(numbers)]


def body_spans(document: Document) -> tuple[Span, ...]:
    """The passages that a copy is recognised by; the whole text where roles leave nothing."""
    spans = tuple(passage.span for passage in document.passages if passage.role in BODY_ROLES)
    return spans or (Span(0, len(document.text)),)


def fingerprint_document(document: Document) -> Fingerprint:
    """The shingles of a document's body."""
    found: set[int] = set()
    for span in body_spans(document):
        found.update(shingle_words(document.text[span.start : span.end]))
    shingles = array("Q", sorted(found))
    # The low bits of a product of odd numbers are not evenly spread; the middle ones are.
    sample = [shingle for shingle in shingles if (shingle >> 20) % SAMPLED == 0]
    return Fingerprint(shingles, tuple(sample[:MOST_INDEXED]))


def count_shared(members: frozenset[int] | set[int], other: "array[int]") -> int:
    """How many of the other's shingles are members."""
    return sum(1 for shingle in other if shingle in members)
