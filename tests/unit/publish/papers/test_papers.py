import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from wherefrom.errors import UsageError
from wherefrom.publish.papers import custody_report
from wherefrom.publish.papers.custody_record import Checked, CustodyItem, CustodyRecord, make_custody_record
from wherefrom.publish.papers.custody_report import FORM, REPORT, write_blank_form, write_custody
from wherefrom.publish.papers.form import form_rows
from wherefrom.records import (
    Act,
    ActKind,
    Capture,
    CaseRecords,
    Decision,
    Document,
    Ending,
    Outcome,
    Ruling,
)

ATTACK = '</style><script>document.title="owned"</script>"\\0 \u202egnp.exe <img src=x onerror=alert(1)>'
CHECKED = Checked(head="ab" * 32, files=7, size=1200)
MACHINE = {"method": "file given", "system": "Linux", "program": "wherefrom 1", "clock": "unknown", "time_zone": "UTC"}


def capture(number: int, name: str = "letter.txt") -> Capture:
    sha256 = hashlib.sha256(bytes([number])).hexdigest()
    return Capture(f"cap-{sha256[:16]}", sha256, number, "text/plain", name, f"data/{sha256}", f"in/{name}", "", "Ada")


def act_of(number: int, own: Capture, **told: str) -> Act:
    details = {"id": own.id, "sha256": own.sha256, "size": own.size, "name": own.name, "received_from": "in", **MACHINE}
    return Act(number, f"2026-11-24T10:00:0{number}.000000Z", "Ada", ActKind.CAPTURE, {**details, **told})


def act(number: int, kind: ActKind, **details: str | int) -> Act:
    return Act(number, f"2026-11-24T11:00:0{number}.000000Z", "Ben", kind, dict(details))


FIRST, SECOND = capture(1), capture(2, "two.txt")


def build(*later: Act, name: str = "The quay fire") -> CaseRecords:
    acts = (
        act(1, ActKind.INIT, step="created"),
        act_of(2, FIRST, reference="TQF-000001", custodian="Room 2", obtained_from="a neighbour", batch="add-1"),
        act_of(3, SECOND, reference="TQF-000002"),
        *later,
    )
    return CaseRecords(captures=(FIRST, SECOND), acts=acts, name=name)


def items(*later: Act) -> tuple[CustodyItem, CustodyItem]:
    first, second = make_custody_record(build(*later), CHECKED).items
    return first, second


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)


def test_what_was_not_recorded_is_listed_and_never_invented() -> None:
    first, second = items()
    assert "Obtained from" not in first.missing
    assert {"Web address", "Context", "Machine", "Collected for"} <= set(first.missing)
    assert "Obtained from" in second.missing
    assert (first.holder, second.holder) == ("Room 2", "")


def test_custodians_follow_one_another_and_the_last_holds_it() -> None:
    some = act(4, ActKind.TRANSFER, to="B. Lawyer", giver="Room 2", items=FIRST.id, count=1)
    everything = act(5, ActKind.TRANSFER, to="Registry", items="all", count=2)
    first, second = items(some, everything)
    assert [step.act for step in first.custody] == [2, 4, 5]
    assert [step.act for step in second.custody] == [5]
    assert first.holder == second.holder == "Registry"
    record = make_custody_record(build(some, everything), CHECKED)
    assert record.custodians == ("Room 2", "B. Lawyer", "Registry")


def test_item_that_came_after_a_hand_over_was_not_handed_over() -> None:
    third = capture(3)
    case = build(act(4, ActKind.TRANSFER, to="Registry", items="all", count=2), act_of(5, third))
    record = make_custody_record(replace(case, captures=(*case.captures, third)), CHECKED)
    assert [item.holder for item in record.items] == ["Registry", "Registry", ""]


def test_note_told_later_fills_what_was_missing_and_says_which_act() -> None:
    first, second = items(act(4, ActKind.NOTE, capture=FIRST.id, url="https://example.org/a"))
    assert "Web address" not in first.missing
    assert [(fact.value, fact.act) for fact in first.told if fact.label == "Web address"] == [
        ("https://example.org/a", 4)
    ]
    assert [step.act for step in first.notes] == [4]
    assert second.notes == ()


def test_same_bytes_again_are_told_with_their_own_origin() -> None:
    first, _ = items(act_of(4, replace(FIRST, name="again.txt"), url="https://example.org/b"))
    assert [(step.act, step.what) for step in first.received_again] == [(4, "again.txt")]
    assert "Web address" not in first.missing


