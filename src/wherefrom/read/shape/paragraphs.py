"""Paragraphs of text without markup."""

import re
from itertools import pairwise

from wherefrom.read.parts.document_draft import Block, DocumentDraft
from wherefrom.records import Role, Span
from wherefrom.spans import strip_span

WRAP_LETTERS = 100
"""Lines longer than this are paragraphs of their own; shorter ones may be one paragraph wrapped by hand."""

_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


def find_paragraphs(text: str, span: Span) -> list[Block]:
    """Paragraphs of text without markup: parted by empty lines, and by line ends that are no mere wrapping."""
    blocks: list[Block] = []
    start = span.start
    edges = [(found.start(), found.end()) for found in _PARAGRAPH_BREAK.finditer(text, span.start, span.end)]
    for end, after in [*edges, (span.end, span.end)]:
        blocks += _lines_of(text, Span(start, end))
        start = after
    return blocks


def add_paragraphs(draft: DocumentDraft, start: int) -> None:
    """What was added to a draft since ``start`` is text without markup: each of its paragraphs stands on its own."""
    draft.blocks += find_paragraphs(draft.text, Span(start, draft.length))


def _lines_of(text: str, span: Span) -> list[Block]:
    """One paragraph, or its lines where they are no wrapped ones."""
    whole = strip_span(text, span)
    if whole.start == whole.end:
        return []
    lines: list[Span] = []
    at = whole.start
    for line in text[whole.start : whole.end].split("\n"):
        lines.append(strip_span(text, Span(at, at + len(line))))
        at += len(line) + 1
    lines = [line for line in lines if line.start < line.end]
    quoted = [text[line.start] == ">" for line in lines]
    if all(quoted):
        return [Block(whole, Role.QUOTED_BLOCK)]
    if len(lines) == 1 or _is_wrapped(text, lines):
        return [Block(whole)]
    return [Block(line, Role.QUOTED_BLOCK if quote else None) for line, quote in zip(lines, quoted, strict=True)]


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether line ends were set by a margin: every line but the last nearly fills it."""
    lengths = [line.end - line.start for line in lines]
    margin = max(lengths)
    if margin > WRAP_LETTERS or margin < WRAP_LETTERS // 3:
        return False
    for line, following in pairwise(lines):
        first_word = text[following.start : following.end].partition(" ")[0]
        # A line was wrapped if the word that opens the next one did not fit any more.
        if line.end - line.start + 1 + len(first_word) < margin - WRAP_LETTERS // 10:
            return False
    return True
