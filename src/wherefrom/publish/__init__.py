"""Publish: the dossier, a site that needs neither network nor scripts, and the exports."""

from wherefrom.publish.exporting import export_csv, export_json
from wherefrom.publish.publishing import DossierSummary, publish_dossier

__all__ = ["DossierSummary", "export_csv", "export_json", "publish_dossier"]
