"""The evidence bag (BagIt 1.0, RFC 8493) of a case, held against its own manifests and against the ledger."""

import re

from wherefrom.verify.ledger import Chain
from wherefrom.verify.manifest import check_manifest
from wherefrom.verify.report import Problem, What, printable
from wherefrom.verify.tree import Tree

BAG = "evidence/"
# Bytes wait here under their SHA-256 until the bag holds them; they are on the disk before the act that names them.
INCOMING = "incoming/"
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_TAG_FILES = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt")
_TAG_MANIFEST = "tagmanifest-sha256.txt"
_OXUM = re.compile(rb"^Payload-Oxum: (\d{1,30})\.(\d{1,30})$", re.MULTILINE)


def check_bag(tree: Tree) -> list[Problem]:
    """Check the bag by its own manifests, tag manifest, declaration and Payload-Oxum."""
    inside = {path.removeprefix(BAG) for path in tree.paths if path.startswith(BAG)}
    payload = {path for path in inside if path.startswith("data/")}
    tags = inside - payload - {_TAG_MANIFEST}
    problems = [
        Problem(What.MISSING, BAG + name, "every bag has one here") for name in _TAG_FILES if name not in inside
    ]
    problems += check_manifest(tree, f"{BAG}manifest-sha256.txt", BAG, payload)
    problems += check_manifest(tree, BAG + _TAG_MANIFEST, BAG, tags)
    if "bagit.txt" in inside and tree.read(f"{BAG}bagit.txt") != DECLARATION:
        problems.append(Problem(What.ALTERED, f"{BAG}bagit.txt", "it does not declare BagIt 1.0 in UTF-8"))
    if "bag-info.txt" in inside:
        problems += _check_oxum(tree, payload)
    return problems


def check_payloads(tree: Tree, chain: Chain) -> list[Problem]:
    """Hold every payload against the act that names it, and find payloads that no act names.

    One that a killed writer acknowledged, and did not put into the bag any more, still waits beside it: that is noted.
    """
    problems: list[Problem] = []
    named: set[str] = set()
    for payload in chain.payloads.values():
        path = BAG + payload.path
        named.add(path)
        thing, line = printable(path), f"line {payload.line} of the ledger"
        waiting = INCOMING + payload.sha256
        if path not in tree.paths and waiting in tree.paths and tree.digest(waiting) == payload.sha256:
            chain.notes.append(
                f"{thing} still waits in {waiting}, unaltered; the next command that writes puts it there"
            )
        elif path not in tree.paths or not payload.path.startswith("data/"):
            problems.append(Problem(What.MISSING, thing, f"{line} names it, and it is not there"))
        elif tree.digest(path) != payload.sha256:
            problems.append(Problem(What.ALTERED, thing, f"its bytes do not have the SHA-256 that {line} gives"))
        elif tree.size_of(path) != payload.size:
            problems.append(Problem(What.ALTERED, thing, f"it has not the {payload.size} bytes that {line} gives"))
    unnamed = {path for path in tree.paths if path.startswith(f"{BAG}data/")} - named
    why = "no act in the ledger names it: it was put there from outside, or the ledger lost its act"
    return problems + [Problem(What.ADDED, printable(path), why) for path in sorted(unnamed)]


def _check_oxum(tree: Tree, payload: set[str]) -> list[Problem]:
    name = f"{BAG}bag-info.txt"
    found = _OXUM.findall(tree.read(name))
    if len(found) != 1:
        return [Problem(What.ALTERED, name, "it does not give one Payload-Oxum")]
    size, files = sum(tree.size_of(BAG + path) for path in payload), len(payload)
    if (int(found[0][0]), int(found[0][1])) != (size, files):
        told = b".".join(found[0]).decode()
        return [Problem(What.ALTERED, name, f"its Payload-Oxum says {told}; there are {size}.{files}")]
    return []
