"""What counts as stale: the table of stages held against the account of work, without running anything heavy."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from wherefrom.config import Settings
from wherefrom.ids import digest_text
from wherefrom.pipeline.stage import Scope, Stage, Tools
from wherefrom.pipeline.staleness import WHOLE_CASE, Account, Recorded, find_stale
from wherefrom.records import Capture, Decision, Document, Ending, Outcome, Reading, Ruling
from wherefrom.store import Work, open_store

READ = Stage("read", "Reading", 1, Scope.CAPTURE, ("captures",), ("documents",), print, limits=("read_seconds",))
MEASURE = Stage("measure", "Measuring", 1, Scope.DOCUMENT, ("documents",), ("figures", "dates"), print)
LINK = Stage("link", "Linking", 1, Scope.CASE, ("documents", "figures", "decisions"), ("links",), print)
DECIDED = Decision(7, Ruling.REJECT, "link-1", "", "", "2026-01-01T00:00:00Z", "Ada Brandt")


def capture_of(name: str) -> Capture:
    return Capture(f"cap-{name}", digest_text(name), 3, "text/plain", name, f"data/{name}", name, "2026-01-01", "Ada")


def reading_of(capture: Capture, text: str) -> Reading:
    document = Document(f"doc-{capture.name}", capture.id, "", capture.name, text, digest_text(text), "utf-8", (), ())
    return Reading((document,), (Outcome(capture.id, "", Ending.READ, "", "test 1"),))


def do(account: Account, *stages: Stage) -> None:
    """Note as done what waits."""
    for stage in stages:
        for key, rests_on in account.waiting(stage).items():
            account.store.derived.note(Work(stage.name, key, account.version(stage), rests_on))
        account.foreseen.clear()


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    """Two captures, read, measured and linked."""
    with open_store(tmp_path) as store:
        captures = [capture_of("a"), capture_of("b")]
        made = Account(store, Recorded(captures, ()), Settings())
        for capture in captures:
            store.write.save_capture(capture)
            store.write.save_reading(capture, reading_of(capture, capture.name))
        do(made, READ, MEASURE, LINK)
        yield made


def waiting(account: Account) -> dict[str, list[str]]:
    account.foreseen.clear()
    return {stage.name: list(account.waiting(stage)) for stage in (READ, MEASURE, LINK)}


def with_(account: Account, **changed: object) -> Account:
    return replace(account, foreseen={}, _versions={}, **changed)  # type: ignore[arg-type]


NOTHING = {"read": [], "measure": [], "link": []}


def test_nothing_waits_when_everything_was_done(account: Account) -> None:
    assert waiting(account) == NOTHING
    account.foreseen.clear()
    assert find_stale(account, (READ, MEASURE, LINK)) == ()


def test_a_capture_more_waits_to_be_read_and_what_looks_at_the_whole_case_with_it(account: Account) -> None:
    captures = [*account.material.captures, capture_of("c")]
    assert waiting(with_(account, material=Recorded(captures, ()))) == {
        **NOTHING,
        "read": ["cap-c"],
        "link": [WHOLE_CASE],
    }


def test_a_document_more_waits_with_what_looks_at_the_whole_case(account: Account) -> None:
    capture = capture_of("c")
    account.store.write.save_capture(capture)
    account.store.write.save_reading(capture, reading_of(capture, "third"))
    assert waiting(account) == {**NOTHING, "measure": ["doc-c"], "link": [WHOLE_CASE]}
    account.foreseen.clear()
    assert find_stale(account, (READ, MEASURE, LINK)) == (
        "1 document is not looked through for figures and dates",
        "links are older than what the case holds",
    )


def test_a_document_read_otherwise_waits_though_its_id_is_the_same(account: Account) -> None:
    capture = account.material.captures[0]
    account.store.write.save_reading(capture, reading_of(capture, "read otherwise"))
    assert waiting(account) == {**NOTHING, "measure": ["doc-a"], "link": [WHOLE_CASE]}


def test_a_decision_waits_for_those_alone_that_need_decisions(account: Account) -> None:
    material = Recorded(account.material.captures, (DECIDED,))
    assert waiting(with_(account, material=material)) == {**NOTHING, "link": [WHOLE_CASE]}


@pytest.mark.parametrize("changed", [replace(MEASURE, number=2), replace(MEASURE, tools=lambda _: Tools("lists 2"))])
def test_another_version_or_other_tools_make_the_work_stale_and_all_that_rests_on_it(
    account: Account, changed: Stage
) -> None:
    other = with_(account)
    assert list(other.waiting(changed)) == ["doc-a", "doc-b"]
    assert list(other.waiting(LINK)) == [WHOLE_CASE]


def test_what_failed_waits_when_its_limit_changes_and_not_before(account: Account) -> None:
    [first, _] = account.material.captures
    limits = READ.limits_under(account.settings)
    account.store.derived.note(Work("read", first.id, account.version(READ), first.sha256, limits))
    assert waiting(account)["read"] == []
    raised = with_(account, settings=Settings(read_seconds=120))
    assert waiting(raised)["read"] == ["cap-a"]
    other = with_(account, settings=Settings(attribute_seconds=5))
    assert waiting(other)["read"] == []


def test_what_rests_on_a_failure_is_done_again_when_that_succeeds(account: Account) -> None:
    limited = replace(MEASURE, limits=("attribute_seconds",))
    account.foreseen.clear()
    account.store.derived.note(
        Work(
            "measure",
            "doc-a",
            account.version(limited),
            account.fail(limited, "doc-a"),
            limited.limits_under(account.settings),
        )
    )
    account.foreseen.clear()
    do(account, LINK)
    assert [list(account.waiting(stage)) for stage in (limited, LINK)] == [[], []]
    raised = with_(account, settings=Settings(attribute_seconds=5))
    assert [list(raised.waiting(stage)) for stage in (limited, LINK)] == [["doc-a"], [WHOLE_CASE]]


def test_a_store_that_is_empty_has_everything_to_do(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        fresh = Account(store, Recorded([capture_of("a")], ()), Settings())
        assert list(fresh.waiting(READ)) == ["cap-a"]
