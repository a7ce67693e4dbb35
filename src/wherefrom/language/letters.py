"""Letters: one word in all its spellings by code points, composed or decomposed, with soft hyphens and joiners inside or without.

A document's text is never changed: words keep where they stand, and are compared by their plain letters.
"""

import unicodedata

JOINING = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
"""What may stand behind a letter inside a word, for the class of an expression: marks of its own, and signs that nobody sees."""

_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))


def plain_letters(words: str) -> str:
    """Words composed (Unicode's NFC), without soft hyphens and joiners."""
    if words.isascii():
        return words
    return unicodedata.normalize("NFC", words.translate(_UNSEEN))
