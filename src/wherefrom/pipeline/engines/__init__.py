"""Engines: what does the work of a stage on many items."""