def test_copies_are_those_made_after_the_item_came() -> None:
    case = build(act(4, ActKind.PUBLISH, to="out", pages=3), act(5, ActKind.EXPORT, format="bagit", to="bag"))
    early = replace(case, acts=(case.acts[0], act(2, ActKind.EXPORT, format="csv"), *case.acts[2:]))
    record = make_custody_record(case, CHECKED)
    assert record.items[0].copies == (4, 5)
    assert [step.what for step in record.copies] == ["dossier published", "export as bagit"]
    assert make_custody_record(early, CHECKED).items[0].copies == (4, 5)


def test_conversions_come_from_the_readings() -> None:
    document = Document("doc-1", FIRST.id, "", "Letter", "text", "", "utf-8", (), ())
    outcomes = (
        Outcome(FIRST.id, "", Ending.READ, "", "plain 1"),
        Outcome(FIRST.id, "row:2", Ending.REFUSED, "no text", "plain 1"),
        Outcome(FIRST.id, "row:3", Ending.REFUSED, "no words", "plain 1"),
    )
    case = replace(build(), documents=(document,), outcomes=outcomes)
    read, refused = make_custody_record(case, CHECKED).items[0].conversions
    assert (read.maker, read.ending, read.documents, read.made) == ("plain 1", "read", 1, ("doc-1",))
    assert (refused.ending, refused.documents, refused.reason) == ("refused", 2, "no text")


def test_judgement_is_told_of_the_items_that_it_touches() -> None:
    document = Document("doc-1", FIRST.id, "", "Letter", "text", "", "utf-8", (), ())
    ruled = act(4, ActKind.JUDGE, step="decide", ruling="split", a="doc-1", b="", note="another story")
    taken_back = act(5, ActKind.JUDGE, step="decide", ruling="withdraw", a="4", b="", note="")
    decision = Decision(4, Ruling.SPLIT, "doc-1", "", "another story", ruled.at, "Ben")
    case = replace(build(ruled, taken_back), documents=(document,), decisions=(decision,))
    first, second = make_custody_record(case, CHECKED).items
    assert [step.act for step in first.judgements] == [4, 5]
    assert first.judgements[0].what == "split doc-1"
    assert second.judgements == ()


def test_only_chosen_items_are_told_of_and_the_rest_is_counted() -> None:
    record = make_custody_record(build(), CHECKED, [SECOND.id])
    assert [item.reference for item in record.items] == ["TQF-000002"]
    assert record.held == 2


def hostile() -> CustodyRecord:
    own = replace(FIRST, name=ATTACK, received_from=ATTACK, media_type=ATTACK, by=ATTACK)
    told = {"note": ATTACK, "custodian": ATTACK, "reference": ATTACK, ATTACK: ATTACK}
    acts = (
        act(1, ActKind.INIT, step="created"),
        act_of(2, own, **told),
        act(3, ActKind.NOTE, capture=own.id, context=ATTACK),
        act(4, ActKind.TRANSFER, to=ATTACK, items="all", count=1),
        act(5, ActKind.REFUSE, name=ATTACK, received_from=ATTACK, reason=ATTACK),
        act(6, ActKind.EXPORT, format=ATTACK, to=ATTACK),
        act(7, ActKind.JUDGE, ruling=ATTACK, a=ATTACK, note=ATTACK),
    )
    outcome = Outcome(own.id, "", Ending.PARTLY, ATTACK, ATTACK)
    checked = replace(CHECKED, problems=(ATTACK,), notes=(ATTACK,), seals=(ATTACK,))
    return make_custody_record(CaseRecords(captures=(own,), acts=acts, outcomes=(outcome,), name=ATTACK), checked)


