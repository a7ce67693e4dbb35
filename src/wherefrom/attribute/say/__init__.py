"""Statements: the propositions that sources and authors put forward, and how they stand to them."""
