"""Figures: quantities and dates, as written and normalised, intervals kept."""

from wherefrom.figures.find import find_figures

__all__ = ["find_figures"]
