"""Manifests: lines of a SHA-256, two spaces and a path, held against the files that are really there."""

import re
from collections.abc import Iterable

from wherefrom.verify.report import Problem, What, printable
from wherefrom.verify.tree import Tree

# Lower case only: in a file that this program wrote, any other form is an alteration.
_LINE = re.compile(rb"(\\?)([0-9a-f]{64})  (.+)", re.DOTALL)
_ESCAPES = {"\\\\": "\\", "\\n": "\n", "\\r": "\r"}


def parse_manifest(name: str, content: bytes) -> tuple[dict[str, str], list[Problem]]:
    r"""The digests of a manifest by path, and its faulty lines.

    Paths are as `sha256sum` writes them: a line that begins with a backslash has ``\n``, ``\r`` and ``\\`` in its path.

    Args:
        name: the manifest's own path, for the problems.
        content: its bytes.
    """
    digests: dict[str, str] = {}
    problems: list[Problem] = []
    lines = content.split(b"\n")
    if lines[-1]:
        problems.append(Problem(What.TRUNCATED, printable(name), "its last line has no line break"))
    else:
        lines.pop()
    for number, line in enumerate(lines, start=1):
        found = _LINE.fullmatch(line)
        if found is None:
            problems.append(Problem(What.ALTERED, f"{printable(name)}, line {number}", "it is no line of a manifest"))
            continue
        path = found.group(3).decode("utf-8", "surrogateescape")
        if found.group(1):
            path = re.sub(r"\\[\\nr]", lambda escape: _ESCAPES[escape.group()], path)
        if path in digests:
            why = f"it names {printable(path)} a second time"
            problems.append(Problem(What.ADDED, f"{printable(name)}, line {number}", why))
        digests[path] = found.group(2).decode()
    return digests, problems


def check_manifest(tree: Tree, name: str, base: str, expected: Iterable[str] | None) -> list[Problem]:
    """Hold a manifest against the files.

    Args:
        tree: the files.
        name: the manifest's path.
        base: what its paths are relative to: empty, or a folder with its slash.
        expected: paths that it must name, relative to the base; None: whatever it names.

    Returns:
        Files that it names and that are missing or altered, and files that it should name and does not.
    """
    if name not in tree.paths:
        return [Problem(What.MISSING, printable(name), "nothing tells what should be there")]
    digests, problems = parse_manifest(name, tree.read(name))
    for path, digest in digests.items():
        thing = printable(base + path)
        # A path with .. or a leading slash is among no walked files, so it ends here, unread.
        if base + path not in tree.paths:
            problems.append(Problem(What.MISSING, thing, f"{name} names it, and it is not there"))
        elif tree.digest(base + path) != digest:
            problems.append(Problem(What.ALTERED, thing, f"its bytes do not have the SHA-256 that {name} gives"))
    unnamed = set(expected) - digests.keys() if expected is not None else set()
    problems += [Problem(What.ADDED, printable(base + path), f"{name} does not name it") for path in sorted(unnamed)]
    return problems
