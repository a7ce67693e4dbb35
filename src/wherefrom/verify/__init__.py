"""Verify: re-check a case or a dossier with the standard library alone.

It shares no code with what writes cases, on purpose: a mistake there must not be repeated here. It runs on a bare
Python: ``python -m wherefrom.verify FOLDER``.
"""

from wherefrom.verify.folder import verify_case
from wherefrom.verify.report import Problem, Seal, VerifyReport, What, describe_seal

__all__ = ["Problem", "Seal", "VerifyReport", "What", "describe_seal", "verify_case"]
