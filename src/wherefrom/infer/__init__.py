"""Models: nothing yet; the trained reader's tokeniser and session will live here, and only here."""
