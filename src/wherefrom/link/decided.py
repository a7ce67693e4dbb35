"""Decided: what people ruled, applied to what the machine found. Scores stay; the maker tells who ruled."""

from collections.abc import Sequence
from dataclasses import replace

from wherefrom.link.claims.joining import make_claim
from wherefrom.link.making import Worth, make_link
from wherefrom.link.parties.namesakes import MAKER as NAMESAKES
from wherefrom.records import (
    CaseRecords,
    Claim,
    Decision,
    Evidence,
    Link,
    LinkKind,
    Ruling,
    Span,
    decisions_in_force,
)
from wherefrom.spans import hull

_LINK_RULINGS = frozenset({Ruling.ACCEPT, Ruling.REJECT})
# Links that a split of their first end takes away.
_OF_ONE = frozenset({LinkKind.COPY, LinkKind.SAME_SPEAKER})


def decide_links(case: CaseRecords, links: Sequence[Link]) -> list[Link]:
    """Links without the rejected ones, accepted ones made sure, and copies and speakers that a person joined added."""
    decisions = decisions_in_force(case.decisions)
    by_link = {own.a: own for own in decisions if own.ruling in _LINK_RULINGS}
    split = {own.a for own in decisions if own.ruling is Ruling.SPLIT}
    kept = []
    for link in links:
        own = by_link.get(link.id)
        if (own is not None and own.ruling is Ruling.REJECT) or (link.kind in _OF_ONE and link.a in split):
            continue
        kept.append(link if own is None else replace(link, confidence=1.0, maker=own.maker))
    for own in decisions:
        if own.ruling is Ruling.MERGE and own.a in case.document and own.b in case.document:
            kept = [link for link in kept if not (link.kind is LinkKind.COPY and link.a == own.a)]
            kept.append(_copy(case, own))
        elif own.ruling is Ruling.MERGE and own.a in case.speaker and own.b in case.speaker:
            # It takes the place of what the machine thought; what a person joined before stays joined.
            kept = [link for link in kept if not (link.a == own.a and link.maker == NAMESAKES)]
            kept.append(_ruled(own, LinkKind.SAME_SPEAKER, ()))
    return kept


def _copy(case: CaseRecords, own: Decision) -> Link:
    a, b = case.document[own.a], case.document[own.b]
    return _ruled(own, LinkKind.COPY, (Evidence(Span(0, len(a.text)), Span(0, len(b.text))),))


def _ruled(own: Decision, kind: LinkKind, evidence: tuple[Evidence, ...]) -> Link:
    """The link that a person's merging made; no machine scored it."""
    words = "a person ruled so" + (f": {own.note}" if own.note else "")
    return make_link(kind, (own.a, own.b), Worth(0.0, 1.0), words, evidence, own.maker)


def decide_claims(case: CaseRecords, claims: Sequence[Claim], links: Sequence[Link]) -> tuple[list[Claim], list[Link]]:
    """Claims and the links that join them, statements split off and claims merged as people ruled.

    Args:
        case: with its decisions.
        claims: as the machine joined them; every statement is in exactly one, before and after.
        links: the links that join statements into claims.
    """
    found, joins = list(claims), list(links)
    rejected = {link.id: link for link in links}
    for own in decisions_in_force(case.decisions):
        if own.ruling is Ruling.SPLIT and own.a in case.statement:
            found, joins = _split(case, own.a, own, found, joins)
        elif own.ruling is Ruling.REJECT and own.a in rejected:
            found, joins = _split(case, rejected[own.a].a, own, found, joins)
        elif own.ruling is Ruling.ACCEPT and own.a in rejected:
            joins = [replace(j, confidence=1.0, maker=own.maker) if j.id == own.a else j for j in joins]
        elif own.ruling is Ruling.MERGE and own.a in case.statement and own.b in case.statement:
            found, joins = _merge(case, own, found, joins)
    return found, joins


def _split(
    case: CaseRecords, statement: str, own: Decision, claims: list[Claim], joins: list[Link]
) -> tuple[list[Claim], list[Link]]:
    """Take one statement out of its claim, into one of its own."""
    result: list[Claim] = []
    for claim in claims:
        if statement not in claim.statements or len(claim.statements) == 1:
            result.append(claim)
            continue
        rest = tuple(name for name in claim.statements if name != statement)
        result.append(make_claim(case, rest, claim.confidence, claim.maker))
        result.append(make_claim(case, (statement,), 1.0, own.maker))
    return result, [link for link in joins if statement not in {link.a, link.b}]


def _merge(case: CaseRecords, own: Decision, claims: list[Claim], joins: list[Link]) -> tuple[list[Claim], list[Link]]:
    """Make one claim of two statements' claims."""
    first = next((claim for claim in claims if own.b in claim.statements), None)
    second = next((claim for claim in claims if own.a in claim.statements), None)
    if first is None or second is None or first is second:
        return claims, joins
    merged = make_claim(case, (*first.statements, *second.statements), first.confidence, own.maker)
    result = [merged if claim is first else claim for claim in claims if claim is not second]
    a, b = case.statement[own.a], case.statement[own.b]
    evidence = (Evidence(hull(a.spans), hull(b.spans)),)
    return result, [*joins, _ruled(own, LinkKind.SAME_CLAIM, evidence)]
