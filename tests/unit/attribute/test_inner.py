"""Attributions inside what somebody says, signed quotations, and what follows a verb."""

import pytest

from wherefrom.attribute.parts.draft import Draft
from wherefrom.attribute.parts.rule import Rule
from wherefrom.attribute.parts.units import cut_units
from wherefrom.attribute.relays.inner import find_inner
from wherefrom.attribute.rules.complements import Complement, complement_after
from wherefrom.attribute.rules.signed import find_closing, find_signed
from wherefrom.language.tokens import cut_tokens
from wherefrom.records import Span

from .conftest import build_document


def inner(text: str, content: str) -> list[tuple[str, str, str]]:
    document = build_document(text)
    at = text.index(content)
    outer = Draft(0, Rule.TRAINED, "said", (Span(0, 1),), (Span(0, 1),), (Span(at, at + len(content)),))
    words = lambda spans: " .. ".join(text[span.start : span.end] for span in spans)  # noqa: E731
    return [
        (words(own.source), words(own.cue), words(own.content))
        for own in find_inner(text, cut_units(document), [outer])
    ]


@pytest.mark.parametrize(
    ("content", "source", "cue"),
    [
        ("the report shows that 300 wells are dry", "the report", "shows"),
        ("Oren Pike has denied that he sold the pump", "Oren Pike", "has denied"),
        ("the council wants to close the dam", "the council", "wants"),
        ("her brother called the mayor “a liar”", "her brother", "called"),
        ("the neighbours were worried about the wells", "the neighbours", "were worried"),
        ("the footage shows a fire behind the mill", "the footage", "shows"),
    ],
)
def test_somebody_is_credited_inside(content: str, source: str, cue: str) -> None:
    assert (source, cue) in [own[:2] for own in inner(f"Mara Quill said that {content}.", content)]


@pytest.mark.parametrize(
    "content",
    [
        "I think that the dam will fail",
        "we want to go home at last",
        "the state of the dam is poor",
        "the claim was never checked by anybody",
    ],
)
def test_a_speakers_own_words_are_no_link(content: str) -> None:
    assert inner(f"Mara Quill said {content}.", content) == []


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("that it rained", Complement.CLAUSE),
        ("it's a hoax", Complement.CLAUSE),
        ("the old dam had failed", Complement.CLAUSE),
        ("to close the dam", Complement.INFINITIVE),
        ("“a liar”", Complement.QUOTATION),
        ("whether it rained", Complement.QUESTION),
        ("as a danger", Complement.AS),
        ("about the dam", Complement.TOPIC),
        ("the dam", Complement.NOUN),
        ("", Complement.NONE),
    ],
)
def test_what_follows_a_verb(words: str, kind: Complement) -> None:
    assert complement_after(cut_tokens(words, 0, len(words)), 0)[0] is kind


@pytest.mark.parametrize(
    "text",
    [
        "“The water came up to our door that night.” — Mara Quill, Holm",
        "“The water came up to our door that night.”\n\n- Mara Quill",
        '"The water came up to our door that night." -- Mara Quill (@mquill)',
    ],
)
def test_a_name_below_a_quotation_signs_it(text: str) -> None:
    [own] = find_signed(text, cut_units(build_document(text)))
    assert text[own.source[0].start : own.source[0].end] == "Mara Quill"


def test_a_dash_inside_a_sentence_signs_nothing() -> None:
    text = "“The water came up to our door that night.” — Mara Quill then went home to feed the hens."
    assert find_signed(text, cut_units(build_document(text))) == []


def test_a_sentence_may_close_with_its_credit() -> None:
    text = "The Record broke the story. The pump was broken for a month, it found."
    [own] = find_closing(text, cut_units(build_document(text)))
    assert text[own.content[0].start : own.content[0].end] == "The pump was broken for a month"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("officials claim that the dam will hold", True),
        ("Oren Pike claims that the dam will hold", True),
        ("it was an absurd claim that the dam will hold", False),
    ],
)
def test_a_form_that_is_as_often_a_noun_credits_only_after_a_speaker(content: str, found: bool) -> None:
    cues = [cue for _, cue, _ in inner(f"Mara Quill said that {content}.", content)]
    assert any(cue.startswith("claim") for cue in cues) is found
