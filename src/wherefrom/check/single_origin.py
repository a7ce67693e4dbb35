"""Single origin: several documents carry a claim, and all of it rests on one origin at most."""

from collections.abc import Iterator

from wherefrom.check.view import View, make_finding, place_of
from wherefrom.records import Finding, Severity

CHECK = "single origin"
SEVERAL = 2


def check_single_origin(view: View) -> Iterator[Finding]:
    """Find claims of several documents whose ``hi`` is 1: repetition that is not corroboration."""
    for claim in view.case.claims:
        trace = view.case.trace.get(claim.id)
        if trace is None or trace.documents < SEVERAL or trace.hi > 1 or trace.circles:
            continue
        statements = [view.case.statement[identifier] for identifier in claim.statements]
        labels = {node.id: node.label for node in trace.nodes}
        source = trace.origins[0] if len(trace.origins) == 1 else (trace.cut[0] if trace.cut else "")
        through = f" ({labels[source]})" if source in labels else ""
        yield make_finding(
            CHECK,
            f"{trace.documents} documents carry this, and all of it runs through one source at most{through}: "
            "repetition is not corroboration.",
            [place_of(statement) for statement in statements],
            severity=Severity.SERIOUS if trace.documents > SEVERAL and not trace.firm else Severity.WARNING,
            claims=[claim.id],
            confidence=trace.confidence,
        )
