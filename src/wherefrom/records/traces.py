"""Traces and findings: what a claim rests on, and what a reader should look at."""

from dataclasses import dataclass
from enum import StrEnum

from wherefrom.records.anchors import Span


class NodeKind(StrEnum):
    """What a node of a claim's graph is. A relay is named, is not in the case, and passes on what others said."""

    DOCUMENT = "document"
    RELAY = "relay"
    FIRST_HAND = "first-hand"
    EXTERNAL = "external"
    UNNAMED = "unnamed"


class DriftKind(StrEnum):
    """What changed along an edge."""

    NUMBER_CHANGED = "number changed"
    HEDGE_LOST = "hedge lost"
    HEDGE_GAINED = "hedge gained"
    NEGATION_FLIPPED = "negation flipped"
    SOURCE_NAMED = "unnamed source become named"
    POPULATION_WIDENED = "population widened"
    STRENGTH_GAINED = "link made stronger"


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a claim's graph.

    Attributes:
        id: document id; for somebody credited the key of the party; for an unnamed source a name of its own.
        kind: document, relay, first-hand, external or unnamed.
        label: what a reader would call it.
        copies: ids of the documents folded into this one; empty for other nodes.
        statements: ids of the claim's statements that stand here.
    """

    id: str
    kind: NodeKind
    label: str
    copies: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """``a`` relies on ``b`` for the claim.

    Attributes:
        a, b: node ids; ``b`` is upstream.
        how: plain words ("quotes", "copies", "relays", "says so itself").
        statement: id of the statement that shows it, in ``a``'s document; empty when a link shows it.
        attribution: id of the attribution that shows it; empty otherwise.
        link: id of the link that shows it; empty otherwise.
        confidence: 0 to 1.
    """

    a: str
    b: str
    how: str
    statement: str = ""
    attribution: str = ""
    link: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Drift:
    """A change between an upstream statement and the one that relies on it.

    Attributes:
        kind: what changed.
        upstream: id of the statement nearer to the origin.
        downstream: id of the statement that relies on it.
        before, after: the words as they stand on each side; may be empty.
        factor: for a number, after divided by before; None otherwise.
        confidence: 0 to 1.
    """

    kind: DriftKind
    upstream: str
    downstream: str
    before: str
    after: str
    factor: float | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Alike:
    """Two origins that are not shown to be distinct, and count once in ``firm``.

    Attributes:
        a, b: node ids.
        why: one plain clause for a reader.
    """

    a: str
    b: str
    why: str


@dataclass(frozen=True, slots=True)
class Trace:
    """What one claim rests on.

    Attributes:
        claim: id of the claim.
        nodes, edges: the graph after folding copies; a→b means a relies on b.
        documents: how many documents carry the claim, copies counted; those that deny it or ask do not.
        firm: independent routes to named or first-hand origins that are shown to be distinct (Menger), each node used once.
        lo: at least this many origins: max(firm, 1 if anything vague carries the claim).
        hi: at most this many: every unnamed source and every unsourced document counted as someone new.
        origins: node ids of the first-hand and external nodes.
        cut: node ids of a smallest set through which every route runs.
        circles: node ids of each strongly connected component of several nodes.
        rootless: those circles that reach no origin.
        amplification: documents divided by ``hi``; None when ``hi`` is 0.
        drifts: changes along the edges.
        sentence: the whole in one plain sentence.
        confidence: 0 to 1, the weakest link that the interval depends on.
        maker: what made it, with version.
        alike: origins that are not shown to be distinct, pair by pair.
        against: ids of the claim's statements that deny it, or report it as false.
    """

    claim: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    documents: int
    firm: int
    lo: int
    hi: int
    origins: tuple[str, ...]
    cut: tuple[str, ...]
    circles: tuple[tuple[str, ...], ...]
    rootless: tuple[tuple[str, ...], ...]
    amplification: float | None
    drifts: tuple[Drift, ...]
    sentence: str
    confidence: float
    maker: str
    alike: tuple[Alike, ...] = ()
    against: tuple[str, ...] = ()


class Severity(StrEnum):
    """How soon a reader should look."""

    NOTE = "note"
    WARNING = "warning"
    SERIOUS = "serious"


@dataclass(frozen=True, slots=True)
class Place:
    """A span in a document."""

    document: str
    span: Span


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check wants a reader to look at.

    Attributes:
        id: stable for the same check and places.
        check: the check's name, its module's name with spaces ("hedge lost").
        severity: how soon to look.
        message: one or two plain sentences: what was found, and why it matters; never that something is false.
        places: the passages that show it, the first being where to start reading.
        claims: ids of the claims that it bears on.
        confidence: 0 to 1.
        maker: what made it, with version.
    """

    id: str
    check: str
    severity: Severity
    message: str
    places: tuple[Place, ...]
    claims: tuple[str, ...]
    confidence: float
    maker: str
