"""Rank earlier claims for a post: python benchmarks/retrieve_claim.py IN.jsonl OUT.jsonl --claims CLAIMS.jsonl.

IN rows hold id and tweet; CLAIMS rows id, claim and title. OUT gets {"id", "ranked": [claim ids, best first]}, scored by
``score_claims.py retrieval``.
"""

import argparse
import json
from pathlib import Path

from wherefrom.infer import load_sentences
from wherefrom.link.retrieval import TextRanker

MOST = 20


def main() -> None:
    """Read, rank, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--claims", type=Path, required=True)
    options = parser.parse_args()
    claims = [json.loads(line) for line in options.claims.open(encoding="utf-8")]
    ranker = TextRanker([(row["title"], row["claim"]) for row in claims], load_sentences())
    with options.source.open(encoding="utf-8") as rows, options.target.open("w", encoding="utf-8") as out:
        for row in map(json.loads, rows):
            ranked = [claims[number]["id"] for number, _ in ranker.rank(row["tweet"], MOST)]
            out.write(json.dumps({"id": row["id"], "ranked": ranked}) + "\n")


if __name__ == "__main__":
    main()
