"""A party is one thing wherever it is shown: a row, an entity, an agent, a node, under all its spellings."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import wherefrom
from wherefrom.config import Settings
from wherefrom.publish import ExportSource, write_export
from wherefrom.publish.dossier.listings import write_listings
from wherefrom.publish.dossier.lookups import prepare_lookups
from wherefrom.publish.dossier.site import Site
from wherefrom.publish.dossier.statement_views import DocumentText
from wherefrom.records import CaseRecords, LinkKind

NAMES = ("Jose Alvarez", "José Álvarez")


@pytest.fixture(scope="module")
def case() -> CaseRecords:
    documents = tuple(
        wherefrom.read_text(f"{name} said that the dam at Wexley had failed. {name} saw it.", document_id=f"d{n}")
        for n, name in enumerate(NAMES)
    )
    found = [wherefrom.attribute_document(document, wherefrom.find_figures(document)) for document in documents]
    made = CaseRecords(
        documents=documents,
        attributions=tuple(record for one in found for record in one.attributions),
        statements=tuple(record for one in found for record in one.statements),
        speakers=tuple(record for one in found for record in one.speakers),
    )
    made = made.with_linked(wherefrom.link_statements(made))
    assert any(link.kind is LinkKind.SAME_SPEAKER for link in made.links)
    return replace(made, traces=wherefrom.trace_claims(made))


def export(case: CaseRecords, kind: str, folder: Path) -> tuple[Path, dict[str, int]]:
    summary = write_export(ExportSource(case, folder, "test 1"), kind, folder / f"out.{kind}")
    return summary.path, {own.what: own.count for own in summary.omissions}


def ftm(path: Path) -> list[Any]:
    made = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [sorted(own["properties"]["name"]) for own in made if own["schema"] == "Person"]


def prov(path: Path) -> list[Any]:
    agents = json.loads(path.read_text(encoding="utf-8"))["agent"].values()
    people = [own for own in agents if own.get("wherefrom:kind") == "person"]
    return [sorted((own["prov:label"], own["wherefrom:otherNames"])) for own in people]


def graphml(path: Path) -> list[Any]:
    nodes = nx.read_graphml(path, force_multigraph=True).nodes(data="kind")
    return [[*NAMES] for _, kind in nodes if kind == "speaker: person"]


@pytest.mark.parametrize(("kind", "people_in"), [("ftm", ftm), ("prov", prov), ("graphml", graphml)])
def test_exports_tell_of_a_party_once_and_count_what_only_joined_it(
    case: CaseRecords, kind: str, people_in: Callable[[Path], list[Any]], tmp_path: Path
) -> None:
    pytest.importorskip({"ftm": "followthemoney", "prov": "prov"}.get(kind, "networkx"))
    path, omitted = export(case, kind, tmp_path)
    assert people_in(path) == [[*NAMES]]
    assert omitted["links between names of one party"] == 1
    assert "links" not in omitted
    assert "parties" not in omitted


def test_the_dossier_lists_a_party_once(case: CaseRecords, tmp_path: Path) -> None:
    lookups = prepare_lookups(case, Settings())
    site = Site(tmp_path, lookups, None, has_ledger=False)
    texts = {document.id: DocumentText(document, lookups) for document in case.documents}
    write_listings(site, lookups, texts, [])
    page = (tmp_path / "speakers.html").read_text(encoding="utf-8")
    assert page.count("<tr id=") == 1
    assert "1 named speaker," in page
    assert page.count("documents/d") == 2
