"""How the time of folding grows with the number of documents.

usage: python benchmarks/fold_growth.py DOCS.jsonl [--sizes 1000 4000 16000]

Documents are put together from the sentences of DOCS (rows with ``text``): twenty sentences drawn at random, and three in ten of
them copies of an earlier one with a third of its sentences left out. Prints documents per second of fingerprinting and gathering
(no links, no evidence), and the exponent between the first and the last size.
"""

import argparse
import json
import random
import time
from math import log
from pathlib import Path

from wherefrom.link.copies.clusters import Gatherer
from wherefrom.link.copies.shingles import fingerprint_document
from wherefrom.read import read_text
from wherefrom.records import Document

SENTENCES, COPIED, KEPT = 20, 0.3, 0.67
FEWEST_WORDS = 6


def make_documents(pool: list[str], count: int, chance: random.Random) -> list[Document]:
    """So many documents, originals and copies mixed."""
    made: list[list[str]] = []
    for _ in range(count):
        if made and chance.random() < COPIED:
            parent = chance.choice(made)
            made.append([sentence for sentence in parent if chance.random() < KEPT] or parent)
        else:
            # Words of its own keep each original apart, as real stories are.
            own = f"Item {chance.getrandbits(48):x} {chance.getrandbits(48):x}"
            made.append([own, *chance.sample(pool, SENTENCES)])
    return [read_text(" ".join(own), document_id=f"d{n}") for n, own in enumerate(made)]


def main() -> None:
    """Read the arguments, fold at each size, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 4000, 16000])
    options = parser.parse_args()
    texts = [json.loads(line)["text"] for line in options.documents.open(encoding="utf-8")]
    pool = sorted(
        {s.strip() for text in texts for s in text.replace("\n", " ").split(". ") if len(s.split()) > FEWEST_WORDS}
    )
    took: list[float] = []
    for size in options.sizes:
        documents = make_documents(pool, size, random.Random(7))  # noqa: S311 - repeatable on purpose
        start = time.perf_counter()
        gatherer = Gatherer([fingerprint_document(document) for document in documents])
        gatherer.gather(lambda _done: None)
        took.append(time.perf_counter() - start)
        print(f"{size} documents: {took[-1]:.2f} s, {size / took[-1]:,.0f} a second, {len(gatherer.clusters)} clusters")
    if len(took) > 1:
        exponent = log(took[-1] / took[0]) / log(options.sizes[-1] / options.sizes[0])
        print(f"exponent {exponent:.2f}")


if __name__ == "__main__":
    main()
