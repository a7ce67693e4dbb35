"""A decision that does nothing is told, as long as it is in force."""

from dataclasses import replace

from wherefrom.check.decision_not_applied import check_decision_not_applied
from wherefrom.records import (
    Anchor,
    AnchorKind,
    CaseRecords,
    Decision,
    Document,
    Link,
    LinkKind,
    Ruling,
    Severity,
    Unplaced,
)
from wherefrom.view.casebook import Casebook

ANCHORS = (Anchor(AnchorKind.LINK, name="copy"),)
TEXT = "The mill was closed. It rained."
DOCUMENT = Document("doc-a", "cap-a", "", "a", TEXT, "", "utf-8", (), ())
LINK = Link("link-1", LinkKind.COPY, "doc-a", "doc-b", 0.9, "", (), 0.9, "t")


def decision(number: int, ruling: Ruling, a: str, anchors: tuple[Anchor, ...] = ANCHORS) -> Decision:
    return Decision(number, ruling, a, "", "so I was told", "2026-05-01T00:00:00Z", "Ada Brandt", anchors)


def told(case: CaseRecords) -> list[str]:
    return [finding.message for finding in check_decision_not_applied(Casebook(case))]


def test_what_could_not_be_placed_is_told_with_who_what_and_why() -> None:
    lost = Unplaced(decision(8, Ruling.SPLIT, "sta-1"), "no statement covers “the mill” now", "doc-a")
    [finding] = check_decision_not_applied(Casebook(CaseRecords(documents=(DOCUMENT,), unplaced=(lost,))))
    assert finding.message.startswith(
        "Decision 8 (split, by Ada Brandt, 2026-05-01) is not applied: no statement covers"
    )
    assert "so I was told" in finding.message
    assert finding.severity is Severity.WARNING
    assert [(place.document, place.span.end) for place in finding.places] == [("doc-a", len(TEXT))]


def test_what_was_withdrawn_is_not_told() -> None:
    lost = Unplaced(decision(8, Ruling.SPLIT, "sta-1"), "gone", "doc-a")
    withdrawn = decision(9, Ruling.WITHDRAW, "8", ())
    assert told(CaseRecords(unplaced=(lost,), decisions=(withdrawn,))) == []


def test_an_accepted_link_that_is_not_made_is_told_and_one_that_is_made_is_not() -> None:
    own = decision(8, Ruling.ACCEPT, "link-1")
    assert told(CaseRecords(decisions=(own,), links=(LINK,))) == []
    [message] = told(CaseRecords(decisions=(own,), links=(replace(LINK, id="link-2"),)))
    assert "not made now" in message


def test_a_rejection_that_names_an_id_alone_is_told_and_one_with_an_anchor_is_not() -> None:
    assert told(CaseRecords(decisions=(decision(8, Ruling.REJECT, "link-1"),))) == []
    [message] = told(CaseRecords(decisions=(decision(8, Ruling.REJECT, "link-1", ()),)))
    assert "by an id alone" in message
