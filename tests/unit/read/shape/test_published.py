import pytest

from wherefrom.read.shape.published import find_date, state_date


@pytest.mark.parametrize(
    ("written", "stated"),
    [
        ("February 15, 2012", "2012-02-15"),
        ("15 Feb. 2012", "2012-02-15"),
        ("2012-02-15T23:30:00-05:00", "2012-02-15"),
        ("Wed, 15 Feb 2012 10:00:00 +0100", "2012-02-15"),
        ("20120215", "2012-02-15"),
        ("15 février 2012", "2012-02-15"),
        ("25/12/2012", "2012-12-25"),
    ],
)
def test_dates_are_stated_as_days(written: str, stated: str) -> None:
    assert state_date(written) == stated


@pytest.mark.parametrize(
    ("written", "stated"), [("2012", "2012"), ("2012-02", "2012-02"), ("February 2012", "2012-02")]
)
def test_no_precision_is_added(written: str, stated: str) -> None:
    assert state_date(written) == stated


@pytest.mark.parametrize(
    "written", ["", "03/04/2012", "yesterday", "2 hours ago", "31 February 2012", "9" * 5000, "None", "2012-13"]
)
def test_what_names_no_one_day_is_none(written: str) -> None:
    assert state_date(written) is None


def test_a_date_is_found_in_its_line() -> None:
    assert find_date("Updated on May 3, 2014 at noon") == ("2014-05-03", 11, 22)
