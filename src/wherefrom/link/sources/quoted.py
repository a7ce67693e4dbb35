"""Quoted: direct quotations held against the documents of the case in which their words occur.

A quotation is *verbatim* when its words stand there in the same order, *trimmed* when some were left out, and *altered* when
words were put in or changed; what was left out or changed is told. Case, punctuation and marks of omission do not count.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import Match, SequenceMatcher

import numpy as np

from wherefrom.language.words import Word, find_words, is_content
from wherefrom.link.copies.shingles import Shingles, is_shared, shingle_words
from wherefrom.link.making import Worth, make_link
from wherefrom.records import Attribution, CaseRecords, Document, Evidence, Form, Link, LinkKind, Span

MAKER = "wherefrom.link/quoted 1"
# Fewer words in quotation marks are a phrase that two people may have by chance.
FEWEST_WORDS = 7
# An altered or trimmed one shares so many words that carry meaning, and this share of its own: "I don't know what" is anybody's.
FEWEST_CONTENT, LEAST_CONTENT = 5, 0.6
_BRACKETED = re.compile(r"\[[^\]]{0,60}\]")
# This share of a quotation's shingles must stand in a document for it to be looked at, and this share of its words, in order, in
# the passage for it to be the same quotation.
LEAST_SHINGLES, LEAST_WORDS = 0.5, 0.6
# So many changes are told.
MOST_LISTED = 4
REMEMBERED = 64
_MARKS = '"“”«»'


class QuotationFinder:
    """Finds where in the case quoted words occur.

    Args:
        case: documents and attributions.
        originals: for the id of each copy, the id of the document that it goes back to.
    """

    def __init__(self, case: CaseRecords, originals: Mapping[str, str]) -> None:
        self._case, self._originals = case, originals
        self._words: dict[str, list[Word]] = {}

    def find(self) -> list[Link]:
        """A link from each attribution with a quotation to the document of another story that holds its words best."""
        quotations = [
            (own, span)
            for own in self._case.attributions
            if own.form is not Form.INDIRECT
            for span in _quoted(self._case, own)
        ]
        shingles = [shingle_words(self._text(own)[span.start : span.end]) for own, span in quotations]
        holders = self._holders(shingles)
        found: dict[str, Link] = {}
        for (own, span), asked in zip(quotations, shingles, strict=True):
            for document in self._candidates(own, asked, holders):
                link = self._compare(own, span, document)
                if link is not None and (link.id not in found or found[link.id].score < link.score):
                    found[link.id] = link
        return list(found.values())

    def _text(self, own: Attribution) -> str:
        return self._case.document[own.document].text

    def _holders(self, shingles: Sequence[Shingles]) -> dict[int, list[Document]]:
        """For each shingle of a quotation, the documents that hold it; linear in the size of the case."""
        wanted = np.unique(np.concatenate(shingles)) if shingles else np.zeros(0, np.uint64)
        holders: dict[int, list[Document]] = defaultdict(list)
        for document in self._case.documents:
            own = np.unique(shingle_words(document.text))
            for shingle in own[is_shared(own, wanted)].tolist():
                holders[shingle].append(document)
        return holders

    def _candidates(
        self, own: Attribution, asked: Shingles, holders: Mapping[int, list[Document]]
    ) -> Iterator[Document]:
        """Documents of other stories that hold enough of a quotation, and did not come out after it."""
        counts: dict[str, int] = defaultdict(int)
        named: dict[str, Document] = {}
        for shingle in np.unique(asked).tolist():
            for document in holders.get(shingle, ()):
                counts[document.id] += 1
                named[document.id] = document
        story, date = self._story(own.document), self._case.document[own.document].published
        for name, count in counts.items():
            later = date is not None and (named[name].published or "") > date
            if count >= LEAST_SHINGLES * len(np.unique(asked)) and self._story(name) != story and not later:
                yield named[name]

    def _story(self, document: str) -> str:
        return self._originals.get(document, document)

    def _words_of(self, document: Document) -> list[Word]:
        """A document's words; those of the last few documents are remembered."""
        if document.id not in self._words:
            if len(self._words) >= REMEMBERED:
                self._words.clear()
            self._words[document.id] = find_words(document.text)
        return self._words[document.id]

    def _compare(self, own: Attribution, span: Span, document: Document) -> Link | None:
        ours = _without_brackets(self._text(own), span)
        everything = self._words_of(document)
        if len(ours) < FEWEST_WORDS or not everything:
            return None
        low, high = _stretch(everything, ours)
        theirs = everything[low:high]
        matcher = SequenceMatcher(None, [w.form for w in ours], [w.form for w in theirs], autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size]
        kept = sum(block.size for block in blocks)
        if kept < LEAST_WORDS * len(ours) or (kept < len(ours) and not _shares_content(ours, blocks)):
            return None
        place = Span(theirs[blocks[0].b].start, theirs[blocks[-1].b + blocks[-1].size - 1].end)
        worth = Worth(kept / len(ours), 0.5 + 0.45 * kept / len(ours))
        evidence = (Evidence(span, place),)
        return make_link(
            LinkKind.QUOTATION, (own.id, document.id), worth, _verdict(matcher, ours, theirs), evidence, MAKER
        )


