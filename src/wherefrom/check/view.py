"""How checks see a case: the words that carry meaning, where a statement stands, and how a finding is made."""

import re
from collections.abc import Sequence

from wherefrom.ids import make_id
from wherefrom.records import Finding, Place, Severity, Statement
from wherefrom.view.casebook import Casebook

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_EMPTY = frozenset(
    "a an the and or but of in on at by for from to with as that this these those it its he his she her they their them we our"  # noqa: SIM905
    " i you who whom which is are was were be been being has have had do does did will would can could may might must should"
    " not no nor than then there here so some any all about over under more most less least after before into out up down also"
    " said says say told according when while where what".split()
)
SHORTEST_STEM = 4


def words_of(book: Casebook, statement: Statement) -> frozenset[str]:
    """A statement's content words."""
    return book.made_of(statement, content_words)


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
