"""Errors, grouped by who must act.

Problems in the *material* (a broken PDF, an empty mail) are outcomes and findings: data, never exceptions. What is
raised here is a problem in the tool or in its use, and each error says what was wrong, with what, and what to do.
"""

from collections.abc import Iterator
from contextlib import contextmanager


class WherefromError(Exception):
    """Base of every error that this package raises on purpose.

    Args:
        problem: what was wrong, and with what, in one plain sentence.
        remedy: what the reader can do about it, as an instruction; may be empty.
    """

    exit_code = 1

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        """The problem, then the remedy, on one line."""
        return f"{self.problem} {self.remedy}".strip()


class UsageError(WherefromError):
    """The caller asked for something that cannot be: a missing case, an unknown claim, a bad setting."""

    exit_code = 2


class CaseBusyError(WherefromError):
    """Another process is writing to the case; wait for it."""

    exit_code = 3


class CaseDamagedError(WherefromError):
    """Evidence, ledger or text no longer match what was recorded; the owner of the case must look."""

    exit_code = 4


class AnchorError(CaseDamagedError):
    """A span no longer covers the text that it was made on. Anchors never drift: this is reported, not repaired."""


class InstallationError(WherefromError):
    """The installation lacks something that it should have, such as FTS5 in SQLite or a packaged file."""

    exit_code = 5


class ModelError(InstallationError):
    """A trained model is missing, is not the one that was trained, or cannot be loaded; the rules can answer instead."""


class LibraryPanicError(Exception):
    """A library written in Rust gave up in the middle of its work; caught wherever one bad thing must cost only itself."""


@contextmanager
def catching_panics() -> Iterator[None]:
    """Make an error of a panic in a library written in Rust, which Python does not count among its exceptions.

    Raises:
        LibraryPanicError: there was one.
    """
    try:
        yield
    except BaseException as error:
        # The class stands in no module that can be imported, and derives from BaseException.
        if type(error).__module__ == "pyo3_runtime":
            raise LibraryPanicError(f"a library broke: {error}") from None
        raise
