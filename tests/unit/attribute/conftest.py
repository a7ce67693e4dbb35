"""Documents for the tests of attribution, made without the stage that reads."""

import re
from collections.abc import Callable

import pytest

from wherefrom.ids import digest_text, make_id
from wherefrom.records import Document, Passage, Role, Segment, Span

_END = re.compile(r"[.?!…][”\"’')\]]*\s+(?=[“\"‘'(\[]*[A-Z0-9])")
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Gov|Feb|U\.S|D\.C|[A-Z])\.\s+$")


def split_sentences(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Sentences by stops and capitals: enough for the tests."""
    found, at = [], start
    for match in _END.finditer(text, start, end):
        if _ABBREVIATION.search(text[at : match.end()]):
            continue
        found.append(Span(at, len(text[: match.end()].rstrip())))
        at = match.end()
    if at < end:
        found.append(Span(at, end))
    return tuple(found)


def build_document(text: str, *, headline: bool = False) -> Document:
    """A document whose paragraphs are parted by empty lines; the first is the headline if asked."""
    passages = []
    for match in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text):
        role = Role.HEADLINE if headline and not passages else Role.BODY
        passages.append(Passage(Span(*match.span()), role, split_sentences(text, *match.span())))
    return Document(
        id=make_id("doc", text),
        capture="cap-0",
        part="",
        name="test",
        text=text,
        text_sha256=digest_text(text),
        encoding="utf-8",
        passages=tuple(passages),
        segments=(Segment(0, len(text), "", 0, len(text.encode())),),
    )


@pytest.fixture
def make_document() -> Callable[..., Document]:
    """The factory of documents."""
    return build_document
