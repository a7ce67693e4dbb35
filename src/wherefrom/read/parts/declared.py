"""What senders and servers say of a part's media type when they do not know, and what its name says then."""

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

BY_NAME = {
    "pdf": "application/pdf",
    "docx": WORD,
    "txt": "text/plain",
    "md": "text/markdown",
    "html": "text/html",
    "htm": "text/html",
    "csv": "text/csv",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "eml": "message/rfc822",
    "mbox": "application/mbox",
}
"""Media types by the ending of a name, without its dot."""

VAGUE = frozenset(
    {
        "application/octet-stream",
        "application/x-download",
        "application/force-download",
        "binary/octet-stream",
    }
)
"""Declared types that say nothing."""
