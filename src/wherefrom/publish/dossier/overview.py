"""The first page: how much there is, how it rests, and where to look first."""

from dataclasses import dataclass

from wherefrom.publish.dossier.lookups import Lookups
from wherefrom.publish.dossier.site import Site
from wherefrom.records import Ending, Severity, Trace
from wherefrom.view.ranking import rank_severity

# The first page stays small however large the case: the rest is a click away.
_MOST_CLAIMS = 20
_MOST_FINDINGS = 20
_BAR_WIDTH = 720


@dataclass(frozen=True, slots=True)
class Share:
    """One part of the bar: how many claims rest so, and where the part lies, in pixels."""

    name: str
    label: str
    claims: int
    x: float
    width: float


def write_overview(site: Site, lookups: Lookups) -> None:
    """Write ``index.html``."""
    case = lookups.case
    several = [pair for pair in lookups.ordered if pair[1].documents > 1]
    findings = sorted(case.findings, key=lambda finding: (rank_severity(finding.severity), -len(finding.claims)))
    serious = [finding for finding in findings if finding.severity is Severity.SERIOUS]
    site.write(
        "index.html",
        "index.html",
        several=len(several),
        # What several documents repeat looks well founded and may not be: it comes first.
        weakest=(several + [pair for pair in lookups.ordered if pair[1].documents <= 1])[:_MOST_CLAIMS],
        shares=_measure_shares([trace for _, trace in lookups.ordered]),
        bar_width=_BAR_WIDTH,
        serious=serious[:_MOST_FINDINGS],
        serious_count=len(serious),
        warnings=sum(finding.severity is Severity.WARNING for finding in findings),
        folded=len(lookups.book.whole_copies),
        refused=sum(outcome.ending is Ending.REFUSED for outcome in case.outcomes),
        partly=sum(outcome.ending is Ending.PARTLY for outcome in case.outcomes),
    )


def _measure_shares(traces: list[Trace]) -> list[Share]:
    counts = {"none": 0, "vague": 0, "one": 0, "several": 0}
    for trace in traces:
        counts[_name_share(trace)] += 1
    labels = {
        "none": "no origin shown",
        "vague": "unnamed or unsourced only",
        "one": "one named origin",
        "several": "two or more independent named origins",
    }
    shares, x = [], 0.0
    for name, claims in counts.items():
        width = _BAR_WIDTH * claims / max(len(traces), 1)
        shares.append(Share(name, labels[name], claims, x, width))
        x += width
    return shares


def _name_share(trace: Trace) -> str:
    if trace.firm > 1:
        return "several"
    if trace.firm == 1:
        return "one"
    return "vague" if trace.hi else "none"
