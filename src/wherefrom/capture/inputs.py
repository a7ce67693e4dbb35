"""What the user names, as a list of files: folders are walked, ``-`` reads a list from standard input."""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from wherefrom.capture.ground.taking_in import explain
from wherefrom.records.layout import EVIDENCE_FOLDER, LEDGER_FILE

IS_CASE = "it is a case, and a case is not taken into a case; name the documents themselves"
IS_OWN = "it lies in the case itself, which holds it already; name the documents themselves"
NO_NAME = "no name was given; say . for the folder that you are in"


@dataclass(frozen=True, slots=True)
class InputPath:
    """One thing to capture: a file, or whatever else lies there and will be refused with its reason."""

    path: Path


@dataclass(frozen=True, slots=True)
class Refused:
    """One thing that is not captured.

    Attributes:
        path: what was named or found.
        reason: why, in plain words.
    """

    path: Path
    reason: str


def list_inputs(paths: Iterable[str], exclude: Path | None = None) -> Iterator[InputPath | Refused]:
    """Expand files, folders and ``-`` (paths on standard input, ended by NUL where there is one, else by line breaks).

    Folders are walked to the bottom, entries sorted by the bytes of their names, hidden files among them: an archive's
    hidden files are part of it, and leaving something out silently is not this program's to decide. Symbolic links are
    never followed. A case's folder is refused, and so is what lies in the case itself, so that a case never swallows
    itself or its neighbour. An empty name, as an unset variable of a shell leaves it, is refused too.

    Args:
        paths: as the user gave them.
        exclude: a folder that is refused wherever it is met, with all in it, such as the case that is added to.
    """
    for named in paths:
        for path in _read_list() if named == "-" else (named,):
            yield from _walk(Path(path), exclude) if path else (Refused(Path(), NO_NAME),)


def _read_list() -> list[str]:
    given = sys.stdin.buffer.read()
    separator = b"\0" if b"\0" in given else b"\n"
    return [os.fsdecode(path) for path in given.split(separator) if path]


def _walk(top: Path, exclude: Path | None) -> Iterator[InputPath | Refused]:
    if _lies_within(top, exclude):
        yield Refused(top, IS_OWN)
        return
    # A stack, not recursion: folders can be nested deeper than Python's calls.
    waiting = [top]
    while waiting:
        path = waiting.pop()
        try:
            if path.is_symlink() or not path.is_dir():
                yield InputPath(path)
            elif _is_case(path, exclude):
                yield Refused(path, IS_CASE)
            else:
                waiting.extend(sorted(path.iterdir(), key=os.fsencode, reverse=True))
        except (OSError, ValueError) as error:
            yield Refused(path, explain(error))


def _lies_within(path: Path, exclude: Path | None) -> bool:
    """Whether a path leads into a folder, by whatever name; a link as the last step is not followed."""
    if exclude is None:
        return False
    try:
        return path.parent.resolve().is_relative_to(exclude.resolve())
    except (OSError, ValueError, RuntimeError):
        # What the system cannot follow is refused with its reason when it is looked at.
        return False


def _is_case(folder: Path, exclude: Path | None) -> bool:
    if exclude is not None and exclude.exists() and folder.samefile(exclude):
        return True
    return (folder / LEDGER_FILE).is_file() and (folder / EVIDENCE_FOLDER).is_dir()
