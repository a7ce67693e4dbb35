"""What senders and servers say of a part's media type when they do not know it."""

VAGUE = frozenset(
    {
        "application/octet-stream",
        "application/x-download",
        "application/force-download",
        "binary/octet-stream",
    }
)
"""Declared types that say nothing."""
