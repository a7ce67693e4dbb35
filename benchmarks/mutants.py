"""Break the program on purpose, one place at a time, and see which tests notice.

usage: python benchmarks/mutants.py [--seed N] [--per-room N] [--room ROOM] [--changed REV] [--at-once N]

For each room some lines are drawn by a seed, and one thing on each is changed: a condition negated, a boundary moved, a
statement taken out. The room's tests and the stories run against each such mutant, in a copy of the tree. A mutant that no
test notices is a survivor: it is printed with its lines. The share of mutants noticed is held against the table ``mutants``
of floors.toml; that it is a sample is allowed for.
"""

import argparse
import ast
import copy
import difflib
import os
import queue
import random
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "benchmarks" / "floors.toml"
STORIES = "tests/stories"
# For each room its folders of src/wherefrom, and what is run against its mutants, the quickest to notice first.
ROOMS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "attribute": (("attribute",), (STORIES, "tests/unit/attribute", "tests/property/test_attribute_spans.py")),
    "figures": (("figures",), ("tests/unit/figures", STORIES, "tests/property/test_figures_laws.py")),
    "link": (("link",), (STORIES, "tests/unit/link")),
    "trace": (("trace",), (STORIES, "tests/unit/trace", "tests/property/test_trace_independence.py")),
    "check": (("check",), (STORIES, "tests/unit/check")),
    "read": (("read",), ("tests/unit/read", "tests/property/test_read_anchors.py", "tests/property/test_coverage.py")),
    "capture": (("capture",), ("tests/unit/capture", "tests/property/test_ledger_laws.py")),
    "publish": (("publish",), ("tests/unit/publish",)),
    "verify": (("verify",), ("tests/unit/verify", "tests/property/test_verify_ed25519.py")),
    "language": (("language",), ("tests/unit/language", STORIES, "tests/unit/link")),
    "view": (("view",), ("tests/unit/view", "tests/unit/check", "tests/unit/publish")),
    "store": (("store",), ("tests/unit/store", "tests/unit/test_case.py")),
    "case": (
        ("case", "pipeline"),
        (
            "tests/unit/test_case.py",
            "tests/unit/pipeline",
            "tests/functional/test_decisions.py",
            "tests/functional/test_not_current.py",
        ),
    ),
}
PATIENCE = 300  # seconds that the tests of one mutant may take; one that hangs is noticed
SURE = 1.64  # standard errors of the sample that a share may lie below its floor
ORDERS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
EVEN = frozenset({"min", "max", "overlaps", "isclose"})  # the order of their arguments says nothing
RETURNED = "returned at once"
EMPTY = {"bool": "False", "str": "''", "int": "0", "list": "[]", "tuple": "()", "dict": "{}", "set": "set()"}


@dataclass(frozen=True)
class Mutant:
    """One change: a module, the bytes replaced, and how.

    Attributes:
        path: of the module, relative to the root of the project.
        start, end: the bytes of its source that are replaced.
        by: what stands there instead.
        how: the kind of change, in words.
        line: the first line changed.
    """

    path: str
    start: int
    end: int
    by: str
    how: str
    line: int

    def apply(self, source: bytes) -> bytes:
        """The source with the change made."""
        return source[: self.start] + self.by.encode() + source[self.end :]


