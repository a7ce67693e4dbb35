"""Where a key lies: outside of every case, readable by its owner alone, never replaced."""

import os
import stat
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from wherefrom.errors import UsageError
from wherefrom.keys.own_key import OwnKey, PublicKey, describe_public
from wherefrom.records.layout import CUSTODY_FILES, DECLARATION_FILE, MANIFEST_FILE

# What only a case, a bag or a dossier has at its top.
_MARKS = (*CUSTODY_FILES, MANIFEST_FILE, DECLARATION_FILE)
_FILE_LIMIT = 64 * 1024


def default_key_path() -> Path:
    """``wherefrom/key.pem`` in the folder that the XDG rules name: ``$XDG_CONFIG_HOME``, else ``~/.config``."""
    named = os.environ.get("XDG_CONFIG_HOME", "")
    # The rules say that a relative path there is to be ignored.
    config = Path(named) if named.startswith("/") else Path.home() / ".config"
    return config / "wherefrom" / "key.pem"


def public_path(path: Path) -> Path:
    """Where the public half lies: beside the key."""
    return path.with_name(f"{path.stem}.pub.pem")


def make_key(path: Path, passphrase: bytes) -> PublicKey:
    """Make a new key: PKCS#8 PEM, encrypted with the passphrase, mode 0600; its public half beside it.

    Raises:
        UsageError: the passphrase is empty, the place is inside a case or dossier or taken, or cannot be written.
    """
    if not passphrase:
        raise UsageError("The passphrase is empty.", "A key is never kept without one.")
    _require_outside(path)
    private = Ed25519PrivateKey.generate()
    locked = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase))
    public = describe_public(private.public_key())
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_new(public_path(path), public.pem, 0o644)
        try:
            _write_new(path, locked, 0o600)
        except BaseException:
            # Else the public half of no key would lie beside the one that is in the way.
            public_path(path).unlink()
            raise
    except FileExistsError as error:
        remedy = "A key is never replaced: use it, or name another file with --key."
        raise UsageError(f"{error.filename} is there already.", remedy) from error
    except OSError as error:
        raise UsageError(
            f"The key cannot be written to {path}: {error.strerror}.", "Name another with --key."
        ) from error
    return public


def load_key(path: Path, passphrase: bytes) -> OwnKey:
    """Unlock a key.

    Raises:
        UsageError: there is none, it lies in a case or dossier, it is no encrypted Ed25519 key, or the passphrase is
            another.
    """
    _require_outside(path)
    content = _read(path)
    try:
        private = load_pem_private_key(content, passphrase)
    except TypeError as error:
        raise UsageError(
            f"The key {path} is not encrypted: whoever has the file can sign with it.",
            f"Encrypt it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in {path} -out NEW.pem",
        ) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise UsageError(
            f"The key {path} cannot be unlocked: the passphrase is another, or the file is damaged.", "Try again."
        ) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise UsageError(f"The key {path} is no Ed25519 key.", "Make one with `wherefrom key make`.")
    return OwnKey(private)


def show_key(path: Path) -> PublicKey:
    """The public half of a key, which needs no passphrase.

    Raises:
        UsageError: it is not there, or is no Ed25519 public key.
    """
    beside = public_path(path)
    try:
        public = load_pem_public_key(_read(beside))
    except (ValueError, UnsupportedAlgorithm) as error:
        raise UsageError(f"{beside} is no public key.", "Restore it from a copy.") from error
    if not isinstance(public, Ed25519PublicKey):
        raise UsageError(f"{beside} is no Ed25519 public key.", "Restore it from a copy.")
    return describe_public(public)


def is_readable_by_others(path: Path) -> bool:
    """Whether others on this machine may read the key's file."""
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def _require_outside(path: Path) -> None:
    """Refuse a place inside a case, a bag or a dossier: what is given away must not hold the key."""
    for folder in path.resolve().parents:
        mark = next((mark for mark in _MARKS if (folder / mark).exists()), "")
        if mark:
            raise UsageError(
                f"The key {path} would lie inside {folder}, which is a case or a dossier (it holds {mark}).",
                f"Keep it elsewhere, such as {default_key_path()}.",
            )


def _write_new(path: Path, content: bytes, mode: int) -> None:
    """Write a file that must not exist yet; a half-written one is taken away again."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, mode)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_FILE_LIMIT)
    except FileNotFoundError as error:
        raise UsageError(f"There is no key at {path}.", "Make one with `wherefrom key make`.") from error
    except OSError as error:
        raise UsageError(f"The key {path} cannot be read: {error.strerror}.", "Check the file.") from error
