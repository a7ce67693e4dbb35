"""All checks, and the entry that runs them."""

from collections.abc import Callable, Iterator

from wherefrom.check.circle import check_circle
from wherefrom.check.cited_not_held import check_cited_not_held
from wherefrom.check.deceptive_text import check_deceptive_text
from wherefrom.check.decision_not_applied import check_decision_not_applied
from wherefrom.check.figure_arithmetic import check_figure_arithmetic
from wherefrom.check.figures_differ import check_dates_conflict, check_figures_differ
from wherefrom.check.headline_as_fact import check_headline
from wherefrom.check.hedge_lost import check_hedge_lost
from wherefrom.check.hidden_text import check_hidden_text
from wherefrom.check.not_introduced import check_not_introduced
from wherefrom.check.passage_repeated import check_passage_repeated
from wherefrom.check.quotation_altered import check_quotation_altered
from wherefrom.check.single_origin import check_single_origin
from wherefrom.check.unnamed_only import check_unnamed_only
from wherefrom.records import CaseRecords, Finding
from wherefrom.view.casebook import Casebook
from wherefrom.view.ranking import rank_severity

CHECKS: tuple[Callable[[Casebook], Iterator[Finding]], ...] = (
    check_circle,
    check_single_origin,
    check_unnamed_only,
    check_hedge_lost,
    check_quotation_altered,
    check_figures_differ,
    check_dates_conflict,
    check_headline,
    check_figure_arithmetic,
    check_not_introduced,
    check_cited_not_held,
    check_passage_repeated,
    check_hidden_text,
    check_deceptive_text,
    check_decision_not_applied,
)


def check_case(case: CaseRecords, report: Callable[[int, int], None] | None = None) -> tuple[Finding, ...]:
    """Run every check over a case.

    Args:
        case: with claims and traces.
        report: told how many checks are done, and of how many.

    Returns:
        Findings, the most serious first, and within that in the order of the checks. Each once.
    """
    book, found = Casebook(case), dict[str, Finding]()
    for done, check in enumerate(CHECKS, start=1):
        for finding in check(book):
            found.setdefault(finding.id, finding)
        if report is not None:
            report(done, len(CHECKS))
    return tuple(sorted(found.values(), key=lambda finding: rank_severity(finding.severity)))
