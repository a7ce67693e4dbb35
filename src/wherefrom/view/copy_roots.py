"""Originals: the document that a copy goes back to, through copies of copies."""

from collections.abc import Iterable

from wherefrom.records import Link, LinkKind


def find_originals(links: Iterable[Link]) -> dict[str, str]:
    """For the id of each copy, the id of the document that it goes back to, through copies of copies."""
    parents = {link.a: link.b for link in links if link.kind is LinkKind.COPY}

    def original(document: str) -> str:
        seen = {document: None}
        while (parent := parents.get(document)) is not None:
            if parent in seen:
                # Copies of each other, as only a person's rulings can make them: one of them stands for all.
                on_the_way = list(seen)
                return min(on_the_way[on_the_way.index(parent) :])
            document = parent
            seen[document] = None
        return document

    found = {copy: original(copy) for copy in parents}
    return {copy: root for copy, root in found.items() if copy != root}
