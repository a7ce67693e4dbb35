"""Quotation altered: words in quotation marks that stand otherwise, or not at all, in the document they are taken from."""

from collections import defaultdict
from collections.abc import Iterator

from wherefrom.check.view import View, make_finding, shorten
from wherefrom.records import Attribution, Finding, Form, Link, LinkKind, Place, Severity, Span

CHECK = "quotation altered"
# Shorter ones are phrases, which a document may hold in other words.
FEWEST_WORDS = 7
NOT_FOUND = 0.5


def check_quotation_altered(view: View) -> Iterator[Finding]:
    """Find quotations altered against the original, and those that the held document which is credited does not have."""
    quoted: dict[str, list[Link]] = defaultdict(list)
    credited: dict[str, list[Link]] = defaultdict(list)
    for link in view.case.links:
        if link.kind is LinkKind.QUOTATION:
            quoted[link.a].append(link)
        elif link.kind is LinkKind.RELAY and link.a in view.case.attribution:
            credited[link.a].append(link)
    for name, links in quoted.items():
        best = max(links, key=lambda link: link.score)
        if best.explanation.startswith("altered"):
            yield _altered(view, view.case.attribution[name], best)
    for name, links in credited.items():
        own = view.case.attribution[name]
        if own.form is Form.DIRECT and name not in quoted and _words(view, own) >= FEWEST_WORDS:
            yield _not_found(view, own, links[0])


def _altered(view: View, own: Attribution, link: Link) -> Finding:
    [evidence] = link.evidence
    places = [Place(own.document, evidence.a_span)]
    places += [Place(link.b, evidence.b_span)] if evidence.b_span is not None else []
    return make_finding(
        CHECK,
        f"The quotation is not as it stands in {view.document(link.b).name}: {link.explanation.partition(': ')[2]}.",
        places,
        severity=Severity.WARNING,
        claims=_claims(view, own),
        confidence=round(0.8 * link.confidence, 2),
    )


def _not_found(view: View, own: Attribution, link: Link) -> Finding:
    words = shorten(view.document(own.document).text[own.content[0].start : own.content[0].end])
    return make_finding(
        CHECK,
        f"{words} is quoted from {view.document(link.b).name}, which the case holds; these words were not found there.",
        [Place(own.document, own.content[0]), Place(link.b, Span(0, min(1, len(view.document(link.b).text))))],
        severity=Severity.NOTE,
        claims=_claims(view, own),
        confidence=NOT_FOUND,
    )


def _words(view: View, own: Attribution) -> int:
    text = view.document(own.document).text
    return sum(len(text[span.start : span.end].split()) for span in own.content)


def _claims(view: View, own: Attribution) -> tuple[str, ...]:
    return view.claims(s for s in view.statements_in[own.document] if own.id in s.chain)
