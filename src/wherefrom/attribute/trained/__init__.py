"""The trained reader: a network tags words, another pairs them; what it read becomes drafts."""
