"""Web annotations: of the shape of the recommendation, and every selector finds its words again."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wherefrom.publish import ExportSource, write_export
from wherefrom.publish.exports.export_annotation import AROUND, describe_target
from wherefrom.publish.exports.export_text import REPLACEMENT, Scribe
from wherefrom.records import Document, Span

IRI = {"type": "string", "pattern": r"^[a-z][a-z0-9+.-]*:[^\s]+$"}
# What the Web Annotation Data Model (W3C Recommendation, 23 February 2017) asks of the parts that are written here:
# sections 3.1 (annotations), 3.2 (bodies and targets), 3.2.4 (embedded text), 4.2.4 and 4.2.5 (selectors), 5 (collections).
AGENT = {
    "type": "object",
    "required": ["type", "name"],
    "properties": {"type": {"enum": ["Person", "Organization", "Software"]}, "name": {"type": "string"}},
}
MOTIVATION = {
    "enum": [
        "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
        "linking", "moderating", "questioning", "replying", "tagging",
    ]
}  # fmt: skip
BODY = {
    "type": "object",
    "anyOf": [
        {
            "required": ["type", "value"],
            "properties": {
                "type": {"const": "TextualBody"},
                "value": {"type": "string"},
                "purpose": MOTIVATION,
                "format": {"type": "string"},
            },
            "additionalProperties": False,
        },
        {
            "required": ["id"],
            "properties": {"id": IRI, "type": {"type": "string"}, "purpose": MOTIVATION},
            "additionalProperties": False,
        },
    ],
}
QUOTE = {
    "type": "object",
    "required": ["type", "exact"],
    "properties": {
        "type": {"const": "TextQuoteSelector"},
        **{own: {"type": "string"} for own in ("exact", "prefix", "suffix")},
    },
    "additionalProperties": False,
}
POSITION = {
    "type": "object",
    "required": ["type", "start", "end"],
    "properties": {
        "type": {"const": "TextPositionSelector"},
        **{own: {"type": "integer", "minimum": 0} for own in ("start", "end")},
    },
    "additionalProperties": False,
}
TARGET = {
    "type": "object",
    "required": ["type", "source", "selector"],
    "properties": {
        "type": {"const": "SpecificResource"},
        "source": {
            "type": "object",
            "required": ["id"],
            "properties": {"id": IRI, "via": IRI, "type": {"const": "Text"}},
        },
        "selector": {"type": "array", "prefixItems": [QUOTE, POSITION], "minItems": 2, "maxItems": 2},
    },
    "additionalProperties": False,
}
ANNOTATION = {
    "type": "object",
    "required": ["id", "type", "target"],
    "properties": {
        "id": IRI,
        "type": {"const": "Annotation"},
        "motivation": MOTIVATION,
        "creator": AGENT,
        "body": {"type": "array", "items": BODY},
        "target": {"anyOf": [TARGET, {"type": "array", "items": TARGET, "minItems": 2}]},
    },
    "patternProperties": {"^wherefrom:": {"type": ["number", "string"]}},
    "additionalProperties": False,
}
COLLECTION = {
    "type": "object",
    "required": ["@context", "id", "type", "total", "first"],
    "properties": {
        "@context": {
            "prefixItems": [
                {"const": "http://www.w3.org/ns/anno.jsonld"},
                {"type": "object", "additionalProperties": IRI},
            ],
            "maxItems": 2,
        },
        "id": IRI,
        "type": {"const": "AnnotationCollection"},
        "total": {"type": "integer"},
        "generator": AGENT,
        "first": {
            "type": "object",
            "required": ["id", "type", "items"],
            "properties": {
                "type": {"const": "AnnotationPage"},
                "startIndex": {"const": 0},
                "items": {"type": "array", "items": ANNOTATION},
            },
        },
    },
}


def written(source: ExportSource, folder: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(write_export(source, "annotation", folder / "out.jsonld").path.read_text("utf-8"))
    return made


def targets(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    found = annotation["target"]
    return found if isinstance(found, list) else [found]


@pytest.mark.parametrize("kind", ["source", "hostile"])
def test_it_has_the_shape_of_the_recommendation(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    source = request.getfixturevalue(kind)
    made = written(source, tmp_path)
    jsonschema.Draft202012Validator(COLLECTION).validate(made)
    assert made["total"] == len(made["first"]["items"]) == len(source.case.statements)
    assert len({own["id"] for own in made["first"]["items"]}) == made["total"]


@pytest.mark.parametrize("kind", ["source", "hostile"])
def test_every_selector_finds_its_words_by_itself(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    source: ExportSource = request.getfixturevalue(kind)
    texts = {f"urn:wherefrom:{own.id}": Scribe().same_length(own.text) for own in source.case.documents}
    statements = {f"urn:wherefrom:{own.id}": own for own in source.case.statements}
    for own in written(source, tmp_path)["first"]["items"]:
        for target, span in zip(targets(own), statements[own["id"]].spans, strict=True):
            text, (quote, position) = texts[target["source"]["id"]], target["selector"]
            assert (position["start"], position["end"]) == (span.start, span.end)
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert find_quote(text, quote) == position["start"]


def find_quote(text: str, quote: dict[str, str]) -> int:
    """Where a quotation stands by its words and what is around them alone."""
    return text.index(quote["prefix"] + quote["exact"] + quote["suffix"]) + len(quote["prefix"])


def test_bodies_name_speaker_cue_stance_and_claim(source: ExportSource, tmp_path: Path) -> None:
    case = source.case
    nested = next(own for own in case.statements if len(own.chain) == 2)
    made = next(own for own in written(source, tmp_path)["first"]["items"] if own["id"] == f"urn:wherefrom:{nested.id}")
    values = [own.get("value", own.get("id")) for own in made["body"]]
    claim = next(own for own in case.claims if nested.id in own.statements)
    assert values == [
        "speaker: Tide Institute", "cue: says", "speaker: a clerk", "cue: estimated", "stance: asserted",
        f"urn:wherefrom:{claim.id}",
    ]  # fmt: skip
    assert made["wherefrom:confidence"] == nested.confidence
    assert made["creator"]["name"] == nested.maker


def test_only_web_addresses_are_named(source: ExportSource, tmp_path: Path) -> None:
    summary = write_export(source, "annotation", tmp_path / "out.jsonld")
    assert "javascript:" not in summary.path.read_text()
    assert {own.what: own.count for own in summary.omissions}["addresses"] == 1


@given(text=st.text(st.characters(), min_size=1), data=st.data())
@settings(max_examples=200, deadline=None)
def test_positions_count_code_points_whatever_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    document = Document("doc-1", "cap-1", "", "n", text, "0" * 64, "utf-8", (), ())
    target = json.loads(json.dumps(describe_target(document, Span(start, end), Scribe()), ensure_ascii=False).encode())
    quote, position = target["selector"]
    whole = "".join(REPLACEMENT if 0xD800 <= ord(own) <= 0xDFFF else own for own in text)
    assert whole[position["start"] : position["end"]] == quote["exact"]
    assert whole[max(start - AROUND, 0) : end + AROUND] == quote["prefix"] + quote["exact"] + quote["suffix"]
