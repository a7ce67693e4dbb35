"""Passage repeated: the same words stand twice in one document, by mistake or to fill it."""

from collections.abc import Iterator

from wherefrom.check.view import make_finding
from wherefrom.records import Document, Finding, Place, Severity, Span
from wherefrom.view.casebook import Casebook
from wherefrom.view.shortening import shorten

CHECK = "passage repeated"
FEWEST_WORDS = 8
CONFIDENCE = 0.99


def check_passage_repeated(book: Casebook) -> Iterator[Finding]:
    """Find passages, or sentences of otherwise different passages, that repeat word for word."""
    for document in book.case.documents:
        for first, again in _repeats(document):
            words = document.text[first.start : first.end]
            yield make_finding(
                CHECK,
                f"These words stand twice in the document: “{shorten(words)}”.",
                [Place(document.id, again), Place(document.id, first)],
                severity=Severity.NOTE,
                confidence=CONFIDENCE,
            )


def _repeats(document: Document) -> Iterator[tuple[Span, Span]]:
    """Pairs of the first place and a later one: whole passages first, then single sentences outside those."""
    passages: dict[str, Span] = {}
    sentences: dict[str, Span] = {}
    for passage in document.passages:
        words = _words(document, passage.span)
        if len(words.split()) >= FEWEST_WORDS and words in passages:
            yield passages[words], passage.span
            continue
        passages.setdefault(words, passage.span)
        for sentence in passage.sentences:
            words = _words(document, sentence)
            if len(words.split()) < FEWEST_WORDS:
                continue
            if words in sentences:
                yield sentences[words], sentence
            sentences.setdefault(words, sentence)


def _words(document: Document, span: Span) -> str:
    return " ".join(document.text[span.start : span.end].split())
