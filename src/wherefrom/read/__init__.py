"""Reading: from preserved bytes to text with its passages, its metadata and its map back to the bytes.

One module a format; `dispatch` chooses. Every reader turns decoded material (`source`) into a draft that grows together
with its map (`draft`), and `documents` makes the document: paragraphs, roles, sentences, metadata.
"""

from wherefrom.read.dispatch import read_capture, read_text
from wherefrom.read.guard.confined import open_reader

__all__ = ["open_reader", "read_capture", "read_text"]
