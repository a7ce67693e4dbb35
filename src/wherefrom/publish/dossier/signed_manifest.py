"""A dossier's signature: over the bytes of its manifest, which names every other file, laid beside it."""

from dataclasses import dataclass
from pathlib import Path

from wherefrom.errors import UsageError
from wherefrom.ids import digest_bytes
from wherefrom.keys import OwnKey
from wherefrom.publish.staging import is_dossier
from wherefrom.records.layout import MANIFEST_FILE

_FINGERPRINT_SIGNS = 16


@dataclass(frozen=True, slots=True)
class SignedDossier:
    """A signature that was laid beside a dossier's manifest.

    Attributes:
        manifest: SHA-256 of the manifest that was signed.
        fingerprint: of the key.
        signature: the file with the 64 bytes of the signature.
        public_key: the file with the public key, PEM.
    """

    manifest: str
    fingerprint: str
    signature: Path
    public_key: Path


def sign_dossier(folder: Path, key: OwnKey) -> SignedDossier:
    """Sign a dossier's manifest. Several people may sign; signing again with one key changes nothing.

    Args:
        folder: the dossier.
        key: the signer's, unlocked.

    Raises:
        UsageError: the folder is no dossier, or cannot be written.
    """
    if not is_dossier(folder):
        raise UsageError(f"{folder} is no dossier.", "Name a folder that `wherefrom publish` wrote.")
    public = key.public
    stem = f"{MANIFEST_FILE}.{public.fingerprint[:_FINGERPRINT_SIGNS]}"
    signed = SignedDossier(
        digest_bytes((folder / MANIFEST_FILE).read_bytes()),
        public.fingerprint,
        folder / f"{stem}.sig",
        folder / f"{stem}.pem",
    )
    try:
        # A key signs the same bytes the same way (RFC 8032), so a half-written pair is simply written again.
        signed.public_key.write_bytes(public.pem)
        signed.signature.write_bytes(key.sign((folder / MANIFEST_FILE).read_bytes()))
    except OSError as error:
        raise UsageError(f"The dossier {folder} cannot be written: {error.strerror}.", "Check the folder.") from error
    return signed
