"""One word, one meaning: in the glossary, in the names of classes, in the names of modules."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

# Names of modules that stand twice, each with the reason. The list may only become shorter.
MODULES = {
    "__main__": "Python asks for the name",
    "custody": "the records, the road, and the commands: one thing in three rooms",
    "statements": "the records, and how they are found",
    "variants": "rival tellings, while linking and while tracing",
}


def modules_of(package: Path) -> Iterator[Path]:
    yield from (path for path in sorted(package.rglob("*.py")) if path.name != "__init__.py")


def test_a_class_name_means_one_thing(project_root: Path) -> None:
    homes = defaultdict(list)
    for module in modules_of(project_root / "src" / "wherefrom"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                homes[node.name].append(str(module))
    assert not {name: places for name, places in homes.items() if len(places) > 1}


def test_a_module_name_means_one_thing(project_root: Path) -> None:
    homes = defaultdict(list)
    for module in modules_of(project_root / "src" / "wherefrom"):
        homes[module.stem].append(str(module))
    twice = {name for name, places in homes.items() if len(places) > 1}
    assert not twice - MODULES.keys(), {name: homes[name] for name in twice - MODULES.keys()}
    assert not MODULES.keys() - twice, "these stand once now: take them off the list"


@pytest.fixture(scope="module")
def glossary(project_root: Path) -> dict[str, object]:
    script = project_root / "docs" / "generate_glossary.py"
    namespace: dict[str, object] = {"__file__": str(script), "__name__": "docs"}
    exec(script.read_text(encoding="utf-8"), namespace)  # noqa: S102
    return namespace


def test_the_glossary_is_what_the_list_says(project_root: Path, glossary: dict[str, object]) -> None:
    describe = glossary["describe_words"]
    assert callable(describe)
    page = (project_root / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert page == describe(), "run python docs/generate_glossary.py"


def test_a_word_of_the_glossary_stands_in_it_once_and_has_a_meaning(glossary: dict[str, object]) -> None:
    list_words = glossary["list_words"]
    assert callable(list_words)
    words = [word for entry, _ in list_words() for word in entry.split(", ")]
    assert len(words) == len(set(words))
    assert all(len(meaning) > 10 and "|" not in meaning for _, meaning in list_words())
    assert {"layer", "turn", "furniture", "note", "party", "docket", "allegation", "stance", "origin"} <= set(words)
