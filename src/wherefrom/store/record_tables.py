"""The tables of records: which kind of record lies in which table, and which belong to one document."""

from wherefrom.records import (
    Attribution,
    Citation,
    Claim,
    DateMention,
    Figure,
    Finding,
    Link,
    Party,
    Speaker,
    Statement,
    Trace,
)

# By the name of the field of `CaseRecords` that holds them.
OF_A_DOCUMENT: dict[str, tuple[str, type]] = {
    "attributions": ("attribution", Attribution),
    "statements": ("statement", Statement),
    "speakers": ("speaker", Speaker),
    "citations": ("citation", Citation),
    "figures": ("figure", Figure),
    "dates": ("date_mention", DateMention),
}
OF_THE_CASE: dict[str, tuple[str, type]] = {
    "links": ("link", Link),
    "claims": ("claim", Claim),
    "parties": ("party", Party),
    "traces": ("trace", Trace),
    "findings": ("finding", Finding),
}
