from pathlib import Path

import pytest

import wherefrom
from wherefrom.records import Bound, Measured


@pytest.fixture(scope="module")
def measured(shared: Path) -> Measured:
    text = (shared / "seed-case" / "would-be-defector-2012-02-15.txt").read_text(encoding="utf-8")
    return wherefrom.find_figures(wherefrom.read_text(text))


def test_dates_that_a_careful_reader_finds(measured: Measured) -> None:
    placed = {date.raw: (date.first, date.last) for date in measured.dates}
    assert placed["Feb. 6"] == ("2012-02-06", "2012-02-06")
    assert placed["Monday"] == ("2012-02-13", "2012-02-13")
    assert placed["last week"] == ("2012-02-06", "2012-02-12")
    assert placed["September 2006"] == ("2006-09-01", "2006-09-30")
    assert placed["three years after"] == ("2003-01-01", "2003-12-31")
    assert placed["2000–2005"] == ("2000-01-01", "2005-12-31")
    assert placed["2000–2008"] == ("2000-01-01", "2008-12-31")


def test_figures_that_a_careful_reader_finds(measured: Measured) -> None:
    by_raw = {figure.raw: figure for figure in measured.figures}
    dates = {date.id: date.raw for date in measured.dates}
    assert (by_raw["60,000"].counted, dates[by_raw["60,000"].period]) == ("operation", "2000–2005")
    assert (by_raw["41,500"].counted, dates[by_raw["41,500"].period]) == ("operation", "2000–2005")
    over = by_raw["over 62,000"]
    assert (over.low, over.high, over.counted, dates[over.period]) == (62000, None, "practitioner", "2000–2008")
    ratio = by_raw["approximately two-thirds"]
    assert (ratio.bound, ratio.ratio_of) == (Bound.ABOUT, "organs")
    assert (by_raw["several thousand"].low, by_raw["several thousand"].high) == (2000, 9999)
