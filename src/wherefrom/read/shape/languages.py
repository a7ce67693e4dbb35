"""Which language a text is in, when there is enough of it to tell."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SAMPLE = 3000
"""Code points looked at: more changes nothing."""

ENOUGH = 40
"""Letters below which no language is named: a name or a heading belongs to many."""

SURE = 0.6
"""Least probability, of the identifier's own calibrated ones, at which its answer is taken."""


def find_language(text: str) -> str | None:
    """The language as ISO 639-1; None when the text is too short or fits several."""
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < ENOUGH:
        return None
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= SURE else None


def plain_language(tag: str | None) -> str | None:
    """ISO 639-1 from a language tag such as ``en-GB``; None when it is none."""
    primary = (tag or "").strip().lower().replace("_", "-").partition("-")[0]
    return primary if len(primary) == 2 and primary.isascii() and primary.isalpha() else None  # noqa: PLR2004 - ISO 639-1 has two letters


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
