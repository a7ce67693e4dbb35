"""How far a reading may go: limits inside the readers, and the time that they may take.

A limit that is met is told of. A reader of many pages or records asks its allowance before each of them and stops in
time, so that what it has read so far counts as *read in part* instead of being lost with its process.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from wherefrom.config import Settings

MAIL_DEPTH = 8
"""Mail within mail within mail: deeper than this is reported and left."""

ARCHIVE_RATIO = 250
"""A member of a DOCX that unpacks to more than this many times its packed size is refused. XML of office programs packs
to a tenth, long tables to a sixtieth; the classic bombs to a thousandth."""

GROWTH = 10
"""An allowance may grow with bytes and pages up to this many times the setting read_seconds; never beyond."""

PAGE_SECONDS = 0.5
"""What a page adds: pages of text take a hundredth of this, pages of maps and tables about as much."""

MEBIBYTE_SECONDS = 2.0
"""What a mebibyte adds: news text takes about 0.8 seconds a mebibyte on one core of 2026."""

READING_SHARE = 0.6
"""The share of an allowance that pages and records may use; the rest is for sentences, roles and handing over."""


@dataclass(slots=True)
class Allowance:
    """Processor time that the reading of one input may take; the same for all of its parts.

    Attributes:
        seconds: how much.
        most: how far it may grow.
        begun: this process's processor time when the reading began.
        spent: a reader was told to stop: on a quieter machine, or allowed more, it would have read further.
        tell_growth: told of a new number of seconds, so that whoever confines this process can wait as long.
    """

    seconds: float = field(default_factory=lambda: float(Settings().read_seconds))
    most: float = field(default_factory=lambda: float(Settings().read_seconds * GROWTH))
    begun: float = field(default_factory=time.process_time)
    spent: bool = False
    tell_growth: Callable[[float], None] | None = None

    def for_pages(self, pages: int) -> None:
        """Grow with pages (or records as heavy as pages); never beyond ``most``."""
        self._grow(pages * PAGE_SECONDS)

    def for_bytes(self, size: int) -> None:
        """Grow with bytes to be read; never beyond ``most``."""
        self._grow(size / (1 << 20) * MEBIBYTE_SECONDS)

    def is_spent(self) -> bool:
        """Whether a reader should stop now and finish what it has: to be asked before each page or record."""
        self.spent = self.spent or time.process_time() - self.begun >= self.seconds * READING_SHARE
        return self.spent

    def _grow(self, seconds: float) -> None:
        grown = min(self.seconds + max(seconds, 0.0), self.most)
        if grown > self.seconds:
            self.seconds = grown
            if self.tell_growth is not None:
                self.tell_growth(grown)


def allow_reading(settings: Settings, size: int, tell_growth: Callable[[float], None] | None = None) -> Allowance:
    """The allowance for an input of so many bytes, beginning now."""
    seconds = float(settings.read_seconds)
    allowance = Allowance(seconds, seconds * GROWTH, tell_growth=tell_growth)
    allowance.for_bytes(size)
    return allowance
