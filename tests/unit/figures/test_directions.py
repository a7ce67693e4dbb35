"""Which way a date is counted from another: back or forward."""

import pytest

import wherefrom

FIRE = "The mill burned on 3 May 2006."


def placed(text: str) -> dict[str, tuple[str | None, str | None, str]]:
    document = wherefrom.read_text(text, published="2026-05-20")  # a Wednesday
    return {date.raw: (date.first, date.last, date.anchor) for date in wherefrom.find_figures(document).dates}


@pytest.mark.parametrize(
    ("text", "raw", "first", "last", "anchor"),
    [
        (f"{FIRE} Two days later it closed.", "Two days later", "2006-05-05", "2006-05-05", "date before"),
        (f"{FIRE} Two days earlier it opened.", "Two days earlier", "2006-05-01", "2006-05-01", "date before"),
        (f"{FIRE} Three years later it closed.", "Three years later", "2009-01-01", "2009-12-31", "date before"),
        (f"{FIRE} Three years earlier it closed.", "Three years earlier", "2003-01-01", "2003-12-31", "date before"),
        (f"{FIRE} Two years before that it shut.", "Two years before", "2004-01-01", "2004-12-31", "date before"),
        (f"{FIRE} It shut two days ago.", "two days ago", "2026-05-18", "2026-05-18", "document date"),
        ("It burned last week.", "last week", "2026-05-11", "2026-05-17", "document date"),
        ("It will open next week.", "next week", "2026-05-25", "2026-05-31", "document date"),
    ],
)
def test_a_date_is_counted_its_own_way(text: str, raw: str, first: str, last: str, anchor: str) -> None:
    assert placed(text)[raw] == (first, last, anchor)


@pytest.mark.xfail(strict=True, reason="what follows an event of the sentence before is counted back")
def test_years_after_an_event_told_before_are_counted_forward() -> None:
    assert placed(f"{FIRE} Three years after the fire, it closed.")["Three years after"][0] == "2009-01-01"


@pytest.mark.xfail(strict=True, reason="the event that a stated year comes before is counted back as well")
def test_in_a_year_some_years_before_an_event_the_event_is_later() -> None:
    assert placed("In 2006, three years before becoming director, she left.")["three years before"][0] == "2009-01-01"
