"""The program that breaks the program: what it changes, and that a test which looks notices it."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SOURCE = '''"""A module."""


def is_many(count: int, least: int) -> bool:
    """Whether there are enough."""
    if count > 7 and not least:
        return True
    return count >= least
'''
TEST = """from tiny import is_many


def test_boundary() -> None:
    assert [is_many(2, 2), is_many(1, 2), is_many(8, 0), is_many(7, 9)] == [True, False, True, False]
"""


@pytest.fixture(scope="module")
def mutants(project_root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("mutants", project_root / "benchmarks" / "mutants.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["mutants"] = module
    spec.loader.exec_module(module)
    return module


def test_every_kind_of_change_is_made(mutants: ModuleType) -> None:
    found = {
        (mutant.how, mutant.apply(SOURCE.encode()).decode().splitlines()[mutant.line - 1].strip())
        for mutant in mutants.find_mutants("src/tiny.py", SOURCE.encode())
    }
    assert ("condition negated", "if (not (count > 7 and (not least))):") in found
    assert ("and for or", "if (count > 7 or not least):") in found
    assert ("comparison changed", "if (count >= 7) and not least:") in found
    assert ("comparison changed", "return (count > least)") in found
    assert ("number changed", "if count > 8 and not least:") in found
    assert ("not dropped", "if count > 7 and (least):") in found
    assert ("last condition dropped", "if (count > 7):") in found
    assert ("truth changed", "return False") in found
    assert ("returned at once", "return False") in found
    assert len(found) == 9


@pytest.mark.parametrize(
    "source",
    [
        '"""Only words."""\n\nfrom os import path\n',
        "def fail(name: str) -> None:\n    raise ValueError(name, 7)\n",
        "from typing import Literal\n\nx: Literal[7]\n",
    ],
)
def test_words_imports_messages_and_annotations_stay(mutants: ModuleType, source: str) -> None:
    assert mutants.find_mutants("src/tiny.py", source.encode()) == []


def test_every_mutant_is_a_program(mutants: ModuleType, project_root: Path) -> None:
    path = project_root / "src" / "wherefrom" / "figures" / "find.py"
    for mutant in mutants.find_mutants("find.py", path.read_bytes()):
        compile(mutant.apply(path.read_bytes()), "find.py", "exec")


def test_the_same_seed_draws_the_same(mutants: ModuleType) -> None:
    first, again, other = (mutants.draw("trace", 5, seed, None) for seed in (1, 1, 2))
    assert first == again != other
    assert mutants.draw("trace", 5, 1, frozenset()) == []


def test_a_mutant_is_noticed_and_the_tree_is_as_it_was(mutants: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    module, test = tmp_path / "src" / "tiny.py", tmp_path / "test_tiny.py"
    module.write_text(SOURCE, encoding="utf-8")
    test.write_text(TEST, encoding="utf-8")
    by_change = {(m.how, m.line): m for m in mutants.find_mutants("src/tiny.py", SOURCE.encode())}
    assert mutants.is_noticed(tmp_path, by_change["comparison changed", 8], ("test_tiny.py",))
    # What the test does not look at, it does not notice: no count of seven stands beside a least of none.
    assert not mutants.is_noticed(tmp_path, by_change["comparison changed", 6], ("test_tiny.py",))
    assert module.read_text(encoding="utf-8") == SOURCE
