"""The dossier as a whole: originals, ledger, pages, manifest, in this order, and all or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from wherefrom.config import Settings
from wherefrom.publish.dossier.claim_pages import write_claims
from wherefrom.publish.dossier.document_pages import write_documents
from wherefrom.publish.dossier.listings import write_listings
from wherefrom.publish.dossier.lookups import prepare_lookups
from wherefrom.publish.dossier.overview import write_overview
from wherefrom.publish.dossier.site import Site
from wherefrom.publish.dossier.statement_views import DocumentText
from wherefrom.publish.staging import carry_ledger, carry_original, carry_seals, stage_folder, write_manifest
from wherefrom.records import CaseRecords


@dataclass(frozen=True, slots=True)
class DossierSummary:
    """What was published.

    Attributes:
        pages: how many pages.
        size: bytes of everything in the folder.
        index: the first page.
        recorded: whether an act in the case's ledger tells of it; not where the case cannot be written to.
    """

    pages: int
    size: int
    index: Path
    recorded: bool = True


def publish_dossier(
    case: CaseRecords,
    evidence: Path,
    out: Path,
    settings: Settings,
    report: Callable[[int, int], None] | None = None,
) -> DossierSummary:
    """Write the dossier of a case: a static site that opens without a network and without scripts.

    Args:
        case: every record of the case.
        evidence: the bag with the preserved originals; the ledger lies beside it.
        out: the folder to be written; an earlier dossier there is replaced as a whole.
        settings: of the case.
        report: told how many pages are written, and how many there will be.

    Raises:
        UsageError: something that is no dossier is in the way.
        CaseDamagedError: an original is no longer the one that was captured.
    """
    with stage_folder(out) as folder:
        has_ledger = carry_ledger(evidence, folder)
        carry_seals(evidence, folder)
        not_carried = []
        if settings.originals:
            not_carried = [capture.name for capture in case.captures if not carry_original(capture, evidence, folder)]
        lookups = prepare_lookups(case, settings)
        texts = {document.id: DocumentText(document, lookups) for document in case.documents}
        site = Site(folder, lookups, report, has_ledger=has_ledger)
        site.write_stylesheet()
        write_overview(site, lookups)
        write_claims(site, lookups, texts)
        write_documents(site, lookups, texts)
        write_listings(site, lookups, texts, not_carried)
        size = write_manifest(folder)
    return DossierSummary(site.pages, size, out.resolve() / "index.html")
