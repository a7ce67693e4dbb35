"""Verify: re-check a case or a dossier with the standard library alone.

It shares no code with what writes cases, on purpose: a mistake there must not be repeated here. It runs on a bare
Python: ``python -m wherefrom.verify FOLDER``.
"""

from wherefrom.verify.folder import verify_case
from wherefrom.verify.report import Problem, VerifyReport, What

__all__ = ["Problem", "VerifyReport", "What", "verify_case"]
