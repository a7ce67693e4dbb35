"""Signatures over the ledger's head: who stands for it, in a text that a person can read and stock tools can check."""

from dataclasses import dataclass
from pathlib import Path

from wherefrom.capture.ground.lock import lock_case
from wherefrom.capture.ledger.act_lines import now
from wherefrom.capture.ledger.acts import Details, render_act
from wherefrom.capture.seals.kept_beside import free_name, keep_beside, last_act, mend_kept
from wherefrom.ids import digest_bytes
from wherefrom.keys import OwnKey
from wherefrom.records import ActKind
from wherefrom.records.layout import SIGNATURES_FOLDER

STATEMENT_TITLE = "Wherefrom signature, version 1"
_FINGERPRINT_SIGNS = 16


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature that was made over a ledger's head.

    Attributes:
        head: the head signed.
        acts: how many acts the ledger had.
        fingerprint: of the key.
        statement: path in the case of the text that was signed; signature and public key lie beside it.
        signature: path of the 64 bytes of the signature.
        public_key: path of the public key, PEM.
    """

    head: str
    acts: int
    fingerprint: str
    statement: str
    signature: str
    public_key: str


def sign_ledger(case: Path, key: OwnKey, name: str, by: str) -> Signed:
    """Sign the ledger's head as it is now: statement, signature and public key are kept, and named by an act.

    Args:
        case: the case's folder.
        key: the signer's, unlocked.
        name: the case's name, for the statement.
        by: who signs.

    Raises:
        CaseBusyError: another process is writing.
        CaseDamagedError: the ledger was altered: what does not hold is not signed.
        UsageError: there is no case, or it cannot be written.
    """
    with lock_case(case):
        mend_kept(case)
        act = last_act(case)
        head, fingerprint = digest_bytes(render_act(act)), key.public.fingerprint
        statement = render_statement(name, head, act.number, by, fingerprint)
        path = free_name(case, SIGNATURES_FOLDER, f"{head}-{fingerprint[:_FINGERPRINT_SIGNS]}", ".txt")
        signed = Signed(head, act.number, fingerprint, path, f"{path}.sig", f"{path.removesuffix('.txt')}.pem")
        details: Details = {
            "step": "ledger",
            "head": head,
            "acts": act.number,
            "fingerprint": fingerprint,
            "statement": signed.statement,
            "signature": signed.signature,
            "public_key": signed.public_key,
        }
        files = {"statement": statement, "signature": key.sign(statement), "public_key": key.public.pem}
        keep_beside(case, ActKind.SIGN, by, details, files)
    return signed


def render_statement(name: str, head: str, acts: int, by: str, fingerprint: str) -> bytes:
    """What is signed: a few lines of UTF-8 text, a line break after each.

    Args:
        name: the case's.
        head: the ledger's head, 64 hexadecimal digits.
        acts: how many acts the ledger has up to it.
        by: who signs.
        fingerprint: of the signer's key.
    """
    lines = (
        STATEMENT_TITLE,
        "signed: the head of a custody ledger (SHA-256 of its last line, without its line break)",
        f"case: {_one_line(name)}",
        f"head: {head}",
        f"acts: {acts}",
        f"time: {now()} by the clock of the signer's machine",
        f"signer: {_one_line(by)}",
        f"fingerprint: {fingerprint} (SHA-256 of the signer's Ed25519 public key)",
    )
    return "".join(f"{line}\n" for line in lines).encode()


def _one_line(text: str) -> str:
    """A name that can neither begin a line of its own nor show its words in another order."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)
