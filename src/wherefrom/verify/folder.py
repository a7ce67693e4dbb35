"""A whole folder: a case or a published dossier."""

from collections.abc import Iterable
from pathlib import Path

from wherefrom.errors import UsageError
from wherefrom.verify.bag import check_bag, check_payloads
from wherefrom.verify.ledger import Chain, check_head, check_known_head, parse_head, read_chain
from wherefrom.verify.manifest import check_manifest
from wherefrom.verify.report import Problem, Seal, VerifyReport, What, printable
from wherefrom.verify.seals import SIGNATURES, STAMPS, check_seals, require_signer
from wherefrom.verify.signatures import check_manifest_signatures, is_signature_file
from wherefrom.verify.tree import Progress, Tree, walk_tree

LEDGER = "custody.jsonl"
HEAD = "custody.head"
EVIDENCE = "evidence"
MANIFEST = "manifest-sha256.txt"
ORIGINALS = "originals/"
INCOMING = "incoming"
SETTINGS = "case.toml"
# What is looked at in a case; the rest of it can be made anew.
LOOKED_AT = frozenset({EVIDENCE, LEDGER, HEAD, INCOMING, STAMPS, SIGNATURES})


def verify_case(folder: Path, report: Progress | None = None, known_head: str = "", signer: str = "") -> VerifyReport:
    """Re-check a case or a published dossier against everything that it says of itself.

    Nothing is written, and nothing outside the folder is read.

    Args:
        folder: a case (it has ``evidence/`` or ``custody.head``) or a dossier (``manifest-sha256.txt``).
        report: told how many files are hashed, and how many there are.
        known_head: SHA-256 of the ledger's last line as noted earlier; only with it can be told that a ledger was cut
            off or rewritten together with everything beside it. Empty: not known.
        signer: fingerprint of a key that must have signed: a case's ledger, a dossier's manifest. Empty: nobody must.

    Raises:
        UsageError: the folder is neither, or a case whose making was cut off.
    """
    if (folder / MANIFEST).is_file():
        kind, tree = "dossier", walk_tree(folder, progress=report)
        chain, problems, seals = _check_dossier(tree)
    elif (folder / EVIDENCE).is_dir() or (folder / HEAD).is_file():
        _require_made(folder)
        kind, tree = "case", walk_tree(folder, only=LOOKED_AT, progress=report)
        chain, problems, seals = _check_case(tree)
    else:
        raise UsageError(
            f"{folder} is neither a case nor a dossier.", f"A case holds {EVIDENCE}/, a dossier {MANIFEST}."
        )
    if known_head:
        problems += check_known_head(chain, known_head)
    if signer:
        problems += require_signer(seals, signer, MANIFEST if kind == "dossier" else LEDGER)
    if report is not None:
        report(len(tree.paths), len(tree.paths))
    return VerifyReport(
        folder=str(folder),
        kind=kind,
        files=tree.hashed,
        size=tree.size,
        acts=len(chain.lines),
        captures=len(chain.payloads),
        head=chain.head,
        problems=_join(tree.problems + chain.problems + problems),
        seals=tuple(seals),
        notes=tuple(chain.notes),
    )


def _require_made(folder: Path) -> None:
    """Tell a case from the beginnings of one, whose writer was killed before it had anything in it.

    Raises:
        UsageError: nothing but a beginning.
    """
    lacks = {EVIDENCE, LEDGER, HEAD} - {path.name for path in folder.iterdir()}
    if lacks and not (folder / SETTINGS).exists() and not any((folder / EVIDENCE / "data").glob("*/*")):
        raise UsageError(
            f"{folder} is the beginning of a case, and its making was cut off.", "Run `wherefrom init` on it again."
        )


def _check_case(tree: Tree) -> tuple[Chain, list[Problem], list[Seal]]:
    head = parse_head(tree.read(HEAD))
    chain = read_chain(tree, LEDGER, head)
    problems, seals = check_seals(tree, chain)
    problems += check_bag(tree) + check_payloads(tree, chain)
    if HEAD not in tree.paths:
        problems.append(Problem(What.MISSING, HEAD, "without it, a cut-off end of the ledger cannot be told"))
    elif chain.lines:
        problems += check_head(chain, head, HEAD)
    return chain, problems, seals


def _check_dossier(tree: Tree) -> tuple[Chain, list[Problem], list[Seal]]:
    # The manifest's signatures are made after it, so it cannot name them: they are checked for themselves.
    signatures = {path for path in tree.paths if is_signature_file(path, MANIFEST)}
    problems, seals = check_manifest_signatures(tree, MANIFEST)
    problems += check_manifest(tree, MANIFEST, "", tree.paths - {MANIFEST} - signatures)
    originals = sorted(path for path in tree.paths if path.startswith(ORIGINALS))
    if LEDGER not in tree.paths:
        if originals:
            problems.append(Problem(What.MISSING, LEDGER, "there are originals, and no ledger that names them"))
        return Chain(LEDGER), problems, seals
    chain = read_chain(tree, LEDGER)
    if originals:
        problems += _check_originals(tree, chain, originals)
    # Like originals, the ledger's stamps and signatures may be left out of a dossier, but not some of them.
    if any(path.startswith((f"{STAMPS}/", f"{SIGNATURES}/")) for path in tree.paths):
        faults, carried = check_seals(tree, chain)
        problems, seals = problems + faults, seals + carried
    return chain, problems, seals


def _check_originals(tree: Tree, chain: Chain, originals: list[str]) -> list[Problem]:
    """By digest alone: how a dossier calls its originals is the publisher's matter."""
    named = {payload.sha256: payload for payload in chain.payloads.values()}
    held = {tree.digest(path): path for path in originals}
    problems = [
        Problem(What.ADDED, printable(path), "no act in the ledger has its SHA-256: it is altered, or from elsewhere")
        for digest, path in held.items()
        if digest not in named
    ]
    problems += [
        Problem(
            What.MISSING, printable(payload.path), f"line {payload.line} of the ledger names it, and no original is it"
        )
        for digest, payload in named.items()
        if digest not in held
    ]
    return problems


def _join(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """One problem for one thing, with every way in which it was noticed."""
    reasons: dict[tuple[What, str], list[str]] = {}
    for problem in problems:
        known = reasons.setdefault((problem.what, problem.thing), [])
        if problem.why not in known:
            known.append(problem.why)
    return tuple(Problem(what, thing, "; ".join(why)) for (what, thing), why in reasons.items())
