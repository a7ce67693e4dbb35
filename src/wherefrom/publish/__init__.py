"""Publish: the dossier, a site that needs neither network nor scripts, and the exports."""

from wherefrom.publish.dossier.publishing import DossierSummary, publish_dossier
from wherefrom.publish.dossier.signed_manifest import SignedDossier, sign_dossier
from wherefrom.publish.exports.exporting import ExportSource, ExportSummary, Omission, write_export
from wherefrom.publish.exports.formats import FORMATS, ExportFormat, describe_formats, find_format
from wherefrom.publish.papers.custody_record import Checked, CustodyRecord, make_custody_record
from wherefrom.publish.papers.custody_report import CustodySummary, write_blank_form, write_custody

__all__ = [
    "FORMATS",
    "Checked",
    "CustodyRecord",
    "CustodySummary",
    "DossierSummary",
    "ExportFormat",
    "ExportSource",
    "ExportSummary",
    "Omission",
    "SignedDossier",
    "describe_formats",
    "find_format",
    "make_custody_record",
    "publish_dossier",
    "sign_dossier",
    "write_blank_form",
    "write_custody",
    "write_export",
]
