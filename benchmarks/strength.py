"""How strongly a source and its relay put a relation: python benchmarks/strength.py IN.jsonl OUT.jsonl [--score].

IN rows hold id, source and relay. OUT gets {"id", "source_strength", "relay_strength", "label"}: steps 0 to 3, and same, exaggerates or
downplays. ``--score`` compares with the labels in IN and prints macro-F1, for development.
"""

import argparse
import json
from pathlib import Path

from wherefrom.trace.strength import compare_strength, strength_of


def macro_f1(truth: list[object], found: list[object]) -> float:
    """The mean of the F1 of each label."""
    values = []
    for label in sorted(set(truth), key=str):
        right = sum(a == b == label for a, b in zip(truth, found, strict=True))
        values.append(2 * right / max(truth.count(label) + found.count(label), 1))
    return sum(values) / len(values)


def main() -> None:
    """Read, judge, write, and score if asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--score", action="store_true")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.source.open(encoding="utf-8")]
    found = [
        {
            "id": row["id"],
            "source_strength": strength_of(row["source"]),
            "relay_strength": strength_of(row["relay"]),
            "label": compare_strength(row["source"], row["relay"]),
        }
        for row in rows
    ]
    options.target.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")
    if options.score:
        for key in ("source_strength", "relay_strength", "label"):
            score = macro_f1([row[key] for row in rows], [row[key] for row in found])
            print(json.dumps({"measure": key, "macro_f1": round(score, 4), "n": len(rows)}))


if __name__ == "__main__":
    main()
