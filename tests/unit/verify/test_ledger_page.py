"""The check printed in docs/ledger.md runs as printed, on a bare Python, and finds what it says it finds."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from wherefrom.records import ActKind
from wherefrom.verify import verify_case


@pytest.fixture(scope="module")
def program(project_root: Path) -> str:
    (block,) = re.findall(r"```python\n(.*?)```", (project_root / "docs/ledger.md").read_text(), re.DOTALL)
    return str(block)


def run(program: str, case: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", "-S", "-c", program, str(case)], check=False, capture_output=True, text=True
    )


def alter_line(case: Path) -> None:
    path = case / "custody.jsonl"
    path.write_bytes(path.read_bytes().replace(b"a collector", b"b collector", 1))


def cut_line(case: Path) -> None:
    path = case / "custody.jsonl"
    path.write_bytes(path.read_bytes()[:-1])


def alter_payload(case: Path) -> None:
    path = next(path for path in (case / "evidence/data").rglob("*.txt"))
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b" ")


def remove_payload(case: Path) -> None:
    next(path for path in (case / "evidence/data").rglob("*.txt")).unlink()


def add_payload(case: Path) -> None:
    (case / "evidence/data/planted").write_text("x")


def test_sound_case_passes_with_the_same_head(program: str, case: Path) -> None:
    ended = run(program, case)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout == f"all is well\nhead {verify_case(case).head}\n"


@pytest.mark.parametrize("damage", [alter_line, cut_line, alter_payload, remove_payload, add_payload])
def test_damaged_case_fails(program: str, case: Path, damage: Callable[[Path], None]) -> None:
    damage(case)
    ended = run(program, case)
    assert ended.returncode == 1
    assert ended.stderr == ""
    assert "all is well" not in ended.stdout


def test_it_is_about_twenty_lines(program: str) -> None:
    assert len(program.strip().splitlines()) <= 22


def test_page_names_every_kind_of_act(project_root: Path) -> None:
    page = (project_root / "docs/ledger.md").read_text()
    assert all(f"`{kind}`" in page for kind in ActKind)
