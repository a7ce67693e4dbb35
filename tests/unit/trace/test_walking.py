"""The walk from a claim's statements to those whom they credit."""

from dataclasses import replace
from typing import Any

import pytest

import wherefrom
from wherefrom.records import CaseRecords, Decision, Document, LinkKind, NodeKind, Ruling, Trace
from wherefrom.trace import trace_claim


def traced(*documents: Document, decisions: tuple[Decision, ...] = ()) -> CaseRecords:
    return wherefrom.analyse(documents, decisions, until="trace")


def document(text: str, name: str, **told: Any) -> Document:  # noqa: ANN401 - whatever a document may have
    return wherefrom.read_text(text, document_id=name, **told)


def trace_of(case: CaseRecords, words: str) -> Trace:
    return next(case.trace[claim.id] for claim in case.claims if words in claim.text)


DAM = "The dam at Wexley failed on Monday and forty homes were flooded"


def test_an_office_told_of_definitely_is_one_origin_in_two_documents() -> None:
    case = traced(
        document(f"{DAM}, the regional prosecutor’s office said.", "a"),
        document(f"{DAM}, according to the regional prosecutor’s office.", "b"),
    )
    found = trace_of(case, "dam at Wexley")
    assert (found.firm, found.lo, found.hi, found.documents) == (1, 1, 1, 2)
    [origin] = (node for node in found.nodes if node.kind is NodeKind.EXTERNAL)
    assert origin.label == "regional prosecutor’s office"
    assert origin.id == "office:regional prosecutor’s office"


def test_an_office_that_nobody_could_ask_is_no_origin() -> None:
    found = trace_of(traced(document(f"{DAM}, a prosecutor’s office said.", "a")), "dam at Wexley")
    assert (found.firm, found.lo, found.hi) == (0, 1, 1)
    assert found.origins == ()


def test_two_offices_of_one_name_are_two_origins_once_a_person_parts_them() -> None:
    texts = [document(f"{DAM}, the prosecutor’s office said.", name) for name in "ab"]
    texts[1] = document(f"Nobody slept in town. {DAM}, the prosecutor’s office told a reporter.", "b")
    before = traced(*texts)
    assert trace_of(before, "dam at Wexley").firm == 1
    own = next(own for own in before.speakers if own.document == "b" and "office" in own.name)
    after = traced(*texts, decisions=(Decision(1, Ruling.SPLIT, own.id, "", "", "", "ana"),))
    assert trace_of(after, "dam at Wexley").firm == 2


HARBOUR = (
    "The harbour at Wexley lost its crane in the storm on Monday night. Forty families left the lower streets before dawn,"
    " and the school opened its hall for them. Nobody was hurt, but the fish market will stay closed for a week, and the"
    " ferry does not run."
)
FOOTBALL = (
    " Some more words of one paper about football and the weather in the valley follow here, and they are many more than the"
    " shared ones, so that it is no copy at all. The council met on Thursday and talked of roads, of lamps, of the price of"
    " coal, and of nothing that happened at the harbour. A choir sang in the chapel."
)
CHESS = (
    " Quite another paper wrote about chess and gardens, rivers, mills and bakers of the upper town, with a long letter on"
    " bees by a reader who keeps them behind the station. The mayor opened a bridge, a band played, and the children of the"
    " school had the afternoon free for once."
)


@pytest.mark.parametrize(
    ("football", "chess", "relying"),
    [("2020-02-01", "2020-01-01", True), ("2020-01-01", "2020-02-01", False), ("2020-01-01", None, False)],
)
def test_words_are_taken_over_from_an_earlier_document_only(football: str, chess: str | None, *, relying: bool) -> None:
    case = traced(
        document(HARBOUR + FOOTBALL, "football", published=football),
        document(HARBOUR + CHESS, "chess", published=chess),
    )
    [link] = (link for link in case.links if link.kind is LinkKind.PARTIAL_COPY)
    assert (link.a, link.b) == ("football", "chess")
    found = trace_of(case, "Forty families")
    assert [(edge.a, edge.b) for edge in found.edges] == ([("football", "chess")] if relying else [])
    assert found.hi == (1 if relying else 2)


def test_words_taken_over_say_nothing_where_the_statement_names_somebody() -> None:
    said = HARBOUR.replace("before dawn", "before dawn, Mara Quill said")
    case = traced(
        document(said + FOOTBALL, "football", published="2020-02-01"),
        document(said + CHESS, "chess", published="2020-01-01"),
    )
    assert any(link.kind is LinkKind.PARTIAL_COPY for link in case.links)
    found = trace_of(case, "Forty families")
    assert [(edge.a, edge.b) for edge in found.edges] == [("football", "mara quill"), ("chess", "mara quill")]


def test_two_spellings_of_one_name_are_one_origin() -> None:
    case = traced(
        document(f"{DAM}, Jose Alvarez said. Jose Alvarez saw it.", "a"),
        document(f"{DAM}, José Álvarez told a reporter. José Álvarez saw it.", "b"),
    )
    found = trace_of(case, "dam at Wexley")
    assert (found.firm, found.hi, found.documents) == (1, 1, 2)


def test_an_outlet_that_only_copied_the_story_is_credited_as_itself_and_not_as_the_story() -> None:
    story = HARBOUR.replace("before dawn", "before dawn, the Aldmere Courier reported")
    case = traced(
        document(story, "ledger", outlet="Harrow Ledger", published="2020-01-01"),
        document(story, "courier", outlet="Aldmere Courier", published="2020-02-01"),
    )
    assert {(link.kind, link.a, link.b) for link in case.links} >= {(LinkKind.COPY, "courier", "ledger")}
    assert any(link.kind is LinkKind.RELAY and link.b == "courier" for link in case.links)
    found = trace_of(case, "Forty families")
    assert [(edge.a, edge.b) for edge in found.edges] == [("ledger", "aldmere courier")]
    assert [node.copies for node in found.nodes] == [("courier",), ()]


def test_whoever_a_statement_is_credited_to_besides_is_an_edge_too() -> None:
    made = traced(document(f"{DAM}, Mara Quill said. The gate was old, Nils Brandt said.", "a"))
    dam = next(
        own for own in made.statements if "dam" in made.document["a"].text[own.spans[0].start : own.spans[0].end]
    )
    [other] = [own.id for own in made.attributions if own.id not in dam.chain]
    both = replace(
        made, statements=tuple(replace(own, also=((other,),)) if own is dam else own for own in made.statements)
    )
    trace = trace_claim(both, next(own for own in both.claims if dam.id in own.statements))
    assert {(edge.a, edge.b) for edge in trace.edges} == {("a", "mara quill"), ("a", "nils brandt")}


def test_how_many_claims_are_done_is_told_and_of_how_many() -> None:
    case = traced(document(f"{DAM}, Mara Quill said. It rained on Sunday in Tarn, she said.", "a"))
    told: list[tuple[int, int]] = []
    wherefrom.trace_claims(case, lambda done, total: told.append((done, total)))
    assert told[-1] == (len(case.claims), len(case.claims))
    assert all(done <= total for done, total in told)
