"""Whether two sentences make the same claim: python benchmarks/same_claim.py IN.jsonl OUT.jsonl.

IN rows hold id, a and b; OUT rows {"id", "same": 0 or 1}. Each pair is a case of two one-sentence documents that goes the
whole road; they are the same when one claim holds a statement of each that covers most of its sentence.
"""

import json
import sys
from pathlib import Path

import wherefrom
from gathering import gather_case

# Where the attribution reader leaves several statements in a sentence, the claim must hold at least this part of it.
LEAST_COVERED = 0.5


def is_same(a: str, b: str) -> bool:
    """Whether linking joins the two sentences."""
    documents = [
        wherefrom.read_text(text, document_id=name, published="2016-06-15") for name, text in (("a", a), ("b", b))
    ]
    case = gather_case(documents)
    covered: dict[str, dict[str, int]] = {}
    for claim in wherefrom.link_statements(case).claims:
        sides = covered.setdefault(claim.id, {"a": 0, "b": 0})
        for identifier in claim.statements:
            statement = case.statement[identifier]
            sides[statement.document] += sum(span.end - span.start for span in statement.spans)
    joined = [sides for sides in covered.values() if sides["a"] and sides["b"]]
    share_a = sum(sides["a"] for sides in joined) / max(1, sum(sides["a"] for sides in covered.values()))
    share_b = sum(sides["b"] for sides in joined) / max(1, sum(sides["b"] for sides in covered.values()))
    return min(share_a, share_b) >= LEAST_COVERED


def main(source: Path, target: Path) -> None:
    """Read rows, write rows."""
    with source.open(encoding="utf-8") as rows, target.open("w", encoding="utf-8") as out:
        for line in rows:
            row = json.loads(line)
            out.write(json.dumps({"id": row["id"], "same": int(is_same(row["a"], row["b"]))}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
