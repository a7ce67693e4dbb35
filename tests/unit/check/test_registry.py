"""The entry of checks: the most serious first, each finding once."""

from collections.abc import Iterator

import pytest

from wherefrom.check import registry
from wherefrom.check.view import make_finding
from wherefrom.records import CaseRecords, Finding, Place, Severity, Span
from wherefrom.view.casebook import Casebook


def finding(check: str, severity: Severity, at: int) -> Finding:
    return make_finding(check, "words", [Place("a", Span(at, at + 1))], severity=severity, confidence=1.0)


def test_findings_come_the_most_serious_first_and_in_the_order_of_the_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    note, serious = finding("one", Severity.NOTE, 1), finding("one", Severity.SERIOUS, 2)
    warning, later = finding("one", Severity.WARNING, 3), finding("two", Severity.SERIOUS, 4)

    def one(_book: Casebook) -> Iterator[Finding]:
        yield from (note, warning, serious, note)

    def two(_book: Casebook) -> Iterator[Finding]:
        yield from (later, serious)

    monkeypatch.setattr(registry, "CHECKS", (one, two))
    told: list[tuple[int, int]] = []
    found = registry.check_case(CaseRecords(), lambda done, of: told.append((done, of)))
    assert found == (serious, later, warning, note)
    assert told == [(1, 2), (2, 2)]
