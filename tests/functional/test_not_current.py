"""Nothing stale is shown as current: what is not up to date is said, and not published unless a person asks for it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import wherefrom
from wherefrom.cli.app import app
from wherefrom.errors import ModelError, UsageError

FIRST = "The port dumped forty drums into the river, said Mara Quill, a diver. It rained on Monday."
LATER = "The port has denied that drums were dumped, a spokesman said."


@pytest.fixture
def traced(tmp_path: Path) -> Path:
    made = wherefrom.create(tmp_path / "case", "Drums", collector="Ada Brandt")
    (tmp_path / "case" / "case.toml").write_text('name = "Drums"\nreader = "rules"\n', encoding="utf-8")
    (tmp_path / "first.txt").write_text(FIRST, encoding="utf-8")
    made = wherefrom.open(tmp_path / "case")
    made.add(tmp_path / "first.txt")
    made.trace()
    return tmp_path / "case"


@pytest.fixture
def behind(traced: Path) -> Path:
    """A case to which a document was added after it was traced."""
    later = traced.parent / "later.txt"
    later.write_text(LATER, encoding="utf-8")
    wherefrom.open(traced).add(later)
    return traced


def test_a_traced_case_is_current(traced: Path) -> None:
    assert wherefrom.open(traced).stale() == ()
    wherefrom.open(traced).publish(traced.parent / "dossier")
    assert "Not up to date" not in (traced.parent / "dossier" / "index.html").read_text(encoding="utf-8")


def test_a_document_added_after_tracing_keeps_the_dossier_from_being_published(behind: Path) -> None:
    with pytest.raises(
        UsageError, match="1 document is not looked through for figures, dates, attributions, statements"
    ) as refused:
        wherefrom.open(behind).publish(behind.parent / "dossier")
    assert "wherefrom trace" in refused.value.remedy
    assert not (behind.parent / "dossier").exists()


def test_a_stale_dossier_that_was_asked_for_says_so_on_every_page(behind: Path) -> None:
    ran = CliRunner().invoke(app, ["publish", str(behind), str(behind.parent / "dossier"), "--stale", "--quiet"])
    assert ran.exit_code == 0, ran.output
    pages = list((behind.parent / "dossier").rglob("*.html"))
    assert len(pages) > 5
    assert all("Not up to date" in page.read_text(encoding="utf-8") for page in pages)


@pytest.mark.parametrize("command", [["show"], ["gaps"], ["export", "--out", "x.json"]])
def test_what_is_shown_and_exported_says_that_it_is_old(
    behind: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(behind.parent)
    ran = CliRunner().invoke(app, [command[0], str(behind), *command[1:]])
    assert ran.exit_code == 0, ran.output
    assert "Not up to date" in ran.stderr
    assert wherefrom.open(behind).trace().is_new
    assert "Not up to date" not in CliRunner().invoke(app, [command[0], str(behind), *command[1:]]).stderr


def test_an_export_carries_what_of_it_is_old(behind: Path) -> None:
    wherefrom.open(behind).export(behind.parent / "x.json")
    kept = json.loads((behind.parent / "x.json").read_text(encoding="utf-8"))
    assert kept["stale"] == list(wherefrom.open(behind).stale())


def test_a_case_whose_documents_state_nothing_can_be_published(tmp_path: Path) -> None:
    made = wherefrom.create(tmp_path / "case", "Nothing", collector="Ada Brandt")
    (tmp_path / "list.txt").write_text("Apples\n\nPears\n", encoding="utf-8")
    made.add(tmp_path / "list.txt")
    made.trace()
    assert not made.records.claims
    assert made.publish(tmp_path / "dossier").pages


def test_a_case_that_was_never_traced_is_not_published(tmp_path: Path) -> None:
    made = wherefrom.create(tmp_path / "case", "Nothing", collector="Ada Brandt")
    (tmp_path / "list.txt").write_text(FIRST, encoding="utf-8")
    made.add(tmp_path / "list.txt")
    with pytest.raises(UsageError, match="not up to date"):
        made.publish(tmp_path / "dossier")


def test_another_way_of_finding_statements_makes_the_case_stale(traced: Path) -> None:
    (traced / "case.toml").write_text('name = "Drums"\n', encoding="utf-8")
    assert wherefrom.open(traced).stale() == (
        "1 document is not looked through for attributions, statements, speakers and citations",
        "links, claims, parties, traces and findings are older than what the case holds",
    )


@pytest.mark.usefixtures("work_here")
def test_a_model_that_cannot_be_used_is_told_by_trace_claims_and_dossier(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> str:
        raise ModelError("The model 'sentences' is gone.")

    monkeypatch.setattr("wherefrom.link.claims.meaning.check_model", refuse)
    monkeypatch.setattr("wherefrom.link.claims.meaning.load_sentences", refuse)
    made = wherefrom.create(tmp_path / "case", "Drums", collector="Ada Brandt")
    (tmp_path / "first.txt").write_text(FIRST, encoding="utf-8")
    made.add(tmp_path / "first.txt")
    [fallback] = made.trace().fallbacks
    assert "by words alone" in fallback
    assert "is gone" in fallback
    assert all(claim.maker.endswith("words alone") for claim in made.records.claims)
    made.publish(tmp_path / "dossier")
    assert "by words alone" in (tmp_path / "dossier" / "making.html").read_text(encoding="utf-8")
