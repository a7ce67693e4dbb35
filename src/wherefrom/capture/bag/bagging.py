"""The evidence bag: open it, keep payloads in it, and mend what a crash left."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

from wherefrom.capture.bag import tagfiles
from wherefrom.capture.bag.beginning import clear_beginning
from wherefrom.capture.bag.mend import mend_bag, needs_mending
from wherefrom.capture.bag.placing import Placer
from wherefrom.capture.bag.tagfiles import Oxum
from wherefrom.capture.ground.file_names import Naming
from wherefrom.capture.ground.lock import lock_case
from wherefrom.capture.ground.taking_in import Taken
from wherefrom.capture.kinds.judging import judge_media_type
from wherefrom.capture.kinds.media_type import extension_for
from wherefrom.capture.ledger import acts
from wherefrom.capture.ledger.act_lines import MENDER, Ledger, read_ledger, start_ledger
from wherefrom.capture.seals.kept_beside import finish_kept, unfinished_seals
from wherefrom.durable import replace_file, storage_errors, sync_path
from wherefrom.errors import UsageError
from wherefrom.records import ActKind, Capture
from wherefrom.records.layout import EVIDENCE_FOLDER, INCOMING_FOLDER, LEDGER_FILE, TWIN_FOLDER

REFERENCE = "reference"


def create_evidence(case: Path, by: str) -> None:
    """Make an empty bag in ``evidence/``, and the ledger with its first act.

    The bag is made under another name and gets its own last of all, so that it is never seen half made.

    Raises:
        CaseBusyError: another process is writing to the folder.
        UsageError: there is a ledger already, or the folder cannot be written.
    """
    with lock_case(case), storage_errors(case):
        if (case / LEDGER_FILE).exists() and not clear_beginning(case):
            raise UsageError(f"{case} is a case already.", "Use it, or name a new folder.")
        (case / INCOMING_FOLDER).mkdir(exist_ok=True)
        first = start_ledger(case, by, {"step": "created"})
        beside = case / TWIN_FOLDER
        (beside / "data").mkdir(parents=True)
        for name, content in tagfiles.render_all(first.at[:10], Oxum(0, 0), b"").items():
            replace_file(beside / name, content, synced=True)
        beside.rename(case / EVIDENCE_FOLDER)
        sync_path(case)


def finish_writing(case: Path) -> None:
    """Finish what a killed writer left of captures; quick where it left nothing.

    Raises:
        WherefromError: as `open_bag` says.
    """
    if needs_mending(case) or unfinished_seals(case):
        with open_bag(case):
            pass


@contextmanager
def open_bag(case: Path, reference_prefix: str = "") -> Iterator["Bag"]:
    """Open the bag of a case for many captures; it is a valid bag again after each of them.

    Opening costs time in proportion to the ledger's length, a capture only in proportion to its bytes. What an
    earlier crash left unfinished is finished first, and an act says so.

    Args:
        case: its folder.
        reference_prefix: what the references of new payloads begin with; empty: none are given.

    Raises:
        CaseBusyError: another process is writing.
        CaseDamagedError: bag or ledger were changed in a way that no crash explains.
        UsageError: there is no case, or it cannot be written.
    """
    with lock_case(case):
        bag = Bag(case, reference_prefix)
        try:
            yield bag
        finally:
            bag.close()


class Bag:
    """An open evidence bag and its ledger; made by `open_bag`."""

    def __init__(self, case: Path, reference_prefix: str = "") -> None:
        self.case = case
        self._prefix = reference_prefix
        self.evidence = case / EVIDENCE_FOLDER
        self.incoming = case / INCOMING_FOLDER
        with storage_errors(case):
            self.incoming.mkdir(exist_ok=True)
            self._ledger = Ledger(case)
            try:
                self._open()
            except BaseException:
                self._ledger.close()
                raise

    def _open(self) -> None:
        self._known: dict[str, Capture] = {}
        self._numbers: dict[str, int] = {}
        self._references: dict[str, str] = {}
        self._date = ""
        for act in read_ledger(self.case):
            self._date = self._date or act.at[:10]
            capture = acts.capture_of(act)
            if capture is not None:
                self._known.setdefault(capture.sha256, capture)
                self._numbers.setdefault(capture.sha256, len(self._known))
                if reference := str(act.details.get(REFERENCE, "")):
                    self._references.setdefault(capture.sha256, reference)
        mended = mend_bag(self.case, self._date, tuple(self._known.values())) + finish_kept(self.case)
        if mended:
            self._ledger.append(ActKind.MEND, MENDER, {"step": "mended", "mended": "; ".join(mended)})
        self._placer = Placer(self.case, self._date, self._known.values())

    def writing(self) -> AbstractContextManager[None]:
        """Within it, the system's refusal to write becomes an error that says what to do."""
        return storage_errors(self.case)

    def keep(self, taken: Taken, naming: Naming, by: str, collected: acts.Details) -> tuple[Capture, bool]:
        """Note bytes that were taken in, with how they were collected, and put them into the bag if it lacks them.

        Returns:
            The payload's first capture, and whether this was it.
        """
        self._placer.require_ready()
        first = self._known.get(taken.sha256)
        if first is None:
            media_type = judge_media_type(taken.waiting, naming.extension)
            path = tagfiles.payload_path(taken.sha256, extension_for(media_type))
        else:
            media_type, path = first.media_type, first.path
            taken.waiting.unlink()
        given = Capture(
            id=acts.name_capture(taken.sha256),
            sha256=taken.sha256,
            size=taken.size,
            media_type=media_type,
            name=naming.name,
            path=path,
            received_from=naming.received_from,
            at="",
            by=by,
        )
        referred = {REFERENCE: reference} if (reference := self._refer(taken.sha256)) else {}
        details = {**collected, **referred, **acts.describe_capture(given, is_new=first is None)}
        act = self._ledger.append(ActKind.CAPTURE, by, details)
        if reference:
            self._references[taken.sha256] = reference
        if first is not None:
            return first, False
        capture = replace(given, at=act.at, by=act.by)
        self._placer.place(capture, taken.waiting)
        self._known[capture.sha256] = capture
        self._numbers[capture.sha256] = len(self._known)
        return capture, True

    def _refer(self, sha256: str) -> str:
        """The reference of a payload: given once, with the payload's number in the order of the case, and kept."""
        known = self._references.get(sha256, "")
        if known or not self._prefix:
            return known
        return f"{self._prefix}-{self._numbers.get(sha256, len(self._known) + 1):06d}"

    def refuse(self, by: str, details: acts.Details) -> None:
        """Note an input that was not captured, and why."""
        self._ledger.append(ActKind.REFUSE, by, details)

    def close(self) -> None:
        """Wait until everything that could be made anew is on the disk too, and let go."""
        with storage_errors(self.case):
            self._ledger.close()
            self._placer.close()
