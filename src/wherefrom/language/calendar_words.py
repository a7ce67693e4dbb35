"""Calendar words: months and weekdays, whole and shortened, from the one list that every stage reads."""

import tomllib

from wherefrom.language.lists import read_lexicon

_LISTS: dict[str, list[str]] = tomllib.loads(read_lexicon("calendar_words.toml"))

MONTHS = tuple(names.split()[0] for names in _LISTS["months"])
"""January first."""
WEEKDAYS = tuple(names.split()[0] for names in _LISTS["weekdays"])
"""Monday first."""
MONTH_NUMBERS = {name: number for number, names in enumerate(_LISTS["months"], start=1) for name in names.split()}
"""Every way of writing a month, with its number from 1."""
WEEKDAY_WORDS = frozenset(name for names in _LISTS["weekdays"] for name in names.split())
"""Every way of writing a weekday."""
MISTAKEN = frozenset(_LISTS["mistaken"])
"""Those of them that mean something else without a capital."""
