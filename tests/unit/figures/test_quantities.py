import pytest

import wherefrom
from wherefrom.records import Bound, Figure


def figures_in(text: str) -> list[Figure]:
    return list(wherefrom.find_figures(wherefrom.read_text(text)).figures)


@pytest.mark.parametrize(
    ("text", "low", "high", "bound", "unit", "counted"),
    [
        ("They did 60,000 transplant operations there.", 60000, 60000, Bound.EXACT, "", "operation"),
        ("Over 62,000 practitioners were killed.", 62000, None, Bound.OVER, "", "practitioner"),
        ("Up to 40 containers were stored there.", None, 40, Bound.AT_MOST, "", "container"),
        ("About 40 sheds burned.", 40, 40, Bound.ABOUT, "", "shed"),
        ("It cost $3.5 million to 4 million in all.", 3.5e6, 4e6, Bound.EXACT, "dollar", ""),
        ("It rose 12 percent in a day.", 12, 12, Bound.EXACT, "percent", ""),
        ("Tens of thousands of families fled.", 1e4, 1e5, Bound.VAGUE, "", "family"),
        ("He stayed over 24 hours.", 24, None, Bound.OVER, "hour", ""),
        ("One in five drums leaked.", 0.2, 0.2, Bound.EXACT, "ratio", "drum"),
        ("Fares rise by between 5% and 6% in May.", 5, 6, Bound.EXACT, "percent", ""),
        ("Bids ran from 10 to 20 million tonnes.", 10e6, 20e6, Bound.EXACT, "tonne", ""),
        ("The port paid USD10m.", 10e6, 10e6, Bound.EXACT, "US dollar", ""),
        ("The port paid $A3.5bn for it.", 3.5e9, 3.5e9, Bound.EXACT, "Australian dollar", ""),
        ("It trades at $58.24 per barrel.", 58.24, 58.24, Bound.EXACT, "dollar per barrel", ""),
        ("They owe $3,500 a month there.", 3500, 3500, Bound.EXACT, "dollar per month", ""),
        ("It fell to minus 40 degrees Celsius.", -40, -40, Bound.EXACT, "degree Celsius", ""),
        ("The 37m-tall crane fell.", 37, 37, Bound.EXACT, "metre", ""),
        ("Some 37m people watched.", 37e6, 37e6, Bound.ABOUT, "", "person"),
        ("The yard handles 3,000 tests per day.", 3000, 3000, Bound.EXACT, "per day", "test"),
        ("One guard slept.", 1, 1, Bound.EXACT, "", "guard"),
        ("Ada Lund, 52, owns it.", 52, 52, Bound.EXACT, "year of age", ""),
        ("A crate weighs 208 pounds.", 208, 208, Bound.EXACT, "pound of weight", ""),
        ("It cost two million pounds.", 2e6, 2e6, Bound.EXACT, "pound", ""),
    ],
)
def test_quantity_is_read(
    text: str, low: float | None, high: float | None, bound: Bound, unit: str, counted: str
) -> None:
    (figure,) = figures_in(text)
    assert (figure.low, figure.high, figure.bound) == (low, high, bound)
    assert (figure.unit, figure.counted) == (unit, counted)


def test_fraction_says_what_it_is_a_part_of() -> None:
    (figure,) = figures_in("Approximately two-thirds of the organs were sold.")
    assert (figure.bound, figure.ratio_of, figure.unit) == (Bound.ABOUT, "organs", "ratio")


@pytest.mark.parametrize(
    "text",
    [
        "The Boeing 747 landed.",
        "Route 66 is closed.",
        "Shed 7 burned.",
        "On 9/11 they met.",
        "He came 3rd.",
        "Call 555-0123.",
        "They won 2-0.",
        "The 787 Dreamliner landed.",
        "It stands at 575 Wilbraham Road.",
        "It opens at 10.45pm.",
        "The Galaxy 20 is out.",
        "She spoke for one.",
    ],
)
def test_names_ranks_and_telephone_numbers_count_nothing(text: str) -> None:
    assert figures_in(text) == []


def test_figure_holds_for_the_period_of_its_sentence() -> None:
    measured = wherefrom.find_figures(wherefrom.read_text("In the period 2000–2005, 60,000 operations were done."))
    (figure,) = measured.figures
    (date,) = measured.dates
    assert figure.period == date.id
