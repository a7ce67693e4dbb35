"""Likeness: how alike two statements are, in their words and in what they mean."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wherefrom.infer import Vector
from wherefrom.language.overlap import of_both
from wherefrom.link.claims.meaning import Meanings, load_meanings
from wherefrom.link.claims.profiles import Profile
from wherefrom.link.claims.vetoes import find_veto
from wherefrom.records import Known

# At least so alike to be one claim. Swept on the development half of the contrast pairs and read on the example case.
LEAST_ALIKE = 0.6
# Below so much of their words in common no meaning joins two statements, and above it no meaning is asked for.
FEWEST_SHARED, ENOUGH_SHARED = 0.25, 0.85
# Fewer content words and numbers than this say too little to be joined by likeness; then all of them must be the same.
FEWEST_WORDS = 4
# Both tell numbers, and share none: they are likelier about two things.
NO_SHARED_NUMBER = 0.1
# The say of meaning beside words.
MEANING = 0.5
# What claims say of their making where no model could be asked.
WORDS_ALONE = "words alone"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparing two statements gave.

    Attributes:
        score: how alike they are, 0 to 1.
        veto: why they are not one claim though they may be alike; empty for none.
    """

    score: float
    veto: str

    @property
    def joins(self) -> bool:
        """Whether they are one claim."""
        return self.score >= LEAST_ALIKE and not self.veto


class Likeness:
    """Compares statements.

    Args:
        weights: of stems; 1 for one that is not there.
        meanings: what statements mean; those without a vector are compared by words alone.

    Attributes:
        maker: what it compares with beside words; what it makes says so.
    """

    def __init__(self, weights: Mapping[str, float], meanings: Meanings) -> None:
        self.weights, self._meanings = weights, meanings
        self.maker = meanings.maker or WORDS_ALONE

    def score(self, a: Profile, b: Profile) -> float:
        """How alike two statements are, 0 to 1, whatever tells them apart."""
        if min(len(own.stems) + len(own.numerals) for own in (a, b)) < FEWEST_WORDS and a.stems != b.stems:
            return 0.0
        words = of_both(a.stems, b.stems, self.weights)
        if not FEWEST_SHARED <= words < ENOUGH_SHARED:
            return words
        ours_means, theirs_means = self._vector(a), self._vector(b)
        if ours_means is None or theirs_means is None:
            return words
        meaning = float(ours_means @ theirs_means)
        score = (1 - MEANING) * words + MEANING * meaning
        ours, theirs = {own.value for own in a.numerals}, {own.value for own in b.numerals}
        return score - NO_SHARED_NUMBER if bool(ours) != bool(theirs) else score

    def compare(self, a: Profile, b: Profile) -> Comparison:
        """Score and veto; the veto is sought only where the score would join."""
        score = self.score(a, b)
        return Comparison(score, find_veto(a, b) if score >= LEAST_ALIKE else "")

    def meaning(self, a: Profile, b: Profile) -> float:
        """The cosine of what two statements mean; 0 where nobody can tell."""
        return self._meanings.alike((a.statement.id, a.text), (b.statement.id, b.text))

    def _vector(self, profile: Profile) -> Vector | None:
        return self._meanings.of(profile.statement.id, profile.text)


def load_likeness(weights: Mapping[str, float], known: Iterable[Known] = ()) -> Likeness:
    """With what was kept of every statement; where nothing was, with the sentence model, or by words alone without it."""
    return Likeness(weights, load_meanings(known))