def test_nothing_hostile_becomes_markup_or_style(tmp_path: Path) -> None:
    harmless = write_custody(make_custody_record(build(), CHECKED), tmp_path / "harmless")
    attacked = write_custody(hostile(), tmp_path / "attacked")
    for good, bad in zip(harmless.papers, attacked.papers, strict=True):
        page = bad.read_text(encoding="utf-8")
        assert "<script" not in page
        assert "<img" not in page
        assert "\u202e" not in page
        assert Tags(page).tags <= Tags(good.read_text(encoding="utf-8")).tags | {
            "i",
            "br",
            "h3",
            "h2",
            "ul",
            "li",
            "thead",
        }
        assert not {name for name in Tags(page).attributes if name.startswith("on")}
        (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"style-src &#39;sha256-{digest}&#39;" in page or f"style-src 'sha256-{digest}'" in page


def test_papers_allow_themselves_nothing_but_their_style(tmp_path: Path) -> None:
    for paper in write_custody(make_custody_record(build(), CHECKED), tmp_path).papers:
        page = paper.read_text(encoding="utf-8")
        assert "default-src 'none'" in page
        assert "script" not in Tags(page).tags
        assert {"src", "href", "action"}.isdisjoint(Tags(page).attributes)


def test_same_case_gives_the_same_bytes(tmp_path: Path) -> None:
    record = make_custody_record(build(), CHECKED)
    first, second = write_custody(record, tmp_path / "a"), write_custody(record, tmp_path / "b")
    for one, other in zip(first.papers, second.papers, strict=True):
        assert one.read_bytes() == other.read_bytes()


def test_form_prints_what_is_known_and_leaves_lines_for_the_rest(tmp_path: Path) -> None:
    write_custody(make_custody_record(build(), CHECKED), tmp_path)
    form = (tmp_path / FORM).read_text(encoding="utf-8")
    rows = dict(re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td>', form.split("TQF-000002")[0]))
    assert rows["Obtained from"] == "a neighbour"
    assert rows["Hash value (SHA-256)"] == FIRST.sha256
    for blank in ("Web address", "IP address of the machine", "Virtual identity used"):
        assert not re.sub(r'<span class="hint">.*?</span>', "", rows[blank])
    assert form.count("Signature") == 4


def test_form_of_a_web_capture_says_what_was_fetched_and_what_was_not() -> None:
    own = act_of(2, FIRST, web_status="200", web_embedded_media="not fetched", method="captured from the web")
    case = CaseRecords(captures=(FIRST,), acts=(act(1, ActKind.INIT, step="created"), own), name="Web")
    (item,) = make_custody_record(case, CHECKED).items
    rows = {row.label: row.value for row in form_rows(item)}
    assert rows["Embedded media"] == "not fetched"
    assert rows["Source code of the page"].startswith("in this web archive")
    assert "File's own date of change" not in item.missing
    assert [row.letter for row in form_rows(item)][-6:] == ["b", "c", "d", "e", "g", "g"]


def test_report_says_whether_the_case_matches(tmp_path: Path) -> None:
    write_custody(make_custody_record(build(), CHECKED), tmp_path / "a")
    assert "Everything matches." in (tmp_path / "a" / REPORT).read_text(encoding="utf-8")
    altered = replace(CHECKED, problems=("altered: evidence/data/x: its SHA-256 is another",))
    write_custody(make_custody_record(build(), altered), tmp_path / "b")
    page = (tmp_path / "b" / REPORT).read_text(encoding="utf-8")
    assert "Everything matches." not in page
    assert "evidence/data/x" in page


def test_earlier_paper_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    record = make_custody_record(build(), CHECKED)
    write_custody(record, tmp_path)
    write_custody(record, tmp_path)
    write_blank_form("The quay fire", tmp_path)
    assert len(list(tmp_path.iterdir())) == 3
    (tmp_path / REPORT).write_text("mine")
    with pytest.raises(UsageError, match="no paper of this kind"):
        write_custody(record, tmp_path)
    assert (tmp_path / REPORT).read_text() == "mine"


def test_many_items_are_told_in_parts_and_none_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = make_custody_record(build(), CHECKED)
    monkeypatch.setattr(custody_report, "ITEMS_A_PAPER", 1)
    papers = write_custody(record, tmp_path).papers
    names = ["collection-form.html", "collection-form-2.html", "custody-report.html", "custody-report-2.html"]
    assert [paper.name for paper in papers] == names
    pages = [paper.read_text(encoding="utf-8") for paper in papers]
    assert [("TQF-000001" in page, "TQF-000002" in page) for page in pages] == [(True, False), (False, True)] * 2
    assert CHECKED.head in pages[2]
    monkeypatch.undo()
    assert len(write_custody(record, tmp_path).papers) == len(list(tmp_path.iterdir())) == 2


def test_link_in_the_way_is_not_followed(tmp_path: Path) -> None:
    record = make_custody_record(build(), CHECKED)
    write_custody(record, tmp_path / "real")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / FORM).symlink_to(tmp_path / "real" / FORM)
    with pytest.raises(UsageError):
        write_custody(record, tmp_path / "out")
