"""The command line: parsing and printing only."""

from wherefrom.cli.app import main

__all__ = ["main"]
