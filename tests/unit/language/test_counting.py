import re
from pathlib import Path

import pytest

from wherefrom.language.counting import counted


def test_one_is_singular_and_any_other_number_plural() -> None:
    assert [counted(number, "claim") for number in (0, 1, 2, 2345)] == [
        "0 claims",
        "1 claim",
        "2 claims",
        "2,345 claims",
    ]
    assert counted(1, "copy", "copies") == "1 copy"
    assert counted(3, "copy", "copies") == "3 copies"


def test_in_words_up_to_ten() -> None:
    said = [counted(number, "document", in_words=True) for number in (0, 1, 10, 11)]
    assert said == ["no documents", "one document", "ten documents", "11 documents"]


# verify may use the standard library alone; the rooms of attribute keep theirs.
@pytest.mark.parametrize("room", ["capture", "case", "check", "cli", "figures", "link", "publish", "read", "trace"])
def test_nobody_makes_a_plural_by_hand(project_root: Path, room: str) -> None:
    by_hand = re.compile(r"""\w\{['"](?:y|s|ies|s were)?['"] if |[a-z]\{['"]['"] if .* == 1 else|\w\(s\) """)
    for module in (project_root / "src" / "wherefrom" / room).rglob("*.py"):
        for number, line in enumerate(module.read_text(encoding="utf-8").splitlines(), start=1):
            assert '"' not in line or not by_hand.search(line) or "the span(s)" in line, f"{module}:{number}: {line}"
