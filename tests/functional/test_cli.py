"""The program seen from outside: each command started as a user would."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.running import run_program as wherefrom

ARTICLE = """Two sheds burned at Port Ellory

By Ana Brandt
The Ellory Courier
March 4, 2026

Two sheds burned at the old fish market in Port Ellory on Tuesday, the fire brigade said.

“We found nobody inside,” said Jon Peric, the brigade's chief. He added that about 40 barrels were stored there.

According to a report by the harbour board, the sheds were empty.
"""


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with one article, added and traced."""
    folder = tmp_path_factory.mktemp("a case – é")
    (folder / "docs").mkdir()
    (folder / "docs" / "fire.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "docs" / "empty.txt").write_bytes(b"")
    case = folder / "case"
    assert wherefrom("init", case, "--name", "The fire").returncode == 0
    added = wherefrom("add", case, folder / "docs")
    assert added.returncode == 0, added.stderr
    assert "empty.txt" in added.stdout
    ran = wherefrom("trace", case)
    assert ran.returncode == 0, ran.stderr
    return case


def test_claims_are_shown_with_what_they_rest_on(traced: Path) -> None:
    shown = wherefrom("show", traced)
    assert shown.returncode == 0, shown.stderr
    assert "nobody inside" in shown.stdout
    claims = json.loads(wherefrom("show", traced, "--json").stdout)
    assert all(pair["trace"]["lo"] <= pair["trace"]["hi"] for pair in claims)


def test_one_claim_is_shown_as_a_tree_down_to_its_speaker(traced: Path) -> None:
    shown = wherefrom("show", traced, "nobody inside")
    assert shown.returncode == 0, shown.stderr
    assert "Jon Peric" in shown.stdout


def test_gaps_name_what_is_cited_and_what_was_not_read(traced: Path) -> None:
    gaps = wherefrom("gaps", traced)
    assert "harbour board" in gaps.stdout, gaps.stderr
    assert "empty.txt" in gaps.stdout
    assert json.loads(wherefrom("gaps", traced, "--json").stdout)["not_read"]


def test_search_shows_snippets(traced: Path) -> None:
    assert "[barrels]" in wherefrom("search", traced, "barrels").stdout
    assert "No document" in wherefrom("search", traced, "giraffe").stdout


def test_second_trace_finds_nothing_new(traced: Path) -> None:
    again = wherefrom("trace", traced, "--json")
    done = json.loads(again.stdout)
    assert not done["is_new"]
    assert [stage["done"] for stage in done["stages"]] == [0] * len(done["stages"])
    assert done["fallbacks"] == []


def test_dossier_is_published_and_verified_by_a_bare_python(traced: Path) -> None:
    dossier = traced.parent / "dossier"
    published = wherefrom("publish", traced, dossier)
    assert published.returncode == 0, published.stderr
    assert (dossier / "index.html").is_file()
    for folder in (traced, dossier):
        # -S -I: no site-packages, no environment; the package's own source is all there is.
        source = Path(__file__).resolve().parents[2] / "src"
        bare = f"import sys, runpy; sys.path.insert(0, {str(source)!r}); sys.argv = ['verify', {str(folder)!r}];"
        script = bare + "runpy.run_module('wherefrom.verify', run_name='__main__')"
        ran = subprocess.run([sys.executable, "-I", "-S", "-c", script], capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stdout + ran.stderr


def test_exports_are_written(traced: Path, tmp_path: Path) -> None:
    assert wherefrom("export", traced, "--format", "json", "--out", tmp_path / "all.json").returncode == 0
    assert json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert wherefrom("export", traced, "--format", "csv", "--out", tmp_path / "tables").returncode == 0
    assert "nobody inside" in (tmp_path / "tables" / "statements.csv").read_text(encoding="utf-8")
    refused = wherefrom("export", traced, "--format", "xml", "--out", tmp_path / "x")
    assert refused.returncode == 2
    assert "json, csv, parquet" in refused.stderr


def test_one_flipped_byte_is_found(tmp_path: Path) -> None:
    case, source = tmp_path / "case", tmp_path / "a.txt"
    source.write_text("Something was said.", encoding="utf-8")
    wherefrom("init", case)
    wherefrom("add", case, source)
    assert wherefrom("verify", case).returncode == 0
    original = next(path for path in (case / "evidence" / "data").rglob("*") if path.is_file())
    original.chmod(0o644)
    original.write_bytes(original.read_bytes().replace(b"said", b"sand"))
    verified = wherefrom("verify", case)
    assert verified.returncode == 1
    assert original.name in verified.stdout


def test_lists_of_paths_come_from_standard_input(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("A list named this file.", encoding="utf-8")
    wherefrom("init", tmp_path / "case")
    added = wherefrom("add", tmp_path / "case", "-", "--json", stdin=f"{source}\n{tmp_path / 'absent.txt'}\n")
    report = json.loads(added.stdout)
    assert [capture["name"] for capture in report["new"]] == ["a.txt"]
    assert "absent.txt" in report["refused"][0][0]


def test_a_file_that_is_not_there_is_named_and_fails_while_the_rest_is_added(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It is there.", encoding="utf-8")
    wherefrom("init", tmp_path / "case")
    for options in ((), ("--json",)):
        added = wherefrom("add", tmp_path / "case", tmp_path / "absent.txt", tmp_path / "a.txt", *options)
        assert added.returncode == 1
        assert str(tmp_path / "absent.txt") in added.stderr
        assert "a.txt" in (tmp_path / "case" / "custody.jsonl").read_text(encoding="utf-8")


def test_same_bytes_twice_are_one_capture_with_two_acts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Once.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Once.", encoding="utf-8")
    wherefrom("init", tmp_path / "case")
    report = json.loads(wherefrom("add", tmp_path / "case", tmp_path / "a.txt", tmp_path / "b.txt", "--json").stdout)
    assert (len(report["new"]), len(report["known"])) == (1, 1)
    lines = (tmp_path / "case" / "custody.jsonl").read_text(encoding="utf-8").splitlines()
    assert sum('"kind":"capture"' in line for line in lines) == 2


def test_errors_say_what_with_what_and_what_to_do(tmp_path: Path) -> None:
    missing = wherefrom("show", tmp_path / "nothing")
    assert missing.returncode == 2
    assert "is no case" in missing.stderr
    assert "wherefrom init" in missing.stderr
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x")
    taken = wherefrom("init", tmp_path / "full")
    assert taken.returncode == 2
    assert "not empty" in taken.stderr


def test_deleted_database_is_made_again_from_evidence_and_ledger(traced: Path) -> None:
    before = wherefrom("show", traced, "--json").stdout
    for file in traced.glob("case.db*"):
        file.unlink()
    assert wherefrom("trace", traced).returncode == 0
    assert wherefrom("show", traced, "--json").stdout == before


def test_a_hostile_name_cannot_repaint_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[2J\u202egpj.txt").write_bytes(b"")
    wherefrom("init", tmp_path / "case")
    added = wherefrom("add", tmp_path / "case", tmp_path / "a\x1b[2J\u202egpj.txt")
    assert "\x1b[2J" not in added.stdout
    assert "\u202e" not in added.stdout
    assert "<U+001B>" in added.stdout


def test_stopping_loses_nothing(tmp_path: Path) -> None:
    rows = "".join(
        json.dumps({"id": n, "text": f"The mayor said that {n} sheds burned. " * 40}) + "\n" for n in range(3)
    )
    for number in range(12):
        (tmp_path / f"{number}.jsonl").write_text(rows.replace("mayor", f"mayor of {number}"), encoding="utf-8")
    case = tmp_path / "case"
    wherefrom("init", case)
    arguments = [sys.executable, "-m", "wherefrom", "add", str(case), *map(str, sorted(tmp_path.glob("*.jsonl")))]
    running = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    ledger = case / "custody.jsonl"
    deadline = time.monotonic() + 60
    while ledger.read_text(encoding="utf-8").count("\n") < 4 and time.monotonic() < deadline:
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=60)
    assert running.returncode in (0, 130)
    assert wherefrom("verify", case).returncode == 0
    assert wherefrom("add", case, *sorted(tmp_path.glob("*.jsonl"))).returncode == 0
    shown = wherefrom("trace", case)
    assert "36 documents" in shown.stdout, shown.stderr
    assert wherefrom("verify", case).returncode == 0
