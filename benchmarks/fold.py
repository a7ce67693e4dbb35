"""Fold the copies of a corpus: `fold.py IN.jsonl OUT.jsonl`.

IN holds rows {"id", "text"} with "title", "outlet" and "hour" where known; OUT gets {"id", "cluster", "parent"}.
"""

import argparse
import json
import time
from pathlib import Path

from wherefrom.link import link_statements
from wherefrom.read import read_text
from wherefrom.records import CaseRecords, Document, LinkKind


def date_of(hour: float | None) -> str | None:
    """A row's hour as an ISO date and time that sorts in the same order."""
    if hour is None:
        return None
    days, rest = divmod(int(hour), 24)
    months, day = divmod(days, 28)
    years, month = divmod(months, 12)
    return f"{2000 + years:04}-{month + 1:02}-{day + 1:02}T{rest:02}:00"


def read_row(row: dict[str, str]) -> Document:
    """A document from a row."""
    hour = row.get("hour")
    published = date_of(float(hour)) if hour is not None else row.get("published") or row.get("date")
    return read_text(
        row["text"],
        document_id=str(row["id"]),
        title=row.get("title"),
        outlet=row.get("outlet"),
        published=published,
    )


def fold(documents: tuple[Document, ...]) -> dict[str, str]:
    """The parent of every copy."""
    linked = link_statements(CaseRecords(documents=documents))
    return {link.a: link.b for link in linked.links if link.kind is LinkKind.COPY}


def main() -> None:
    """Read, fold, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    with given.source.open(encoding="utf-8") as lines:
        documents = tuple(read_row(json.loads(line)) for line in lines if line.strip())
    start = time.perf_counter()
    parents = fold(documents)
    took = time.perf_counter() - start
    with given.out.open("w", encoding="utf-8") as out:
        for document in documents:
            root = document.id
            while root in parents:
                root = parents[root]
            row = {"id": document.id, "cluster": root, "parent": parents.get(document.id)}
            out.write(json.dumps(row) + "\n")
    print(f"folded {len(documents)} documents in {took:.2f} s, {len(documents) / max(took, 1e-9):.0f} a second")


if __name__ == "__main__":
    main()
