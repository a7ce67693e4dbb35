"""Statements as the pages show them: in their sentences, with who said it, what it holds, and where its bytes lie."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property

from wherefrom.publish.dossier.lookups import Lookups, file_name
from wherefrom.publish.dossier.marking import Mark, MarkedPiece, cut_pieces, hidden_marks
from wherefrom.publish.wording import say_number
from wherefrom.records import Attribution, Bound, DateMention, Document, Figure, Segment, Span, Statement
from wherefrom.spans import covered_text, hull, locate_span, merge_spans
from wherefrom.view.shortening import shorten

# A "sentence" can be a whole file without a full stop: no more of it than this is shown on each side, in code points.
_MOST_CONTEXT = 600
_MOST_WORDS = 6000
_SOURCE_WORDS = 80


@dataclass(frozen=True, slots=True)
class Where:
    """A stretch of preserved units in words: of which part, from where to where, and whether letter for letter."""

    part: str
    start: int
    end: int
    unit: str
    exact: bool


@dataclass(frozen=True, slots=True)
class StatementFact:
    """A figure or a date inside a statement: as written, and as normalised."""

    raw: str
    kind: str
    normal: str
    confidence: float
    maker: str


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement, ready to be shown.

    Attributes:
        statement, document: the records.
        number: its number within its document.
        words: the words of the statement alone.
        chain: who brought it to the page, the author first; unnamed ones described.
        windows: the sentences around it, cut into marked pieces; a gap between windows is left out of the text.
        hedges, negations: the words themselves.
        facts: figures and dates in it.
        where: where its bytes lie.
        told: who was told, in words.
        form: how the innermost content stands on the page; empty for the author's voice.
    """

    statement: Statement
    document: Document
    number: int
    words: str
    chain: tuple[str, ...]
    windows: tuple[tuple[MarkedPiece, ...], ...]
    hedges: tuple[str, ...]
    negations: tuple[str, ...]
    facts: tuple[StatementFact, ...]
    where: tuple[Where, ...]
    told: tuple[str, ...]
    form: str

    @property
    def anchor(self) -> str:
        """The anchor of the statement on its document's page."""
        return file_name(self.statement.id)


