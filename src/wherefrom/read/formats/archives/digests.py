"""The digests that a web record states, held against its bytes."""

import base64
import binascii
import hashlib
from collections.abc import Iterable

_ALGORITHMS = frozenset({"md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b", "sha3_256", "sha3_512"})
_SHOWN = 100


def check_digest(stated: str, candidates: Iterable[bytes]) -> str:
    """What is wrong with a stated digest, as a clause; empty when it is right.

    The standard (ISO 28500, section 5.8) fixes neither algorithm nor form: sha1 in base32 is what most write, hexadecimal and
    base64 occur.

    Args:
        stated: for example ``sha1:B2LTWWPUOYAH7UIPQ7ZUPQ4VMBSVC36A``.
        candidates: the bytes that it may be of; archivers differ in whether the transfer encoding counts.
    """
    name, _, value = stated.partition(":")
    algorithm = name.strip().lower().replace("sha-", "sha").replace("-", "_")
    if algorithm not in _ALGORITHMS:
        return f"its digest cannot be checked: {stated[:_SHOWN]!r} names no known algorithm"
    forms = _read_forms(value.strip(), hashlib.new(algorithm, usedforsecurity=False).digest_size)
    if not forms:
        return f"its digest cannot be checked: {stated[:_SHOWN]!r} is no {algorithm} in base32, base64 or hexadecimal"
    seen: list[bytes] = []
    for candidate in candidates:
        if any(candidate is other for other in seen):
            continue
        seen.append(candidate)
        if hashlib.new(algorithm, candidate, usedforsecurity=False).digest() in forms:
            return ""
    return f"its digest is wrong: {stated[:_SHOWN]} is not that of its bytes"


def _read_forms(value: str, size: int) -> set[bytes]:
    """The digests of the right size that a text may stand for."""
    found: set[bytes] = set()
    bare = value.rstrip("=")
    for decode in (_from_hexadecimal, _from_base32, _from_base64):
        try:
            found.add(decode(bare))
        except (binascii.Error, ValueError):
            continue
    return {digest for digest in found if len(digest) == size}


def _from_hexadecimal(value: str) -> bytes:
    return base64.b16decode(value, casefold=True)


def _from_base32(value: str) -> bytes:
    return base64.b32decode(value + "=" * (-len(value) % 8), casefold=True)


def _from_base64(value: str) -> bytes:
    alternative = b"-_" if "-" in value or "_" in value else None
    return base64.b64decode(value + "=" * (-len(value) % 4), altchars=alternative, validate=True)
