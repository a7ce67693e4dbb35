"""Overlap: how much two sets of words share, as a part of one of them or of both."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet


def of_smaller(a: AbstractSet[str], b: AbstractSet[str]) -> float:
    """Shared words as a part of the smaller set, 0 to 1: whether one says all that the other says; 0 when either is empty."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def of_larger(a: AbstractSet[str], b: AbstractSet[str]) -> float:
    """Shared words as a part of the larger set, 0 to 1: whether both say the same; 0 when either is empty."""
    return len(a & b) / max(len(a), len(b)) if a and b else 0.0


def of_both(a: AbstractSet[str], b: AbstractSet[str], weights: Mapping[str, float]) -> float:
    """Shared weight as a part of the weight of both sides (Dice 1945), 0 to 1; a word without a weight weighs 1."""
    shared = sum(weights.get(word, 1.0) for word in a & b)
    both = sum(weights.get(word, 1.0) for own in (a, b) for word in own)
    return 2 * shared / both if both else 0.0
