"""Figures: quantities and dates, as written and normalised, intervals kept."""
