"""Trusted time: the ledger's head, stamped by authorities whose clock a court can ask about (RFC 3161).

What is stamped is the ledger's last line, so that the hash in the token is the ledger's head itself. An answer is kept
only when it grants, speaks of this head, and repeats the number that the question carried; every question is an act,
answered or not.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    PKIStatus,
    TimeStampRequest,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from wherefrom.capture.acts import render_act
from wherefrom.capture.authority import SECONDS, ask_authority
from wherefrom.capture.ledger import read_ledger, record_act
from wherefrom.capture.seals import STAMPS_FOLDER, free_name, keep_beside, mend_kept
from wherefrom.errors import UsageError
from wherefrom.ids import digest_bytes
from wherefrom.records import Act, ActKind

_SHA256 = x509.ObjectIdentifier("2.16.840.1.101.3.4.2.1")
_NAME_SIGNS = 40
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


@dataclass(frozen=True, slots=True)
class _Question:
    """What every authority of one run is asked, and how its answer is taken."""

    case: Path
    line: bytes
    by: str
    trusted: list[x509.Certificate]
    seconds: float


def stamp_ledger(
    case: Path, authorities: Iterable[str], by: str, *, roots: Path | None = None, seconds: float = SECONDS
) -> tuple[Stamp, ...]:
    """Ask every authority to stamp the ledger's head as it is now; every answer and every failure is an act.

    The case is not locked while an authority is waited for: a ledger that has grown meanwhile still holds that head.

    Args:
        case: the case's folder.
        authorities: addresses; each is asked once.
        by: who asks.
        roots: as for `check_stamps`: keep only what leads to these certificates; None: signatures are not checked yet.
        seconds: what each may take.

    Raises:
        CaseBusyError: another process is writing.
        CaseDamagedError: the ledger was altered.
        UsageError: there is no case, it cannot be written, or there is no certificate in the file.
    """
    trusted = _load_certificates(roots) if roots is not None else []
    mend_kept(case)
    line = render_act(last_act(case))
    asked = _Question(case, line, by, trusted, seconds)
    return tuple(_ask(asked, address) for address in dict.fromkeys(authorities))


def check_stamps(case: Path, roots: Path) -> tuple[Stamp, ...]:
    """Check the signature of every kept token, up to certificates that the reader trusts.

    Args:
        case: the case's folder.
        roots: a PEM file with the certificates of the authorities' roots, and any between.

    Raises:
        UsageError: there is no case, or no certificate in the file.
        CaseDamagedError: the ledger was altered.
    """
    trusted = _load_certificates(roots)
    kept = [act for act in read_ledger(case) if act.kind is ActKind.STAMP and act.details.get("step") == "stamped"]
    return tuple(_check(case, act, trusted) for act in kept)


def last_act(case: Path) -> Act:
    """The act whose line's SHA-256 is the ledger's head, the whole chain checked on the way."""
    act = None
    for act in read_ledger(case):  # noqa: B007 - the last one is wanted
        pass
    if act is None:
        raise UsageError(f"The ledger of {case} is empty.", f"Run `wherefrom verify {case}`.")
    return act


def _ask(asked: _Question, address: str) -> Stamp:
    case, by, head = asked.case, asked.by, digest_bytes(asked.line)
    request = TimestampRequestBuilder().data(asked.line).hash_algorithm(HashAlgorithm.SHA256).build()
    answer = ask_authority(address, request.as_bytes(), seconds=asked.seconds)
    failure = answer.failure
    response = None
    if not failure:
        response, failure = _accept(answer.content, request, head)
    if response is not None and asked.trusted:
        failure = _failure_of_signature(answer.content, Stamp(address, head, _time_of(response)), asked.trusted)
        response = None if failure else response
    if response is None:
        # Refused or not, what stands before the @ may be a password.
        told, address = _one_line(failure), re.sub(r"//[^/]*@", "//***@", address)
        record_act(case, ActKind.STAMP, by, {"step": "failed", "head": head, "authority": address, "reason": told})
        return Stamp(address, head, failure=told)
    told_at = _time_of(response)
    path = free_name(case, STAMPS_FOLDER, f"{head}-{_safe_name(address)}", ".tsr")
    details = {"step": "stamped", "head": head, "authority": address, "told_at": told_at, "token": path}
    keep_beside(case, ActKind.STAMP, by, details, {"token": answer.content})
    return Stamp(address, head, told_at, path)


def _accept(content: bytes, request: TimeStampRequest, head: str) -> tuple[TimeStampResponse | None, str]:
    """The answer, if it grants what was asked; else why not (RFC 3161, section 2.4.2)."""
    try:
        response = decode_timestamp_response(content)
        status = PKIStatus(response.status)
        if status is not PKIStatus.GRANTED:
            said = "; ".join(response.status_string)
            return None, f"it refused ({status.name.lower()}{f': {said}' if said else ''})"
        imprint, nonce = response.tst_info.message_imprint, response.tst_info.nonce
        has_certificate = bool(response.signed_data.certificates)
        is_whole = response.as_bytes() == content
    # The library's native part also raises its own panic, which is no Exception, on some malformed answers.
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


def _check(case: Path, act: Act, trusted: list[x509.Certificate]) -> Stamp:
    told = {key: str(act.details.get(key, "")) for key in ("authority", "head", "told_at", "token", "token_sha256")}
    stamp = Stamp(told["authority"], told["head"], told["told_at"], told["token"])
    folder, _, name = told["token"].partition("/")
    if folder != STAMPS_FOLDER or "/" in name or name in {"", ".", ".."}:
        return Stamp(stamp.authority, stamp.head, failure="the ledger names no token that could be kept")
    try:
        content = (case / folder / name).read_bytes()
    except OSError as error:
        return Stamp(stamp.authority, stamp.head, path=stamp.path, failure=f"it cannot be read: {error.strerror}")
    failure = "" if digest_bytes(content) == told["token_sha256"] else "it was altered since it was kept"
    failure = failure or _failure_of_signature(content, stamp, trusted)
    return Stamp(stamp.authority, stamp.head, "" if failure else stamp.told_at, stamp.path, failure)


def _failure_of_signature(content: bytes, stamp: Stamp, trusted: list[x509.Certificate]) -> str:
    try:
        response = decode_timestamp_response(content)
        embedded = [x509.load_der_x509_certificate(one) for one in response.signed_data.certificates]
        builder = VerifierBuilder(
            roots=[one for one in trusted if one.subject == one.issuer],
            intermediates=[one for one in (*trusted, *embedded) if one.subject != one.issuer],
        )
        builder.build().verify(response, bytes.fromhex(stamp.head))
        told_at = _time_of(response)
    except (VerificationError, ValueError) as error:
        return f"its signature does not lead to these certificates: {_one_line(str(error))}"
    return "" if told_at == stamp.told_at else f"it tells the time {told_at}, and the ledger another"


def _load_certificates(path: Path) -> list[x509.Certificate]:
    try:
        found = x509.load_pem_x509_certificates(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.", "Name the authority's root with --ca.") from error
    except ValueError as error:
        raise UsageError(f"{path} holds no certificate in PEM.", "Get the authority's root certificate.") from error
    if not any(one.subject == one.issuer for one in found):
        raise UsageError(f"{path} holds no root certificate.", "Add the authority's root, which signs itself.")
    return found


def _time_of(response: TimeStampResponse) -> str:
    return response.tst_info.gen_time.isoformat().replace("+00:00", "Z")


def _safe_name(address: str) -> str:
    """An address as a part of a file's name: readable, and never two addresses under one name."""
    plain = re.sub(r"[^a-z0-9.]+", "-", address.lower().partition("://")[2])[:_NAME_SIGNS].strip("-.")
    return f"{plain or 'authority'}-{digest_bytes(address.encode())[:8]}"


def _one_line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:_REASON_SIGNS]
