"""Dates: absolute, relative and lasting times, normalised as TIMEX3 values."""
