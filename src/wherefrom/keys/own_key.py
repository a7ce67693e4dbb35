"""A key pair in memory: what it signs, and what others know it by. The arithmetic is the library's, never ours."""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from wherefrom.ids import digest_bytes

_GROUP = 4


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The half of a key that everybody may have.

    Attributes:
        pem: as a SubjectPublicKeyInfo in PEM (RFC 8410), which openssl reads.
        fingerprint: SHA-256 of the 32 raw bytes, 64 hexadecimal digits: short enough to read out over the telephone.
    """

    pem: bytes
    fingerprint: str


@dataclass(frozen=True, slots=True)
class OwnKey:
    """A key that was unlocked: it can sign.

    Attributes:
        private: the library's key; never written anywhere, never printed.
    """

    private: Ed25519PrivateKey

    def __repr__(self) -> str:
        """The fingerprint alone, so that no log shows more."""
        return f"OwnKey({self.public.fingerprint})"

    @property
    def public(self) -> PublicKey:
        """The public half."""
        return describe_public(self.private.public_key())

    def sign(self, content: bytes) -> bytes:
        """The Ed25519 signature (RFC 8032, pure) over the content: 64 bytes."""
        return self.private.sign(content)


def describe_public(key: Ed25519PublicKey) -> PublicKey:
    """The library's public key as others know it."""
    raw = key.public_bytes(Encoding.Raw, PublicFormat.Raw)
    return PublicKey(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo), digest_bytes(raw))


def group_digits(fingerprint: str) -> str:
    """A fingerprint in groups of four, for reading out and comparing by eye."""
    return " ".join(fingerprint[start : start + _GROUP] for start in range(0, len(fingerprint), _GROUP))
