"""People: the parties that a document names, and whom a span of words refers to."""
