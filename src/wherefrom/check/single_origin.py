"""Single origin: several documents carry a claim, and all of it rests on one origin at most."""

from collections import defaultdict
from collections.abc import Iterator

from wherefrom.check.view import make_finding, place_of
from wherefrom.language.counting import counted
from wherefrom.records import Claim, Finding, NodeKind, Severity, Trace
from wherefrom.view.casebook import Casebook

CHECK = "single origin"
SEVERAL = 2


def check_single_origin(book: Casebook) -> Iterator[Finding]:
    """Find claims of several documents whose ``hi`` is 1: repetition that is not corroboration.

    The claims of one story and its copies are told once, together: that they stand in each copy is one fact.
    """
    stories: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in book.case.claims:
        trace = book.case.trace.get(claim.id)
        if trace is None or trace.documents < SEVERAL or trace.hi > 1 or trace.circles:
            continue
        documents = [node for node in trace.nodes if node.kind is NodeKind.DOCUMENT]
        if len(documents) == 1:
            stories[documents[0].id,].append(claim)
        else:
            yield _one_claim(book, claim, trace)
    for (root,), claims in stories.items():
        yield _one_story(book, root, claims)


def _one_claim(book: Casebook, claim: Claim, trace: Trace) -> Finding:
    labels = {node.id: node.label for node in trace.nodes}
    source = trace.origins[0] if len(trace.origins) == 1 else (trace.cut[0] if trace.cut else "")
    through = f" ({labels[source]})" if source in labels else ""
    return make_finding(
        CHECK,
        f"{trace.documents} documents carry this, and all of it runs through one source at most{through}: "
        "repetition is not corroboration.",
        [place_of(book.case.statement[identifier]) for identifier in claim.statements],
        severity=Severity.WARNING if trace.firm else Severity.SERIOUS,
        claims=[claim.id],
        confidence=trace.confidence,
    )


def _one_story(book: Casebook, root: str, claims: list[Claim]) -> Finding:
    statements = [book.case.statement[identifier] for claim in claims for identifier in claim.statements]
    documents = {statement.document for statement in statements}
    copies = len(documents - {root})
    return make_finding(
        CHECK,
        f"“{book.case.document[root].name}” and its {counted(copies, 'copy', 'copies')} are one story: "
        f"{counted(len(claims), 'claim that they share counts', 'claims that they share count')} once.",
        [place_of(next(s for s in statements if s.document == document)) for document in sorted(documents)],
        severity=Severity.WARNING,
        claims=[claim.id for claim in claims],
        confidence=min(book.case.trace[claim.id].confidence for claim in claims),
    )
