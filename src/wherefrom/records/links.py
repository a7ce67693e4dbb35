"""Links between records, and claims: what the documents of a case share."""

from dataclasses import dataclass
from enum import StrEnum

from wherefrom.records.anchors import Span
from wherefrom.records.parties import Party


class LinkKind(StrEnum):
    """What a link says of its two ends: ``a`` relies on, reproduces or mentions ``b``."""

    COPY = "copy"
    PARTIAL_COPY = "partial copy"
    QUOTATION = "quotation"
    SAME_CLAIM = "same claim"
    VARIANT = "variant"
    SAME_SPEAKER = "same speaker"
    RELAY = "relay"
    CITATION = "citation"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A pair of passages that shows a link; ``b_span`` is None where only one side has words for it."""

    a_span: Span
    b_span: Span | None


@dataclass(frozen=True, slots=True)
class Link:
    """A scored, explained relation between two records.

    Attributes:
        id: stable for the same kind and ends.
        kind: what it says.
        a: id of the record that depends: the copying document, the statement, the citation.
        b: id of the record depended on: the parent document, the other statement, the cited document.
        score: the method's own measure, 0 to 1 (containment for copies).
        explanation: one plain clause for a reader ("87 % of its text stands in the other").
        evidence: passages, in the documents of ``a`` and ``b``.
        confidence: 0 to 1.
        maker: what made it, with version.
    """

    id: str
    kind: LinkKind
    a: str
    b: str
    score: float
    explanation: str
    evidence: tuple[Evidence, ...]
    confidence: float
    maker: str


@dataclass(frozen=True, slots=True)
class Claim:
    """The proposition that one or more statements share.

    Attributes:
        id: stable for the same first statement.
        text: the wording that represents it, as it stands in one of the statements.
        statements: ids, the representative one first.
        confidence: 0 to 1, the weakest join in it; 1.0 for a claim of one statement.
        maker: what made it, with version.
    """

    id: str
    text: str
    statements: tuple[str, ...]
    confidence: float
    maker: str


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking finds in a whole case."""

    links: tuple[Link, ...] = ()
    claims: tuple[Claim, ...] = ()
    parties: tuple[Party, ...] = ()
