"""The vocabulary: small frozen records that every stage speaks, and nothing that does work."""

from wherefrom.records.anchors import Box, Segment, Span
from wherefrom.records.case import CaseRecords
from wherefrom.records.codec import decode_record, encode_record
from wherefrom.records.collection import Collection, Transfer, references_of
from wherefrom.records.custody import Act, ActKind, Capture
from wherefrom.records.decisions import Anchor, AnchorKind, Decision, Ruling, Unplaced, decisions_in_force
from wherefrom.records.documents import Document, Ending, Hidden, Hiding, Hyperlink, Outcome, Passage, Reading, Role
from wherefrom.records.figures import Bound, DateKind, DateMention, Figure, Granularity, Measured
from wherefrom.records.known import Known
from wherefrom.records.links import Claim, Evidence, Link, Linked, LinkKind
from wherefrom.records.parties import Party
from wherefrom.records.statements import (
    UNNAMED_KINDS,
    Attributed,
    Attribution,
    Citation,
    CitationKind,
    Form,
    Name,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
)
from wherefrom.records.traces import Alike, Drift, DriftKind, Edge, Finding, Node, NodeKind, Place, Severity, Trace

__all__ = [
    "UNNAMED_KINDS",
    "Act",
    "ActKind",
    "Alike",
    "Anchor",
    "AnchorKind",
    "Attributed",
    "Attribution",
    "Bound",
    "Box",
    "Capture",
    "CaseRecords",
    "Citation",
    "CitationKind",
    "Claim",
    "Collection",
    "DateKind",
    "DateMention",
    "Decision",
    "Document",
    "Drift",
    "DriftKind",
    "Edge",
    "Ending",
    "Evidence",
    "Figure",
    "Finding",
    "Form",
    "Granularity",
    "Hidden",
    "Hiding",
    "Hyperlink",
    "Known",
    "Link",
    "LinkKind",
    "Linked",
    "Measured",
    "Name",
    "Node",
    "NodeKind",
    "Outcome",
    "Party",
    "Passage",
    "Place",
    "Reading",
    "Role",
    "Ruling",
    "Segment",
    "Severity",
    "Span",
    "Speaker",
    "SpeakerKind",
    "Stance",
    "Statement",
    "Trace",
    "Transfer",
    "Unplaced",
    "decisions_in_force",
    "decode_record",
    "encode_record",
    "references_of",
]
