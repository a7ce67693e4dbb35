"""Quotations held against the document that has their words."""

from collections.abc import Callable

import pytest

import wherefrom
from wherefrom.records import CaseRecords, LinkKind

SPEECH = (
    "Citizens of Holm, I come before you today with a heavy heart. We did not know that the old dam at Wexley would fail in March, "
    "and we have asked the courts to look into every contract. I thank you all for your patience."
)


@pytest.mark.parametrize(
    ("quotation", "verdict"),
    [
        ("We did not know that the old dam at Wexley would fail in March", "verbatim"),
        ("We did not know that the old dam at Wexley [in the hills] would fail in March", "verbatim"),
        ("We did not know that the dam at Wexley would fail in March", "trimmed: left out “old”"),
        (
            "We did not know that the very old dam at Wexley would fail in March",
            "altered: “very” put in",
        ),
        ("We did not know that the old dam", "verbatim"),
        ("We always knew that the old dam at Wexley would fail in March", "altered: “always knew” for “did not know”"),
    ],
)
def test_quotation_is_verbatim_trimmed_or_altered(
    make_case: Callable[..., CaseRecords], quotation: str, verdict: str
) -> None:
    speech = wherefrom.read_text(SPEECH, document_id="speech", published="2026-03-01")
    story = wherefrom.read_text(
        f"“{quotation},” Mara Quill said on Monday.", document_id="story", published="2026-03-02"
    )
    links = [
        link for link in wherefrom.link_statements(make_case(speech, story)).links if link.kind is LinkKind.QUOTATION
    ]
    assert [(link.b, link.explanation) for link in links] == [("speech", verdict)]
    [evidence] = links[0].evidence
    assert story.text[evidence.a_span.start : evidence.a_span.end].rstrip(",") == quotation
    assert evidence.b_span is not None
    assert SPEECH[evidence.b_span.start : evidence.b_span.end].startswith("We did not know")


def test_other_words_are_no_quotation_of_it(make_case: Callable[..., CaseRecords]) -> None:
    speech = wherefrom.read_text(SPEECH, document_id="speech")
    story = wherefrom.read_text(
        "“It never rains in this town when the baker is at home with his hens,” Mara Quill said.", document_id="story"
    )
    assert not [
        link for link in wherefrom.link_statements(make_case(speech, story)).links if link.kind is LinkKind.QUOTATION
    ]
