"""ClaimReview: of the shape of schema.org, and without a verdict."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from wherefrom.publish import ExportSource, write_export

IRI = {"type": "string", "pattern": r"^[a-z][a-z0-9+.-]*:[^\s]+$"}
PARTY = {
    "type": "object",
    "required": ["@type", "name"],
    "properties": {"@type": {"enum": ["Person", "Organization", "SoftwareApplication"]}, "name": {"type": "string"}},
    "additionalProperties": False,
}
WORK = {
    "type": "object",
    "required": ["@type", "@id", "name"],
    "properties": {
        "@type": {"const": "CreativeWork"}, "@id": IRI, "name": {"type": "string"}, "url": {"type": "string", "pattern": "^https?://"},
        "datePublished": {"type": "string"}, "author": PARTY, "publisher": PARTY,
    },
    "additionalProperties": False,
}  # fmt: skip
# The types and properties of schema.org 28 that are written here, with what each takes. No rating is among them.
REVIEW = {
    "type": "object",
    "required": ["@type", "@id", "claimReviewed", "itemReviewed", "author", "datePublished"],
    "properties": {
        "@type": {"const": "ClaimReview"},
        "@id": IRI,
        "claimReviewed": {"type": "string", "minLength": 1},
        "datePublished": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT"},
        "author": PARTY,
        "sdPublisher": PARTY,
        "reviewAspect": {"type": "string"},
        "reviewBody": {"type": "string"},
        "abstract": {"type": "string"},
        "itemReviewed": {
            "type": "object",
            "required": ["@type", "@id", "appearance"],
            "properties": {
                "@type": {"const": "Claim"},
                "@id": IRI,
                "text": {"type": "string"},
                "appearance": {"type": "array", "items": WORK, "minItems": 1},
                "firstAppearance": WORK,
                "author": {"type": "array", "items": PARTY, "minItems": 1},
            },
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
}
SCHEMA = {
    "type": "object",
    "required": ["@context", "@graph"],
    "properties": {"@context": {"const": "https://schema.org"}, "@graph": {"type": "array", "items": REVIEW}},
    "additionalProperties": False,
}


def written(source: ExportSource, folder: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(write_export(source, "claimreview", folder / "out").path.read_text("utf-8"))
    return made


@pytest.mark.parametrize("kind", ["source", "hostile"])
def test_it_has_the_shape_of_schema_org(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    source = request.getfixturevalue(kind)
    made = written(source, tmp_path)
    jsonschema.Draft202012Validator(SCHEMA).validate(made)
    assert len(made["@graph"]) == len(source.case.claims)


def test_no_verdict_is_made_up_and_that_is_said(source: ExportSource, tmp_path: Path) -> None:
    summary = write_export(source, "claimreview", tmp_path / "out")
    assert "ating" not in summary.path.read_text()
    assert {own.what: own.count for own in summary.omissions}["ratings"] == len(source.case.claims)


def test_a_claim_names_what_it_rests_on_and_where_it_appeared(source: ExportSource, tmp_path: Path) -> None:
    case = source.case
    review = written(source, tmp_path)["@graph"][0]
    assert review["claimReviewed"] == case.claims[0].text
    assert review["reviewBody"].startswith(case.traces[0].sentence)
    assert [own["name"] for own in review["itemReviewed"]["appearance"]] == [own.name for own in case.documents[:2]]
    assert review["itemReviewed"]["firstAppearance"]["datePublished"] == "2011-05-04"
    # The harbour master is not named; whoever is not named is nobody's author.
    assert [own["name"] for own in review["itemReviewed"]["author"]] == ["Mara Velt"]
