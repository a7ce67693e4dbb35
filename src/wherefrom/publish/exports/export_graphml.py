"""GraphML: documents, speakers, claims and works cited as one graph, for programs that draw and measure graphs."""

from pathlib import Path

import networkx as nx

from wherefrom.publish.exports.export_text import Scribe
from wherefrom.publish.exports.exporting import ExportSource, Omission, Written, changed_text, left_out, told_by_party
from wherefrom.records import LinkKind, Party
from wherefrom.view.casebook import Casebook


def write_graphml(source: ExportSource, target: Path) -> Written:
    """Write a directed graph with several edges between two nodes where several things join them.

    Every edge has an ``id`` of its own; it leads from what relies on something to what it relies on.
    """
    case, book, scribe = source.case, Casebook(source.case), Scribe()
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=scribe.xml(case.name), maker=source.maker)
    _add_nodes(graph, book, scribe)
    _add_sayings(graph, book)
    missing = _add_links(graph, book, scribe)
    nx.write_graphml(graph, target, encoding="utf-8", prettyprint=False, named_key_ids=True)
    carried = {
        "documents",
        "speakers",
        "claims",
        "citations",
        "links",
        "traces",
        "statements",
        "attributions",
        "parties",
    }
    return Written(
        {"nodes": graph.number_of_nodes(), "edges": graph.number_of_edges()},
        (
            *left_out(case, carried, "a graph of documents, speakers and claims has no place for them"),
            Omission(len(case.statements), "statements", "each is counted on an edge; its words are not carried"),
            Omission(missing, "links", "an end of theirs is no longer in the case"),
            told_by_party(book),
            changed_text(scribe, "XML 1.0 lacks them; each is written as its number"),
        ),
    )


def _add_nodes(graph: "nx.MultiDiGraph[str]", book: Casebook, scribe: Scribe) -> None:
    case = book.case
    for document in case.documents:
        told = {"title": document.title, "author": document.author, "outlet": document.outlet, "url": document.url}
        told |= {"published": document.published, "language": document.language}
        known = {name: scribe.xml(value) for name, value in told.items() if value is not None}
        graph.add_node(document.id, kind="document", label=scribe.xml(document.name), **known)
    for party in book.parties:
        name = _party_node(party, scribe)
        graph.add_node(name, kind=f"speaker: {party.kind.value}", label=scribe.xml(party.name))
    for claim in case.claims:
        trace, counts = case.trace.get(claim.id), {}
        if trace:
            counts = {"firm": trace.firm, "low": trace.lo, "high": trace.hi, "documents": trace.documents}
        label = scribe.xml(claim.text)
        graph.add_node(
            claim.id, kind="claim", label=label, statements=len(claim.statements), confidence=claim.confidence, **counts
        )
    for citation in case.citations:
        graph.add_node(citation.id, kind="work cited", label=scribe.xml(citation.title), confidence=citation.confidence)


def _add_sayings(graph: "nx.MultiDiGraph[str]", book: Casebook) -> None:
    """A claim relies on the documents that carry it, and there on whom they credit; a work is cited by a document."""
    case, silent = book.case, Scribe()
    counts: dict[tuple[str, str, str], int] = {}
    for claim in case.claims:
        for statement in (case.statement[own] for own in claim.statements if own in case.statement):
            carries = (claim.id, statement.document, "is carried by")
            counts[carries] = counts.get(carries, 0) + 1
            for attribution in book.chain_of(statement)[-1:]:
                for own in book.speakers_of(attribution):
                    credited = (claim.id, _party_node(book.party_of(own), silent), "is credited to")
                    counts[credited] = counts.get(credited, 0) + 1
    for (a, b, kind), count in counts.items():
        graph.add_edge(a, b, id=f"{a} {kind} {b}", kind=kind, statements=count)
    for citation in case.citations:
        graph.add_edge(
            citation.document, citation.id, id=f"{citation.id} cited", kind="cites", confidence=citation.confidence
        )


def _add_links(graph: "nx.MultiDiGraph[str]", book: Casebook, scribe: Scribe) -> int:
    """The links between nodes; returns how many join what is no node."""
    missing = 0
    for link in book.case.links:
        if book.is_within_party(link):
            continue
        a, b = (_node_of(book, end, link.kind) for end in (link.a, link.b))
        if a not in graph or b not in graph:
            missing += 1
            continue
        graph.add_edge(
            a, b, id=link.id, kind=link.kind.value, score=link.score, confidence=link.confidence,
            explanation=scribe.xml(link.explanation), maker=scribe.xml(link.maker),
        )  # fmt: skip
    return missing


def _node_of(book: Casebook, end: str, kind: LinkKind) -> str:
    """The node that stands for one end of a link: for a statement its document, for a speaker that of its party."""
    case = book.case
    if end in case.statement:
        return case.statement[end].document
    if end in case.attribution:
        return case.attribution[end].document
    if kind is LinkKind.SAME_SPEAKER and end in case.speaker:
        return _party_node(book.party_of(case.speaker[end]), Scribe())
    return end


def _party_node(party: Party, scribe: Scribe) -> str:
    return f"speaker:{scribe.xml(party.key)}"
