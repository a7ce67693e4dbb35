"""What the pages say: intervals in words, chains, anchors to bytes, copies, what is missing."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from wherefrom.config import Settings
from wherefrom.publish import publish_dossier
from wherefrom.records import CaseRecords

Read = Callable[[str], str]


@pytest.fixture
def read(case: CaseRecords, evidence: Path, settings: Settings, tmp_path: Path) -> Read:
    """The words of a page, without its markup."""
    publish_dossier(case, evidence, tmp_path / "out", settings)

    def words(path: str) -> str:
        page = (tmp_path / "out" / path).read_text(encoding="utf-8")
        page = re.sub(r"</(td|th|dt|dd|p|li|h1|h2|h3|summary)>", " ", page)
        return " ".join(unescape(re.sub(r"<[^>]+>", "", page)).split())

    return words


def claim_page(case: CaseRecords, beginning: str) -> str:
    return f"claims/{next(claim.id for claim in case.claims if claim.text.startswith(beginning))}.html"


def document_page(case: CaseRecords, outlet: str) -> str:
    return f"documents/{next(document.id for document in case.documents if document.outlet == outlet)}.html"


def test_overview_puts_repeated_claims_of_few_origins_first(read: Read) -> None:
    words = read("index.html")
    assert "6 documents, 1 of them a copy of another" in words
    assert words.index("sixty crates were gone") < words.index("forty crates left") < words.index("The author saw rain")
    assert "Two outlets cite each other" in words
    assert "Nothing here says that a claim is true or false." in words


def test_claim_page_gives_the_chain_in_words_from_the_author_inwards(case: CaseRecords, read: Read) -> None:
    assert "the author (Ida Noor) ← Tide Institute ← a clerk" in read(claim_page(case, "62 crates"))


def test_claim_page_shows_the_sentence_before_and_after(case: CaseRecords, read: Read) -> None:
    words = read(claim_page(case, "62 crates"))
    assert "Mara Velt, a crane driver, said she saw them go. A report by" in words
    assert "Nobody at the port has denied it." in words
    assert "The Ledger first wrote" not in words


def test_claim_page_names_the_bytes_of_its_statement(case: CaseRecords, read: Read) -> None:
    claim = next(claim for claim in case.claims if claim.text == "62 crates")
    statement = case.statement[claim.statements[0]]
    start = len(case.document[statement.document].text[: statement.spans[0].start].encode())
    words = read(claim_page(case, "62 crates"))
    assert f"bytes {start}–{start + len('62 crates')}" in words
    assert statement.digest in words


def test_claim_page_shows_a_figure_as_written_and_as_read(case: CaseRecords, read: Read) -> None:
    assert "62 crates read as 62 crate (about)" in read(claim_page(case, "62 crates"))


def test_claim_page_says_what_a_circle_and_a_cut_mean(case: CaseRecords, read: Read) -> None:
    assert "cites itself here and leads to no origin" in read(claim_page(case, "sixty"))
    assert "Every route runs through Forty crates left the quay" in read(claim_page(case, "forty"))


def test_claim_page_shows_drift_and_findings(case: CaseRecords, read: Read) -> None:
    words = read(claim_page(case, "sixty"))
    assert "hedge lost likely More crates nothing Sixty crates 70 %" in words
    assert "Two outlets cite each other and nobody else." in words


def test_claim_page_lists_the_copies_folded_in(case: CaseRecords, read: Read) -> None:
    assert "as copies: Crates gone (The Daily)" in read(claim_page(case, "forty"))


def test_document_page_has_custody_metadata_and_where_each_came_from(case: CaseRecords, read: Read) -> None:
    words = read(document_page(case, "The Wire"))
    capture = case.captures[0]
    assert f"captured {capture.at} by a collector from /inbox/wire.txt as {capture.id}" in words
    assert capture.sha256 in words
    assert "Forty crates left the quay from text: headline" in words
    assert "Language unknown" in words


def test_document_page_says_which_citations_are_held(case: CaseRecords, read: Read) -> None:
    assert "A report by the Tide Institute not held" in read(document_page(case, "The Wire"))
    assert "article The Ledger More crates" in read(document_page(case, "The Post"))


def test_copies_stand_side_by_side_on_both_pages(case: CaseRecords, read: Read) -> None:
    passage = "forty crates left the quay on 3 May 2011"
    assert f"Here There {passage} {passage}" in read(document_page(case, "The Daily"))
    assert "Crates gone: copy, 90 % of its text" in read(document_page(case, "The Wire"))


def test_text_of_a_document_is_shown_whole(case: CaseRecords, read: Read) -> None:
    words = re.sub(r"(?<=\S)[123](?=\.)", "", read(document_page(case, "The Wire")))
    assert " ".join(case.documents[0].text.split("\n\n")[1].split()) in words


def test_speakers_are_joined_and_unnamed_ones_stand_apart(read: Read) -> None:
    words = read("speakers.html")
    assert "2 named speakers, 2 unnamed" in words
    assert words.index("Mara Velt") < words.index("Unnamed") < words.rindex("the harbour master")


def test_timeline_shows_intervals_as_wide_as_they_are(read: Read) -> None:
    words = read("timeline.html")
    assert "2011-05-03 (day, resolved by: itself) 95 %" in words
    assert "2011-03-01 to 2011-05-31 (season, resolved by: document date)" in words


def test_missing_page_lists_what_is_not_held_and_not_read(read: Read) -> None:
    words = read("missing.html")
    assert "The report is not in the case." in words
    assert "cap-broken refused It is encrypted <b>." in words


def test_making_page_names_makers_settings_and_the_check(read: Read) -> None:
    words = read("making.html")
    assert "sha256sum -c manifest-sha256.txt" in words
    assert "wherefrom.test/hand 1" in words
    assert "claim_pages2000" in words.replace(" ", "")


def test_overview_stays_small(case: CaseRecords, evidence: Path, settings: Settings, tmp_path: Path) -> None:
    publish_dossier(case, evidence, tmp_path / "small", settings)
    assert (tmp_path / "small" / "index.html").stat().st_size < 20_000
