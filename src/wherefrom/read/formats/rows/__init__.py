"""Tables whose rows are documents: CSV, JSON, JSON lines."""
