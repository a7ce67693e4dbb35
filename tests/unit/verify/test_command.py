"""``python -m wherefrom.verify``: on a bare Python, with nothing installed."""

import re
import subprocess
import sys
from pathlib import Path


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    # -S: without site-packages; -E and an empty environment: nothing but the interpreter and this source.
    program = f"import sys; sys.path.insert(0, {str(root / 'src')!r}); import runpy; sys.argv[0] = 'verify'; "
    program += "runpy.run_module('wherefrom.verify', run_name='__main__', alter_sys=True)"
    command = [sys.executable, "-S", "-E", "-c", program, *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8", env={})


def test_sound_case_ends_with_0_and_prints_the_head(project_root: Path, case: Path) -> None:
    ended = run(project_root, str(case))
    assert ended.returncode == 0, ended.stderr
    assert re.search(r"^Head of the ledger: [0-9a-f]{64}$", ended.stdout, re.MULTILINE)
    assert ended.stdout.endswith("Everything matches.\n")


def test_altered_case_ends_with_1_and_names_the_thing(project_root: Path, case: Path) -> None:
    (case / "evidence/bagit.txt").write_text("x")
    ended = run(project_root, str(case))
    assert ended.returncode == 1
    assert "altered: evidence/bagit.txt" in ended.stdout


def test_dossier_is_verified(project_root: Path, dossier: Path) -> None:
    assert run(project_root, str(dossier)).returncode == 0


def test_known_head_is_held_against_the_ledger(project_root: Path, case: Path) -> None:
    head = re.findall(r"ledger: (\S+)", run(project_root, str(case)).stdout)[0]
    assert run(project_root, str(case), "--head", head.upper()).returncode == 0
    assert run(project_root, str(case), "--head", "0" * 64).returncode == 1


def test_misuse_ends_with_2(project_root: Path, case: Path, tmp_path: Path) -> None:
    assert run(project_root).returncode == 2
    assert run(project_root, str(tmp_path / "nothing")).returncode == 2
    assert run(project_root, str(case), "--head", "short").returncode == 2


def test_nothing_is_written(project_root: Path, case: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in case.rglob("*")}
    run(project_root, str(case))
    assert {path: path.stat().st_mtime_ns for path in case.rglob("*")} == before
