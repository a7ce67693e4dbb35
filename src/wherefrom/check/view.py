"""Look-ups that several checks need, made once for a case; and how a finding is made."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from wherefrom.ids import make_id
from wherefrom.records import (
    Attribution,
    CaseRecords,
    DateMention,
    Document,
    Figure,
    Finding,
    Place,
    Role,
    Severity,
    Span,
    Statement,
)
from wherefrom.spans import contains, covered_text

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_EMPTY = frozenset(
    "a an the and or but of in on at by for from to with as that this these those it its he his she her they their them we our"  # noqa: SIM905
    " i you who whom which is are was were be been being has have had do does did will would can could may might must should"
    " not no nor than then there here so some any all about over under more most less least after before into out up down also"
    " said says say told according when while where what".split()
)
SHORTEST_STEM = 4


class View:
    """A case, prepared for checking; reads records and changes none."""

    def __init__(self, case: CaseRecords) -> None:
        self.case = case
        self.claim_of = {statement: claim.id for claim in case.claims for statement in claim.statements}
        self.statements_in: dict[str, list[Statement]] = defaultdict(list)
        self.attributions_in: dict[str, list[Attribution]] = defaultdict(list)
        self._figures_in: dict[str, list[Figure]] = defaultdict(list)
        self._dates_in: dict[str, list[DateMention]] = defaultdict(list)
        self._words: dict[str, frozenset[str]] = {}
        for statement in case.statements:
            self.statements_in[statement.document].append(statement)
        for attribution in case.attributions:
            self.attributions_in[attribution.document].append(attribution)
        for figure in case.figures:
            self._figures_in[figure.document].append(figure)
        for date in case.dates:
            self._dates_in[date.document].append(date)

    def document(self, identifier: str) -> Document:
        """A document by id."""
        return self.case.document[identifier]

    def text(self, statement: Statement) -> str:
        """A statement's words."""
        return covered_text(self.document(statement.document).text, statement.spans).replace("\n", " ")

    def words(self, statement: Statement) -> frozenset[str]:
        """A statement's content words."""
        if statement.id not in self._words:
            self._words[statement.id] = content_words(self.text(statement))
        return self._words[statement.id]

    def figures(self, document: str, spans: Sequence[Span]) -> list[Figure]:
        """The figures of a document that stand within spans."""
        return [figure for figure in _within(self._figures_in.get(document, []), spans) if isinstance(figure, Figure)]

    def dates(self, document: str, spans: Sequence[Span]) -> list[DateMention]:
        """The dates of a document that stand within spans."""
        return [date for date in _within(self._dates_in.get(document, []), spans) if isinstance(date, DateMention)]

    def role(self, statement: Statement) -> Role:
        """The role of the passage in which a statement begins."""
        document = self.document(statement.document)
        at = bisect_left(document.passages, statement.spans[0].start + 1, key=lambda passage: passage.span.start) - 1
        return document.passages[at].role if at >= 0 else Role.BODY

    def claims(self, statements: Iterable[Statement]) -> tuple[str, ...]:
        """The claims that statements belong to."""
        named = (self.claim_of.get(statement.id) for statement in statements)
        return tuple(dict.fromkeys(claim for claim in named if claim))


def _within(records: Sequence[Figure] | Sequence[DateMention], spans: Sequence[Span]) -> Iterator[Figure | DateMention]:
    """Records in the order of the text, so that those of a span are found by halving."""
    for span in spans:
        first = bisect_left(records, span.start, key=lambda record: record.span.start)
        for at in range(first, len(records)):
            record = records[at]
            if record.span.start >= span.end:
                break
            if contains(span, record.span):
                yield record


def content_words(text: str) -> frozenset[str]:
    """The words that carry meaning, lower-case, without plural and past endings; digits are words here."""
    return frozenset(stem(word) for word in _WORD.findall(text.lower()) if word not in _EMPTY)


def stem(word: str) -> str:
    """A word without its commonest endings."""
    for ending in ("’s", "'s", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Shared words as a part of the smaller set's, 0 to 1; 0 when either is empty."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def place_of(statement: Statement) -> Place:
    """Where a statement stands: its longest piece."""
    return Place(statement.document, max(statement.spans, key=lambda span: span.end - span.start))


def shorten(text: str, limit: int = 140) -> str:
    """Text for a message: on one line, cut at a word."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0] + " …"


def make_finding(
    check: str,
    message: str,
    places: Sequence[Place],
    *,
    severity: Severity = Severity.WARNING,
    claims: Sequence[str] = (),
    confidence: float,
) -> Finding:
    """A finding with an id made of its check and places, so that the same one keeps its name from run to run."""
    unique = tuple(dict.fromkeys(places))
    return Finding(
        id=make_id("find", check, [[place.document, place.span.start, place.span.end] for place in unique], message),
        check=check,
        severity=severity,
        message=message,
        places=unique,
        claims=tuple(dict.fromkeys(claims)),
        confidence=confidence,
        maker=f"wherefrom.check/{check.replace(' ', '_')} 1",
    )
