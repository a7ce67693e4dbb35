"""A document on which looking for statements does not end, or fills the memory, costs itself alone, and is reported."""

import re
from pathlib import Path

import pytest

import wherefrom
from wherefrom.config import Settings
from wherefrom.pipeline import run
from wherefrom.pipeline.run import Todo, work_on_document
from wherefrom.pipeline.stage import Made
from wherefrom.records import Ending


def fail_on_one(settings: Settings, todo: Todo) -> list[tuple[Made, float]]:
    text = todo.records.documents[0].text
    if "hang" in text:
        re.fullmatch("(a|aa)+b", "a" * 200)
    if "swell" in text:
        assert [bytes(1 << 20) for _ in range(3000)]
    return work_on_document(settings, todo)


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
    monkeypatch.setattr(run, "work_on_document", fail_on_one)
    wherefrom.open(tmp_path / "case").trace()
    records = wherefrom.open(tmp_path / "case").records
    assert len(records.documents) == 3
    failed = [outcome for outcome in records.outcomes if setting in outcome.reason]
    assert [outcome.ending for outcome in failed] == [Ending.PARTLY]
    costly = next(document for document in records.documents if verb in document.text)
    assert failed[0].capture == costly.capture
    assert {attribution.document for attribution in records.attributions} == {
        document.id for document in records.documents if document is not costly
    }


def test_what_failed_under_a_limit_is_tried_again_when_the_limit_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("Mara Quill said that they hang the lamps on Monday.", encoding="utf-8")
    folder, toml = tmp_path / "case", tmp_path / "case" / "case.toml"
    wherefrom.create(folder).add(tmp_path / "a.txt")
    toml.write_text('name = "x"\nreader = "rules"\nattribute_seconds = 2\n', encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(run, "work_on_document", fail_on_one)
        traced = wherefrom.open(folder).trace()
    assert {ran.stage: ran.failed for ran in traced.stages}["attribute"] == 1
    assert not wherefrom.open(folder).trace().is_new
    assert not wherefrom.open(folder).records.statements
    toml.write_text('name = "x"\nreader = "rules"\nattribute_seconds = 60\n', encoding="utf-8")
    assert wherefrom.open(folder).stale()
    assert wherefrom.open(folder).trace().is_new
    records = wherefrom.open(folder).records
    assert records.statements
    assert [outcome.ending for outcome in records.outcomes] == [Ending.READ]
