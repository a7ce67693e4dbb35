"""A case as a Python object, the roads that it takes, and what is beside them: custody and deciding.

The screens speak to this alone: what they need of a stage, its results to be printed and its tables, is had from here.
"""

from wherefrom.capture.seals import Stamp, check_stamps
from wherefrom.capture.web import is_address
from wherefrom.case.adding import Added
from wherefrom.case.deciding import links_of_claim
from wherefrom.case.health import Health, Sign, look_at_machine
from wherefrom.case.opened import Case, collector_name, create_case, open_case
from wherefrom.case.roads import STEP_TITLES, Traced, verify_folder
from wherefrom.pipeline.run import Report
from wherefrom.publish import CustodySummary, DossierSummary, ExportSummary, describe_formats, find_format, sign_dossier
from wherefrom.read import list_endings
from wherefrom.store import Hit
from wherefrom.verify import VerifyReport, describe_seal

__all__ = [
    "STEP_TITLES",
    "Added",
    "Case",
    "CustodySummary",
    "DossierSummary",
    "ExportSummary",
    "Health",
    "Hit",
    "Report",
    "Sign",
    "Stamp",
    "Traced",
    "VerifyReport",
    "check_stamps",
    "collector_name",
    "create_case",
    "describe_formats",
    "describe_seal",
    "find_format",
    "is_address",
    "links_of_claim",
    "list_endings",
    "look_at_machine",
    "open_case",
    "sign_dossier",
    "verify_folder",
]
