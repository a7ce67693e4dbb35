"""Verify: re-check a case or a dossier with the standard library alone."""
