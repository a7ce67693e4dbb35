"""Putting acknowledged payloads into the bag, each with the tag files that tell of it, through the bag's twin.

See `wherefrom.capture.bag.twin` for why there is one. Where there can be none, the payload is moved into the bag and the
tag files follow; cut off between these, the bag is faulty until the next opening mends it.
"""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from wherefrom.capture.bag import tagfiles
from wherefrom.capture.bag.tagfiles import Oxum
from wherefrom.capture.bag.twin import build_twin, clear_twin, try_exchange
from wherefrom.durable import exchange, replace_file, sync_path, write_all
from wherefrom.errors import UsageError
from wherefrom.ids import digest_bytes
from wherefrom.records import Capture
from wherefrom.records.layout import DECLARATION_FILE, EVIDENCE_FOLDER, INFO_FILE, MANIFEST_FILE, TWIN_FOLDER


@dataclass(frozen=True, slots=True)
class _Step:
    """What one payload more changes in the tag files: a line of the manifest, and two files anew."""

    line: bytes
    info: bytes
    tag_manifest: bytes


class Placer:
    """Puts payloads into the bag of a locked case; its cost for each does not grow with the case."""

    def __init__(self, case: Path, date: str, captures: Iterable[Capture]) -> None:
        self._case = case
        self._evidence, self._twin = case / EVIDENCE_FOLDER, case / TWIN_FOLDER
        self._date = date
        self._size = 0
        self._lines: list[bytes] = []
        # Hashed onwards, line by line: hashing the whole manifest at each capture would be quadratic.
        self._digest = hashlib.sha256()
        self._payloads: dict[str, Path] = {}
        self._touched: set[Path] = set()
        self._has_twin: bool | None = None
        self._is_behind = False
        for capture in captures:
            self._count(capture)

    def require_ready(self) -> None:
        """Make sure that the bag holds everything that was acknowledged.

        Raises:
            UsageError: an earlier payload could not be put there; the next opening does it.
        """
        if self._is_behind:
            raise UsageError(f"The bag of {self._case} is behind its ledger.", "Run the same command again.")

    def place(self, capture: Capture, waiting: Path) -> None:
        """Put an acknowledged payload into the bag; finished at the next opening if cut off.

        Args:
            capture: the payload's capture.
            waiting: where its bytes lie.

        Raises:
            OSError: the disk is full, or the account lacks the rights.
        """
        if self._has_twin is None:
            self._has_twin = self._build()
            self._lines.clear()
        self._is_behind = True
        step = self._count(capture)
        if self._has_twin:
            _put(waiting, self._twin, capture.path, step)
            exchange(self._evidence, self._twin)
            _put(waiting, self._twin, capture.path, step)
            waiting.unlink()
        else:
            _put(waiting, self._evidence, capture.path, step, is_moved=True)
        self._touched.add((self._evidence / capture.path).parent)
        self._is_behind = False

    def close(self) -> None:
        """Remove the twin, and wait until everything is on the disk."""
        if self._has_twin:
            clear_twin(self._case, self._payloads)
        if self._has_twin is None:
            return
        for folder in (*self._touched, self._evidence / "data", self._evidence):
            sync_path(folder)
        for name in tagfiles.TAG_FILES:
            sync_path(self._evidence / name)
        sync_path(self._case)

    def _build(self) -> bool:
        """Make the twin, and try whether it can take the bag's place: they do not differ yet."""
        tags = tagfiles.render_all(self._date, self._oxum(), b"".join(self._lines))
        return build_twin(self._case, self._payloads, tags) and try_exchange(self._case, self._payloads)

    def _oxum(self) -> Oxum:
        return Oxum(self._size, len(self._payloads))

    def _count(self, capture: Capture) -> _Step:
        """Take a payload into the account, and say what it changes."""
        line = tagfiles.render_manifest_line(capture)
        if self._has_twin is None:
            self._lines.append(line)
        self._digest.update(line)
        self._size += capture.size
        self._payloads[capture.path] = self._evidence / capture.path
        info = tagfiles.render_info(self._date, self._oxum())
        digests = {
            DECLARATION_FILE: digest_bytes(tagfiles.DECLARATION),
            INFO_FILE: digest_bytes(info),
            MANIFEST_FILE: self._digest.hexdigest(),
        }
        return _Step(line, info, tagfiles.render_tag_manifest(digests))


def _put(payload: Path, bag: Path, path: str, step: _Step, *, is_moved: bool = False) -> None:
    """Put a payload into a bag or its twin, and let the tag files say so."""
    target = bag / path
    target.parent.mkdir(exist_ok=True)
    if is_moved:
        payload.rename(target)
    else:
        os.link(payload, target)
    manifest = os.open(bag / MANIFEST_FILE, os.O_WRONLY | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        write_all(manifest, step.line)
    finally:
        os.close(manifest)
    replace_file(bag / INFO_FILE, step.info, synced=False)
    replace_file(bag / tagfiles.TAG_MANIFEST_FILE, step.tag_manifest, synced=False)
