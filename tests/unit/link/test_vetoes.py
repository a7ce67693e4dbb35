"""What keeps two wordings apart, and what does not."""

from dataclasses import replace

import pytest

import wherefrom
from wherefrom.attribute.say.stance import find_negations
from wherefrom.language.tokens import cut_tokens
from wherefrom.language.words import find_words
from wherefrom.link import make_profile
from wherefrom.link.claims.alignment import find_changes, find_swap
from wherefrom.link.claims.numerals import find_numerals
from wherefrom.link.claims.profiles import Profile
from wherefrom.link.claims.vetoes import find_veto
from wherefrom.records import Span, Stance, Statement


def profile(text: str) -> Profile:
    document = wherefrom.read_text(text, document_id=text[:20])
    dates = list(wherefrom.find_figures(document).dates)
    negations = tuple(find_negations(cut_tokens(text, 0, len(text))))
    span = (Span(0, len(text)),)
    return make_profile(
        Statement("s", document.id, span, (), Stance.ASSERTED, (), negations, (), False, 1.0, "", ""), text, dates, ""
    )


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The mill sold 40 boats in May.", "The mill sold forty boats in May."),
        ("The mill lost 19 percent of its boats.", "The mill lost nineteen per cent of its boats."),
        ("The boats left on 3 May 2026.", "The boats left on May 3, 2026."),
        ("The mill sold 40 litres in May.", "The mill sold forty liters in May."),
        ("In Holm, Quill met the council.", "Quill met the council in Holm."),
        ("The wells of Holm and Tarn are dry.", "The wells of Tarn and Holm are dry."),
        ("The Clean Water Plan helps Holm.", "The Clean Water Proposal helps Holm."),
    ],
)
def test_other_wordings_of_one_thing_are_not_told_apart(a: str, b: str) -> None:
    assert find_veto(profile(a), profile(b)) == ""


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ("The mill sold 40 boats in May.", "The mill sold 47 boats in May.", "their numbers differ"),
        ("The mill sold 40 in May.", "The mill sold 40 litres in May.", "their numbers differ"),
        ("The mill sold 40 gallons in May.", "The mill sold 40 litres in May.", "their numbers differ"),
        ("The mill lost 19 percent.", "The mill lost 19 percentage points.", "their numbers differ"),
        ("The boats left in 2014.", "The boats left in 2016.", "their"),
        ("The boats left on Tuesday.", "The boats left on Monday.", "their"),
        ("The boats left on April 14 in Holm.", "The boats left on April 84 in Holm.", "their"),
        ("The boats did leave Holm.", "The boats did not leave Holm.", "one denies what the other says"),
        ("The price of boats rose in Holm.", "The price of boats fell in Holm.", "they point in opposite directions"),
        ("It grew in recent years in Holm.", "It grew in recent months in Holm.", "their units differ"),
        ("The pump was broken for a month.", "The pump will be broken for a month.", "one tells of what is to come"),
        (
            "He says Quill hired Obst in Holm.",
            "He says Obst hired Quill in Holm.",
            "who did it to whom is the other way round",
        ),
        ("The letter of Mara Quill was read.", "The letter of Oren Pike was read.", "they name others"),
    ],
)
def test_changed_claims_are_told_apart(a: str, b: str, reason: str) -> None:
    assert find_veto(profile(a), profile(b)).startswith(reason)


def test_numerals_carry_their_units_and_share_them_in_ranges() -> None:
    text = "between 40 and 50 feet, $3 million, 7%, one of them"
    values = [own.value for own in find_numerals(text, 0, len(text))]
    assert values == [(40, 40, "foot"), (50, 50, "foot"), (3e6, 3e6, "dollar"), (7, 7, "percent")]


def test_a_phrase_that_moves_with_its_preposition_is_no_swap() -> None:
    ours, theirs = find_words("On Monday the mill burned"), find_words("The mill burned on Monday")
    assert not find_swap(find_changes(ours, theirs)[1], ours, theirs)


def test_another_year_written_in_the_words_keeps_two_apart_where_no_date_does() -> None:
    one, other = (replace(profile(f"The mill of Holm sold its boats in {year}."), dates=()) for year in (2015, 2016))
    assert find_veto(one, other) == "their months, weekdays or years differ"
    assert find_veto(one, one) == ""
