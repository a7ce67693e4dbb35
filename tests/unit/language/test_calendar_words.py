from wherefrom.language.calendar_words import MISTAKEN, MONTH_NUMBERS, MONTHS, WEEKDAY_WORDS, WEEKDAYS


def test_the_year_and_the_week_are_whole_and_in_order() -> None:
    assert (len(MONTHS), MONTHS[0], MONTHS[4], MONTHS[11]) == (12, "january", "may", "december")
    assert (len(WEEKDAYS), WEEKDAYS[0], WEEKDAYS[6]) == (7, "monday", "sunday")


def test_shortened_words_mean_what_the_whole_ones_mean() -> None:
    assert MONTH_NUMBERS["sept"] == MONTH_NUMBERS["sep"] == MONTH_NUMBERS["september"] == 9
    assert {"tue", "tues", "thurs", "sun"} <= WEEKDAY_WORDS
    assert MONTH_NUMBERS.keys() | WEEKDAY_WORDS >= MISTAKEN
