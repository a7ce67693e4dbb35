"""JSON: everything, and back again."""

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest

from wherefrom.errors import UsageError
from wherefrom.publish import ExportSource, write_export
from wherefrom.records import CaseRecords, decode_record


def test_every_record_can_be_read_back(source: ExportSource, tmp_path: Path) -> None:
    source.case.document  # noqa: B018 - a look-up that was made must not appear in the export
    summary = write_export(source, "json", tmp_path / "case.json")
    data = summary.path.read_text(encoding="utf-8")
    assert set(json.loads(data)) == {field.name for field in fields(CaseRecords)}
    assert decode_record(data, CaseRecords) == source.case
    assert summary.omissions == ()
    assert summary.counts["statements"] == len(source.case.statements)


def test_lone_surrogates_are_written_out_and_counted(source: ExportSource, tmp_path: Path) -> None:
    claim = replace(source.case.claims[0], text="a\ud800b")
    hostile = replace(source, case=replace(source.case, claims=(claim, *source.case.claims[1:]), name="\udfff"))
    summary = write_export(hostile, "json", tmp_path / "case.json")
    back = decode_record(summary.path.read_bytes(), CaseRecords)
    assert (back.claims[0].text, back.name) == ("a⟦U+D800⟧b", "⟦U+DFFF⟧")
    assert [(own.count, own.what) for own in summary.omissions] == [(2, "characters")]
    assert back.claims[1:] == source.case.claims[1:]


def test_a_folder_in_the_way_is_left_alone(source: ExportSource, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("x")
    with pytest.raises(UsageError, match="no export"):
        write_export(source, "json", tmp_path / "out")
    assert (tmp_path / "out" / "mine.txt").read_text() == "x"
