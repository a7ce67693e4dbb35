"""Every form of a time expression, and what each means; the longest at a place wins, of two as long the first."""

from wherefrom.figures.dates import absolute, lasting, relative
from wherefrom.figures.dates.forms import DateReading

# The year alone comes last: whatever holds it says more.
RULES = (*absolute.ROWS[:-1], *relative.ROWS, *lasting.ROWS, absolute.ROWS[-1])

__all__ = ["RULES", "DateReading"]
