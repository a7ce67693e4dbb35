"""Tag: from a document to drafts, unit by unit, with quotations that run on after their cue."""

from dataclasses import replace

from wherefrom.attribute.parts.draft import Draft
from wherefrom.attribute.parts.quotations import Quotation
from wherefrom.attribute.parts.rule import Rule
from wherefrom.attribute.parts.units import Unit
from wherefrom.attribute.rules.pairing import pair_unit
from wherefrom.language.tokens import WordClass
from wherefrom.records import Span

# Rules whose content is a quotation, and that a following quotation may continue.
_QUOTING = frozenset(
    {
        Rule.QUOTATION_BEFORE,
        Rule.QUOTATION_BEFORE_INVERTED,
        Rule.QUOTATION_AFTER,
        Rule.CLAUSE_BEFORE,
        Rule.THAT_CLAUSE,
        Rule.BARE_COMPLEMENT,
    }
)
# A quotation that runs on over more pieces than this is no quotation of one speaker.
_MOST_PIECES = 100


def tag_units(units: list[Unit]) -> list[Draft]:
    """The drafts of all units, in order, outer and inner alike."""
    quotations = {quotation.start: quotation for unit in units for quotation in unit.quotations.values()}
    drafts: list[Draft] = []
    for number, unit in enumerate(units):
        own = pair_unit(unit, quotations)
        if not own and drafts and number and _continues(units, number, drafts[-1]):
            more = _unclaimed(_quoted_spans(unit, quotations), drafts)
            drafts[-1] = replace(drafts[-1], content=drafts[-1].content + more)
            continue
        drafts.extend(own)
    return drafts


def _continues(units: list[Unit], number: int, last: Draft) -> bool:
    """Whether a unit is nothing but a quotation, right after one in the same passage that is credited."""
    unit, before = units[number], units[number - 1]
    if last.rule not in _QUOTING or unit.passage != before.passage or not _is_only_quotation(unit):
        return False
    if len(last.content) >= _MOST_PIECES:
        return False
    return last.unit == before.number or (_is_only_quotation(before) and last.content[-1].end > before.span.start)


def _is_only_quotation(unit: Unit) -> bool:
    return bool(unit.tokens) and all(
        token.kind in {WordClass.QUOTATION, WordClass.STOP, WordClass.AND, WordClass.COMMA} for token in unit.tokens
    )


def _quoted_spans(unit: Unit, quotations: dict[int, Quotation]) -> list[Span]:
    """The quotations of a unit with their later paragraphs."""
    spans: list[Span] = []
    for token in unit.tokens:
        if token.kind is WordClass.QUOTATION:
            spans.extend(
                quotations[token.start].spans if token.start in quotations else (Span(token.start, token.end),)
            )
    return spans


def _unclaimed(spans: list[Span], drafts: list[Draft]) -> tuple[Span, ...]:
    """Those spans that do not already stand in the last draft's content."""
    claimed = set(drafts[-1].content)
    return tuple(span for span in spans if span not in claimed)
