"""Exports: everything in the JSON, rows that lead to bytes, and cells that no spreadsheet runs."""

import csv
import json
from dataclasses import fields, replace
from pathlib import Path

import pytest

from wherefrom.errors import UsageError
from wherefrom.publish import export_csv, export_json
from wherefrom.publish.exporting import disarm
from wherefrom.records import CaseRecords, decode_record


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_json_holds_every_record_and_can_be_read_back(case: CaseRecords, tmp_path: Path) -> None:
    case.document  # noqa: B018 - a look-up that was made must not appear in the export
    export_json(case, tmp_path / "case.json")
    data = (tmp_path / "case.json").read_text()
    assert set(json.loads(data)) == {field.name for field in fields(case)}
    assert decode_record(data, CaseRecords) == case


def test_json_to_a_folder_is_refused(case: CaseRecords, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        export_json(case, tmp_path)


def test_every_record_is_one_row(case: CaseRecords, tmp_path: Path) -> None:
    export_csv(case, tmp_path)
    counts = {path.stem: len(rows(path)) for path in tmp_path.glob("*.csv")}
    assert counts == {"claims": 5, "statements": 8, "findings": 3, "documents": 6, "links": 2}


def test_statement_row_leads_to_its_bytes(case: CaseRecords, tmp_path: Path) -> None:
    export_csv(case, tmp_path)
    for row in rows(tmp_path / "statements.csv"):
        text = case.document[row["document"]].text
        words = text.encode()[int(row["unit_start"]) : int(row["unit_end"])].decode()
        assert row["words"] == words
        assert row["digest"] == case.statement[row["statement"]].digest
        assert row["part"] == ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_cell_that_looks_like_a_formula_is_disarmed(start: str) -> None:
    assert disarm(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


def test_numbers_and_plain_words_stay_as_they_are() -> None:
    assert [disarm(cell) for cell in (-3, 0.5, "a=b", "", None)] == [-3, 0.5, "a=b", "", None]


def test_hostile_names_reach_the_tables_disarmed(case: CaseRecords, tmp_path: Path) -> None:
    document = replace(case.documents[0], name='=HYPERLINK("x")', author="@SUM(1)")
    export_csv(replace(case, documents=(document, *case.documents[1:])), tmp_path)
    row = rows(tmp_path / "documents.csv")[0]
    assert (row["name"], row["author"]) == ('\'=HYPERLINK("x")', "'@SUM(1)")
