"""Reading: from preserved bytes to text with its passages, its metadata and its map back to the bytes.

One module a format, one table of them (`formats.table`); `dispatch` reads by it. Every format's module turns decoded material
(`source`) into a draft that grows together with its map (`document_draft`), and `finishing` makes the document: paragraphs, roles,
sentences, metadata.
"""

from wherefrom.read.dispatch import read_capture, read_samples, read_text
from wherefrom.read.formats.table import list_endings
from wherefrom.read.guard.confined import open_reader

__all__ = ["list_endings", "open_reader", "read_capture", "read_samples", "read_text"]
