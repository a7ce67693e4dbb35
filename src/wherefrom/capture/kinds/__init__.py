"""Kinds: what a payload is, judged by its content."""