class DocumentText:
    """One document with sorted look-ups by position, so that each question about it costs a search, not a scan."""

    def __init__(self, document: Document, lookups: Lookups) -> None:
        self.document = document
        self._lookups = lookups

    @cached_property
    def _sentences(self) -> list[Span]:
        found = [span for passage in self.document.passages for span in passage.sentences or (passage.span,)]
        return found or [Span(0, len(self.document.text))]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [span.start for span in self._sentences]

    @cached_property
    def _segment_ends(self) -> list[int]:
        return [segment.end for segment in self.document.segments]

    def locate(self, span: Span) -> tuple[Where, ...]:
        """Where the bytes of a span lie; stretches that follow one another are one."""
        first = bisect_right(self._segment_ends, span.start)
        last = bisect_left(self._segment_ends, span.end) + 1
        near = replace(self.document, segments=self.document.segments[first:last])
        joined: list[Segment] = []
        for at in locate_span(near, span):
            previous = joined[-1] if joined else None
            if previous and (previous.part, previous.unit_end, previous.exact) == (at.part, at.unit_start, at.exact):
                joined[-1] = replace(previous, end=at.end, unit_end=at.unit_end)
            else:
                joined.append(at)
        return tuple(
            Where(at.part, at.unit_start, at.unit_end, "character" if "page:" in at.part else "byte", at.exact)
            for at in joined
        )

    def around(self, span: Span) -> Span:
        """The sentences that hold a span, with the one before and the one after."""
        first = max(bisect_right(self._sentence_starts, span.start) - 1, 0)
        last = max(bisect_left(self._sentence_starts, span.end) - 1, first)
        before = self._sentences[max(first - 1, 0)]
        after = self._sentences[min(last + 1, len(self._sentences) - 1)]
        start = max(min(before.start, span.start), span.start - _MOST_CONTEXT, 0)
        end = min(max(after.end, span.end), span.end + _MOST_CONTEXT)
        return Span(start, min(end, start + _MOST_WORDS))

    def sentence(self, position: int) -> Span:
        """The sentence at a position."""
        found = self._sentences[max(bisect_right(self._sentence_starts, position) - 1, 0)]
        return Span(max(found.start, position - _MOST_CONTEXT), min(found.end, position + _MOST_CONTEXT))

    def view(self, statement: Statement) -> StatementView:
        """One statement, ready to be shown."""
        lookups, text = self._lookups, self.document.text
        chain = lookups.book.chain_of(statement)
        figures, dates = lookups.book.figures_of(statement), lookups.book.dates_of(statement)
        marks = [Mark(span, "statement") for span in statement.spans]
        for attribution in chain:
            marks += [Mark(span, "source") for span in attribution.source]
            marks += [Mark(span, "cue") for span in attribution.cue]
        marks += [Mark(figure.span, "figure") for figure in figures]
        marks += [Mark(mention.span, "date") for mention in dates]
        told = [lookups.case.speaker[key].name for part in chain for key in part.to if key in lookups.case.speaker]
        return StatementView(
            statement=statement,
            document=self.document,
            number=lookups.numbers[statement.id],
            words=covered_text(text, statement.spans)[:_MOST_WORDS],
            chain=(say_author(self.document), *(self.say_source(attribution) for attribution in chain)),
            windows=tuple(
                cut_pieces(text, window, [*marks, *hidden_marks(self.document, window)])
                for window in self._windows(statement, chain)
            ),
            hedges=tuple(text[span.start : span.end] for span in statement.hedges),
            negations=tuple(text[span.start : span.end] for span in statement.negations),
            facts=(*map(show_figure, figures), *map(show_date, dates)),
            where=tuple(place for span in statement.spans for place in self.locate(span)),
            told=tuple(told),
            form=chain[-1].form.value if chain else "",
        )

    def say_source(self, attribution: Attribution) -> str:
        """Whom an attribution credits, in words: the speakers' names, else the words of the text."""
        speakers = self._lookups.book.speakers_of(attribution)
        if speakers:
            return " and ".join(speaker.name for speaker in speakers)
        words = covered_text(self.document.text, attribution.source)
        return shorten(words, _SOURCE_WORDS) if words.strip() else "somebody whom the text does not name"

    def _windows(self, statement: Statement, chain: list[Attribution]) -> tuple[Span, ...]:
        windows = [self.around(hull(statement.spans))]
        # The words that credit may stand far from those credited; then their sentence is shown as well.
        crediting = [span for attribution in chain for span in (*attribution.source, *attribution.cue)]
        windows += [self.sentence(span.start) for span in crediting]
        return merge_spans(windows, gap=2)


def say_author(document: Document) -> str:
    """The outermost voice of a document."""
    return f"the author ({document.author})" if document.author else "the author"


def show_figure(figure: Figure) -> StatementFact:
    """A figure beside its normalised value."""
    if figure.low is not None and figure.high is not None:
        value = say_number(figure.low)
        if figure.high != figure.low:
            value += f" to {say_number(figure.high)}"
    elif figure.low is not None:
        value = f"{say_number(figure.low)} or more"
    elif figure.high is not None:
        value = f"{say_number(figure.high)} or less"
    else:
        value = "not known"
    bound = "" if figure.bound is Bound.EXACT else f" ({figure.bound.value})"
    counted = " ".join(word for word in (figure.unit, figure.counted) if word)
    return StatementFact(figure.raw, "figure", f"{value} {counted}".strip() + bound, figure.confidence, figure.maker)


def show_date(mention: DateMention) -> StatementFact:
    """A time expression beside its place on the calendar."""
    if mention.first is None:
        value = mention.timex or "cannot be placed on the calendar"
    elif mention.last in {None, mention.first}:
        value = mention.first
    else:
        value = f"{mention.first} to {mention.last}"
    about = ", approximate" if mention.approximate else ""
    normal = f"{value} ({mention.granularity.value}, resolved by: {mention.anchor}{about})"
    return StatementFact(mention.raw, mention.kind.value, normal, mention.confidence, mention.maker)
