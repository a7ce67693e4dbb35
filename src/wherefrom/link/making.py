"""Making links: every room of linking names and rounds them alike."""

from typing import NamedTuple

from wherefrom.records import Evidence, Link, LinkKind
from wherefrom.view.anchoring import link_id


class Worth(NamedTuple):
    """What a link is worth: the method's own measure, and how sure it is, each 0 to 1."""

    score: float
    confidence: float


def make_link(
    kind: LinkKind, ends: tuple[str, str], worth: Worth, explanation: str, evidence: tuple[Evidence, ...], maker: str
) -> Link:
    """A link whose id is made of its kind and ends, so that the same one keeps its name from run to run.

    Args:
        kind: what it says.
        ends: ids of what depends and of what it depends on.
        worth: measure and confidence; kept to so many places that the same case gives the same bytes everywhere.
        explanation: one plain clause.
        evidence: passages that show it.
        maker: what made it, with version; or the person who ruled.
    """
    a, b = ends
    return Link(
        id=link_id(kind.value, a, b),
        kind=kind,
        a=a,
        b=b,
        score=round(worth.score, 4),
        explanation=explanation,
        evidence=evidence,
        confidence=round(worth.confidence, 3),
        maker=maker,
    )
