"""The files that really lie in a folder, and their digests.

A manifest is never used to open anything: its paths are only looked up among the files found by walking the folder,
and the walk follows no symbolic link. So no manifest, however hostile, makes this program read outside.
"""

import hashlib
import os
import stat
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path

from wherefrom.verify.report import Problem, What, printable

Progress = Callable[[int, int], None]

_CHUNK = 1024 * 1024


@dataclass(slots=True)
class Tree:
    """A walked folder.

    Attributes:
        root: the folder.
        paths: regular files, relative, with forward slashes; undecodable bytes as lone surrogates.
        problems: what was met that is no regular file or folder, or could not be read.
        progress: told the number of files hashed and to be hashed.
        size: bytes hashed so far.
    """

    root: Path
    paths: set[str]
    problems: list[Problem]
    progress: Progress | None = None
    size: int = 0
    _digests: dict[str, str] = field(default_factory=dict)
    _sizes: dict[str, int] = field(default_factory=dict)

    @property
    def hashed(self) -> int:
        """How many files were hashed."""
        return len(self._digests)

    def digest(self, path: str) -> str:
        """The SHA-256 of a file, each read once; empty, and a problem, when it cannot be read.

        Raises:
            KeyError: the path is none of the files found by walking.
        """
        if path not in self.paths:
            raise KeyError(path)
        if path not in self._digests:
            self._digests[path], self._sizes[path] = self._hash(path)
            self.size += self._sizes[path]
            if self.progress is not None:
                self.progress(len(self._digests), len(self.paths))
        return self._digests[path]

    def size_of(self, path: str) -> int:
        """The number of bytes of a file, counted while hashing it."""
        self.digest(path)
        return self._sizes[path]

    def read(self, path: str) -> bytes:
        """The bytes of a file that is small by its nature; empty when it is missing or unreadable."""
        if path not in self.paths:
            return b""
        try:
            with self.open(path) as stream:
                return stream.read()
        except OSError as error:
            self._note_unreadable(path, error)
            return b""

    def open(self, path: str) -> FileIO:
        """A file, opened without following a link.

        Raises:
            KeyError: the path is none of the files found by walking.
            OSError: it cannot be opened.
        """
        if path not in self.paths:
            raise KeyError(path)
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        return FileIO(os.open(self.root / path, flags))

    def _hash(self, path: str) -> tuple[str, int]:
        digest, size = hashlib.sha256(), 0
        try:
            with self.open(path) as stream:
                while chunk := stream.read(_CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
        except OSError as error:
            self._note_unreadable(path, error)
            return "", size
        return digest.hexdigest(), size

    def _note_unreadable(self, path: str, error: OSError) -> None:
        why = f"the system would not give it: {error.strerror}"
        self.problems.append(Problem(What.UNREADABLE, printable(path), why))


def walk_tree(root: Path, only: Container[str] | None = None, progress: Progress | None = None) -> Tree:
    """Find every file below a folder, without following links.

    Args:
        root: the folder.
        only: look at these entries of the folder alone; None: at all.
        progress: told the number of files hashed and to be hashed.
    """
    tree = Tree(root, set(), [], progress)
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(root / folder) as entries:
                for entry in entries:
                    path = f"{folder}{entry.name}"
                    if not folder and only is not None and path not in only:
                        continue
                    try:
                        kind = entry.stat(follow_symlinks=False).st_mode
                    except FileNotFoundError:
                        # A writer is at work. What should be there and is not will be missed below.
                        continue
                    if stat.S_ISDIR(kind):
                        waiting.append(f"{path}/")
                    elif stat.S_ISREG(kind):
                        tree.paths.add(path)
                    else:
                        why = "it is neither a file nor a folder, and was not followed"
                        tree.problems.append(Problem(What.ADDED, printable(path), why))
        except OSError as error:
            why = f"the system would not list it: {error.strerror}"
            tree.problems.append(Problem(What.UNREADABLE, printable(folder), why))
    return tree
