"""What came out first, and whom a credit line names: the root of copies, and whose words a quotation may be."""

from collections.abc import Callable
from dataclasses import replace

import pytest

import wherefrom
from wherefrom.records import CaseRecords, LinkKind, Passage, Role, Span

WORDS = "We did not know that the old dam at Wexley would fail in March"
STORY = "\n\n".join(
    f"The {thing} of the harbour was examined by inspectors in the {season}, and they wrote that its {part} had to be"
    f" replaced before the next {event}, since nobody had looked after it for years."
    for thing, season, part, event in [
        ("crane", "spring", "cable", "launch"),
        ("lock", "summer", "gate", "flood"),
        ("beacon", "autumn", "lamp", "storm"),
        ("ferry", "winter", "engine", "regatta"),
    ]
)


@pytest.mark.parametrize(("day", "found"), [("01", ["speech"]), ("02", ["speech"]), ("03", [])])
def test_nobody_quotes_a_document_that_came_out_later(
    make_case: Callable[..., CaseRecords], day: str, found: list[str]
) -> None:
    speech = wherefrom.read_text(f"{WORDS}. I thank you all.", document_id="speech", published=f"2026-03-{day}")
    story = wherefrom.read_text(f"“{WORDS},” Mara Quill said.", document_id="story", published="2026-03-02")
    links = wherefrom.link_statements(make_case(speech, story)).links
    assert [link.b for link in links if link.kind is LinkKind.QUOTATION] == found


@pytest.mark.parametrize(("line", "root"), [("Coast Wire", "wire"), ("Nobody Known", "first")])
def test_the_wire_that_a_credit_line_names_is_the_root_though_it_came_out_later(line: str, root: str) -> None:
    wire = wherefrom.read_text(STORY, document_id="wire", outlet="Coast Wire", published="2026-05-02")
    first = wherefrom.read_text(
        f"{line}\n\n{STORY}", document_id="first", outlet="Aldmere Post", published="2026-05-01"
    )
    body = Passage(Span(len(line) + 2, len(first.text)), Role.BODY, ())
    first = replace(first, passages=(Passage(Span(0, len(line)), Role.CREDIT, ()), body))
    links = wherefrom.link_statements(CaseRecords(documents=(first, wire))).links
    assert [link.b for link in links if link.kind is LinkKind.COPY] == [root]
