"""The custody ledger: append-only, one line an act, each line holding the SHA-256 of the line before.

``custody.head`` beside it holds the SHA-256 of the last line: without it, an altered or cut-off last line could not be
told. While a line is written it holds two: that of the line before, and that of the line to come. So at every instant
the ledger ends as its head says, and a line cut off in the writing can be told from one cut off later.
"""

import errno
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from wherefrom.capture.ground.lock import lock_case
from wherefrom.capture.ledger import acts
from wherefrom.durable import replace_file, storage_errors, sync_path, write_all
from wherefrom.errors import CaseDamagedError, UsageError
from wherefrom.ids import digest_bytes
from wherefrom.records import Act, ActKind, Capture
from wherefrom.records.layout import HEAD_FILE, LEDGER_FILE

ASIDE_FOLDER = "set-aside"
# Written by the program itself, not by a person: what it found cut off, and mended.
MENDER = "wherefrom"
_BLOCK = 64 * 1024
# 64 digits and a line break.
_HEAD_BYTES = 65


def record_act(case: Path, kind: ActKind, by: str, details: acts.Details) -> Act:
    """Append one act, and return when it is on the disk. Its cost does not grow with the ledger.

    Raises:
        CaseBusyError: another process is writing.
        CaseDamagedError: the ledger's last line is no act.
        UsageError: there is no ledger, or it cannot be written.
    """
    with lock_case(case), storage_errors(case):
        ledger = Ledger(case)
        try:
            return ledger.append(kind, by, details)
        finally:
            ledger.close()


def read_ledger(case: Path) -> Iterator[Act]:
    """Every act, first to last, the chain checked on the way. A line that is still being written is left out.

    Raises:
        CaseDamagedError: a line was altered, removed, added or moved.
        UsageError: there is no ledger.
    """
    previous, number = acts.NO_PREVIOUS, 0
    with _open_to_read(case) as stream:
        for line in stream:
            if not line.endswith(b"\n"):
                return
            number += 1
            act = acts.parse_act(line[:-1])
            if act is None:
                _refuse_newer(case, line[:-1])
            if act is None or act.number != number or act.previous != previous:
                raise CaseDamagedError(
                    f"Line {number} of {case / LEDGER_FILE} does not follow from the line before it.",
                    f"Run `wherefrom verify {case}`, and compare with a copy made earlier.",
                )
            previous = digest_bytes(line[:-1])
            yield act


def read_captures(case: Path) -> Iterator[Capture]:
    """Every payload's first capture, from the ledger alone.

    Raises:
        CaseDamagedError: the ledger was altered.
        UsageError: there is no ledger.
    """
    return captures_of(read_ledger(case))


def captures_of(told: Iterable[Act]) -> Iterator[Capture]:
    """Every payload's first capture among acts."""
    seen: set[str] = set()
    for act in told:
        capture = acts.capture_of(act)
        if capture is not None and capture.sha256 not in seen:
            seen.add(capture.sha256)
            yield capture


def start_ledger(case: Path, by: str, details: acts.Details) -> Act:
    """Make the ledger with its first act."""
    act = Act(1, now(), acts.clean(by), ActKind.INIT, acts.clean_details(details))
    first = acts.render_act(act)
    # Whole or not at all: a ledger without a first line is no ledger.
    replace_file(case / LEDGER_FILE, first + b"\n", synced=True)
    replace_file(case / HEAD_FILE, f"{digest_bytes(first)}\n".encode(), synced=True)
    return act


