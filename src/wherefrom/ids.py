"""Stable names for records: the same content gets the same id on every machine and in every run.

An id is a short prefix that says what it names, a hyphen, and the first 64 bits of the SHA-256 of the canonical JSON of
its parts. JSON, not a joined string: ("a.b", "c") and ("a", "b.c") must never collide.
"""

import hashlib
import json
from collections.abc import Sequence

ID_HEX = 16


def digest_bytes(payload: bytes) -> str:
    """The SHA-256 of bytes, as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(payload).hexdigest()


def digest_text(text: str) -> str:
    """The SHA-256 of a text's UTF-8 form; lone surrogates, which UTF-8 lacks, are kept as their code points."""
    return digest_bytes(text.encode("utf-8", "surrogatepass"))


def make_id(prefix: str, *parts: str | float | Sequence[object] | None) -> str:
    """Name a record by what it is made of.

    Args:
        prefix: what the id names, for example ``doc``.
        parts: JSON values that together identify the record.

    Returns:
        For example ``doc-5f0c2f0b9a1d4e77``.
    """
    canonical = json.dumps(parts, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return f"{prefix}-{digest_text(canonical)[:ID_HEX]}"
