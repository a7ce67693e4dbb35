"""The bag's tag files as bytes, each a pure function of what the ledger says (BagIt 1.0, RFC 8493).

They are written here rather than by a library: the one at hand writes version 0.97 and hashes every payload again at
each change. The tests hold the result against it, as against `sha256sum`.
"""

import re
from dataclasses import dataclass

from wherefrom.ids import digest_bytes
from wherefrom.records import Capture
from wherefrom.records.layout import DECLARATION_FILE, INFO_FILE, MANIFEST_FILE

TAG_MANIFEST_FILE = "tagmanifest-sha256.txt"
TAG_FILES = (DECLARATION_FILE, INFO_FILE, MANIFEST_FILE, TAG_MANIFEST_FILE)

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


@dataclass(frozen=True, slots=True)
class Oxum:
    """How much the payload is: bytes and files."""

    size: int
    files: int


def render_info(date: str, oxum: Oxum) -> bytes:
    """``bag-info.txt``.

    Args:
        date: when the bag was begun, ISO 8601.
        oxum: the payload's bytes and files.
    """
    return (f"Bag-Software-Agent: wherefrom\nBagging-Date: {date}\nPayload-Oxum: {oxum.size}.{oxum.files}\n").encode()


def render_manifest_line(capture: Capture) -> bytes:
    """One payload's line of ``manifest-sha256.txt``."""
    return f"{capture.sha256}  {capture.path}\n".encode()


def render_tag_manifest(digests: dict[str, str]) -> bytes:
    """``tagmanifest-sha256.txt`` from the digests of the other tag files."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())).encode()


def render_all(date: str, oxum: Oxum, manifest: bytes) -> dict[str, bytes]:
    """All tag files of a bag by name, the tag manifest last.

    Args:
        date: when the bag was begun, ISO 8601.
        oxum: the payload's bytes and files.
        manifest: the payload manifest.
    """
    files = {DECLARATION_FILE: DECLARATION, INFO_FILE: render_info(date, oxum), MANIFEST_FILE: manifest}
    digests = {name: digest_bytes(content) for name, content in files.items()}
    return {**files, TAG_MANIFEST_FILE: render_tag_manifest(digests)}


def payload_path(sha256: str, extension: str) -> str:
    """Where a payload lies in the bag. Made of its digest alone, so that no name from outside ever becomes a path.

    Raises:
        ValueError: the digest or the extension has an unexpected form.
    """
    if not re.fullmatch(r"[0-9a-f]{64}", sha256) or not re.fullmatch(r"(\.[a-z0-9]{1,8}){0,2}", extension):
        message = f"no payload can be called {sha256!r} with {extension!r}"
        raise ValueError(message)
    return f"data/{sha256[:2]}/{sha256}{extension}"
