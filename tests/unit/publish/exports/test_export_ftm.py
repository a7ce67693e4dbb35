"""FollowTheMoney: valid for its own model, and everything that it dropped counted."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from wherefrom.publish import ExportSource, write_export

model = pytest.importorskip("followthemoney").model


def entities(source: ExportSource, folder: Path) -> list[dict[str, Any]]:
    path = write_export(source, "ftm", folder / "out.ftm.json").path
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("kind", ["source", "hostile"])
def test_the_model_finds_every_entity_valid(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    made = entities(request.getfixturevalue(kind), tmp_path)
    names = {own["id"] for own in made}
    assert len(names) == len(made)
    for own in made:
        proxy = model.get_proxy(own)
        proxy.schema.validate(own)
        for prop, value in proxy.itervalues():
            assert prop.type.validate(value), (own["schema"], prop.name, value)
            if prop.type.name == "entity":
                assert value in names
        assert proxy.to_dict() == own


def test_statements_are_notes_on_document_and_speaker(source: ExportSource, tmp_path: Path) -> None:
    made = {own["id"]: own for own in entities(source, tmp_path)}
    statement = next(
        own
        for own in source.case.statements
        if "she saw them go" in source.case.document[own.document].text[own.spans[0].start : own.spans[0].end]
    )
    note = made[statement.id]
    assert note["schema"] == "Note"
    assert note["properties"]["description"] == ["she saw them go"]
    on = {made[own]["schema"]: made[own]["properties"]["name"] for own in note["properties"]["entity"]}
    assert on["Person"] == ["Mara Velt"]
    assert note["properties"]["proof"] == [statement.document]


def test_what_the_library_drops_is_counted(source: ExportSource, tmp_path: Path) -> None:
    case = source.case
    bad = replace(case.documents[0], published="spring of 2011", language="no language", url="javascript:alert(1)")
    summary = write_export(
        replace(source, case=replace(case, documents=(bad, *case.documents[1:]))), "ftm", tmp_path / "out"
    )
    told = {own.what: own.count for own in summary.omissions}
    assert told["values of Article.publishedAt"] == 1
    assert told["values of Article.language"] == 1
    # This one, and the hostile one that the case has anyway.
    assert told["values of Article.sourceUrl"] == 2


def test_a_long_text_is_given_in_pieces_and_none_is_lost(source: ExportSource, tmp_path: Path) -> None:
    case = source.case
    text = "".join(f"Sentence {number} of a long report. " for number in range(6000))
    long = replace(case.documents[0], text=text)
    only = replace(case, documents=(long,), statements=(), speakers=(), links=(), claims=())
    (made,) = entities(replace(source, case=only), tmp_path)
    pieces = made["properties"]["bodyText"]
    assert len(pieces) > 3
    assert " ".join(pieces).split() == text.split()
