"""Originals: the document that a copy goes back to, through copies of copies."""

from collections.abc import Iterable

from wherefrom.records import Link, LinkKind


def find_originals(links: Iterable[Link]) -> dict[str, str]:
    """For the id of each copy, the id of the document that it goes back to, through copies of copies."""
    parents = {link.a: link.b for link in links if link.kind is LinkKind.COPY}

    def original(document: str) -> str:
        seen = {document}
        while (parent := parents.get(document)) is not None and parent not in seen:
            document = parent
            seen.add(document)
        return document

    return {copy: original(copy) for copy in parents}
