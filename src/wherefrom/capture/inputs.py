"""What the user names, as a list of files: folders are walked, ``-`` reads a list from standard input."""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from wherefrom.capture.ledger import LEDGER_FILE
from wherefrom.capture.payload import explain

IS_CASE = "it is a case, and a case is not taken into a case; name the documents themselves"


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
    never followed. A case's folder is refused, so that a case never swallows itself or its neighbour.

    Args:
        paths: as the user gave them.
        exclude: a folder that is refused wherever it is met, such as the case that is added to.
    """
    for named in paths:
        for path in _read_list() if named == "-" else (named,):
            yield from _walk(Path(path), exclude)


def _read_list() -> list[str]:
    given = sys.stdin.buffer.read()
    separator = b"\0" if b"\0" in given else b"\n"
    return [os.fsdecode(path) for path in given.split(separator) if path]


def _walk(top: Path, exclude: Path | None) -> Iterator[InputPath | Refused]:
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


def _is_case(folder: Path, exclude: Path | None) -> bool:
    if exclude is not None and exclude.exists() and folder.samefile(exclude):
        return True
    return (folder / LEDGER_FILE).is_file() and (folder / "evidence").is_dir()
