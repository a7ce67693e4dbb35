"""Store: everything derived, in one SQLite file that can be rebuilt."""
