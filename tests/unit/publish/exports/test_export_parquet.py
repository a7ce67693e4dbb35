"""Parquet: read back by its own library, every value equal."""

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from wherefrom.publish import ExportSource, write_export
from wherefrom.publish.exports.export_text import Scribe
from wherefrom.publish.exports.exporting import TOLD_OF_CASE
from wherefrom.records import Act, ActKind, CaseRecords
from wherefrom.spans import covered_text

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


def plain(value: Any) -> Any:  # noqa: ANN401 - any value of a record
    """A record's value as Parquet gives it back: no tuples, pairs as structures."""
    if isinstance(value, dict):
        return {name: plain(own) for name, own in value.items()}
    if isinstance(value, tuple | list):
        return [plain(own) for own in value]
    return str(value) if isinstance(value, str) else value


def test_every_record_of_every_kind_comes_back_equal(source: ExportSource, tmp_path: Path) -> None:
    act = Act(1, "2024-01-01T00:00:00Z", "a", ActKind.INIT, {"step": "created", "size": 3})
    source = replace(source, case=replace(source.case, acts=(act,)))
    write_export(source, "parquet", tmp_path / "out")
    kinds = [name for name in get_type_hints(CaseRecords) if name not in TOLD_OF_CASE]
    assert sorted(own.stem for own in (tmp_path / "out").iterdir()) == sorted(kinds)
    for kind in kinds:
        back = pq.read_table(tmp_path / "out" / f"{kind}.parquet").to_pylist()
        expected = [plain(asdict(own)) for own in getattr(source.case, kind)]
        for row, record in zip(back, expected, strict=True):
            row.pop("words", None)
            if kind == "acts":
                row["details"] = json.loads(row["details"])
            if kind == "documents":
                row["metadata_from"] = [[own["item_0"], own["item_1"]] for own in row["metadata_from"]]
            assert row == record


def test_a_statements_words_stand_in_its_row(source: ExportSource, tmp_path: Path) -> None:
    write_export(source, "parquet", tmp_path / "out")
    rows = pq.read_table(tmp_path / "out/statements.parquet").to_pylist()
    for row, own in zip(rows, source.case.statements, strict=True):
        assert row["words"] == covered_text(source.case.document[own.document].text, own.spans)


def test_columns_have_types_and_lists_are_lists(source: ExportSource, tmp_path: Path) -> None:
    write_export(source, "parquet", tmp_path / "out")
    schema = pq.read_schema(tmp_path / "out/traces.parquet")
    assert schema.field("firm").type == pa.int64()
    assert schema.field("amplification").type == pa.float64()
    assert schema.field("circles").type == pa.list_(pa.list_(pa.string()))
    assert pa.types.is_struct(schema.field("edges").type.value_type)


def test_hostile_text_comes_back_visible(hostile: ExportSource, tmp_path: Path) -> None:
    write_export(hostile, "parquet", tmp_path / "out")
    names = [row["name"] for row in pq.read_table(tmp_path / "out/documents.parquet").to_pylist()]
    assert names == [Scribe().unicode(own.name) for own in hostile.case.documents]
    assert "\x00" in names[0]
    assert "⟦U+D800⟧" in names[0]
