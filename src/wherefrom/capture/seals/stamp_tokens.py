"""What an authority answers (RFC 3161, section 2.4.2): whether it is kept, and whether its signature holds."""

from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from rfc3161_client import (
    PKIStatus,
    TimeStampRequest,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from wherefrom.errors import UsageError

_SHA256 = x509.ObjectIdentifier("2.16.840.1.101.3.4.2.1")
_REASON_SIGNS = 300


@dataclass(frozen=True, slots=True)
class Stamp:
    """What came of asking one authority, or of checking one kept token.

    Attributes:
        authority: its address.
        head: the ledger's head that it was asked about.
        told_at: the time that it told, UTC, ISO 8601; empty where it failed.
        path: the kept token, relative to the case; empty where it failed.
        failure: why there is no stamp, or why it does not hold; empty where all is well.
    """

    authority: str
    head: str
    told_at: str = ""
    path: str = ""
    failure: str = ""


def accept_answer(content: bytes, request: TimeStampRequest, head: str) -> tuple[TimeStampResponse | None, str]:
    """The answer, if it grants what was asked; else why not (RFC 3161, section 2.4.2).

    Args:
        content: the answer, DER.
        request: the question that it should answer.
        head: the hash that it should speak of, 64 hexadecimal digits.
    """
    try:
        response = decode_timestamp_response(content)
        status = PKIStatus(response.status)
        if status is not PKIStatus.GRANTED:
            said = "; ".join(response.status_string)
            return None, f"it refused ({status.name.lower()}{f': {said}' if said else ''})"
        imprint, nonce = response.tst_info.message_imprint, response.tst_info.nonce
        has_certificate = bool(response.signed_data.certificates)
        is_whole = response.as_bytes() == content
    # A panic in the library's native part, should hostile bytes ever cause one, is no Exception.
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        return None, "its answer is no time stamp"
    if imprint.hash_algorithm != _SHA256 or imprint.message.hex() != head:
        return None, "it stamped something else than it was asked to"
    if nonce != request.nonce:
        return None, "its answer is to another question (the nonce differs): it may be an old one, sent again"
    if not has_certificate:
        return None, "its answer lacks the certificate that was asked for"
    return (response, "") if is_whole else (None, "its answer holds more than a time stamp")


def failure_of_signature(content: bytes, stamp: Stamp, trusted: list[x509.Certificate]) -> str:
    """Why a token's signature, or the time noted of it, does not hold, in one clause; empty where both do.

    Args:
        content: the kept answer, DER.
        stamp: what is noted of it.
        trusted: roots, which sign themselves, and any certificates between; those in the answer are never roots.
    """
    try:
        response = decode_timestamp_response(content)
        embedded = [x509.load_der_x509_certificate(one) for one in response.signed_data.certificates]
        builder = VerifierBuilder(
            roots=[one for one in trusted if one.subject == one.issuer],
            intermediates=[one for one in (*trusted, *embedded) if one.subject != one.issuer],
        )
        builder.build().verify(response, bytes.fromhex(stamp.head))
        told_at = time_of(response)
    except (VerificationError, ValueError) as error:
        return f"its signature does not lead to these certificates: {one_line(str(error))}"
    return "" if told_at == stamp.told_at else f"it tells the time {told_at}, and the ledger another"


def load_certificates(path: Path) -> list[x509.Certificate]:
    """The certificates of a PEM file.

    Raises:
        UsageError: the file cannot be read, or holds no root.
    """
    try:
        found = x509.load_pem_x509_certificates(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.", "Name the authority's root with --ca.") from error
    except ValueError as error:
        raise UsageError(f"{path} holds no certificate in PEM.", "Get the authority's root certificate.") from error
    if not any(one.subject == one.issuer for one in found):
        raise UsageError(f"{path} holds no root certificate.", "Add the authority's root, which signs itself.")
    return found


def time_of(response: TimeStampResponse) -> str:
    """The time that an answer tells: UTC, ISO 8601."""
    return response.tst_info.gen_time.isoformat().replace("+00:00", "Z")


def one_line(text: str) -> str:
    """What somebody else's program said, as one line of printable text, cut off where it grows long."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:_REASON_SIGNS]
