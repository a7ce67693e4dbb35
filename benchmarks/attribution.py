"""Predict attributions for the attribution benchmark.

usage: python benchmarks/attribution.py IN.jsonl OUT.jsonl

IN.jsonl holds one article a line with ``id`` and ``text``; gold fields are not read. OUT.jsonl gets ``{"id", "attributions":
[{"id", "source", "cue", "content"}]}`` with the outermost attributions alone, the only ones that the benchmark marks.
Score with ``python ../shared/bench/attribution/score.py GOLD OUT.jsonl``.
"""

import argparse
import json
import time
from pathlib import Path

from wherefrom.attribute import attribute_document
from wherefrom.read import read_text
from wherefrom.records import Measured, Span


def predict(text: str) -> list[dict[str, object]]:
    """The outermost attributions of one article; the benchmark marks each by its cue, so that credits without one are left out."""
    # Figures and dates only tell which of the author's own sentences are statements; attributions do not depend on them.
    attributed = attribute_document(read_text(text), Measured())
    return [
        {"id": record.id, "source": pairs(record.source), "cue": pairs(record.cue), "content": pairs(record.content)}
        for record in attributed.attributions
        if record.within is None and record.cue
    ]


def pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    """Spans as the benchmark writes them."""
    return [[span.start, span.end] for span in spans]


def main() -> None:
    """Read the arguments, predict, write, and print the speed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("predictions", type=Path)
    options = parser.parse_args()
    started, articles, words = time.perf_counter(), 0, 0
    with options.articles.open(encoding="utf-8") as rows, options.predictions.open("w", encoding="utf-8") as out:
        for row in map(json.loads, rows):
            out.write(json.dumps({"id": row["id"], "attributions": predict(row["text"])}) + "\n")
            articles, words = articles + 1, words + len(row["text"].split())
    seconds = time.perf_counter() - started
    print(f"{articles} articles, {words} words, {seconds:.1f} s, {words / max(seconds, 1e-9):,.0f} words/s")


if __name__ == "__main__":
    main()