def find_mutants(path: str, source: bytes) -> list[Mutant]:
    """Every change that is known for one module, in the order of its text."""
    lines = source.splitlines(keepends=True)
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line))
    found = []
    for node in _walk(ast.parse(source)):
        for how, by in (*_of_expression(node), *_of_statement(node)):
            start = offsets[node.lineno - 1] + node.col_offset
            end = offsets[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
            if how == RETURNED:
                mutant = Mutant(path, start, start, f"{by}\n{' ' * node.col_offset}", how, node.lineno)
            else:
                mutant = Mutant(path, start, end, by, how, node.lineno)
            if by != ast.unparse(node):
                found.append(mutant)
    return sorted(found, key=lambda mutant: (mutant.start, mutant.end, mutant.how))


def _walk(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """The nodes that may be changed: no annotations, decorators, imports, docstrings, messages of errors, or parts of words."""
    if isinstance(node, ast.JoinedStr | ast.Raise | ast.Import | ast.ImportFrom):
        return
    if isinstance(node, ast.expr | ast.stmt):
        yield node
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "bases", "type_params"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                if isinstance(node, ast.FunctionDef) and child is _first_statement(node) and child.lineno > node.lineno:
                    child.__dict__["begins"] = node
                if name == "test":
                    child.__dict__["tested"] = True
                yield from _walk(child)


def _first_statement(function: ast.FunctionDef) -> ast.stmt | None:
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return body[0] if body else None


def _of_expression(node: ast.AST) -> Iterator[tuple[str, str]]:  # noqa: C901 - one case a kind of change
    changed = copy.deepcopy(node)
    match changed:
        case ast.Compare(ops=[operator, *_]) if type(operator) in ORDERS:
            changed.ops[0] = ORDERS[type(operator)]()
            yield "comparison changed", f"({ast.unparse(changed)})"
        case ast.BoolOp():
            changed.op = ast.Or() if isinstance(changed.op, ast.And) else ast.And()
            yield "and for or", f"({ast.unparse(changed)})"
            changed = copy.deepcopy(node)
            assert isinstance(changed, ast.BoolOp)  # noqa: S101 - tells the type
            del changed.values[-1]
            yield "last condition dropped", f"({ast.unparse(changed)})"
        case ast.UnaryOp(op=ast.Not()):
            yield "not dropped", f"({ast.unparse(changed.operand)})"
        case ast.IfExp():
            changed.body, changed.orelse = changed.orelse, changed.body
            yield "branches swapped", f"({ast.unparse(changed)})"
        case ast.BinOp(op=operator) if type(operator) in SUMS and not isinstance(
            changed.left, ast.Constant | ast.JoinedStr
        ):
            changed.op = SUMS[type(operator)]()
            yield "operator changed", f"({ast.unparse(changed)})"
        case ast.Constant(value=bool()):
            yield "truth changed", str(not changed.value)
        case ast.Constant(value=int()):
            yield "number changed", str(changed.value + 1)
        case ast.Constant(value=float()):
            yield "number changed", str(changed.value / 2)
        case ast.Set(elts=[_, *_]):
            yield "set emptied", "set()"
        case ast.List(elts=[_, *_], ctx=ast.Load()):
            yield "list emptied", "[]"
        case ast.Call(args=[first, second, *_], func=called) if ast.unparse(called) not in EVEN and not isinstance(
            first, ast.Starred
        ):
            changed.args[:2] = [second, first]
            yield "arguments swapped", ast.unparse(changed)


def _of_statement(node: ast.AST) -> Iterator[tuple[str, str]]:
    if "tested" in node.__dict__:
        yield "condition negated", f"(not ({ast.unparse(node)}))"
    if isinstance(node, ast.Continue):
        yield "continue for break", "break"
    if isinstance(node, ast.AugAssign) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        yield "statement dropped", "pass"
    function = node.__dict__.get("begins")
    if isinstance(node, ast.stmt) and isinstance(function, ast.FunctionDef) and function.returns is not None:
        kind = ast.unparse(function.returns)
        value = "None" if "None" in kind.split(" | ") else EMPTY.get(kind.partition("[")[0])
        if value is not None:
            yield RETURNED, f"return {value}"


def draw(room: str, count: int, seed: int, changed: frozenset[str] | None) -> list[Mutant]:
    """Some mutants of a room: lines drawn evenly, and one change of each."""
    by_line: dict[tuple[str, int], list[Mutant]] = {}
    for folder in ROOMS[room][0]:
        for path in sorted((ROOT / "src" / "wherefrom" / folder).rglob("*.py")):
            name = str(path.relative_to(ROOT))
            if changed is None or name in changed:
                for mutant in find_mutants(name, path.read_bytes()):
                    by_line.setdefault((name, mutant.line), []).append(mutant)
    chance = random.Random(f"{seed} {room}")  # noqa: S311 - the same seed draws the same mutants
    lines = chance.sample(sorted(by_line), min(count, len(by_line)))
    return [chance.choice(by_line[line]) for line in lines]


def copy_tree(to: Path) -> Path:
    """A copy of everything that git knows or would know."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],  # noqa: S607
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for name in listed.splitlines():
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, to / name)
    return to


def run_tests(tree: Path, tests: tuple[str, ...], *, keep_bytecode: bool = False) -> tuple[bool, str]:
    """Whether all tests pass in a tree, and the end of what they printed."""
    own = {"PYTHONPATH": str(tree / "src"), "PYTHONHASHSEED": "0"}
    own |= {} if keep_bytecode else {"PYTHONDONTWRITEBYTECODE": "1"}
    options = ["-x", "-q", "-n", "0", "-p", "no:randomly", "-p", "no:cacheprovider", "--timeout", "100", "--tb", "line"]
    present = [test for test in tests if (tree / test).exists()]
    try:
        ran = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "pytest", *options, *present],
            cwd=tree, env=os.environ | own, capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return False, "the tests hung"
    return ran.returncode == 0, ran.stdout[-2000:]


def is_noticed(tree: Path, mutant: Mutant, tests: tuple[str, ...]) -> bool:
    """Whether some test fails on a mutant; the tree is as it was afterwards."""
    path = tree / mutant.path
    source, status = path.read_bytes(), path.stat()
    try:
        path.write_bytes(mutant.apply(source))
        return not run_tests(tree, tests)[0]
    finally:
        path.write_bytes(source)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def show(mutant: Mutant) -> str:
    """A mutant as the lines that it changes."""
    source = (ROOT / mutant.path).read_bytes()
    before, after = (text.decode().splitlines() for text in (source, mutant.apply(source)))
    lines = [line for line in difflib.unified_diff(before, after, n=0, lineterm="") if line[:3] not in {"---", "+++"}]
    return "\n".join([f"{mutant.path}:{mutant.line}: {mutant.how}", *(f"    {line}" for line in lines[:8])])


def measure(rooms: list[str], drawn: dict[str, list[Mutant]], at_once: int) -> dict[str, list[Mutant]]:
    """The survivors of each room; each is printed when it is known."""
    trees: queue.Queue[Path] = queue.Queue()
    survivors: dict[str, list[Mutant]] = {room: [] for room in rooms}
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(at_once) as pool:
        for number in range(at_once):
            trees.put(copy_tree(Path(scratch) / str(number) / "tree"))

        def judge(room: str, mutant: Mutant) -> None:
            tree = trees.get()
            try:
                if not is_noticed(tree, mutant, ROOMS[room][1]):
                    survivors[room].append(mutant)
                    print(f"survives in {room}: {show(mutant)}", flush=True)
            finally:
                trees.put(tree)

        for room in rooms:
            passed, printed = run_tests(trees.queue[0], ROOMS[room][1], keep_bytecode=True)
            if not passed:
                sys.exit(f"The tests of {room} fail on the program as it is; no mutant can be told from it.\n{printed}")
            list(pool.map(judge, [room] * len(drawn[room]), drawn[room]))
    return survivors


def main() -> None:
    """Draw, run, print the survivors, and fail below a floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-room", type=int, default=20)
    parser.add_argument("--room", choices=sorted(ROOMS), action="append", help="only this room; may be given again")
    parser.add_argument("--changed", metavar="REV", help="only modules that differ from this revision")
    parser.add_argument("--at-once", type=int, default=2)
    arguments = parser.parse_args()
    changed = None
    if arguments.changed:
        named = ["git", "diff", "--name-only", arguments.changed, "--", "src"]
        listed = subprocess.run(named, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
        changed = frozenset(listed.stdout.split())
    drawn = {room: draw(room, arguments.per_room, arguments.seed, changed) for room in arguments.room or ROOMS}
    rooms = [room for room in drawn if drawn[room]]
    survivors = measure(rooms, drawn, arguments.at_once)
    floors: dict[str, float] = tomllib.loads(FLOORS.read_text(encoding="utf-8")).get("mutants", {})
    table, fallen = Table("room", "mutants", "survive", "noticed", "floor"), 0
    for room in rooms:
        count, floor = len(drawn[room]), floors.get(room, 0.0)
        noticed = 1 - len(survivors[room]) / count
        fallen += noticed < floor - SURE * sqrt(floor * (1 - floor) / count)
        table.add_row(room, str(count), str(len(survivors[room])), f"{noticed:.2f}", f"{floor:.2f}")
    Console(width=100).print(table)
    if fallen:
        sys.exit(f"The tests of {fallen} room(s) notice less than they did.")


if __name__ == "__main__":
    main()
