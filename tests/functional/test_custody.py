"""Custody as a user meets it: told at the collection, told later, handed over, printed."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

import wherefrom as program
from tests.running import run_program as wherefrom
from wherefrom.records import Collection, Transfer

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# What the hostile name of the case would make the title, could it run.
ATTACK = '</title></style><script>document.title="owned"</script><img src=x onerror="document.title=\'owned\'">'


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("a case – é")
    for number in (1, 2):
        (folder / f"letter {number}.txt").write_text(f"The harbour master said that shed {number} burned.\n")
    assert wherefrom("init", folder / "case", "--name", "The quay fire").returncode == 0
    added = wherefrom(
        "add", folder / "case", folder / "letter 1.txt", folder / "letter 2.txt", "-q", "--collector", "Ada",
        "--source", "a neighbour", "--url", "https://example.org/a", "--obtained-at", "2026-11", "--how", "by hand",
        "--context", "the thread", "--custodian", "Room 2", "--organisation", "The Desk", "--note", "wet",
    )  # fmt: skip
    assert added.returncode == 0, added.stderr
    return folder / "case"


def acts(case: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (case / "custody.jsonl").read_text().splitlines()]


def test_what_add_is_told_stands_in_every_act(case: Path) -> None:
    captured = [act for act in acts(case) if act["kind"] == "capture"]
    assert len(captured) == 2
    for number, act in enumerate(captured, start=1):
        details = act["details"]
        assert isinstance(details, dict)
        assert act["by"] == "Ada"
        assert details["reference"] == f"TQF-00000{number}"
        told = {"obtained_from": "a neighbour", "obtained_at": "2026-11", "how": "by hand", "context": "the thread",
                "custodian": "Room 2", "organisation": "The Desk", "note": "wet", "url": "https://example.org/a"}  # fmt: skip
        assert told.items() <= details.items()


def test_wrong_telling_adds_nothing_and_says_what_to_do(case: Path) -> None:
    before = (case / "custody.jsonl").read_bytes()
    refused = wherefrom("add", case, case.parent / "letter 1.txt", "--obtained-at", "yesterday", "--url", "quay")
    assert refused.returncode == 2
    assert "obtained_at" in refused.stderr
    assert "url" in refused.stderr
    assert (case / "custody.jsonl").read_bytes() == before


def test_notes_and_hand_overs_reach_the_papers(case: Path, tmp_path: Path) -> None:
    assert wherefrom("note", case, "TQF-000002", "--context", "posted before the fire").returncode == 0
    handed = wherefrom("transfer", case, "TQF-000002", "--to", "B. Lawyer", "--from", "Room 2", "--medium", "disk 7")
    assert "1 item handed over to B. Lawyer" in handed.stdout
    written = wherefrom("custody", case, "--out", tmp_path / "papers", "-q")
    assert written.returncode == 0, written.stderr
    report = (tmp_path / "papers" / "custody-report.html").read_text(encoding="utf-8")
    for words in ("posted before the fire", "B. Lawyer", "disk 7", "Everything matches.", "Room 2; B. Lawyer"):
        assert words in report
    told = json.loads(wherefrom("custody", case, "TQF-000002", "--json").stdout)
    assert [item["holder"] for item in told["items"]] == ["B. Lawyer"]
    assert told["checked"]["head"] in report
    assert wherefrom("verify", case, "-q").returncode == 0


def test_items_are_listed_with_their_references(case: Path) -> None:
    listed = wherefrom("custody", case, "--list").stdout
    assert "TQF-000001" in listed
    assert "letter 2.txt" in listed


def test_blank_form_needs_no_item(tmp_path: Path) -> None:
    program.create(tmp_path / "case", "Empty")
    assert wherefrom("custody", tmp_path / "case", "--blank", "--out", tmp_path / "out").returncode == 0
    assert "Signature" in (tmp_path / "out" / "collection-form-blank.html").read_text(encoding="utf-8")


def test_papers_never_go_into_the_case(case: Path) -> None:
    refused = wherefrom("custody", case, "--out", case / "evidence" / "papers", "-q")
    assert refused.returncode == 2
    assert not (case / "evidence" / "papers").exists()


def test_altered_case_is_told_in_the_report(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Nothing burned.\n")
    case = program.create(tmp_path / "case", "Altered", "Ada")
    capture = case.add(tmp_path / "letter.txt").new[0]
    payload = tmp_path / "case" / "evidence" / capture.path
    payload.chmod(0o644)
    payload.write_text("Nothing burnt.\n")
    case.write_custody(case.custody(), tmp_path / "papers")
    report = (tmp_path / "papers" / "custody-report.html").read_text(encoding="utf-8")
    assert "Does not match" in report
    assert capture.path in report


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The papers of a case in which everything that can be told is an attack."""
    folder = tmp_path_factory.mktemp("hostile")
    for number in (1, 2, 3):
        (folder / f"{number}<script>document.title='owned'<∕script>.txt").write_text(f"Letter {number}.\n")
    case = program.create(folder / "case", ATTACK, ATTACK)
    case.add(*sorted(folder.glob("*.txt")), told=Collection(note=ATTACK, context=ATTACK, custodian=ATTACK))
    case.transfer(Transfer(ATTACK, note=ATTACK))
    case.write_custody(case.custody(), folder / "papers")
    case.write_blank_form(folder / "papers")
    return folder / "papers"


def chromium(papers: Path, *arguments: str) -> str:
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        if os.environ.get("CI") == "true":
            pytest.fail("a browser is absent, and in CI nothing may be")
        pytest.skip("a browser is absent")
    switches = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
                "--disable-dev-shm-usage", f"--user-data-dir={papers.parent / 'profile'}")  # fmt: skip
    ran = subprocess.run([browser, *switches, *arguments], capture_output=True, text=True, check=False, timeout=120)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.mark.parametrize("name", ["custody-report", "collection-form", "collection-form-blank"])
def test_nothing_hostile_runs_in_a_browser(papers: Path, name: str) -> None:
    page = chromium(papers, "--dump-dom", (papers / f"{name}.html").as_uri())
    assert "<title>owned</title>" not in page
    assert "<script" not in page
    assert "<img" not in page


def test_form_prints_on_one_page_an_item_with_running_title_and_page_numbers(papers: Path) -> None:
    target = papers.parent / "form.pdf"
    chromium(papers, f"--print-to-pdf={target}", "--no-pdf-header-footer", (papers / "collection-form.html").as_uri())
    printed = pypdfium2.PdfDocument(target)
    texts = [page.get_textpage().get_text_bounded() for page in printed]
    assert len(texts) == 3
    for number, text in enumerate(texts, start=1):
        assert f"Page {number} of 3" in text
        assert f"-00000{number}" in text
        assert text.count("Signature") == 2
        assert "Collection form · </title>" in text
