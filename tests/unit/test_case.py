import getpass
from pathlib import Path

import pytest

import wherefrom
from wherefrom.case import Case, collector_name
from wherefrom.check import CITED_NOT_HELD
from wherefrom.config import Settings
from wherefrom.errors import UsageError
from wherefrom.records import CaseRecords, Claim, Collection, Finding, Severity, Trace
from wherefrom.view.ranking import weakness


def trace_of(claim: str, firm: int, hi: int, documents: int = 1) -> Trace:
    return Trace(
        claim=claim,
        nodes=(),
        edges=(),
        documents=documents,
        firm=firm,
        lo=max(firm, min(hi, 1)),
        hi=hi,
        origins=(),
        cut=(),
        circles=(),
        rootless=(),
        amplification=None,
        drifts=(),
        sentence="",
        confidence=1.0,
        maker="test 1",
    )


def claim_of(name: str, text: str) -> Claim:
    return Claim(name, text, (f"st-{name}",), 1.0, "test 1")


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """A case whose records are given rather than found."""
    opened = wherefrom.create(tmp_path / "case")
    opened._records = CaseRecords(  # noqa: SLF001
        claims=(
            claim_of("cl-aa", "Forty sheds burned"),
            claim_of("cl-ab", "Nobody was hurt"),
            claim_of("cl-b", "It rained"),
        ),
        traces=(trace_of("cl-aa", 2, 3), trace_of("cl-ab", 0, 1, 2), trace_of("cl-b", 0, 0, 5)),
    )
    return opened


def test_weakest_founded_claims_come_first(case: Case) -> None:
    assert [claim.id for claim, _ in case.claims()] == ["cl-b", "cl-ab", "cl-aa"]
    assert weakness(trace_of("x", 0, 1, 9)) < weakness(trace_of("x", 0, 1, 2))


def test_a_claim_is_found_by_the_beginning_of_its_id_or_by_its_words(case: Case) -> None:
    assert case.claim("cl-b")[0].text == "It rained"
    assert case.claim("forty SHEDS")[0].id == "cl-aa"


def test_unknown_and_ambiguous_claims_say_what_to_do(case: Case) -> None:
    with pytest.raises(UsageError, match="wherefrom show"):
        case.claim("giraffe")
    with pytest.raises(UsageError, match="2 claims fit"):
        case.claim("cl-a")


def test_collector_is_the_one_set_else_the_account(monkeypatch: pytest.MonkeyPatch) -> None:
    assert collector_name(Settings(collector="Ada")) == "Ada"
    monkeypatch.setattr(getpass, "getuser", lambda: "account")
    assert collector_name(Settings()) == "account"

    def nobody() -> str:
        raise KeyError

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert collector_name(Settings()) == "unknown"


def test_opening_what_is_no_case_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no case"):
        wherefrom.open(tmp_path)


def test_works_not_held_come_by_the_claims_that_lean_on_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def finding(check: str, message: str, claims: tuple[str, ...]) -> Finding:
        return Finding(message, check, Severity.NOTE, message, (), claims, 1.0, "m")

    found = (
        finding(CITED_NOT_HELD, "b", ("c1",)),
        finding("circle", "x", ("c1", "c2", "c3")),
        finding(CITED_NOT_HELD, "c", ("c1", "c2")),
        finding(CITED_NOT_HELD, "a", ("c1",)),
    )
    case = wherefrom.create(tmp_path / "case")
    monkeypatch.setattr(case, "_records", CaseRecords(findings=found))
    assert [own.message for own in case.cited_not_held()] == ["c", "a", "b"]


def test_records_are_read_anew_after_a_verb_that_writes_even_one_that_fails(tmp_path: Path) -> None:
    case = wherefrom.create(tmp_path / "case")
    before = case.records
    assert case.records is before
    with pytest.raises(UsageError):
        case.note("no such item", Collection(note="x"))
    assert case.records is not before
