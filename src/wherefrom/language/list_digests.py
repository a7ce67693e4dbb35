"""Digests of the packaged word lists: what a list decided is stale when the list changes."""

from functools import cache
from importlib.resources import files

from wherefrom.ids import digest_bytes

# Folders of the package that hold lists as data.
LISTS = (("language", "en"), ("figures", "quantities"))
_ENDINGS = (".toml", ".tsv", ".txt")
_SHOWN = 12


@cache
def digest_lists() -> str:
    """All packaged word lists as one short digest, for example ``lists 0f1e2d3c4b5a``."""
    found = sorted(
        ("/".join((*folder, entry.name)), digest_bytes(entry.read_bytes()))
        for folder in LISTS
        for entry in files("wherefrom").joinpath(*folder).iterdir()
        if entry.name.endswith(_ENDINGS)
    )
    return "lists " + digest_bytes("\n".join(" ".join(pair) for pair in found).encode())[:_SHOWN]
