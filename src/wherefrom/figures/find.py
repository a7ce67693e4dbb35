"""The entry: figures and dates of one document."""

from wherefrom.figures.dates.dating import find_dates
from wherefrom.figures.quantities.measuring import find_quantities
from wherefrom.records import Document, Measured


def find_figures(document: Document) -> Measured:
    """Find every date and quantity in a document's passages.

    Args:
        document: with passages and, for relative dates, ``published``.

    Returns:
        Dates and figures in the order of the text. What cannot be placed on the calendar has no ``first`` and ``last``.
    """
    dates = find_dates(document)
    return Measured(figures=find_quantities(document, dates), dates=dates)
