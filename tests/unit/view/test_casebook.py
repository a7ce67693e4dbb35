"""The ways through a case: each rule once, and asked of one interface."""

from dataclasses import replace

import pytest

import wherefrom
from wherefrom.link.making import Worth, make_link
from wherefrom.records import (
    CaseRecords,
    Claim,
    Finding,
    LinkKind,
    Place,
    Role,
    Severity,
    Span,
    Statement,
    Trace,
)
from wherefrom.view.casebook import Casebook, group_under
from wherefrom.view.copy_roots import find_originals
from wherefrom.view.ranking import rank_severity, weakest_first, weakness

TEXT = (
    "Forty homes flooded at Wexley\n\nBy Ana Brandt\nMay 3, 2026\n\n"
    "Mara Quill said on Monday that 40 homes and 12 barns were flooded. “The dam broke,” Oren Pike told Mara Quill on 2 May.\n\n"
    "Nobody knows why 3 pumps failed."
)


@pytest.fixture(scope="module")
def case() -> CaseRecords:
    documents = tuple(wherefrom.read_text(TEXT, document_id=name) for name in ("a", "b"))
    return wherefrom.analyse(documents, until="attribute")


def said(case: CaseRecords, words: str, document: str = "a") -> Statement:
    book = Casebook(case)
    return next(own for own in book.statements_in(document) if words in book.text_of(own))


def test_what_stands_in_a_document_comes_in_order_and_nothing_of_another(case: CaseRecords) -> None:
    book = Casebook(case)
    for found, every in (
        (book.statements_in("b"), case.statements),
        (book.attributions_in("b"), case.attributions),
        (book.speakers_in("b"), case.speakers),
    ):
        assert list(found) == [own for own in every if own.document == "b"] != []
    assert book.statements_in("no such document") == ()
    assert book.citations_in("a") == ()


def test_figures_and_dates_within_spans(case: CaseRecords) -> None:
    book, statement = Casebook(replace(case, figures=case.figures[::-1])), said(case, "barns")
    assert [figure.raw.split()[0] for figure in book.figures_of(statement)] == ["40", "12"]
    first, second = (TEXT.index(words) for words in ("40 homes", "12 barns"))
    # A figure that begins before a span, or ends after it, does not stand within it.
    assert book.figures_within("a", [Span(first + 1, second + 1)]) == []
    whole = book.figures_within("a", [Span(0, len(TEXT))])
    assert [own.span.start for own in whole] == sorted(own.span.start for own in case.figures if own.document == "a")
    assert [date.raw for date in book.dates_within("a", [Span(TEXT.index("told"), len(TEXT))])] == ["2 May"]
    assert book.figures_within("none", [Span(0, 9)]) == []


def test_a_statement_knows_its_text_document_chain_and_the_role_of_its_passage(case: CaseRecords) -> None:
    book = Casebook(case)
    body, headline = said(case, "barns"), said(case, "Forty homes")
    assert book.document_of(body).id == "a"
    assert "\n" not in book.text_of(replace(body, spans=(Span(0, 5), Span(10, 15))))
    assert [speaker.name for one in book.chain_of(body) for speaker in book.speakers_of(one)] == ["Mara Quill"]
    assert book.role_of(body) is Role.BODY
    assert book.role_of(headline) is Role.HEADLINE
    assert book.chain_of(replace(body, chain=("gone",))) == []


def test_what_is_made_of_a_statement_is_made_once(case: CaseRecords) -> None:
    book, asked = Casebook(case), list[str]()

    def count(text: str) -> int:
        asked.append(text)
        return len(text)

    one = said(case, "barns")
    assert book.made_of(one, count) == book.made_of(one, count) == len(book.text_of(one))
    assert book.made_of(one, str.upper) == book.text_of(one).upper()
    assert len(asked) == 1


def test_claims_of_statements(case: CaseRecords) -> None:
    ours, theirs = said(case, "barns"), said(case, "barns", "b")
    alone = said(case, "pumps")
    claims = (
        Claim("cl-1", "", (ours.id, theirs.id), 1.0, "m"),
        Claim("cl-2", "", (alone.id,), 1.0, "m"),
    )
    book = Casebook(replace(case, claims=claims))
    assert book.claim_of(theirs.id) is claims[0]
    assert book.claim_of("none") is None
    assert book.claims_of([alone, theirs, ours, said(case, "Forty")]) == ("cl-2", "cl-1")
    assert book.same_claim_in(ours, "b") is theirs
    assert book.same_claim_in(alone, "b") is None
    assert book.same_claim_in(said(case, "Forty"), "b") is None


