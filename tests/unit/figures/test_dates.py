import pytest

import wherefrom
from wherefrom.records import DateKind, DateMention

PUBLISHED = "2026-05-20"  # a Wednesday


def dates_in(text: str, published: str | None = PUBLISHED) -> list[DateMention]:
    return list(wherefrom.find_figures(wherefrom.read_text(text, published=published)).dates)


@pytest.mark.parametrize(
    ("text", "raw", "first", "last"),
    [
        ("They met on 3 March 2024 in town.", "3 March 2024", "2024-03-03", "2024-03-03"),
        ("They met on March 3, 2024 in town.", "March 3, 2024", "2024-03-03", "2024-03-03"),
        ("He was arrested on Monday.", "Monday", "2026-05-18", "2026-05-18"),
        ("The court will rule on Monday.", "Monday", "2026-05-25", "2026-05-25"),
        ("It burned last week.", "last week", "2026-05-11", "2026-05-17"),
        ("It burned yesterday.", "yesterday", "2026-05-19", "2026-05-19"),
        ("He fled on Feb. 6 by car.", "Feb. 6", "2026-02-06", "2026-02-06"),
        ("The years 2000–2005 were worse.", "2000–2005", "2000-01-01", "2005-12-31"),
        ("It rose between 1999 and 2004 only.", "between 1999 and 2004", "1999-01-01", "2004-12-31"),
        ("It fell from March to May 2011 again.", "from March to May 2011", "2011-03-01", "2011-05-31"),
        ("In the 1990s it closed.", "the 1990s", "1990-01-01", "1999-12-31"),
        ("In September 2006 it closed.", "September 2006", "2006-09-01", "2006-09-30"),
        ("Profits rose in the second quarter of 2011.", "second quarter of 2011", "2011-04-01", "2011-06-30"),
        ("He left three years ago.", "three years ago", "2023-01-01", "2023-12-31"),
    ],
)
def test_expression_is_placed(text: str, raw: str, first: str, last: str) -> None:
    found = {date.raw.removeprefix("the "): date for date in dates_in(text)}
    date = found[raw.removeprefix("the ")]
    assert (date.first, date.last) == (first, last)


def test_years_after_are_counted_back_from_the_date_before() -> None:
    dates = dates_in("In 2006, three years after becoming director, she resigned.")
    assert [(date.raw, (date.first or "")[:4]) for date in dates] == [("2006", "2006"), ("three years after", "2003")]


def test_without_a_date_of_publication_nothing_relative_is_guessed() -> None:
    for date in dates_in("He left on Monday, last week, and three days ago.", published=None):
        assert date.first is None, date
        assert date.anchor == "unresolved"


def test_ambiguous_numeric_date_stays_an_interval() -> None:
    (date,) = dates_in("It is dated 03/04/2010 in the file.")
    assert (date.first, date.last, date.approximate) == ("2010-03-04", "2010-04-03", True)
    (plain,) = dates_in("It is dated 12/31/1999 in the file.")
    assert (plain.first, plain.last) == ("1999-12-31", "1999-12-31")


def test_impossible_days_are_no_dates() -> None:
    assert [
        date for date in dates_in("On 31 February 2011 nothing happened.") if date.first and date.first[8:] == "31"
    ] == []


def test_a_count_of_things_is_no_year() -> None:
    assert dates_in("They sent 2000 soldiers.") == []


def test_length_of_time_has_no_place_on_the_calendar() -> None:
    (date,) = dates_in("It took six months.")
    assert (date.kind, date.first, date.timex) == (DateKind.DURATION, None, "P6M")


def test_narrative_keeps_to_the_year_it_tells_of() -> None:
    dates = dates_in("The war began in June 1940. On 3 July the fleet sailed.")
    assert dates[-1].first == "1940-07-03"


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("They signed it last May.", "2011-05"),
        ("It opens this September.", "2012-09"),
        ("In June last year they met.", "2011-06"),
        ("The fair ran July 12-14, 2011.", "2011-07-12/2011-07-14"),
        ("It was built in 493 BC.", "BC0493"),
        ("They met at noon Monday.", "2012-02-13T12:00"),
        ("They left at 10 p.m. yesterday.", "2012-02-14T22:00"),
        ("They fled on Christmas 1963.", "1963-12-25"),
        ("It lasted two and a half years.", "P2Y6M"),
        ("It sank in nineteen ninety-six.", "1996"),
        ("Each Thursday they march.", "XXXX-WXX-4"),
        ("The guards met over the weekend.", "2012-W06-WE"),
        ("In the past two months it fell.", "P2M"),
    ],
)
def test_form_has_its_value(text: str, timex: str) -> None:
    assert [date.timex for date in dates_in(text, "2012-02-15")] == [timex]


def test_a_year_earlier_is_the_same_quarter_of_the_year_before() -> None:
    dates = dates_in(
        "Net fell in the third quarter from $3 million a year earlier. In the quarter it sold a ship.", "1989-11-02"
    )
    assert [date.timex for date in dates] == ["1989-Q3", "1988-Q3", "1989-Q3"]


@pytest.mark.parametrize(
    "text", ["It pays $1.76 a year.", "A 52-year-old man fell.", "She is 37 years old.", "Jan Kavan spoke."]
)
def test_rates_ages_and_names_are_no_times(text: str) -> None:
    assert dates_in(text, "2012-02-15") == []


def test_a_story_goes_on_into_the_next_year() -> None:
    dates = dates_in("The war began in December 1941. In January the fleet sailed. In March it sank.", "2009-12-19")
    assert [date.timex for date in dates] == ["1941-12", "1942-01", "1942-03"]
