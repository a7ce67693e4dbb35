"""Choosing: whom words mean, among those whom they may mean. One shape for rules and for what is trained.

What may be meant is gathered first, nearest in the text first; a chooser sees only that, and answers with somebody and how sure
it is, or with nobody: unclear. Choosers stand side by side; each names itself in what it chose.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from wherefrom.attribute.people.directory import Somebody
from wherefrom.attribute.people.discourse import Discourse
from wherefrom.records import Span


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
        first: they were named first in that sentence.
        beside: they were named on the same side of its quotation marks.
        speaks: the words stand in what they say.
        quoted: the words stand in a quotation.
        opens: the words open their sentence.
        spoke: how many spoke after they did; None: not lately.
        times: how often they were named.
        nearer: how many were named nearer.
    """

    who: Somebody
    place: Near
    back: int
    first: bool = False
    beside: bool = True
    speaks: bool = False
    quoted: bool = False
    opens: bool = False
    spoke: int | None = None
    times: int = 0
    nearer: int = 0


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

    @property
    def forms(self) -> Collection[str]:
        """The pronouns that it can be asked about."""

    def gather(self, discourse: Discourse, span: Span, speaking: Sequence[Somebody]) -> Iterable[Candidate]:
        """Whom a pronoun may mean, the nearest first.

        Args:
            discourse: what has been told so far.
            span: the pronoun.
            speaking: whose words it stands in, the innermost first.
        """

    def choose(self, form: str, candidates: Iterable[Candidate]) -> Choice | None:
        """Whom a pronoun means; None: unclear.

        Args:
            form: the pronoun, lower case.
            candidates: the nearest first; made only as far as they are asked for.
        """
