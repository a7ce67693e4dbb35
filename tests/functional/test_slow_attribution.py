"""A document on which looking for statements does not end, or fills the memory, costs itself alone, and is reported."""

import re
from pathlib import Path

import pytest

import wherefrom
from wherefrom.attribute.find.readers import Readers
from wherefrom.case import roads as pipeline
from wherefrom.records import Attributed, Document, Ending, Measured


def fail_on_one(document: Document, readers: Readers) -> tuple[Measured, Attributed, str]:
    if "hang" in document.text:
        re.fullmatch("(a|aa)+b", "a" * 200)
    if "swell" in document.text:
        assert [bytes(1 << 20) for _ in range(3000)]
    return pipeline_attribute_one(document, readers)


pipeline_attribute_one = pipeline._attribute_one  # noqa: SLF001 - the work itself, of which a part is made to hang


@pytest.mark.parametrize(
    ("verb", "setting", "limit"), [("hang", "attribute_seconds", 3), ("swell", "attribute_memory", 1 << 30)]
)
def test_a_document_that_exhausts_the_search_for_statements_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str, setting: str, limit: int
) -> None:
    for name, words in {
        "a": "The envoy said that the quay was closed.",
        "b": f"They {verb}.",
        "c": "Mara Quill said no.",
    }.items():
        (tmp_path / f"{name}.txt").write_text(words, encoding="utf-8")
    case = wherefrom.create(tmp_path / "case")
    (tmp_path / "case" / "case.toml").write_text(
        f'name = "x"\nreader = "rules"\n{setting} = {limit}\n', encoding="utf-8"
    )
    case.add(*(tmp_path / f"{name}.txt" for name in "abc"))
    monkeypatch.setattr(pipeline, "_attribute_one", fail_on_one)
    wherefrom.open(tmp_path / "case").trace()
    records = pipeline.load_records(tmp_path / "case")
    assert len(records.documents) == 3
    failed = [outcome for outcome in records.outcomes if setting in outcome.reason]
    assert [outcome.ending for outcome in failed] == [Ending.PARTLY]
    costly = next(document for document in records.documents if verb in document.text)
    assert failed[0].capture == costly.capture
    assert {attribution.document for attribution in records.attributions} == {
        document.id for document in records.documents if document is not costly
    }
