"""What a claim rests on in each dossier: python benchmarks/transmission.py IN.jsonl OUT.jsonl --claims CLAIMS.jsonl.

IN rows hold dossier, id, outlet, hour, title and text; CLAIMS rows dossier and claim (its words). Each dossier is a case of
its own. OUT rows {"dossier", "firm", "lo", "hi", "edges", "fold", "loops", "mutated"}.
"""

import argparse
import json
import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import wherefrom
from gathering import date_of_hour, gather_case
from wherefrom.records import CaseRecords, DriftKind, LinkKind, Node, NodeKind, Trace
from wherefrom.spans import covered_text
from wherefrom.trace import measure_independence

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
LEAST_ALIKE = 0.5
MUTATIONS = frozenset({DriftKind.NUMBER_CHANGED, DriftKind.HEDGE_LOST})


def main(source: Path, target: Path, claims: Path) -> None:
    """Read dossiers, write what each claim rests on."""
    words = {row["dossier"]: row["claim"] for row in map(json.loads, claims.read_text(encoding="utf-8").splitlines())}
    dossiers: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for line in source.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        dossiers[row["dossier"]].append(row)
    with target.open("w", encoding="utf-8") as out:
        for number, rows in dossiers.items():
            out.write(json.dumps({"dossier": number, **answer(rows, words[number])}) + "\n")


def answer(rows: list[dict[str, Any]], claim: str) -> dict[str, Any]:
    """Trace the claim that the words mean through one dossier."""
    case = gather_case(
        [
            wherefrom.read_text(
                row["text"],
                document_id=row["id"],
                title=row["title"],
                outlet=row["outlet"],
                published=date_of_hour(row["hour"]),
            )
            for row in rows
        ]
    )
    linked = wherefrom.link_statements(case)
    case = case.with_linked(linked)
    case = replace(case, traces=wherefrom.trace_claims(case))
    copies = {link.a: link.b for link in case.links if link.kind is LinkKind.COPY}
    return describe([case.trace[name] for name in choose_claims(case, claim)], copies)


def choose_claims(case: CaseRecords, wanted: str) -> list[str]:
    """The claims that say what the words say, and those that number changes on the way made of them."""
    words = set(_WORD.findall(wanted.casefold()))
    digits = {word for word in words if word[0].isdigit()}
    scores: dict[str, float] = {}
    for claim in case.claims:
        for identifier in claim.statements:
            statement = case.statement[identifier]
            said = set(_WORD.findall(covered_text(case.document[statement.document].text, statement.spans).casefold()))
            alike = len(words & said) / len(words)
            if digits <= said:
                scores[claim.id] = max(scores.get(claim.id, 0.0), alike)
    chosen = [name for name, score in scores.items() if score >= LEAST_ALIKE]
    if not chosen and scores:
        chosen = [max(scores, key=lambda name: scores[name])]
    home = {statement: claim.id for claim in case.claims for statement in claim.statements}
    grown = True
    while grown:
        grown = False
        for trace in case.traces:
            changed = [drift for drift in trace.drifts if drift.kind in MUTATIONS]
            if trace.claim not in chosen and any(home[drift.upstream] in chosen for drift in changed):
                chosen.append(trace.claim)
                grown = True
    return chosen


def describe(traces: list[Trace], copies: dict[str, str]) -> dict[str, Any]:
    """The union of the claims' graphs, measured as one; documents that are copies are told as fold, not as changed."""
    nodes: dict[str, Node] = {}
    for trace in traces:
        for node in trace.nodes:
            old = nodes.get(node.id)
            known = tuple(dict.fromkeys((*(old.copies if old else ()), *node.copies)))
            nodes[node.id] = replace(node, copies=known)
    folded = {copy: node.id for node in nodes.values() for copy in node.copies}
    folded |= {copy: parent for copy, parent in copies.items() if parent in nodes}
    edges = {(folded.get(edge.a, edge.a), folded.get(edge.b, edge.b)) for trace in traces for edge in trace.edges}
    kinds = {name: node.kind for name, node in nodes.items() if name not in folded}
    alike = [(own.a, own.b) for trace in traces for own in trace.alike]
    measured = measure_independence(kinds, [(a, b) for a, b in edges if a != b], alike)
    documents = {name for name, kind in kinds.items() if kind is NodeKind.DOCUMENT}
    statements = {drift.downstream: drift for trace in traces for drift in trace.drifts if drift.kind in MUTATIONS}
    home = {
        statement: node.id for node in nodes.values() if node.kind is NodeKind.DOCUMENT for statement in node.statements
    }
    return {
        "firm": measured.firm,
        "lo": measured.lo,
        "hi": measured.hi,
        "edges": [[a, b] for a, b in edges if a in documents and b in documents and a != b]
        + [list(pair) for pair in folded.items()],
        "fold": folded,
        "loops": [list(circle) for circle in measured.circles if set(circle) <= documents],
        "mutated": sorted(
            {home[statement] for statement in statements if home.get(statement, "") not in {"", *folded}}
        ),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--claims", type=Path, required=True)
    arguments = parser.parse_args()
    main(arguments.source, arguments.target, arguments.claims)
