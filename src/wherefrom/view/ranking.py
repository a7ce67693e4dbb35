"""Ranking: what a reader should look at first, in one order for every screen, page and list."""

from wherefrom.records import CaseRecords, Claim, Severity, Trace

_SEVERITIES = (Severity.SERIOUS, Severity.WARNING, Severity.NOTE)


def rank_severity(severity: Severity) -> int:
    """Sorting key: the more serious first."""
    return _SEVERITIES.index(severity)


def weakness(trace: Trace) -> tuple[int, int, int]:
    """Sorting key, the weakest-founded first.

    What many documents carry and nothing firm supports deserves the first look: fewest firm origins, then fewest
    possible ones, then most documents; among equals the order of the case stays.
    """
    return (trace.firm, trace.hi, -trace.documents)


def weakest_first(case: CaseRecords) -> list[tuple[Claim, Trace]]:
    """The traced claims of a case with what they rest on, the weakest-founded first."""
    traced = [(claim, case.trace[claim.id]) for claim in case.claims if claim.id in case.trace]
    return sorted(traced, key=lambda pair: weakness(pair[1]))
