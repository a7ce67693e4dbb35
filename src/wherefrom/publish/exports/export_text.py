"""Text of documents for formats that cannot hold all of it: what is changed stays visible, and is counted.

UTF-8 has no lone surrogates, and XML 1.0 has no control characters at all: a writer that dropped them would alter the
record, one that passed them on would break the file. So each is written out as its number, as in the dossier.
"""

import re
from dataclasses import dataclass

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_NOT_CELL = re.compile(r"[\x00\ud800-\udfff]")
# All that is outside the production Char of XML 1.0, section 2.2. A carriage return is inside it, but every parser reads
# it as a line feed (section 2.11).
_NOT_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Non-characters and C1 controls are legal there, and discouraged: they stay as they are.

REPLACEMENT = "\ufffd"

# An address that may stand where a format wants one (RFC 3986, non-ASCII letters allowed as in RFC 3987): of the web,
# and without anything that could end a header line or hide.
_WEB_ADDRESS = re.compile(
    r"https?://[^\s\x00-\x20\x7f-\xa0<>\"{}|\\^`\ud800-\udfff\u200e\u200f\u2028-\u202e\u2066-\u2069]+", re.IGNORECASE
)


@dataclass(slots=True)
class Scribe:
    """Writes text for one export, and counts the characters that its format could not hold.

    Attributes:
        replaced: characters written out as their numbers, or replaced.
    """

    replaced: int = 0

    def unicode(self, text: str) -> str:
        """The text without lone surrogates: valid in UTF-8, JSON (RFC 8259, section 8.2) and Parquet."""
        return self._write_out(_SURROGATE, text)

    def xml(self, text: str) -> str:
        """The text with everything written out that XML 1.0 lacks."""
        return self._write_out(_NOT_XML, text)

    def cell(self, text: str) -> str:
        """`unicode` without NUL, which ends the cell, or the file, in many readers of tables."""
        return self._write_out(_NOT_CELL, text)

    def same_length(self, text: str) -> str:
        """The text without lone surrogates and with every code point where it was, for formats that count them."""
        whole, count = _SURROGATE.subn(REPLACEMENT, text)
        self.replaced += count
        return whole

    def deep(self, value: object) -> object:
        """`unicode` for every text inside lists and dictionaries."""
        if isinstance(value, str):
            return self.unicode(value)
        if isinstance(value, dict):
            return {self.unicode(str(key)): self.deep(item) for key, item in value.items()}
        return [self.deep(item) for item in value] if isinstance(value, list | tuple) else value

    def _write_out(self, pattern: re.Pattern[str], text: str) -> str:
        if pattern.search(text) is None:
            return text
        written, count = pattern.subn(lambda found: f"⟦U+{ord(found[0]):04X}⟧", text)
        self.replaced += count
        return written


def is_web_address(text: str | None) -> bool:
    """Whether a text is an http or https address and nothing else; scripts, line breaks and marks are not."""
    return text is not None and _WEB_ADDRESS.fullmatch(text) is not None
