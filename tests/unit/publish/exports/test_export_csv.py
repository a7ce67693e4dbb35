"""CSV: rows that lead to bytes, and cells that no spreadsheet runs."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from wherefrom.publish import ExportSource, write_export
from wherefrom.publish.exports.export_csv import disarm


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_record_is_one_row(source: ExportSource, tmp_path: Path) -> None:
    summary = write_export(source, "csv", tmp_path / "out")
    counts = {path.stem: len(rows(path)) for path in (tmp_path / "out").glob("*.csv")}
    assert counts == summary.counts == {"claims": 5, "statements": 8, "findings": 3, "documents": 6, "links": 2}


def test_statement_row_leads_to_its_bytes(source: ExportSource, tmp_path: Path) -> None:
    write_export(source, "csv", tmp_path / "out")
    for row in rows(tmp_path / "out/statements.csv"):
        text = source.case.document[row["document"]].text
        words = text.encode()[int(row["unit_start"]) : int(row["unit_end"])].decode()
        assert row["words"] == words
        assert row["digest"] == source.case.statement[row["statement"]].digest
        assert row["part"] == ""


FORMULAS = [
    "=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", '"=1"', "'=1", "“=1”",
    "\ufeff=1", "\u200b=1", "\u202e=1", "＝1", "＋1", "－1", "＠1", " ＝1", "﹦1", "|calc", "\x00=1", "\x1f+1", '""=1',
    "\u3000@a", "\v=1",
]  # fmt: skip


@pytest.mark.parametrize("cell", FORMULAS, ids=ascii)
def test_cell_that_looks_like_a_formula_is_disarmed(cell: str) -> None:
    assert disarm(cell) == f"'{cell}"


def test_numbers_and_plain_words_stay_as_they_are() -> None:
    plain = (-3, 0.5, "a=b", "", None, "“Forty crates”, he said", " a", "'tis", "3-4", "–", "• one")
    assert [disarm(cell) for cell in plain] == list(plain)


def test_hostile_names_reach_the_tables_disarmed_and_counted(source: ExportSource, tmp_path: Path) -> None:
    case = source.case
    document = replace(case.documents[0], name='=HYPERLINK("x")', author="@SUM(1)", title="a\0b\ud800")
    hostile = replace(source, case=replace(case, documents=(document, *case.documents[1:])))
    summary = write_export(hostile, "csv", tmp_path / "out")
    row = rows(tmp_path / "out/documents.csv")[0]
    assert (row["name"], row["author"], row["title"]) == ('\'=HYPERLINK("x")', "'@SUM(1)", "a⟦U+0000⟧b⟦U+D800⟧")
    told = {own.what: own.count for own in summary.omissions}
    assert (told["cells"], told["characters"]) == (2, 2)


def test_no_cell_of_a_hostile_case_begins_like_a_formula(hostile: ExportSource, tmp_path: Path) -> None:
    write_export(hostile, "csv", tmp_path / "out")
    for path in (tmp_path / "out").glob("*.csv"):
        for row in rows(path):
            for cell in row.values():
                assert disarm(cell) == cell or cell.lstrip("-").replace(".", "").isdigit()
