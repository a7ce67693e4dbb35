"""A case as a Python object, with the verbs of the command line."""

import getpass
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from wherefrom.capture.seals import Signed, Stamp
from wherefrom.capture.web import Web
from wherefrom.case import custody, roads
from wherefrom.case.adding import Added
from wherefrom.case.deciding import Ruled, anchors_of, resolve_ruling
from wherefrom.case.roads import NOTHING_TOLD, Traced
from wherefrom.check import CITED_NOT_HELD
from wherefrom.config import Settings
from wherefrom.errors import UsageError
from wherefrom.keys import OwnKey
from wherefrom.pipeline.run import Report, silent
from wherefrom.publish import CustodyRecord, CustodySummary, DossierSummary, ExportSummary, SignedDossier
from wherefrom.records import Act, CaseRecords, Claim, Collection, Decision, Finding, Outcome, Ruling, Trace, Transfer
from wherefrom.store import Hit, open_store
from wherefrom.verify import VerifyReport
from wherefrom.view.ranking import weakest_first


class Case:
    """One investigation: a folder with evidence, ledger, and everything derived from them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings: Settings = roads.require_case(folder)
        self._records: CaseRecords | None = None

    @property
    def records(self) -> CaseRecords:
        """Every record of the case, read once and again after `add` or `trace`."""
        if self._records is None:
            self._records = roads.load_records(self.folder)
        return self._records

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """While the case is written to: what was known of it is forgotten, whether the writing ends well or not."""
        try:
            yield
        finally:
            self._records = None

    def add(
        self, *inputs: str | Path, told: Collection = NOTHING_TOLD, fetch: bool = False, report: Report = silent
    ) -> Added:
        """Preserve and read files and folders; what the case already holds is noted as a further act.

        Args:
            inputs: files, folders, and with ``fetch`` web addresses.
            told: who collects, from whom, from which address, when, why; what is left empty counts as not recorded.
            fetch: ask the web for the addresses among the inputs; without it they are refused, and nothing leaves this machine.
            report: told of progress.

        Raises:
            UsageError: what was told is not right, for example a date that is none.
            CaseBusyError: another process writes to the case.
        """
        web = Web() if fetch else None
        with self._changing():
            return roads.add_inputs(self.folder, [str(path) for path in inputs], self._collector(), report, told, web)

    def trace(self, *, afresh: bool = False, report: Report = silent) -> Traced:
        """Find who said what, join claims, and trace each to its origins; only what is new, unless ``afresh``.

        Raises:
            CaseBusyError: another process writes to the case.
        """
        with self._changing():
            return roads.trace_case(self.folder, self._collector(), report, afresh=afresh)

    def claims(self) -> Iterator[tuple[Claim, Trace]]:
        """Claims with what they rest on: those that several documents carry and few origins found come first."""
        yield from weakest_first(self.records)

    def claim(self, name: str) -> tuple[Claim, Trace]:
        """The claim whose id begins with a name, or whose words hold it.

        Raises:
            UsageError: no claim fits, or several do.
        """
        wanted = name.casefold()
        fits = [pair for pair in self.claims() if pair[0].id.startswith(wanted)]
        fits = fits or [pair for pair in self.claims() if wanted in pair[0].text.casefold()]
        if len(fits) == 1:
            return fits[0]
        if not fits:
            raise UsageError(
                f"No claim is called {name!r} or holds these words.", "List them with `wherefrom show CASE`."
            )
        listed = ", ".join(claim.id for claim, _ in fits[:5])
        raise UsageError(f"{len(fits)} claims fit {name!r}: {listed}{' …' if len(fits) > 5 else ''}.", "Give an id.")  # noqa: PLR2004

    def cited_not_held(self) -> list[Finding]:
        """Works that are cited and not in the case; those that most claims lean on come first."""
        found = (finding for finding in self.records.findings if finding.check == CITED_NOT_HELD)
        return sorted(found, key=lambda finding: (-len(finding.claims), finding.message))

    def decide(self, ruling: Ruling | str, a: str, b: str = "", note: str = "") -> Decision:
        """Rule on a record: accept or reject a link, merge or split copies, statements or claims, withdraw a decision.

        The decision goes into the custody ledger, holds in every later trace, and is marked as a person's.

        Args:
            ruling: see `Ruling`.
            a: id, or the beginning of one, of a link, document, statement or claim; for ``withdraw`` a decision's number.
            b: for ``merge`` the document that `a` is a copy of, or the statement or claim that says the same.
            note: why.

        Raises:
            UsageError: a record is not there, or cannot be ruled on so.
            CaseBusyError: another process writes to the case.
        """
        chosen, pair = resolve_ruling(self.records, ruling, a, b)
        anchors = anchors_of(self.records, chosen, pair)
        with self._changing():
            return roads.decide_in_case(self.folder, Ruled(chosen, pair, anchors, note), self._collector())

    def search(self, words: str, limit: int = 20) -> Sequence[Hit]:
        """Documents that hold all the words, best first, with a snippet."""
        with open_store(self.folder) as store:
            return store.read.search(words, limit)

    def count(self, *kinds: str) -> tuple[int, ...]:
        """How many records of some kinds the case holds, as `CaseRecords` names its fields; none is read for it."""
        with open_store(self.folder) as store:
            return tuple(store.read.count(kind) for kind in kinds)

    def outcomes(self) -> tuple[Outcome, ...]:
        """How the reading of each capture, or of each part of one, ended."""
        with open_store(self.folder) as store:
            return store.read.outcomes()

    def stale(self) -> tuple[str, ...]:
        """What is not made from what the case holds now, in words, a stage each; empty: everything is current."""
        return roads.stale_of_case(self.folder)

    def publish(self, out: str | Path, report: Report = silent, *, stale: bool = False) -> DossierSummary:
        """Write the dossier: a static site that needs neither network nor scripts.

        Args:
            out: its folder.
            report: told of progress.
            stale: publish what is not made from what the case holds now; the dossier says so on its pages.

        Raises:
            UsageError: something of the case is stale, or the folder holds something that is no dossier.
        """
        return roads.publish_case(self.folder, Path(out), self._collector(), report, stale=stale)

    def export(self, out: str | Path, kind: str = "json") -> ExportSummary:
        """Write the case for other programs, and note in the ledger that this copy was made.

        Args:
            out: the file or folder to be written; only an earlier export of this case, unchanged since, is replaced.
            kind: the format, one of `wherefrom.publish.FORMATS`: json, csv, parquet, bagit, wacz, ro-crate, prov,
                annotation, ftm, claimreview, graphml.

        Returns:
            What was written, and what the format could not carry.

        Raises:
            UsageError: there is no such format, or something else is in the way.
            InstallationError: the format's library is not installed.
            CaseBusyError: another process writes to the case.
        """
        with self._changing():
            return roads.export_case(self.folder, kind, Path(out), self._collector())

    def stamp(self, *authorities: str, roots: Path | None = None) -> tuple[Stamp, ...]:
        """Have the ledger's head stamped by RFC 3161 authorities: those of ``case.toml``, and these.

        The only thing that leaves this machine is the head. Each answer, and each failure, becomes an act.

        Args:
            authorities: further addresses, http or https.
            roots: PEM file with the authorities' root certificates: what does not lead to them counts as failed.

        Raises:
            UsageError: nobody is to be asked.
            CaseBusyError: another process writes to the case.
        """
        with self._changing():
            return custody.stamp_case(self.folder, authorities, self._collector(), roots)

    def sign(self, key: OwnKey) -> Signed:
        """Sign the ledger's head as it is now, with a key that was unlocked by `wherefrom.keys.load_key`.

        Raises:
            CaseBusyError: another process writes to the case.
            CaseDamagedError: the ledger was altered.
        """
        with self._changing():
            return custody.sign_case(self.folder, key, self._collector())

    def sign_dossier(self, dossier: str | Path, key: OwnKey) -> SignedDossier:
        """Sign the manifest of a dossier that was published from this case, and note it in the ledger.

        Raises:
            UsageError: the folder is no dossier.
        """
        with self._changing():
            return custody.sign_published(self.folder, Path(dossier), key, self._collector())

    def note(self, item: str, told: Collection, by: str = "") -> Act:
        """Add to an item what became known after its capture, as a new act.

        Args:
            item: its reference, or the beginning of its capture's id or SHA-256.
            told: what became known.
            by: who notes it; the case's collector when empty.

        Raises:
            UsageError: there is no such item, or what is told is not right.
        """
        with self._changing():
            return custody.note_on_item(self.folder, item, told, by or self._collector())

    def transfer(self, told: Transfer, *items: str, by: str = "") -> Act:
        """Note that custody of items, or of everything that the case holds now, passed to somebody.

        Raises:
            UsageError: there is no such item, or the transfer names nobody.
        """
        with self._changing():
            return custody.transfer_items(self.folder, items, told, by or self._collector())

    def custody(self, *items: str, report: Report = silent) -> CustodyRecord:
        """Everything that was done with items, or with all of them, each line with its act; the case is verified for it.

        Raises:
            UsageError: there is no such item.
            CaseDamagedError: the ledger was altered.
        """
        return custody.custody_of_case(self.folder, items, report)

    def write_custody(self, record: CustodyRecord, out: str | Path) -> CustodySummary:
        """Write the collection form and the custody report, two pages to print or to keep.

        Raises:
            UsageError: the place lies inside the case, or something else is there.
        """
        return custody.write_custody_papers(self.folder, record, Path(out))

    def write_blank_form(self, out: str | Path) -> CustodySummary:
        """Write an empty collection form, to be filled in by hand.

        Raises:
            UsageError: the place lies inside the case, or something else is there.
        """
        return custody.write_custody_papers(self.folder, None, Path(out))

    def verify(self, report: Report = silent) -> VerifyReport:
        """Check evidence and ledger against their hashes."""
        return roads.verify_folder(self.folder, report)

    def _collector(self) -> str:
        return collector_name(self.settings)


def open_case(folder: str | Path) -> Case:
    """Open an existing case.

    Raises:
        UsageError: the folder is no case.
    """
    return Case(Path(folder))


def create_case(folder: str | Path, name: str = "", collector: str = "") -> Case:
    """Make a new, empty case, and open it.

    Args:
        folder: where; must be new or empty.
        name: as the dossier shows it; the folder's name when empty.
        collector: who is written into the ledger; the name of the account on this machine when empty.

    Raises:
        UsageError: the folder already holds something.
    """
    path = Path(folder)
    settings = replace(Settings(), name=name or path.resolve().name, collector=collector)
    roads.create_case(path, settings, collector_name(settings))
    return Case(path)


def collector_name(settings: Settings) -> str:
    """Who acts: as set, else the account on this machine, else "unknown"."""
    if settings.collector:
        return settings.collector
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
