"""Stamps and signatures beside a ledger: all that acts name is there and unaltered, and nothing else is."""

import re
from collections.abc import Iterable

from wherefrom.verify.ledger import Chain, SealAct
from wherefrom.verify.report import Problem, Seal, What, printable
from wherefrom.verify.signatures import check_signature
from wherefrom.verify.timestamps import check_stamp
from wherefrom.verify.tree import Tree

STAMPS, SIGNATURES = "stamps", "signatures"
# Which files an act of a kind and step names: the keys under which their paths stand.
_FILES = {
    ("stamp", "stamped"): (STAMPS, ("token",)),
    ("sign", "ledger"): (SIGNATURES, ("statement", "signature", "public_key")),
}
_UNFINISHED = re.compile(rf"(?:{STAMPS}|{SIGNATURES})/\.[^/]+\.new")
_DIGEST = re.compile(r"[0-9a-f]{64}")
# A token holds a few certificates, a statement a few lines.
_SIZE_LIMIT = 1024 * 1024


def check_seals(tree: Tree, chain: Chain) -> tuple[list[Problem], list[Seal]]:
    """Hold every stamp and signature against the act that names it and the ledger's head that it speaks of.

    Args:
        tree: the files.
        chain: the ledger, read.

    Returns:
        What does not match, and the seals that hold.
    """
    problems: list[Problem] = []
    seals: list[Seal] = []
    named: set[str] = set()
    for act in chain.seals:
        folder, keys = _FILES.get((act.kind, str(act.details.get("step"))), ("", ()))
        if not keys:
            continue
        contents, faults = _take_files(tree, chain.place(act.line), act, folder, keys)
        named.update(str(act.details.get(key)) for key in keys)
        problems += faults
        if faults:
            continue
        result = (
            check_stamp(chain, act, contents["token"]) if act.kind == "stamp" else check_signature(chain, act, contents)
        )
        if isinstance(result, Seal):
            seals.append(result)
        else:
            problems.append(result)
    return problems + _find_unnamed(tree, chain, named), seals


def require_signer(seals: Iterable[Seal], signer: str, thing: str) -> list[Problem]:
    """A problem unless a valid signature of this signer is among the seals.

    Args:
        seals: those that hold.
        signer: fingerprint of a key, 64 hexadecimal digits.
        thing: what must be signed.
    """
    if any(seal.kind == "signature" and seal.thing == thing and seal.by == signer for seal in seals):
        return []
    return [Problem(What.MISSING, f"signature of {thing}", f"the key {signer} has made no valid one")]


def _take_files(
    tree: Tree, place: str, act: SealAct, folder: str, keys: tuple[str, ...]
) -> tuple[dict[str, bytes], list[Problem]]:
    """The contents of the files that an act names; every one that is missing or altered is a problem."""
    contents: dict[str, bytes] = {}
    problems: list[Problem] = []
    for key in keys:
        path, digest = act.details.get(key), act.details.get(f"{key}_sha256")
        if not isinstance(path, str) or not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
            problems.append(Problem(What.ALTERED, place, f"its {act.kind} lacks the path or the SHA-256 of its {key}"))
            continue
        held = path if path in tree.paths else _unnamed(path)
        if held not in tree.paths or not path.startswith(f"{folder}/"):
            problems.append(Problem(What.MISSING, printable(path), f"{place}, names it, and it is not there"))
        elif tree.digest(held) != digest:
            why = f"its bytes do not have the SHA-256 that {place}, gives"
            problems.append(Problem(What.ALTERED, printable(path), why))
        elif tree.size_of(held) > _SIZE_LIMIT:
            problems.append(Problem(What.ALTERED, printable(path), "it is larger than any stamp or signature"))
        else:
            contents[key] = tree.read(held)
    return contents, problems


def _find_unnamed(tree: Tree, chain: Chain, named: set[str]) -> list[Problem]:
    """Files that no act names; those that a killed writer leaves are noted, whether it acknowledged them or not."""
    problems: list[Problem] = []
    kept = {path for path in tree.paths if path.partition("/")[0] in {STAMPS, SIGNATURES}}
    coming = {_unnamed(path): path for path in named}
    for path in sorted(kept - named):
        if path in coming and coming[path] not in tree.paths:
            chain.notes.append(f"{printable(path)} waits for its name; the next command that writes gives it")
        elif _UNFINISHED.fullmatch(path):
            chain.notes.append(f"{printable(path)} was left by a writer that ended before it was acknowledged")
        else:
            why = "no act in the ledger names it: it was put there from outside, or the ledger lost its act"
            problems.append(Problem(What.ADDED, printable(path), why))
    return problems


def _unnamed(path: str) -> str:
    """What a file is called between being written and being named by an act."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/.{name}.new"
