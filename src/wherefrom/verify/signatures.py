"""Signatures: over a ledger's head, in a statement that says which; over a dossier's manifest, byte for byte.

That a signature is valid says that whoever held the private key signed these bytes. Whose key it is, its fingerprint
tells to those who were told it: by its owner, in person or over the telephone.
"""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping

from wherefrom.verify.ed25519 import is_valid_signature
from wherefrom.verify.ledger import Chain, SealAct
from wherefrom.verify.report import Problem, Seal, What, printable
from wherefrom.verify.tree import Tree

# RFC 8410: the SubjectPublicKeyInfo of an Ed25519 key is these 12 bytes and the 32 raw ones.
_KEY_PREFIX = bytes.fromhex("302a300506032b6570032100")
_KEY_SIZE = 44
_STATEMENT = re.compile(
    rb"Wherefrom signature, version 1\n"
    rb"signed: the head of a custody ledger \(SHA-256 of its last line, without its line break\)\n"
    rb"case: [^\n]*\n"
    rb"head: (?P<head>[0-9a-f]{64})\n"
    rb"acts: (?P<acts>[1-9][0-9]{0,17})\n"
    rb"time: (?P<time>[^ \n]+) by the clock of the signer's machine\n"
    rb"signer: (?P<signer>[^\n]*)\n"
    rb"fingerprint: (?P<fingerprint>[0-9a-f]{64}) \(SHA-256 of the signer's Ed25519 public key\)\n"
)
_BESIDE_MANIFEST = re.compile(r"\.([0-9a-f]{16})\.(sig|pem)")
_SIZE_LIMIT = 4096


def check_signature(chain: Chain, act: SealAct, files: Mapping[str, bytes]) -> Problem | Seal:
    """Check a signature over a head of the ledger: valid, and the statement true of this ledger.

    Args:
        chain: the ledger, read.
        act: the act that names the three files; each has the SHA-256 that the act gives.
        files: the contents of ``statement``, ``signature`` (64 bytes) and ``public_key`` (PEM).
    """
    problem = next(_faults_of(chain, act, files), None)
    said = _STATEMENT.fullmatch(files["statement"])
    if problem is not None or said is None:
        return problem or Problem(What.ALTERED, chain.place(act.line), "its statement cannot be read")
    name, at = (printable(said[key].decode("utf-8", "replace")) for key in ("signer", "time"))
    return Seal("signature", chain.path, said["fingerprint"].decode(), name, at, int(said["acts"]))


def _faults_of(chain: Chain, act: SealAct, files: Mapping[str, bytes]) -> Iterator[Problem]:
    """What is wrong with a signature; only the first tells, since the later ones rest on what it denies."""
    line = chain.place(act.line)
    statement, signature, key = (printable(str(act.details[name])) for name in ("statement", "signature", "public_key"))
    raw, said = parse_public_key(files["public_key"]), _STATEMENT.fullmatch(files["statement"])
    if raw is None:
        yield Problem(What.ALTERED, key, "it is no Ed25519 public key in canonical PEM")
    if said is None:
        yield Problem(What.ALTERED, statement, "it is no statement as this program writes it")
    if raw is None or said is None:
        return
    if not is_valid_signature(raw, files["statement"], files["signature"]):
        yield Problem(What.ALTERED, signature, f"it is no valid signature of {key} over {statement}")
    head, acts, fingerprint = said["head"].decode(), int(said["acts"]), said["fingerprint"].decode()
    if fingerprint != hashlib.sha256(raw).hexdigest():
        yield Problem(What.ALTERED, statement, f"it names another key than {key}")
    if tuple(act.details.get(name) for name in ("head", "acts", "fingerprint")) != (head, acts, fingerprint):
        yield Problem(What.ALTERED, statement, f"it says another head, number of acts or key than {line}")
    if chain.find(head) != acts or acts >= act.line:
        yield Problem(What.ALTERED, statement, f"line {acts} of the ledger has not the head that it signs")


def is_signature_file(path: str, manifest: str) -> bool:
    """Whether a file of a dossier is a signature of its manifest, or a public key to one; neither can be in it."""
    return path.startswith(manifest) and _BESIDE_MANIFEST.fullmatch(path.removeprefix(manifest)) is not None


def check_manifest_signatures(tree: Tree, manifest: str) -> tuple[list[Problem], list[Seal]]:
    """Check every signature over a dossier's manifest.

    Args:
        tree: the files.
        manifest: the manifest's path.

    Returns:
        What does not hold, and the signatures that do.
    """
    problems: list[Problem] = []
    seals: list[Seal] = []
    for stem in sorted({path[:-4] for path in tree.paths if is_signature_file(path, manifest)}):
        signature, key = f"{stem}.sig", f"{stem}.pem"
        absent = [path for path in (signature, key) if path not in tree.paths]
        if absent:
            problems.append(Problem(What.MISSING, absent[0], "a signature and its public key lie beside each other"))
            continue
        raw = parse_public_key(_read_small(tree, key))
        if raw is None:
            problems.append(Problem(What.ALTERED, key, "it is no Ed25519 public key in canonical PEM"))
            continue
        fingerprint = hashlib.sha256(raw).hexdigest()
        if not stem.endswith(f".{fingerprint[:16]}"):
            problems.append(Problem(What.ALTERED, key, "its name is not the beginning of its fingerprint"))
        elif not is_valid_signature(raw, tree.read(manifest), _read_small(tree, signature)):
            problems.append(Problem(What.ALTERED, signature, f"it is no valid signature of {key} over {manifest}"))
        else:
            seals.append(Seal("signature", manifest, fingerprint, "", "", 0))
    return problems, seals


def parse_public_key(pem: bytes) -> bytes | None:
    """The 32 raw bytes of an Ed25519 public key; None unless it is written in the one canonical way."""
    first, last = b"-----BEGIN PUBLIC KEY-----\n", b"\n-----END PUBLIC KEY-----\n"
    if not pem.startswith(first) or not pem.endswith(last):
        return None
    body = pem[len(first) : -len(last)]
    try:
        key = base64.b64decode(body, validate=True)
    except ValueError:
        return None
    # Base64 has several forms of the same bytes; with one alone, every flipped bit is noticed.
    is_canonical = base64.b64encode(key) == body and len(key) == _KEY_SIZE and key.startswith(_KEY_PREFIX)
    return key.removeprefix(_KEY_PREFIX) if is_canonical else None


def _read_small(tree: Tree, path: str) -> bytes:
    """A file of a few hundred bytes at most; empty when it is larger, which is no key and no signature."""
    return tree.read(path) if tree.size_of(path) <= _SIZE_LIMIT else b""