def _quoted(case: CaseRecords, own: Attribution) -> Iterator[Span]:
    """The stretches in quotation marks of an attribution's content."""
    text = case.document[own.document].text
    for span in own.content:
        start = next((i for i in range(span.start, span.end) if text[i] in _MARKS), None)
        end = next((i for i in range(span.end - 1, span.start, -1) if text[i] in _MARKS), None)
        if start is not None:
            yield Span(start + 1, end if end is not None and end > start + 1 else span.end)


def _without_brackets(text: str, span: Span) -> list[Word]:
    """The words of a quotation; what an editor put in brackets is no part of it."""
    holes = [match.span() for match in _BRACKETED.finditer(text, span.start, span.end)]
    words = find_words(text, span.start, span.end)
    return [word for word in words if not any(start <= word.start < end for start, end in holes)]


def _shares_content(ours: Sequence[Word], blocks: Sequence[Match]) -> bool:
    """Whether enough of the words that carry meaning stand in both."""
    shared = sum(is_content(word) for block in blocks for word in ours[block.a : block.a + block.size])
    return shared >= FEWEST_CONTENT and shared >= LEAST_CONTENT * sum(map(is_content, ours))


def _stretch(words: Sequence[Word], asked: Sequence[Word]) -> tuple[int, int]:
    """Where in a document's words most of a quotation's stand close together, some words more on either side."""
    wanted = {word.form for word in asked if is_content(word)}
    hits = np.fromiter((word.form in wanted for word in words), np.int64, len(words))
    sums = np.convolve(hits, np.ones(min(len(words), len(asked) * 2), np.int64), "valid")
    start = int(sums.argmax())
    return max(0, start - len(asked) // 2), min(len(words), start + len(asked) * 5 // 2 + 1)


def _verdict(matcher: "SequenceMatcher[str]", ours: Sequence[Word], theirs: Sequence[Word]) -> str:
    """Verbatim, trimmed or altered, with the words that tell."""
    changed: list[str] = []
    left_out: list[str] = []
    codes = matcher.get_opcodes()
    inner = [code for number, code in enumerate(codes) if not (code[0] == "insert" and number in {0, len(codes) - 1})]
    for number, (tag, a, b, c, d) in enumerate(inner):
        if tag == "replace" and number == len(inner) - 1:
            d = min(d, c + b - a)  # noqa: PLW2901 - beyond the quotation's end the document goes on
        elif tag == "replace" and number == 0:
            c = max(c, d - (b - a))  # noqa: PLW2901 - likewise before its beginning
        there, here = (" ".join(word.form for word in words) for words in (theirs[c:d], ours[a:b]))
        if tag == "insert":
            left_out.append(f"“{there}”")
        elif tag == "delete":
            changed.append(f"“{here}” put in")
        elif tag == "replace":
            changed.append(f"“{here}” for “{there}”")
    if changed:
        return "altered: " + "; ".join(changed[:MOST_LISTED])
    return "trimmed: left out " + "; ".join(left_out[:MOST_LISTED]) if left_out else "verbatim"
