"""Hedges beside counts, and the order in which findings are told; on records made by hand."""

from dataclasses import replace

from wherefrom import find_figures
from wherefrom.check import check_case
from wherefrom.ids import digest_text
from wherefrom.records import (
    CaseRecords,
    Document,
    Finding,
    Hidden,
    Hiding,
    Passage,
    Role,
    Segment,
    Severity,
    Span,
    Stance,
    Statement,
)


def document_of(text: str, *hidden: Hidden) -> Document:
    whole = Span(0, len(text))
    passages, segments = (Passage(whole, Role.BODY, (whole,)),), (Segment(0, len(text), "", 0, len(text)),)
    return Document("d", "d", "", "d", text, digest_text(text), "utf-8", passages, segments, hidden=hidden)


def hedges_lost(careful: str, flat: str) -> list[Finding]:
    document = document_of(f"{careful} {flat}")
    spans = Span(0, len(careful)), Span(len(careful) + 1, len(document.text))
    start = careful.index("perhaps")
    hedges = ((Span(start, start + len("perhaps")),), ())
    statements = tuple(
        Statement(f"s{n}", "d", (span,), (), Stance.ASSERTED, hedge, (), (), False, 1.0, "a test", "")
        for n, (span, hedge) in enumerate(zip(spans, hedges, strict=True))
    )
    case = CaseRecords(documents=(document,), statements=statements, figures=find_figures(document).figures)
    return [finding for finding in check_case(case) if finding.check == "hedge lost"]


def test_the_same_said_flatly_lost_its_hedge() -> None:
    assert hedges_lost("The dam at Wexley perhaps failed.", "The dam at Wexley failed.")
    assert hedges_lost("The flood perhaps killed 40 hens of Wexley.", "The flood killed 40 hens of Wexley.")


def test_a_flat_statement_before_does_not_end_the_search() -> None:
    text = "The mill at Tarn burned on Sunday. The dam at Wexley perhaps failed. The dam at Wexley failed."
    assert [f for f in check_case(of_sentences(text)) if f.check == "hedge lost"]


def of_sentences(text: str) -> CaseRecords:
    document = document_of(text)
    statements, start = [], 0
    for number, sentence in enumerate(text.split(". ")):
        span = Span(start, start + len(sentence))
        at = sentence.find("perhaps")
        hedges = (Span(start + at, start + at + 7),) if at >= 0 else ()
        statements.append(
            Statement(f"s{number}", "d", (span,), (), Stance.ASSERTED, hedges, (), (), False, 1.0, "a test", "")
        )
        start = span.end + 2
    return CaseRecords(documents=(document,), statements=tuple(statements))


def test_words_that_share_too_little_are_no_restatement() -> None:
    assert hedges_lost("The dam at Wexley perhaps failed.", "The mill at Tarn burned on Sunday.") == []
    assert (
        hedges_lost("The old dam at Wexley perhaps failed.", "The chapel choir at Wexley sang hymns on Sunday.") == []
    )


def test_another_count_is_another_statement_and_lost_no_hedge() -> None:
    assert hedges_lost("The flood perhaps killed 40 hens of Wexley.", "The flood killed 12 hens of Wexley.") == []


def test_the_most_serious_finding_is_told_first_whichever_check_found_it() -> None:
    line = "We have walked past that shed every evening for eleven years"
    first, again = Span(0, len(line)), Span(len(line) + 1, 2 * len(line) + 1)
    document = document_of(f"{line} {line}", Hidden(Span(0, 8), Hiding.DELETED), Hidden(Span(9, 12), Hiding.COVERED))
    whole = Passage(Span(0, len(document.text)), Role.BODY, (first, again))
    case = CaseRecords(documents=(replace(document, passages=(whole,)),))
    found = [(finding.check, finding.severity) for finding in check_case(case)]
    assert found == [
        ("hidden text", Severity.SERIOUS),
        ("hidden text", Severity.WARNING),
        ("passage repeated", Severity.NOTE),
    ]
