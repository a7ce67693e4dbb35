"""Matter words: what a statement is about, numbers left out, which tells a variant of a claim from another claim."""

from wherefrom.language.words import content_stems


def matter_words(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning, without numbers."""
    return content_stems(text, numbers=False)
