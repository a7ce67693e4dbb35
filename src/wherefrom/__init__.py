"""Wherefrom tells you what an allegation rests on."""

__version__ = "0.1.0"
