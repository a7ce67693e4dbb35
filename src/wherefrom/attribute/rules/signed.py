"""Signed: quotations and sentences with a short credit at their very end ("…” — Mara Quill, Holm", "…, it found")."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from wherefrom.attribute.parts.draft import Draft
from wherefrom.attribute.parts.quotations import Quotation
from wherefrom.attribute.parts.rule import Rule
from wherefrom.attribute.parts.units import Unit
from wherefrom.records import Span

# A dash after space or at the start of a line, then a name: words with a capital, initials, "de", "van" and the like.
_SIGNATURE = re.compile(
    r"(?P<dash>--|[—–―-])\s*(?P<name>[^\W\d_a-z][\w.’'-]*(?: (?:[^\W\d_a-z][\w.’'-]*|de|del|van|von|der|la|bin|al)){0,4})"
)
# What may stand between a quotation's end and the dash.
_GAP = re.compile(r"[\s.]*$")
_LONGEST_SIGNATURE = 160
_CLOSING = re.compile(
    r",\s+(?P<source>it|they|he|she|the \w{3,20})\s+"
    r"(?P<cue>(?:has |had |have )?(?:found|said|says|reported|reports|learned|learnt|concluded|added|wrote|noted|revealed|disclosed|"
    r"confirmed|claimed|claims|alleged))[.”\"’]*$",
    re.IGNORECASE,
)
_LONGEST_CLOSING = 60


def find_signed(text: str, units: Sequence[Unit]) -> list[Draft]:
    """Drafts of quotations that are signed.

    Args:
        text: the document's text.
        units: its units, in order.
    """
    quotations = {q.start: q for unit in units for q in unit.quotations.values() if q.is_speech and q.closed}
    ends = sorted(quotations.values(), key=lambda q: q.end)
    starts = [unit.span.start for unit in units]
    return [draft for number, q in enumerate(ends) if (draft := _signed(text, q, _next(ends, number), starts))]


def _next(ends: Sequence[Quotation], number: int) -> int | None:
    return ends[number + 1].start if number + 1 < len(ends) else None


def _signed(text: str, quotation: Quotation, limit: int | None, starts: Sequence[int]) -> Draft | None:
    found = _SIGNATURE.search(text, quotation.end, min(quotation.end + _LONGEST_SIGNATURE, limit or len(text)))
    if found is None or not _GAP.match(text[quotation.end : found.start()]) or not _ends_line(text, found.end()):
        return None
    dash, name = Span(*found.span("dash")), Span(*found.span("name"))
    return Draft(
        unit=max(bisect_left(starts, dash.start + 1) - 1, 0),
        rule=Rule.SIGNED,
        head=text[dash.start : dash.end],
        source=(name,),
        cue=(dash,),
        content=quotation.spans,
    )


def _ends_line(text: str, at: int) -> bool:
    """Whether nothing that reads on as a sentence follows a name: the line ends soon, or a comma or bracket describes it."""
    rest = text[at : at + _LONGEST_SIGNATURE].split("\n", 1)[0].strip()
    return not rest or rest[0] in ",(@." or rest.startswith("<")


def find_closing(text: str, units: Sequence[Unit]) -> list[Draft]:
    """Drafts of sentences that close with a pronoun and a verb of finding or telling: "The pump was broken, it found.".

    Args:
        text: the document's text.
        units: its units, in order.
    """
    drafts = []
    for unit in units:
        for sentence in unit.sentences:
            found = _CLOSING.search(text, max(sentence.start, sentence.end - _LONGEST_CLOSING), sentence.end)
            if found is not None and found.start() > sentence.start:
                drafts.append(
                    Draft(
                        unit=unit.number,
                        rule=Rule.CLAUSE_BEFORE,
                        head=found["cue"].lower(),
                        source=(Span(*found.span("source")),),
                        cue=(Span(*found.span("cue")),),
                        content=(Span(sentence.start, found.start()),),
                    )
                )
    return drafts
