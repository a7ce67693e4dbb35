"""Unnamed source only: nobody who could be asked stands behind a claim."""

from collections.abc import Iterator

from wherefrom.check.view import make_finding, place_of
from wherefrom.records import Finding, NodeKind, Severity
from wherefrom.view.casebook import Casebook

CHECK = "unnamed source only"


def check_unnamed_only(book: Casebook) -> Iterator[Finding]:
    """Find claims in whose graph every chain ends in an unnamed source."""
    for claim in book.case.claims:
        trace = book.case.trace.get(claim.id)
        if trace is None or trace.firm or trace.hi == 0:
            continue
        relying = {edge.a for edge in trace.edges}
        ends = [node for node in trace.nodes if node.id not in relying]
        if not ends or any(node.kind is not NodeKind.UNNAMED for node in ends):
            continue
        statements = [book.case.statement[identifier] for identifier in claim.statements]
        checkable = any(book.figures_of(s) or book.dates_of(s) for s in statements)
        if not checkable and trace.documents == 1 and not any(statement.names for statement in statements):
            continue  # an unnamed party's opinion about nothing in particular
        named = ", ".join(dict.fromkeys(node.label for node in ends))
        yield make_finding(
            CHECK,
            f"This rests on {named} alone: nobody is named who could be asked.",
            [place_of(statement) for statement in statements],
            severity=Severity.WARNING if checkable or trace.documents > 1 else Severity.NOTE,
            claims=[claim.id],
            confidence=trace.confidence,
        )
