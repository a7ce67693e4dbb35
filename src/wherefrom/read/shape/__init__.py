"""Shape: what a document is beside its text: roles, sentences, front matter, dates, language."""
