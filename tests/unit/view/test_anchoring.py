"""A decision's record is found again by what it covered; between two nobody chooses."""

from dataclasses import replace

import pytest

from wherefrom.ids import digest_text
from wherefrom.records import (
    Anchor,
    AnchorKind,
    Attribution,
    Capture,
    CaseRecords,
    Decision,
    Document,
    Evidence,
    Form,
    Link,
    LinkKind,
    Ruling,
    Span,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
)
from wherefrom.view.anchoring import NOT_HELD, NOT_KEPT, anchor_of, link_id, place_decisions
from wherefrom.view.former_links import anchor_former_links

TEXT = "Mara Quill said that the dam failed. It rained. The dam failed."


def document_of(name: str, text: str = TEXT, version: str = "") -> Document:
    identifier = f"doc-{name}{version}"
    return Document(identifier, f"cap-{name}", "", name, text, digest_text(text), "utf-8", (), ())


def capture_of(name: str) -> Capture:
    return Capture(f"cap-{name}", digest_text(name), 3, "text/plain", name, f"data/{name}", name, "2026-01-01", "Ada")


def statement_of(document: Document, words: str, name: str = "sta-1", start: int = 0) -> Statement:
    at = document.text.index(words, start)
    spans = (Span(at, at + len(words)),)
    return Statement(
        name,
        document.id,
        spans,
        (),
        Stance.ASSERTED,
        (),
        (),
        (),
        first_hand=False,
        confidence=0.9,
        maker="t",
        digest="",
    )


def speaker_of(document: Document, name: str = "spk-1", key: str = "mara quill") -> Speaker:
    mentions = (Span(0, 10),)
    return Speaker(
        name,
        document.id,
        key,
        "Mara Quill",
        SpeakerKind.PERSON,
        "",
        None,
        mentions,
        introduced=True,
        confidence=0.9,
        maker="t",
    )


def attribution_of(document: Document, name: str = "att-1") -> Attribution:
    parts = (Span(0, 10),), (Span(11, 15),), (Span(21, 35),)
    return Attribution(name, document.id, *parts, Form.INDIRECT, Stance.ASSERTED, (), None, (), 0.9, "t", "")


def link_of(kind: LinkKind, a: str, b: str) -> Link:
    return Link(link_id(kind.value, a, b), kind, a, b, 0.9, "", (Evidence(Span(0, 1), None),), 0.9, "t")


A, B = document_of("a"), document_of("b", "The dam failed, she said.")
CASE = CaseRecords(
    documents=(A, B),
    captures=(capture_of("a"), capture_of("b")),
    statements=(statement_of(A, "the dam failed"), statement_of(B, "The dam failed", "sta-2")),
    attributions=(attribution_of(A),),
    speakers=(speaker_of(A),),
    links=(link_of(LinkKind.SAME_CLAIM, "sta-2", "sta-1"), link_of(LinkKind.RELAY, "att-1", "doc-b")),
)
EVERY = ("doc-a", "sta-1", "att-1", "spk-1", CASE.links[0].id, CASE.links[1].id)


def ruling(*names: str, kind: Ruling = Ruling.MERGE) -> Decision:
    anchors = tuple(anchor for name in names if (anchor := anchor_of(CASE, name)) is not None)
    a, b = (*names, "")[:2]
    return Decision(7, kind, a, b, "", "2026-01-01T00:00:00Z", "Ada Brandt", anchors)


def renamed(case: CaseRecords) -> CaseRecords:
    """The same records under other ids, as another version of the program would call them."""
    return replace(
        case,
        documents=tuple(replace(own, id=f"{own.id}-new") for own in case.documents),
        **{
            kind: tuple(replace(own, id=f"{own.id}-new", document=f"{own.document}-new") for own in getattr(case, kind))
            for kind in ("statements", "attributions", "speakers")
        },
        links=(),
    )


@pytest.mark.parametrize("name", EVERY)
def test_placing_changes_nothing_where_nothing_changed(name: str) -> None:
    own = ruling(name, kind=Ruling.ACCEPT)
    assert place_decisions(CASE, (own,)) == ((own,), ())


@pytest.mark.parametrize("name", EVERY)
def test_a_record_is_found_again_under_another_name(name: str) -> None:
    [placed], lost = place_decisions(renamed(CASE), (ruling(name, kind=Ruling.ACCEPT),))
    assert lost == ()
    if name.startswith("link"):
        old = CASE.links[EVERY.index(name) - 4]
        assert placed.a == link_id(old.kind.value, f"{old.a}-new", f"{old.b}-new")
    else:
        assert placed.a == f"{name}-new"


def test_both_ends_of_a_merge_are_found_again() -> None:
    [placed], _ = place_decisions(renamed(CASE), (ruling("sta-2", "sta-1"),))
    assert (placed.a, placed.b) == ("sta-2-new", "sta-1-new")


def test_a_statement_is_found_by_its_words_where_the_text_was_read_otherwise() -> None:
    moved = document_of("a", "A headline\n\n" + TEXT, "-new")
    case = replace(CASE, documents=(moved, B), statements=(statement_of(moved, "the dam failed", "sta-moved"),))
    [placed], _ = place_decisions(case, (ruling("sta-1", kind=Ruling.SPLIT),))
    assert placed.a == "sta-moved"


