"""Fingerprints of a document's body: what copies are recognised by.

A shingle is two neighbouring content words, in either order. Function words are left out, so that a reworded "but" or an
inserted "however" breaks nothing; single pairs rather than runs of five, since one replaced word in five leaves a third
of all runs of five words standing and two thirds of the pairs.
"""

import re
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from wherefrom.language.words import FUNCTION_WORDS
from wherefrom.records import Document, Role, Span

# Only what belongs to the story itself; a credit line or a letterhead shared by two documents makes no copy.
BODY_ROLES = frozenset({Role.BODY, Role.QUOTED_BLOCK, Role.STANDFIRST, Role.TABLE, Role.FOOTNOTE})
# One shingle in so many, chosen by its value, goes into the index of candidates.
SAMPLED = 8
# Of a short document every one does: a sample of it might be empty.
SHORT = 96
# A longer document is represented by the smallest of its sampled shingles: the index must not grow with one huge input.
MOST_INDEXED = 2048

Shingles = NDArray[np.uint64]
_FORM = re.compile(r"[^\W_]+")
_MASK = np.uint64((1 << 61) - 1)
_NONE = np.zeros(0, np.uint64)
# Bits that tell whether a shingle is sampled; the low bits of a product of odd numbers are not evenly spread.
_MIDDLE = np.uint64(20)
_KEEP = np.uint64(SAMPLED)


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """The shingles of one document.

    Attributes:
        ordered: [n] in the order of the text, repetitions kept.
        shingles: sorted, without repetition.
        sample: those that the index of candidates holds.
    """

    ordered: Shingles
    shingles: Shingles
    sample: Shingles

    def __len__(self) -> int:
        return len(self.shingles)


class _Numbers(dict[str, int]):
    """A number for each word: the same on every machine, unlike ``hash``; 0 for function words."""

    def __missing__(self, form: str) -> int:
        digest = blake2b(form.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        number = 0 if form in FUNCTION_WORDS else int.from_bytes(digest, "big") | 1
        if len(self) < _MOST_REMEMBERED:
            self[form] = number
        return number


_MOST_REMEMBERED = 1 << 19
_NUMBERS = _Numbers()


def shingle_words(text: str) -> Shingles:
    """The shingles of a text, in its order, repetitions kept."""
    forms = _FORM.findall(text.casefold())
    own = np.fromiter(map(_NUMBERS.__getitem__, forms), np.uint64, len(forms))
    own = own[own != 0]
    # Odd numbers multiply without losing bits, and in either order to the same product; it wraps at 64 bits.
    pairs: Shingles = (own[:-1] * own[1:]) & _MASK
    return pairs


def body_spans(document: Document) -> tuple[Span, ...]:
    """The passages that a copy is recognised by; the whole text where roles leave nothing."""
    spans = tuple(passage.span for passage in document.passages if passage.role in BODY_ROLES)
    return spans or (Span(0, len(document.text)),)


def fingerprint_document(document: Document) -> Fingerprint:
    """The shingles of a document's body."""
    ordered = shingle_words("\n".join([document.text[span.start : span.end] for span in body_spans(document)]))
    shingles = np.unique(ordered)
    sampled = (shingles >> _MIDDLE) % _KEEP == 0
    sample = shingles if len(shingles) < SHORT else shingles[sampled][:MOST_INDEXED]
    return Fingerprint(ordered, shingles, sample)


def is_shared(own: Shingles, other: Shingles) -> NDArray[np.bool_]:
    """[n] for each of a few shingles, whether it stands among others, which are sorted."""
    if not len(other):
        return np.zeros(len(own), np.bool_)
    places = np.searchsorted(other, own)
    found: NDArray[np.bool_] = other[np.minimum(places, len(other) - 1)] == own
    return found


def count_shared(own: Shingles, other: Shingles) -> int:
    """How many shingles two sorted sets share."""
    shorter, longer = (own, other) if len(own) <= len(other) else (other, own)
    return int(np.count_nonzero(is_shared(shorter, longer)))


def densest(shared: NDArray[np.bool_], window: int) -> int:
    """The most shared shingles in a stretch of so many."""
    if len(shared) <= window:
        return int(np.count_nonzero(shared))
    sums = np.cumsum(shared, dtype=np.int64)
    return int(max(sums[window - 1], (sums[window:] - sums[:-window]).max()))
