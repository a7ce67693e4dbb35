"""Unnamed source only: nobody who could be asked stands behind a claim."""

from collections.abc import Iterator

from wherefrom.check.view import View, make_finding, place_of
from wherefrom.records import Finding, NodeKind, Severity

CHECK = "unnamed source only"


def check_unnamed_only(view: View) -> Iterator[Finding]:
    """Find claims in whose graph every chain ends in an unnamed source."""
    for claim in view.case.claims:
        trace = view.case.trace.get(claim.id)
        if trace is None or trace.firm or trace.hi == 0:
            continue
        relying = {edge.a for edge in trace.edges}
        ends = [node for node in trace.nodes if node.id not in relying]
        if not ends or any(node.kind is not NodeKind.UNNAMED for node in ends):
            continue
        statements = [view.case.statement[identifier] for identifier in claim.statements]
        named = ", ".join(dict.fromkeys(node.label for node in ends))
        yield make_finding(
            CHECK,
            f"This rests on {named} alone: nobody is named who could be asked.",
            [place_of(statement) for statement in statements],
            severity=Severity.WARNING if any(_has_figure_or_name(view, s.id) for s in statements) else Severity.NOTE,
            claims=[claim.id],
            confidence=trace.confidence,
        )


def _has_figure_or_name(view: View, identifier: str) -> bool:
    statement = view.case.statement[identifier]
    return bool(statement.names or view.figures(statement.document, statement.spans))
