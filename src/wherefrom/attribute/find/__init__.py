"""Find: the attributions of a document, by the trained reader or by rules, joined and made whole."""
