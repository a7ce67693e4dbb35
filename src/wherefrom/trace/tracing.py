"""The entry: a claim's graph, its interval, and the whole in one sentence."""

from collections.abc import Callable
from dataclasses import replace

from wherefrom.records import CaseRecords, Claim, Stance, Trace
from wherefrom.trace.distinct import find_alike
from wherefrom.trace.graph import ClaimGraph
from wherefrom.trace.independence import GROUNDED, measure_independence
from wherefrom.trace.population import matter
from wherefrom.trace.routes import Routes
from wherefrom.trace.sentence import describe_trace
from wherefrom.trace.walking import build_graph, carries
from wherefrom.view.casebook import Casebook

MAKER = "wherefrom.trace/routes 3"
REPORT_EVERY = 100


def trace_claim(case: CaseRecords, claim: Claim) -> Trace:
    """Trace one claim of a case to its origins.

    For all claims of a case `trace_claims` is faster: it prepares the case once.
    """
    return _trace(Routes(Casebook(case)), claim)


def trace_claims(case: CaseRecords, report: Callable[[int, int], None] | None = None) -> tuple[Trace, ...]:
    """Trace every claim of a case.

    Args:
        case: with documents, statements, attributions, speakers, links and claims.
        report: told how many claims are done, and of how many.
    """
    routes, traces = Routes(Casebook(case)), []
    for done, claim in enumerate(case.claims, start=1):
        traces.append(_trace(routes, claim))
        if report is not None and (done % REPORT_EVERY == 0 or done == len(case.claims)):
            report(done, len(case.claims))
    return tuple(traces)


def _trace(routes: Routes, claim: Claim) -> Trace:
    statements = [routes.book.case.statement[name] for name in claim.statements]
    graph = build_graph(routes, [own for own in statements if carries(own)])
    nodes = graph.nodes
    alike = tuple(find_alike(routes.book, [node for node in nodes if node.kind in GROUNDED]))
    measured = measure_independence(
        {node.id: node.kind for node in nodes}, graph.edges, [(own.a, own.b) for own in alike]
    )
    trace = Trace(
        claim=claim.id,
        nodes=nodes,
        edges=tuple(graph.edges.values()),
        documents=len(graph.documents),
        firm=measured.firm,
        lo=measured.lo,
        hi=measured.hi,
        origins=measured.origins,
        cut=measured.cut,
        circles=measured.circles,
        rootless=measured.rootless,
        amplification=round(len(graph.documents) / measured.hi, 2) if measured.hi else None,
        drifts=tuple(sorted(graph.drifts, key=lambda drift: -matter(drift))),
        sentence="",
        confidence=_weakest(routes.book, graph, claim),
        maker=MAKER,
        alike=alike,
        against=tuple(own.id for own in statements if own.stance is Stance.DENIED),
    )
    return replace(trace, sentence=describe_trace(trace))


def _weakest(book: Casebook, graph: ClaimGraph, claim: Claim) -> float:
    """The confidence of the weakest thing that the interval depends on: joins, folds, edges and statements."""
    worth = [claim.confidence, *(edge.confidence for edge in graph.edges.values())]
    worth += [book.case.statement[identifier].confidence for identifier in claim.statements]
    links = (book.copy_link(copy) for node in graph.nodes for copy in node.copies)
    worth += [link.confidence for link in links if link is not None]
    return round(min(worth), 4)
