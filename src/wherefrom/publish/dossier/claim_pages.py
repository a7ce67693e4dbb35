"""The list of claims, and a page for each: what it rests on, drawn, in a table, and in every statement's own words."""

from dataclasses import dataclass

from wherefrom.publish.dossier.chain_figure import draw_chain
from wherefrom.publish.dossier.lookups import Lookups, file_name
from wherefrom.publish.dossier.site import Site
from wherefrom.publish.dossier.statement_views import DocumentText, StatementView
from wherefrom.records import Claim, Drift, Edge, Node, Trace

CLAIMS_A_PAGE = 100
# Those beyond are folded away on the page, not left out.
_MOST_FINDINGS = 8


@dataclass(frozen=True, slots=True)
class Relation:
    """A line of the chain's table."""

    edge: Edge
    who: Node
    on: Node


@dataclass(frozen=True, slots=True)
class DriftView:
    """A change on the way, with where its two ends stand from the top of the dossier; empty when not known."""

    drift: Drift
    upstream: str
    downstream: str
    upstream_name: str
    downstream_name: str


def write_claims(site: Site, lookups: Lookups, texts: dict[str, DocumentText]) -> None:
    """Write the list of claims and every claim's page."""
    site.write_list("claims", "claims.html", lookups.ordered, CLAIMS_A_PAGE)
    for claim, trace in lookups.ordered:
        if claim.id in lookups.with_page:
            _write_claim(site, lookups, texts, claim, trace)


def _write_claim(site: Site, lookups: Lookups, texts: dict[str, DocumentText], claim: Claim, trace: Trace) -> None:
    case = lookups.case
    views = [_view(lookups, texts, statement) for statement in claim.statements if statement in case.statement]
    nodes = {node.id: node for node in trace.nodes}
    relations = [
        Relation(edge, nodes[edge.a], nodes[edge.b]) for edge in trace.edges if edge.a in nodes and edge.b in nodes
    ]
    site.write(
        f"claims/{file_name(claim.id)}.html",
        "claim.html",
        claim=claim,
        trace=trace,
        views=views,
        figure=draw_chain(trace),
        relations=relations,
        node_labels={node.id: node.label for node in trace.nodes},
        copies=[node for node in trace.nodes if node.copies],
        drifts=[_view_drift(lookups, drift) for drift in trace.drifts],
        most_findings=_MOST_FINDINGS,
        findings=lookups.book.findings_of(claim.id),
    )


def _view(lookups: Lookups, texts: dict[str, DocumentText], statement: str) -> StatementView:
    record = lookups.case.statement[statement]
    return texts[record.document].view(record)


def _view_drift(lookups: Lookups, drift: Drift) -> DriftView:
    upstream, downstream = (lookups.case.statement.get(end) for end in (drift.upstream, drift.downstream))
    return DriftView(
        drift=drift,
        upstream=lookups.statement_address(upstream.id) if upstream else "",
        downstream=lookups.statement_address(downstream.id) if downstream else "",
        upstream_name=lookups.case.document[upstream.document].name if upstream else "",
        downstream_name=lookups.case.document[downstream.document].name if downstream else "",
    )