def test_the_same_span_with_other_words_is_not_taken_for_it() -> None:
    other = document_of("a", TEXT.replace("dam", "sea"), "-new")
    case = replace(CASE, documents=(other, B), statements=(statement_of(other, "the sea failed"),))
    placed, [lost] = place_decisions(case, (ruling("sta-1", kind=Ruling.SPLIT),))
    assert placed == ()
    assert lost.reason == "no statement covers “the dam failed” now"
    assert lost.document == other.id


def test_between_two_with_the_same_words_nobody_chooses() -> None:
    text = "He said the dam failed. She said the dam failed."
    twice = document_of("a", text, "-new")
    both = (statement_of(twice, "the dam failed", "sta-x"), statement_of(twice, "the dam failed", "sta-y", 20))
    placed, [lost] = place_decisions(
        replace(CASE, documents=(twice, B), statements=both), (ruling("sta-1", kind=Ruling.SPLIT),)
    )
    assert placed == ()
    assert lost.reason == "“the dam failed” stands there more than once, and no statement covers it where it stood"


@pytest.mark.parametrize("gone", [0, 1])
def test_the_same_words_elsewhere_in_an_unchanged_text_are_another_statement(gone: int) -> None:
    twice = document_of("a", "The mill was closed. It rained. The mill was closed.")
    both = (
        statement_of(twice, "The mill was closed", "sta-x"),
        statement_of(twice, "The mill was closed", "sta-y", 20),
    )
    case = replace(CASE, documents=(twice, B), statements=both)
    own = Decision(
        7, Ruling.SPLIT, both[gone].id, "", "", "", "", tuple(filter(None, [anchor_of(case, both[gone].id)]))
    )
    assert place_decisions(case, (own,)) == ((own,), ())
    placed, [lost] = place_decisions(replace(case, statements=(both[1 - gone],)), (own,))
    assert placed == ()
    assert "more than once" in lost.reason


def test_a_merge_whose_ends_are_one_record_now_is_not_applied() -> None:
    case = replace(CASE, speakers=(speaker_of(A), replace(speaker_of(A, "spk-2", "quill"), mentions=(Span(0, 10),))))
    anchors = tuple(filter(None, (anchor_of(case, "spk-1"), anchor_of(case, "spk-2"))))
    own = Decision(7, Ruling.MERGE, "spk-1", "spk-2", "", "", "", anchors)
    placed, [lost] = place_decisions(replace(case, speakers=(speaker_of(A),)), (own,))
    assert placed == ()
    assert lost.reason == "both of what it joins are one now"


def test_words_in_another_document_are_not_what_was_ruled_on() -> None:
    case = replace(CASE, statements=(replace(CASE.statements[0], document="doc-b"),))
    assert len(place_decisions(case, (ruling("sta-1", kind=Ruling.SPLIT),))[1]) == 1


def test_a_document_that_is_not_there_is_told() -> None:
    case = replace(CASE, documents=(B,), statements=())
    for name in ("doc-a", "sta-1", "spk-1"):
        [lost] = place_decisions(case, (ruling(name, kind=Ruling.SPLIT),))[1]
        assert lost.reason == NOT_HELD


def test_a_speaker_is_known_by_name_though_mentions_moved_and_by_place_though_renamed() -> None:
    moved = replace(speaker_of(A, "spk-x"), mentions=(Span(30, 34),))
    called = replace(speaker_of(A, "spk-y"), key="quill")
    for own, expected in ((moved, "spk-x"), (called, "spk-y")):
        [placed], _ = place_decisions(replace(CASE, speakers=(own,)), (ruling("spk-1", kind=Ruling.SPLIT),))
        assert placed.a == expected


def test_a_ruling_by_ids_alone_holds_as_long_as_these_are_there() -> None:
    bare = replace(ruling("sta-1", kind=Ruling.SPLIT), anchors=())
    assert place_decisions(CASE, (bare,)) == ((bare,), ())
    [lost] = place_decisions(renamed(CASE), (bare,))[1]
    assert lost.reason == NOT_KEPT


def test_a_merge_of_which_one_end_is_known_is_not_applied_by_half() -> None:
    half = replace(ruling("sta-2", "sta-1"), anchors=ruling("sta-2").anchors)
    assert len(place_decisions(CASE, (half,))[1]) == 1


def test_a_link_with_one_end_is_not_placed() -> None:
    one = Anchor(AnchorKind.LINK, name="same claim", ends=ruling("sta-1").anchors)
    own = replace(ruling("sta-1", kind=Ruling.REJECT), anchors=(one,))
    assert len(place_decisions(CASE, (own,))[1]) == 1


def test_nothing_is_known_of_a_record_that_is_not_there() -> None:
    assert anchor_of(CASE, "sta-none") is None


@pytest.mark.parametrize(
    ("kind", "a", "b"),
    [
        (LinkKind.COPY, "doc-a", "doc-b"),
        (LinkKind.RELAY, "att-1", "doc-b"),
        (LinkKind.SAME_CLAIM, "sta-1", "sta-2"),
        (LinkKind.QUOTATION, "att-1", "doc-b"),
    ],
)
def test_the_ends_of_a_link_that_is_gone_are_found_by_trying(kind: LinkKind, a: str, b: str) -> None:
    name = link_id(kind.value, a, b)
    found = anchor_former_links(CASE, [name, "link-nobody"])
    assert list(found) == [name]
    assert found[name] == Anchor(
        AnchorKind.LINK, name=kind.value, ends=tuple(own for end in (a, b) if (own := anchor_of(CASE, end)))
    )
