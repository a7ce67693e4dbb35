"""Former links: the ends of a link that a person rejected before decisions kept anchors.

Such a link is gone, and its id alone is in the ledger. The id is made of the kind and the ends, so the ends are found by trying the
pairs of records that a link of each kind may join; up to a bound, since the pairs grow with the square of a case.
"""

from collections.abc import Iterable, Iterator
from itertools import product

from wherefrom.records import UNNAMED_KINDS, Anchor, AnchorKind, CaseRecords, LinkKind
from wherefrom.view.anchoring import anchor_of, link_id

MOST_PAIRS = 2_000_000
"""About six seconds on one core of 2026; once in the life of a case."""


def anchor_former_links(records: CaseRecords, names: Iterable[str]) -> dict[str, Anchor]:
    """The anchors of links that are known by their ids alone.

    Args:
        records: those whose ids the links were made of.
        names: ids of links.

    Returns:
        By id; those whose ends are not among the pairs that were tried are left out.
    """
    wanted, found = set(names), dict[str, Anchor]()
    for tried, (kind, a, b) in enumerate(_pairs(records)):
        if not wanted or tried == MOST_PAIRS:
            break
        name = link_id(kind.value, a, b)
        if name in wanted:
            wanted.remove(name)
            ends = tuple(end for own in (a, b) if (end := anchor_of(records, own)) is not None)
            found[name] = Anchor(AnchorKind.LINK, name=kind.value, ends=ends)
    return found


def _pairs(records: CaseRecords) -> Iterator[tuple[LinkKind, str, str]]:
    """Every kind of link with the pairs that it may join, the kinds with few pairs first."""
    documents = [own.id for own in records.documents]
    statements = [own.id for own in records.statements]
    attributions = [own.id for own in records.attributions]
    people = [own.id for own in records.speakers if own.kind not in UNNAMED_KINDS]
    joined = (
        ((LinkKind.COPY, LinkKind.PARTIAL_COPY), documents, documents),
        ((LinkKind.CITATION,), [own.id for own in records.citations], documents),
        ((LinkKind.RELAY,), [*attributions, *documents], documents),
        ((LinkKind.QUOTATION,), [*attributions, *statements], documents),
        ((LinkKind.SAME_SPEAKER,), people, people),
        ((LinkKind.SAME_CLAIM, LinkKind.VARIANT), statements, statements),
    )
    for kinds, lower, upper in joined:
        yield from ((kind, a, b) for kind, (a, b) in product(kinds, product(lower, upper)) if a != b)
