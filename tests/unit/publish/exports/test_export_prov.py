"""PROV-JSON: of the shape of its submission, and the same when its own library reads it back."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree

from wherefrom.publish import ExportSource, write_export

pytest.importorskip("prov")
from prov.model import ProvDocument

NAME = r"^[A-Za-z_][\w.-]*:[^\s]+$"
VALUE = {
    "anyOf": [
        {"type": ["string", "number", "boolean"]},
        {
            "type": "object",
            "required": ["$"],
            "properties": {
                "$": {"type": ["string", "number", "boolean"]},
                "type": {"type": "string"},
                "lang": {"type": "string"},
            },
            "additionalProperties": False,
        },
    ]
}
ATTRIBUTES = {
    "type": "object",
    "additionalProperties": {"anyOf": [VALUE, {"type": "array", "items": VALUE, "minItems": 1}]},
}
NAME_VALUE = {"type": "string", "pattern": NAME}


def relation(*required: str) -> dict[str, Any]:
    """A relation's records: the names that it must have, and attributes."""
    record = {
        **ATTRIBUTES,
        "required": [f"prov:{own}" for own in required],
        "properties": {f"prov:{own}": NAME_VALUE for own in required},
    }
    return {"type": "object", "additionalProperties": {"anyOf": [record, {"type": "array", "items": record}]}}


# The JSON schema of the PROV-JSON submission (24 April 2013), for the kinds of records that are written here.
SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["prefix", "entity", "activity", "agent"],
    "properties": {
        "prefix": {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}},
        **{
            kind: {"type": "object", "propertyNames": {"pattern": NAME}, "additionalProperties": ATTRIBUTES}
            for kind in ("entity", "activity", "agent")
        },
        "wasGeneratedBy": relation("entity"),
        "used": relation("activity"),
        "wasAssociatedWith": relation("activity"),
        "wasAttributedTo": relation("entity", "agent"),
        "wasDerivedFrom": relation("generatedEntity", "usedEntity"),
        "wasInfluencedBy": relation("influencee", "influencer"),
        "specializationOf": relation("specificEntity", "generalEntity"),
        "alternateOf": relation("alternate1", "alternate2"),
    },
}


@pytest.mark.parametrize("kind", ["source", "hostile"])
def test_it_has_the_shape_of_the_standard(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    path = write_export(request.getfixturevalue(kind), "prov", tmp_path / "prov.json").path
    jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), SCHEMA)


@pytest.mark.parametrize("kind", ["source", "hostile"])
def test_its_library_reads_the_same_back(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    path = write_export(request.getfixturevalue(kind), "prov", tmp_path / "prov.json").path
    back = ProvDocument.deserialize(path, format="json")
    written = json.loads(back.serialize(format="json"))
    told = json.loads(path.read_text(encoding="utf-8"))
    for section in ("entity", "activity", "agent"):
        assert written[section] == told[section]
    assert {name: len(own) for name, own in written.items()} == {name: len(own) for name, own in told.items()}


def test_every_name_that_is_used_is_told_of(source: ExportSource, tmp_path: Path) -> None:
    told = json.loads(write_export(source, "prov", tmp_path / "prov.json").path.read_text())
    known = {*told["entity"], *told["activity"], *told["agent"]}
    for kind, records in told.items():
        if kind not in {"prefix", "entity", "activity", "agent"}:
            for own in records.values():
                named = {
                    value
                    for name, value in own.items()
                    if name.startswith("prov:") and isinstance(value, str) and name != "prov:time"
                }
                assert named <= known, kind


def test_payloads_copies_and_confidence_are_told(source: ExportSource, tmp_path: Path) -> None:
    told = json.loads(write_export(source, "prov", tmp_path / "prov.json").path.read_text())
    capture, copy = source.case.captures[0], source.case.links[0]
    assert told["entity"][f"wherefrom:{capture.id}"]["wherefrom:sha256"] == capture.sha256
    link = told["wasDerivedFrom"][f"wherefrom:{copy.id}"]
    assert link["prov:generatedEntity"] == f"wherefrom:{copy.a}"
    assert link["prov:usedEntity"] == f"wherefrom:{copy.b}"
    assert (
        float(
            link["wherefrom:confidence"]["$"]
            if isinstance(link["wherefrom:confidence"], dict)
            else link["wherefrom:confidence"]
        )
        == copy.confidence
    )
    assert [own["prov:alternate1"] for own in told["alternateOf"].values()] == [f"wherefrom:{copy.a}"]
    quoted = [own for own in told["wasDerivedFrom"].values() if "Quotation" in json.dumps(own.get("prov:type", ""))]
    assert len(quoted) == len(source.case.statements)


@pytest.mark.parametrize("kind", ["source", "hostile"])
def test_its_library_turns_it_into_xml(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    path = write_export(request.getfixturevalue(kind), "prov", tmp_path / "prov.json").path
    prov = ProvDocument.deserialize(path, format="json")
    assert etree.fromstring(prov.serialize(format="xml").encode()) is not None
