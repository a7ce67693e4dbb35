"""RO-Crate: valid for the validator of its community, without a network."""

import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from wherefrom.ids import digest_bytes
from wherefrom.publish import ExportSource, write_export
from wherefrom.publish.exports.export_ro_crate import CONTEXT, EXTENSION

# The terms that the crate uses, as the context of RO-Crate 1.1 maps them. The validator asks for the context by its
# address; here its cache is filled with this instead, so that nothing leaves the machine.
TERMS = {
    **{
        term: f"http://schema.org/{term}"
        for term in (
            "about",
            "author",
            "contentSize",
            "CreateAction",
            "CreativeWork",
            "Dataset",
            "agent",
            "datePublished",
            "description",
            "encodingFormat",
            "endTime",
            "hasPart",
            "headline",
            "inLanguage",
            "instrument",
            "isBasedOn",
            "license",
            "mentions",
            "name",
            "Person",
            "position",
            "publisher",
            "Organization",
            "result",
            "SoftwareApplication",
            "url",
            "version",
        )
    },
    "File": "http://schema.org/MediaObject",
    "conformsTo": "http://purl.org/dc/terms/conformsTo",
}
WARM = """
import json, sys
import requests
from requests.adapters import BaseAdapter
from requests_cache import CachedSession

class Served(BaseAdapter):
    def send(self, request, **_):
        made = requests.Response()
        made.status_code, made.url, made.request = 200, request.url, request
        made.headers["Content-Type"] = "application/ld+json"
        import io
        from urllib3 import HTTPResponse
        made.raw = HTTPResponse(io.BytesIO(sys.argv[3].encode()), status=200, headers=made.headers, preload_content=False)
        return made
    def close(self): ...

session = CachedSession(cache_name=sys.argv[1], expire_after=-1, backend="sqlite", allowable_methods=("GET",))
session.mount("https://", Served())
assert session.get(sys.argv[2]).json()
"""


@pytest.fixture(scope="session")
def cache(validators: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of the validator in which the context lies."""
    path = tmp_path_factory.mktemp("rocrate") / "cache"
    context = json.dumps({"@context": TERMS})
    subprocess.run([validators / "python", "-c", WARM, path, CONTEXT, context], check=True)
    return path


def validate(crate: Path, severity: str, validators: Path, cache: Path) -> dict[str, Any]:
    told = subprocess.run(
        [
            validators / "rocrate-validator", "-y", "validate", "--offline", "--cache-path", cache, "--no-paging",
            "--profile-identifier", "ro-crate-1.1", "-l", severity, "-f", "json", "-o", crate.parent / "told.json", crate,
        ],
        capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"},
    )  # fmt: skip
    assert (crate.parent / "told.json").is_file(), told.stdout + told.stderr
    made: dict[str, Any] = json.loads((crate.parent / "told.json").read_text())
    return made


@pytest.mark.parametrize("kind", ["source", "hostile"])
def test_the_validator_finds_nothing_that_is_required(
    kind: str, request: pytest.FixtureRequest, validators: Path, cache: Path, tmp_path: Path
) -> None:
    crate = write_export(request.getfixturevalue(kind), "ro-crate", tmp_path / "crate").path
    told = validate(crate, "required", validators, cache)
    assert told["passed"], told["issues"]


# What RO-Crate only recommends and nobody told: who publishes; to whom the collectors belong; the organisation's address.
NO_PUBLISHER, NO_AFFILIATION, NO_ADDRESS = (
    "ro-crate-1.1_22.3",
    {"ro-crate-1.1_30.2", "ro-crate-1.1_30.3"},
    "ro-crate-1.1_31.2",
)


@pytest.mark.parametrize(("organisation", "untold"), [("", NO_PUBLISHER), ("The Tide Institute", NO_ADDRESS)])
def test_of_what_is_recommended_only_what_nobody_told_is_missing(
    organisation: str, untold: str, source: ExportSource, validators: Path, cache: Path, tmp_path: Path
) -> None:
    crate = write_export(replace(source, organisation=organisation), "ro-crate", tmp_path / "crate").path
    told = validate(crate, "recommended", validators, cache)
    checks = (own["check"] for own in told["issues"])
    assert {own["identifier"] if isinstance(own, dict) else own for own in checks} == {untold, *NO_AFFILIATION}


def test_the_validator_can_fail(source: ExportSource, validators: Path, cache: Path, tmp_path: Path) -> None:
    crate = write_export(source, "ro-crate", tmp_path / "crate").path
    (crate / source.case.captures[0].path).unlink()
    assert not validate(crate, "required", validators, cache)["passed"]


def test_every_file_is_described_and_every_term_is_known(source: ExportSource, tmp_path: Path) -> None:
    crate = write_export(source, "ro-crate", tmp_path / "crate").path
    graph = {own["@id"]: own for own in json.loads((crate / "ro-crate-metadata.json").read_text())["@graph"]}
    files = {own.relative_to(crate).as_posix() for own in crate.rglob("*") if own.is_file()}
    described = {name for name, own in graph.items() if own["@type"] == "File"}
    assert described == files - {"ro-crate-metadata.json"}
    assert {own["@id"] for own in graph["./"]["hasPart"]} == described
    terms = {term for own in graph.values() for term in own} - {"@id", "@type"}
    assert terms | {own["@type"] for own in graph.values()} <= TERMS.keys() | EXTENSION.keys()


def test_originals_keep_their_digest_and_their_capture(source: ExportSource, tmp_path: Path) -> None:
    crate = write_export(source, "ro-crate", tmp_path / "crate").path
    graph = {own["@id"]: own for own in json.loads((crate / "ro-crate-metadata.json").read_text())["@graph"]}
    for own in source.case.captures:
        assert graph[own.path]["sha256"] == own.sha256 == digest_bytes((crate / own.path).read_bytes())
        act = graph[f"#{own.id}-capture"]
        assert (act["result"]["@id"], act["endTime"]) == (own.path, own.at)
        assert graph[act["agent"]["@id"]]["name"] == own.by
