"""Choosing: whom words mean, among those whom they may mean. One shape for rules and for what is trained.

What may be meant is gathered first, nearest in the text first; a chooser sees only that, and answers with somebody and how sure
it is, or with nobody: unclear. Choosers stand side by side; each names itself in what it chose.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from wherefrom.attribute.people.directory import Somebody


class Near(Enum):
    """How somebody comes to be near."""

    SPOKE = auto()  # credited in that sentence
    NAMED = auto()  # named in that sentence
    LATELY = auto()  # credited, however long ago


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom words may mean.

    Attributes:
        who: as known where the words stand.
        place: how they come to be near.
        back: so many sentences before the words; 0: the same one.
    """

    who: Somebody
    place: Near
    back: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Who was chosen.

    Attributes:
        who: as known where the words stand.
        confidence: from 0 to 1.
        maker: the chooser, with its version.
    """

    who: Somebody
    confidence: float
    maker: str


class Chooser(Protocol):
    """Chooses among candidates."""

    def choose(self, form: str, candidates: Iterable[Candidate]) -> Choice | None:
        """Whom a pronoun means; None: unclear.

        Args:
            form: the pronoun, lower case.
            candidates: the nearest first; made only as far as they are asked for.
        """
