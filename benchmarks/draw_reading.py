"""Draw what is to be read, by the protocol of reading.md: python benchmarks/draw_reading.py SHARED OUT [--seed N] [--claims N].

Builds a case of each field set, in memory, and writes sheets: claims with two or more origins (all, or a sample), and claims at large,
each with its statements in their paragraphs, its chain and the interval. Readers answer on copies, apart.
"""

import argparse
import csv
import json
import random
from collections.abc import Iterator
from pathlib import Path

import wherefrom
from wherefrom.records import CaseRecords, Document, NodeKind, Statement, Trace
from wherefrom.spans import covered_text, passage_at


def main() -> None:
    """Read the field sets, draw, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--claims", type=int, default=25, help="claims at large of each set")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    for name, documents in read_sets(given.shared / "field"):
        case = wherefrom.analyse(documents)
        chance = random.Random(given.seed)  # noqa: S311 - the same seed draws the same
        traces = sorted(case.traces, key=lambda own: own.claim)
        firm = [own for own in traces if own.firm > 1]
        large = chance.sample(traces, min(given.claims, len(traces)))
        firm = chance.sample(firm, min(60, len(firm)))
        print(
            f"{name}: {len(traces)} claims, {sum(own.firm > 1 for own in traces)} with two or more origins", flush=True
        )
        for kind, drawn in (("two-or-more", firm), ("at-large", large)):
            sheet = "\n\n".join(describe(case, own, number) for number, own in enumerate(drawn, 1))
            (given.out / f"{name}-{kind}.txt").write_text(sheet + "\n", encoding="utf-8")


def read_sets(field: Path) -> Iterator[tuple[str, list[Document]]]:
    """The field sets of articles."""
    for name in ("census", "spotify"):
        rows = [json.loads(line) for line in (field / name / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
        yield name, [_document(row["id"], row["text"], row["publisher"], row["date"]) for row in rows]
    with (field / "khan-sheikhun" / "articles.csv").open(encoding="utf-8", newline="") as rows_file:
        rows = list(csv.DictReader(rows_file))
    yield "khan-sheikhun", [_document(row["id"], row["text"], row["outlet"], row["date"]) for row in rows]


def _document(name: str, text: str, outlet: str, date: str) -> Document:
    return wherefrom.read_text(text, document_id=name, outlet=outlet, published=date[:10] or None)


def describe(case: CaseRecords, trace: Trace, number: int) -> str:
    """A claim as a reader judges it."""
    claim = case.claim[trace.claim]
    kinds = {node.id: node for node in trace.nodes}
    lines = [f"=== {number} === {claim.text}", f"firm {trace.firm}, {trace.lo} to {trace.hi}"]
    lines += [f"origin: {kinds[name].label} ({kinds[name].kind.value})" for name in trace.origins]
    lines += [
        f"edge: {kinds[edge.a].label} -> {kinds[edge.b].label} ({edge.how})"
        for edge in trace.edges
        if kinds[edge.b].kind is not NodeKind.UNNAMED
    ]
    for name in claim.statements:
        lines.append(_statement(case, case.statement[name]))
    return "\n".join(lines)


def _statement(case: CaseRecords, own: Statement) -> str:
    document = case.document[own.document]
    passage = passage_at(document, own.spans[0].start)
    around = " ".join(document.text[passage.span.start : passage.span.end].split()) if passage else ""
    chains = [
        " < ".join(
            " and ".join(case.speaker[who].name for who in case.attribution[one].speakers) or "nobody" for one in chain
        )
        for chain in (own.chain, *own.also)
    ]
    said = " … ".join(covered_text(document.text, own.spans).split("\n"))
    return f"- [{document.outlet} {document.id}] {own.stance.value}: «{said}»\n    by: {' | '.join(chains)}\n    in: {around[:700]}"


if __name__ == "__main__":
    main()
