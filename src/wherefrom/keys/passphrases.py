"""Passphrases: where a script gives them, and what is too weak to trust a key to.

The key's file holds the passphrase stretched by 2048 rounds of PBKDF2-HMAC-SHA256, which is all that the library does
for PKCS#8. That slows a guesser little, so the passphrase itself must be long.
"""

import os
from pathlib import Path

from wherefrom.errors import UsageError

PASSPHRASE_VARIABLE = "WHEREFROM_PASSPHRASE"  # noqa: S105 - the variable's name, no passphrase
# NIST SP 800-63B asks for 8 at least where guesses are limited by a server; nothing limits them against a stolen file.
_SHORT = 16
_FEW = 8
_FILE_LIMIT = 4096


def given_passphrase(file: Path | None) -> bytes | None:
    """The passphrase that a script gives: from a file (its first line), else from the environment; None: neither.

    Raises:
        UsageError: the file cannot be read, or what is given is empty.
    """
    if file is not None:
        where, told = str(file), _first_line(file)
    else:
        variable = os.environb.get(PASSPHRASE_VARIABLE.encode())
        if variable is None:
            return None
        where, told = f"${PASSPHRASE_VARIABLE}", variable
    if not told:
        raise UsageError(f"The passphrase in {where} is empty.", "A key is never kept without one.")
    return told


def weakness_of(passphrase: bytes) -> str:
    """Why a passphrase is easily guessed, in one clause; empty where nothing plain is wrong with it."""
    if len(passphrase) < _SHORT:
        return f"it is shorter than {_SHORT} characters"
    if len(set(passphrase)) < _FEW:
        return f"it uses fewer than {_FEW} different characters"
    if passphrase.isdigit():
        return "it holds digits alone"
    return ""


def _first_line(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.readline(_FILE_LIMIT).rstrip(b"\r\n")
    except OSError as error:
        raise UsageError(f"The passphrase file {file} cannot be read: {error.strerror}.", "Check the path.") from error
