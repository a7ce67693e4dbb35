"""Trusted time: the ledger's head, stamped by authorities whose clock a court can ask about (RFC 3161).

What is stamped is the ledger's last line, so that the hash in the token is the ledger's head itself. An answer is kept
only when it grants, speaks of this head, and repeats the number that the question carried; every question is an act,
answered or not.
"""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from wherefrom.capture.ledger.act_lines import read_ledger, record_act
from wherefrom.capture.ledger.acts import render_act
from wherefrom.capture.seals.authority import ANSWER_LIMIT, SECONDS, ask_authority
from wherefrom.capture.seals.kept_beside import free_name, keep_beside, last_act, mend_kept
from wherefrom.capture.seals.stamp_tokens import (
    Stamp,
    accept_answer,
    failure_of_signature,
    load_certificates,
    one_line,
    time_of,
)
from wherefrom.ids import digest_bytes
from wherefrom.records import Act, ActKind
from wherefrom.records.layout import STAMPS_FOLDER

_NAME_SIGNS = 40


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
    trusted = load_certificates(roots) if roots is not None else []
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
    trusted = load_certificates(roots)
    kept = [act for act in read_ledger(case) if act.kind is ActKind.STAMP and act.details.get("step") == "stamped"]
    return tuple(_check(case, act, trusted) for act in kept)


def _ask(asked: _Question, address: str) -> Stamp:
    case, by, head = asked.case, asked.by, digest_bytes(asked.line)
    request = TimestampRequestBuilder().data(asked.line).hash_algorithm(HashAlgorithm.SHA256).build()
    answer = ask_authority(address, request.as_bytes(), seconds=asked.seconds)
    failure = answer.failure
    response = None
    if not failure:
        response, failure = accept_answer(answer.content, request, head)
    if response is not None and asked.trusted:
        failure = failure_of_signature(answer.content, Stamp(address, head, time_of(response)), asked.trusted)
        response = None if failure else response
    if response is None:
        # Refused or not, what stands before the @ may be a password.
        told, address = one_line(failure), re.sub(r"//[^/]*@", "//***@", address)
        record_act(case, ActKind.STAMP, by, {"step": "failed", "head": head, "authority": address, "reason": told})
        return Stamp(address, head, failure=told)
    told_at = time_of(response)
    path = free_name(case, STAMPS_FOLDER, f"{head}-{_safe_name(address)}", ".tsr")
    details = {"step": "stamped", "head": head, "authority": address, "told_at": told_at, "token": path}
    keep_beside(case, ActKind.STAMP, by, details, {"token": answer.content})
    return Stamp(address, head, told_at, path)


def _check(case: Path, act: Act, trusted: list[x509.Certificate]) -> Stamp:
    told = {key: str(act.details.get(key, "")) for key in ("authority", "head", "told_at", "token", "token_sha256")}
    stamp = Stamp(told["authority"], told["head"], told["told_at"], told["token"])
    folder, _, name = told["token"].partition("/")
    if folder != STAMPS_FOLDER or "/" in name or name in {"", ".", ".."}:
        return Stamp(stamp.authority, stamp.head, failure="the ledger names no token that could be kept")
    try:
        content = _read_token(case / folder / name)
    except OSError as error:
        return Stamp(stamp.authority, stamp.head, path=stamp.path, failure=f"it cannot be read: {error.strerror}")
    failure = "" if digest_bytes(content) == told["token_sha256"] else "it was altered since it was kept"
    failure = failure or failure_of_signature(content, stamp, trusted)
    return Stamp(stamp.authority, stamp.head, "" if failure else stamp.told_at, stamp.path, failure)


def _read_token(path: Path) -> bytes:
    """A kept token, no link followed and no more read than an answer can have: the case may be somebody else's."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as stream:
        return stream.read(ANSWER_LIMIT)


def _safe_name(address: str) -> str:
    """An address as a part of a file's name: readable, and never two addresses under one name."""
    plain = re.sub(r"[^a-z0-9.]+", "-", address.lower().partition("://")[2])[:_NAME_SIGNS].strip("-.")
    return f"{plain or 'authority'}-{digest_bytes(address.encode())[:8]}"
