"""Text that is not to be seen, and text that looks like other text: found, and told as what it is."""

from dataclasses import replace

import wherefrom
from wherefrom.check.deceptive_text import check_deceptive_text
from wherefrom.check.hidden_text import check_hidden_text
from wherefrom.records import CaseRecords, Document, Finding, Hidden, Hiding, Severity, Span
from wherefrom.view.casebook import Casebook

TEXT = "The quay is safe, the harbour master said. The wall has eleven cracks, an engineer said in May."


def hide(*hidden: Hidden) -> list[Finding]:
    document = replace(wherefrom.read_text(TEXT, document_id="d1"), hidden=hidden)
    attributed = wherefrom.attribute_document(document, wherefrom.find_figures(document))
    case = CaseRecords(
        documents=(document,), statements=attributed.statements, attributions=attributed.attributions
    )  # fmt: skip
    return list(check_hidden_text(Casebook(case)))


def look_at(text: str) -> list[Finding]:
    document: Document = wherefrom.read_text(text, document_id="d1")
    return list(check_deceptive_text(Casebook(CaseRecords(documents=(document,)))))


def test_covered_words_are_a_serious_finding_with_their_place() -> None:
    span = Span(TEXT.index("The wall"), len(TEXT))
    (finding,) = hide(Hidden(span, Hiding.COVERED))
    assert finding.severity is Severity.SERIOUS
    assert finding.places[0].span == span
    assert "under something drawn over it" in finding.message
    assert "eleven cracks" in finding.message


def test_a_scanner_s_text_layer_is_a_note_with_its_explanation() -> None:
    (finding,) = hide(Hidden(Span(0, len(TEXT)), Hiding.UNDER_SCAN))
    assert finding.severity is Severity.NOTE
    assert "as scanners make it" in finding.message


def test_each_way_of_hiding_is_told_once_with_all_its_places() -> None:
    findings = hide(
        Hidden(Span(0, 3), Hiding.TINY), Hidden(Span(4, 8), Hiding.OFF_PAGE), Hidden(Span(12, 16), Hiding.TINY)
    )
    assert sorted(len(finding.places) for finding in findings) == [1, 2]


def test_nothing_hidden_is_no_finding() -> None:
    assert hide() == []


def test_turned_parted_and_mixed_words_are_told_apart() -> None:
    found = look_at("The file inv\u202eoice was safe. The har\u200bbour was shut. The m\u0430yor left.")
    assert [finding.severity for finding in found] == [Severity.SERIOUS, Severity.WARNING, Severity.WARNING]
    assert [finding.places[0].span for finding in found] == [Span(12, 13), Span(35, 36), Span(55, 60)]


def test_a_document_without_such_letters_does_not_end_the_search() -> None:
    texts = ("Plain words.", "A naïve word.", "The m\u0430yor left.")
    documents = tuple(wherefrom.read_text(text, document_id=f"d{n}") for n, text in enumerate(texts))
    found = list(check_deceptive_text(Casebook(CaseRecords(documents=documents))))
    assert [finding.places[0].document for finding in found] == ["d2"]


def test_ordinary_text_of_other_alphabets_deceives_nobody() -> None:
    for text in (
        "می\u200cخواهم گفت. हिन्दी क्\u200dष",
        "\u200fשלום\u200f said Москва и Athens Αθήνα.",
        "👩\u200d👩\u200d👧 5 μm of Δx and naïve café, ﬁne.",
        "soft\u00adhyphens belong to long words",
    ):
        assert look_at(text) == [], text
