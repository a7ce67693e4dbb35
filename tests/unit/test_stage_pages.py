"""What the pages of docs/stages name in backticks exists: modules, functions, settings, checks, files of this project."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from wherefrom.config import FIELDS

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs" / "stages").glob("*.md"))
# Other people's programs.
ELSEWHERE = {
    "bagit.py",
    "score_transmission.py",
    "score_timex.py",
    "score_figures.py",
    "score_claims.py",
    "score_reuse.py",
}


@cache
def known_names() -> frozenset[str]:
    """Every name that the code knows: modules, functions, classes, fields, and words of its data."""
    found = set(FIELDS)
    for folder in ("src", "benchmarks", "tests", "fuzz"):
        for module in (ROOT / folder).rglob("*.py"):
            found |= {module.stem, module.name, module.parent.name}
            found |= set(re.findall(r"[A-Za-z_]\w*", module.read_text(encoding="utf-8")))
    return frozenset(found)


@cache
def data_files() -> frozenset[str]:
    return frozenset(path.name for path in (ROOT / "src").rglob("*") if path.is_file())


def ticked(page: Path) -> list[str]:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"`([^`\n]+)`", text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_files_that_a_page_names_exist(page: Path) -> None:
    for words in ticked(page):
        for path in re.findall(r"\b(?:tests|benchmarks|examples|docs|fuzz|training|src)/[\w./-]+", words):
            assert (ROOT / path).exists(), f"{page.name}: {path}"
        if re.fullmatch(r"\w+\.(?:py|toml|tsv)", words) and words not in ELSEWHERE | {"case.toml"}:
            assert words in known_names() | data_files(), f"{page.name}: {words}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_functions_settings_and_modules_that_a_page_names_exist(page: Path) -> None:
    for words in ticked(page):
        name = re.match(r"([a-z]+(?:_[a-z0-9]+)+)(?:\(|$| =)", words)
        if name is not None:
            assert name[1] in known_names(), f"{page.name}: {name[1]}"
        for setting in re.findall(r"^(\w+) = ", words):
            assert setting in FIELDS, f"{page.name}: {setting}"


def test_the_page_of_checks_lists_every_check_and_no_other() -> None:
    listed = re.findall(
        r"^\| ([a-z ]+) \|", (ROOT / "docs" / "stages" / "check.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    # A check is named by the constant CHECK of its module, or by one that ends so where a module holds two.
    named = [
        constant.value
        for module in (ROOT / "src" / "wherefrom" / "check").glob("*.py")
        for node in ast.parse(module.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign) and re.search(r"\bCHECK\b|_CHECK\b", ast.unparse(node.targets[0]))
        for constant in ast.walk(node.value)
        if isinstance(constant, ast.Constant)
    ]
    assert sorted(listed) == sorted([*named, "check"])
