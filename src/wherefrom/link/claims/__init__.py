"""Claims: statements that say the same, joined by words and meaning and kept apart by vetoes."""
