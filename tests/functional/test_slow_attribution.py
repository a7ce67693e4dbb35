"""A document on which looking for statements does not end costs itself alone, and is reported."""

import re
from pathlib import Path

import pytest

import wherefrom
from wherefrom import pipeline
from wherefrom.attribute.readers import Readers
from wherefrom.records import Attributed, Document, Ending, Measured


def hang_on_one(document: Document, readers: Readers) -> tuple[Measured, Attributed, str]:
    if "hang" in document.text:
        re.fullmatch("(a|aa)+b", "a" * 200)
    return pipeline_attribute_one(document, readers)


pipeline_attribute_one = pipeline._attribute_one  # noqa: SLF001 - the work itself, of which a part is made to hang


def test_a_document_that_hangs_the_search_for_statements_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, words in {
        "a": "The envoy said that the quay was closed.",
        "b": "They hang.",
        "c": "Mara Quill said no.",
    }.items():
        (tmp_path / f"{name}.txt").write_text(words, encoding="utf-8")
    case = wherefrom.create(tmp_path / "case")
    (tmp_path / "case" / "case.toml").write_text(
        'name = "x"\nreader = "rules"\nattribute_seconds = 3\n', encoding="utf-8"
    )
    case.add(*(tmp_path / f"{name}.txt" for name in "abc"))
    monkeypatch.setattr(pipeline, "_attribute_one", hang_on_one)
    wherefrom.open(tmp_path / "case").trace()
    records = pipeline.load_records(tmp_path / "case")
    assert len(records.documents) == 3
    late = [outcome for outcome in records.outcomes if "attribute_seconds" in outcome.reason]
    assert [outcome.ending for outcome in late] == [Ending.PARTLY]
    hung = next(document for document in records.documents if "hang" in document.text)
    assert late[0].capture == hung.capture
    assert {attribution.document for attribution in records.attributions} == {
        document.id for document in records.documents if document is not hung
    }