def now() -> str:
    """This moment in UTC as the machine's clock has it, ISO 8601, microseconds. The chain does not depend on it."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


class Ledger:
    """A ledger open for appending; the caller holds the case's lock.

    Opening mends what a crash left: a torn last line is set aside, a last line that lacks only its line break gets it,
    a head that lags behind names the last line again; each is recorded as an act.
    """

    def __init__(self, case: Path) -> None:
        self._case = case
        flags = os.O_RDWR | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
        try:
            self._descriptor = os.open(case / LEDGER_FILE, flags)
        except FileNotFoundError as error:
            raise _no_ledger(case) from error
        try:
            head_flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
            self._head_descriptor = os.open(case / HEAD_FILE, head_flags, 0o644)
        except BaseException:
            os.close(self._descriptor)
            raise
        try:
            self._check_head()
            if not self._ends_as_recorded():
                self._check_chain()
            mended = self._mend_tail()
            self._number, self._head = self._find_last()
            if not mended and self._recorded_head() != self._head:
                mended = {"step": "mended", "mended": f"{HEAD_FILE} was brought up to date"}
            self._settle_head()
            if mended:
                self.append(ActKind.MEND, MENDER, mended)
        except BaseException:
            self.close()
            raise

    @property
    def head(self) -> str:
        """SHA-256 of the last line."""
        return self._head

    def append(self, kind: ActKind, by: str, details: acts.Details) -> Act:
        """Append an act; it is on the disk when this returns, and if it raises the ledger is as before."""
        act = Act(self._number + 1, now(), acts.clean(by), kind, acts.clean_details(details), self._head)
        line = acts.render_act(act)
        end = os.fstat(self._descriptor).st_size
        if not self._is_settled:
            self._settle_head()
        try:
            self._announce(digest_bytes(line))
            write_all(self._descriptor, line + b"\n")
            os.fsync(self._descriptor)
        except BaseException:
            os.ftruncate(self._descriptor, end)
            os.ftruncate(self._head_descriptor, _HEAD_BYTES)
            raise
        self._number, self._head = act.number, digest_bytes(line)
        self._settle_head()
        return act

    def _announce(self, coming: str) -> None:
        """Let ``custody.head`` name the line to come too, after the last one, whose place in it does not change."""
        self._is_settled = False
        if os.pwrite(self._head_descriptor, f"{coming}\n".encode(), _HEAD_BYTES) < _HEAD_BYTES:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _settle_head(self) -> None:
        """Let ``custody.head`` name the last line alone: 65 bytes in place, which no crash of a process can tear."""
        os.pwrite(self._head_descriptor, f"{self._head}\n".encode(), 0)
        os.ftruncate(self._head_descriptor, _HEAD_BYTES)
        self._is_settled = True

    def _recorded_head(self) -> str:
        """The line that ``custody.head`` names as the last; empty when it holds nothing."""
        return os.pread(self._head_descriptor, _HEAD_BYTES, 0).decode("ascii", "replace").strip()

    def close(self) -> None:
        """Wait until the head is on the disk, and let go."""
        os.fsync(self._head_descriptor)
        os.close(self._head_descriptor)
        os.close(self._descriptor)

    def _check_head(self) -> None:
        """The recorded head must name a line that is still there; else the ledger's end was cut off or altered.

        Raises:
            CaseDamagedError: it does not.
        """
        head = self._recorded_head()
        end = os.fstat(self._descriptor).st_size
        start = self._line_start(end)
        tail = os.pread(self._descriptor, end - start, start)
        if head in {"", digest_bytes(tail), self._digest_before(start)}:
            return
        with (self._case / LEDGER_FILE).open("rb") as lines:
            if not any(digest_bytes(line[:-1]) == head for line in lines):
                raise CaseDamagedError(
                    f"The end of {self._case / LEDGER_FILE} was cut off or altered: {HEAD_FILE} names a line it lacks.",
                    f"Run `wherefrom verify {self._case}`, and put the ledger back from a copy made earlier.",
                )

    def _ends_as_recorded(self) -> bool:
        """Whether the last line is whole and the one that ``custody.head`` names, so that nothing is to be mended."""
        end = os.fstat(self._descriptor).st_size
        start = self._line_start(end - 1) if end else 0
        line = os.pread(self._descriptor, end - start, start)
        return line.endswith(b"\n") and self._recorded_head() == digest_bytes(line[:-1])

    def _check_chain(self) -> None:
        """Before anything is mended: what was done to the ledger from outside must stay there to be seen.

        Raises:
            CaseDamagedError: a line was altered, removed, added or moved.
        """
        for _ in read_ledger(self._case):
            pass

    def _mend_tail(self) -> acts.Details:
        """Set a torn last line aside; returns what the act about it says, empty when nothing was torn."""
        end = os.fstat(self._descriptor).st_size
        start = self._line_start(end)
        torn = os.pread(self._descriptor, end - start, start)
        if not torn:
            return {}
        act = acts.parse_act(torn)
        if act is None:
            _refuse_newer(self._case, torn)
        if act is not None and act.previous == self._digest_before(start):
            write_all(self._descriptor, b"\n")
            return {"step": "mended", "mended": "the ledger's last line lacked its line break"}
        digest = digest_bytes(torn)
        aside = self._case / ASIDE_FOLDER
        aside.mkdir(exist_ok=True)
        name = f"torn-ledger-line-{digest[:16]}"
        replace_file(aside / name, torn, synced=True)
        sync_path(self._case)
        os.ftruncate(self._descriptor, start)
        os.fsync(self._descriptor)
        return {
            "step": "mended",
            "mended": "the ledger's last line was cut off while it was written; it was never acknowledged",
            "kept_in": f"{ASIDE_FOLDER}/{name}",
            "size": len(torn),
            "sha256": digest,
        }

    def _find_last(self) -> tuple[int, str]:
        """Number and digest of the last line."""
        end = os.fstat(self._descriptor).st_size
        start = self._line_start(end - 1) if end else 0
        line = os.pread(self._descriptor, max(end - 1 - start, 0), start)
        act = acts.parse_act(line)
        if act is None:
            _refuse_newer(self._case, line)
            raise CaseDamagedError(
                f"The last line of {self._case / LEDGER_FILE} is no act.",
                f"Run `wherefrom verify {self._case}`, and compare with a copy made earlier.",
            )
        return act.number, digest_bytes(line)

    def _digest_before(self, start: int) -> str:
        if start == 0:
            return acts.NO_PREVIOUS
        before = self._line_start(start - 1)
        return digest_bytes(os.pread(self._descriptor, start - 1 - before, before))

    def _line_start(self, end: int) -> int:
        """Where the line begins that ends before a byte."""
        while end > 0:
            begin = max(end - _BLOCK, 0)
            found = os.pread(self._descriptor, end - begin, begin).rfind(b"\n")
            if found >= 0:
                return begin + found + 1
            end = begin
        return 0


def _refuse_newer(case: Path, line: bytes) -> None:
    """Tell an act that only a newer version knows from a line that is no act.

    Raises:
        UsageError: the line is such an act.
    """
    if kind := acts.unknown_kind(line):
        raise UsageError(
            f"A newer version of Wherefrom wrote to {case}: this one knows no act of the kind {kind!r}.",
            "Install that version to open this case. Nothing was changed; `wherefrom verify` works with any version.",
        )


def _open_to_read(case: Path) -> BinaryIO:
    try:
        return (case / LEDGER_FILE).open("rb")
    except FileNotFoundError as error:
        raise _no_ledger(case) from error


def _no_ledger(case: Path) -> UsageError:
    return UsageError(f"{case} is no case: it has no {LEDGER_FILE}.", f"Make one with `wherefrom init {case}`.")
