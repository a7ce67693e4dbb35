"""Check: what a reader should look at."""
