"""Publish: the dossier and the exports."""
