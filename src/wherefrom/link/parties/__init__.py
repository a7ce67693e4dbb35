"""Parties: who is the same across the documents of a case."""
