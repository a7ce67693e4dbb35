"""Copies: documents, or parts of them, that reproduce another's text."""
