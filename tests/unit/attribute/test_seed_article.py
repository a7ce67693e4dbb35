"""The article that the project began with: what a careful reader finds in it."""

from pathlib import Path

import pytest

from wherefrom.attribute import attribute_document
from wherefrom.read import read_text
from wherefrom.records import Attributed, Attribution, Document, Measured, Span, SpeakerKind, Stance, Statement


@pytest.fixture(scope="module")
def document(shared: Path) -> Document:
    return read_text((shared / "seed-case" / "would-be-defector-2012-02-15.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def found(document: Document) -> Attributed:
    return attribute_document(document, Measured())


def words(document: Document, spans: tuple[Span, ...]) -> str:
    return " ".join(document.text[span.start : span.end] for span in spans)


def names(found: Attributed, ids: tuple[str, ...]) -> list[str]:
    return [speaker.name for one in ids for speaker in found.speakers if speaker.id == one]


def by_cue(document: Document, found: Attributed, cue: str) -> Attribution:
    return next(a for a in found.attributions if words(document, a.cue) == cue)


def statement(document: Document, found: Attributed, part: str) -> Statement:
    return next(s for s in found.statements if part in words(document, s.spans))


def test_chain_of_report_wang_and_officials(document: Document, found: Attributed) -> None:
    outer, inner = by_cue(document, found, "according to"), by_cue(document, found, "revealed")
    assert names(found, outer.speakers) == ["Radio France International report"]
    assert names(found, inner.speakers) == ["Wang Lijun"]
    assert names(found, inner.to) == ["consular officials"]
    assert statement(document, found, "details about crimes").chain == (outer.id, inner.id)


def test_journal_quotes_three_as_estimating(document: Document, found: Attributed) -> None:
    outer, inner = by_cue(document, found, "quotes"), by_cue(document, found, "independently estimating")
    assert names(found, outer.speakers) == ["CQ Global Researcher"]
    assert names(found, inner.speakers) == ["David Kilgour", "David Matas", "Ethan Gutmann"]
    assert statement(document, found, "over 62,000").chain == (outer.id, inner.id)


def test_regime_denial_is_a_denial(document: Document, found: Attributed) -> None:
    denied = by_cue(document, found, "has denied")
    assert words(document, denied.source) == "the Chinese regime"
    assert denied.stance is Stance.DENIED


def test_the_pair_estimate(document: Document, found: Attributed) -> None:
    assert names(found, by_cue(document, found, "estimate").speakers) == ["David Matas", "David Kilgour"]


def test_speakers_are_resolved(found: Attributed) -> None:
    kinds = {speaker.name: speaker.kind for speaker in found.speakers}
    for name in ("Wang Lijun", "Ethan Gutmann", "David Matas", "David Kilgour", "Tsuwei Huang", "Ren"):
        assert kinds[name] is SpeakerKind.PERSON


def test_ren_alone_is_not_introduced(found: Attributed) -> None:
    persons = [speaker for speaker in found.speakers if speaker.kind is SpeakerKind.PERSON]
    assert [speaker.name for speaker in persons if not speaker.introduced] == ["Ren"]


def test_experts_and_researchers_are_unnamed_groups(found: Attributed) -> None:
    kinds = {speaker.name.split()[0].lower(): speaker.kind for speaker in found.speakers}
    assert kinds["experts"] is SpeakerKind.UNNAMED_GROUP
    assert kinds["researchers"] is SpeakerKind.UNNAMED_GROUP


def test_hedge_stands_in_one_sentence_and_not_in_the_next(document: Document, found: Attributed) -> None:
    hedged = statement(document, found, "41,500 operations")
    assert words(document, hedged.hedges) == "likely"
    flat = statement(document, found, "came from prisoners of conscience")
    assert (flat.hedges, flat.chain) == ((), ())


def test_headline_is_the_authors_statement(document: Document, found: Attributed) -> None:
    assert statement(document, found, "Oversaw Organ Harvesting").chain == ()


def test_six_works_are_cited(found: Attributed) -> None:
    titles = [citation.title for citation in found.citations]
    for part in (
        "acceptance speech of Wang Lijun",
        "Radio France International report",
        "website of Guanghua",
        "David Matas and David Kilgour",
        "CQ Global Researcher",
        "press conference on Monday",
    ):
        assert any(part in title for title in titles), part
    assert len(titles) == 6
