"""Circle: documents that rely on one another for a claim."""

from collections.abc import Iterator

from wherefrom.check.view import make_finding, place_of
from wherefrom.records import Finding, NodeKind, Severity
from wherefrom.view.casebook import Casebook

CHECK = "circle"
SEVERAL = 2  # a circle is of documents; people of one text who credit each other are none


def check_circle(book: Casebook) -> Iterator[Finding]:
    """Find circles in the graphs of claims; one without a way out supports nothing."""
    for trace in book.case.traces:
        kinds = {node.id: node.kind for node in trace.nodes}
        labels = {node.id: node.label for node in trace.nodes}
        statements = {name: node.statements for node in trace.nodes for name in [node.id]}
        for circle in trace.circles:
            if sum(kinds[name] is NodeKind.DOCUMENT for name in circle) < SEVERAL:
                continue
            places = [
                place_of(book.case.statement[identifier]) for name in circle for identifier in statements[name][:1]
            ]
            rootless = circle in trace.rootless
            way_out = (
                "Nothing leads out of the circle to a source."
                if rootless
                else "One of them also names a source outside."
            )
            yield make_finding(
                CHECK,
                f"{' and '.join(labels[name] for name in circle)} rely on one another for this. {way_out}",
                places,
                severity=Severity.SERIOUS if rootless else Severity.WARNING,
                claims=[trace.claim],
                confidence=trace.confidence,
            )
