"""What a row of a corpus is, whatever the file's format."""

from collections.abc import Callable
from dataclasses import dataclass

from wherefrom.read.parts.document_draft import DocumentDraft
from wherefrom.read.parts.source import Source

Writer = Callable[[DocumentDraft, Source, int, int], None]
"""Adds the field that stands between two positions of the source to a draft, its escapes undone."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        number: 1 for the first row; for CSV the first one under the column names.
        values: field name to value as text.
        places: field name to where the value stands in the source, quotation marks excluded; only for text values.
    """

    number: int
    values: dict[str, str]
    places: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be read, and why."""

    number: int
    reason: str