def test_a_copy_of_a_copy_goes_back_to_the_original_and_a_ring_ends() -> None:
    copies = [make_link(LinkKind.COPY, ends, Worth(1, 1), "", (), "m") for ends in (("c", "b"), ("b", "a"), ("x", "x"))]
    part = make_link(LinkKind.PARTIAL_COPY, ("d", "a"), Worth(1, 1), "", (), "m")
    book = Casebook(CaseRecords(links=(*copies, part)))
    assert [book.original_of(name) for name in "abcdx"] == ["a", "a", "a", "d", "x"]
    assert book.copy_link("c") is copies[0]
    assert book.copy_link("d") is None
    assert book.whole_copies == {"b", "c"}
    assert list(book.copied_from("d")) == [part]
    assert list(book.copies_of("a")) == [copies[1], part]
    ring = [make_link(LinkKind.COPY, ends, Worth(1, 1), "", (), "m") for ends in (("a", "b"), ("b", "a"))]
    assert find_originals(ring) == {"b": "a"}
    tail = make_link(LinkKind.COPY, ("0", "b"), Worth(1, 1), "", (), "m")
    assert find_originals([*ring, tail]) == {"b": "a", "0": "a"}


def test_works_held_are_those_that_a_link_leads_to() -> None:
    link = make_link(LinkKind.CITATION, ("cit-1", "doc-1"), Worth(1, 1), "", (), "m")
    book = Casebook(CaseRecords(links=(link,)))
    assert book.held_work("cit-1") is link
    assert book.held_work("cit-2") is None


def test_who_is_one_is_what_linking_decided_and_until_then_nobody_is(case: CaseRecords) -> None:
    quill, again = (next(own for own in case.speakers if own.document == name) for name in "ab")
    undecided = Casebook(case)
    assert undecided.party_of(quill) != undecided.party_of(again)
    assert undecided.party_of(quill).speakers == (quill.id,)
    linked = case.with_linked(wherefrom.link_statements(case))
    book = Casebook(linked)
    assert book.party_of(again) is next(party for party in linked.parties if again.id in party.speakers)
    assert book.parties == linked.parties
    apart = Casebook(replace(case, parties=(replace(book.party_of(quill), speakers=(quill.id,), key="one"),)))
    assert apart.party_of(quill).key == "one"
    assert apart.party_of(again).speakers == (again.id,)


def test_a_link_within_a_party_is_one_between_two_of_its_speakers(case: CaseRecords) -> None:
    quill, again = (next(own for own in case.speakers if own.document == name) for name in "ab")
    other = next(own for own in case.speakers if own.key != quill.key)
    book = Casebook(case.with_linked(wherefrom.link_statements(case)))
    ends = ((quill.id, again.id), (quill.id, other.id), (quill.id, "a"))
    links = [make_link(LinkKind.SAME_SPEAKER, pair, Worth(1, 1), "", (), "m") for pair in ends]
    assert [book.is_within_party(link) for link in links] == [True, False, False]


def finding(name: str, severity: Severity, documents: str, *claims: str) -> Finding:
    places = tuple(Place(document, Span(0, 1)) for document in documents)
    return Finding(name, "check", severity, "", places, claims, 1.0, "m")


def test_findings_come_the_most_serious_first_and_once_in_each_place() -> None:
    note, serious = finding("n", Severity.NOTE, "aab", "cl-1"), finding("s", Severity.SERIOUS, "a", "cl-1", "cl-1")
    warning = finding("w", Severity.WARNING, "b")
    book = Casebook(CaseRecords(findings=(note, warning, serious)))
    assert list(book.findings_in("a")) == [serious, note]
    assert list(book.findings_in("b")) == [warning, note]
    assert list(book.findings_of("cl-1")) == [serious, note]
    assert list(book.findings_of("cl-2")) == []
    assert sorted(Severity, key=rank_severity) == [Severity.SERIOUS, Severity.WARNING, Severity.NOTE]


def trace(claim: str, firm: int, hi: int, documents: int) -> Trace:
    return Trace(claim, (), (), documents, firm, 0, hi, (), (), (), (), None, (), "", 1.0, "m")


def test_the_weakest_founded_claim_comes_first_and_equals_keep_the_order_of_the_case() -> None:
    traces = (
        trace("z", 1, 1, 2),
        trace("y", 1, 1, 2),
        trace("x", 0, 2, 9),
        trace("w", 0, 1, 2),
        trace("v", 0, 1, 7),
    )
    claims = tuple(Claim(name, "", (), 1.0, "m") for name in "zyxwvu")
    assert [claim.id for claim, _ in weakest_first(CaseRecords(claims=claims, traces=traces))] == list("vwxzy")
    assert weakness(traces[4]) < weakness(traces[3])


def test_groups_keep_order_and_hold_a_record_once_under_each_key() -> None:
    assert group_under(["ab", "b", "aa"], lambda word: word) == {"a": ["ab", "aa"], "b": ["ab", "b"]}
