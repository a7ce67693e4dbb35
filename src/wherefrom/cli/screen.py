"""What every command prints with: progress, JSON, and text from documents made harmless for a terminal."""

import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from wherefrom.records import encode_record

# Told of progress: the name of the step, how much of it is done, and how much there is.
Report = Callable[[str, int, int], None]

# What a person is told is going on, by step; those of the stages stand in their own table.
STEPS = {"capture": "Preserving", "publish": "Writing the dossier", "verify": "Verifying"}


def console() -> Console:
    """A console on standard output, made anew so that tests can capture it."""
    return Console(highlight=False, soft_wrap=False)


def print_json(value: object) -> None:
    """Print records or plain values as one line of JSON."""
    sys.stdout.write(encode_record(value).decode("utf-8") + "\n")


def print_line(words: str) -> None:
    """Print a line of the program's own words, as it stands; what comes from documents goes through `safe_text` first."""
    sys.stdout.write(f"{words}\n")


def safe_text(text: str, *, markup: bool = False) -> str:
    """Text from a document, for a terminal.

    Escape sequences could repaint the screen or type commands, and bidirectional controls could show words in another
    order than they stand: such characters are shown as their code points. Line breaks become spaces.

    Args:
        text: anything.
        markup: the text will be printed where rich reads markup; its square brackets are escaped.
    """
    shown = "".join(_show_character(character) for character in text)
    return escape(shown) if markup else shown


def _show_character(character: str) -> str:
    if character in "\n\t\r":
        return " "
    # Cc: controls; Cf: formats, bidirectional ones among them; Cs: lone surrogates, which no terminal can print.
    if unicodedata.category(character) in {"Cc", "Cf", "Cs"} and character not in "\u00ad\u200c\u200d":
        return f"<U+{ord(character):04X}>"
    return character


def tell_stale(stale: Sequence[str], case: Path) -> None:
    """Say on standard error what of a case is not current, so that nobody takes what is shown for all that it holds."""
    if stale:
        Console(stderr=True, highlight=False).print(
            f"[yellow]Not up to date[/] ({escape('; '.join(stale))}). Run wherefrom trace {escape(str(case))} first."
        )


@contextmanager
def progress_shown(*, quiet: bool = False) -> Iterator[Report]:
    """Show one bar a step, with counts and remaining time, on standard error; none where that is no terminal.

    Yields:
        What the stages report to.
    """
    columns = (TextColumn("{task.description:<26}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    disabled = quiet or not sys.stderr.isatty()
    titles = STEPS if disabled else STEPS | _stage_titles()
    with Progress(*columns, console=Console(stderr=True), disable=disabled) as progress:
        tasks: dict[str, TaskID] = {}

        def report(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = progress.add_task(titles.get(step, step), total=total)
            progress.update(tasks[step], completed=done, total=total)

        yield report


def _stage_titles() -> dict[str, str]:
    # Late: the table of stages knows every model and library, which help and version need not wait for.
    from wherefrom.case import STEP_TITLES  # noqa: PLC0415

    return STEP_TITLES
