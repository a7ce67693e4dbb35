"""What goes wrong in attribution, by kind.

usage: python benchmarks/attribution_errors.py GOLD.jsonl PREDICTED.jsonl [--sample 100] [--show]

Takes annotated attributions at random (a fixed seed) that no prediction has exactly, and says for each what is wrong: missed, or
met by its cue with another cue, source or content. One attribution counts once, under the first that applies.
"""

import argparse
import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

Spans = list[list[int]]
MARKS = " \n,.;:\"“”'"


def overlap(one: Spans, other: Spans) -> bool:
    """Whether two lists of spans share a code point."""
    return any(a < d and c < b for a, b in one for c, d in other)


def size(spans: Spans) -> int:
    """Code points in all."""
    return sum(end - start for start, end in spans)


def trimmed(text: str, spans: Spans) -> list[tuple[int, str]]:
    """Each span without white space and marks at its ends: where it starts, and its words."""
    found = []
    for start, end in spans:
        words = text[start:end]
        kept = words.strip(MARKS)
        if kept:
            found.append((start + len(words) - len(words.lstrip(MARKS)), kept))
    return found


def is_exact(text: str, gold: dict[str, Spans], own: dict[str, Spans]) -> bool:
    """Whether all three roles agree."""
    return all(trimmed(text, gold[role]) == trimmed(text, own[role]) for role in ("source", "cue", "content"))


def kind_of(text: str, gold: dict[str, Spans], predicted: list[dict[str, Spans]]) -> str:
    """What is wrong with the nearest prediction."""
    near = [own for own in predicted if overlap(own["cue"], gold["cue"])]
    if not near:
        if any(overlap(own["content"], gold["cue"]) for own in predicted):
            return "missed: read as part of another's content"
        words = " ".join(text[a:b] for a, b in gold["cue"])
        return (
            "missed: no verb in the cue"
            if not words[:1].isalpha() or (" " not in words and words.istitle())
            else "missed"
        )
    return _nearest_wrong(text, gold, max(near, key=lambda one: overlap(one["content"], gold["content"])))


def _nearest_wrong(text: str, gold: dict[str, Spans], own: dict[str, Spans]) -> str:
    """Which role of a prediction is wrong, and how."""
    if trimmed(text, own["cue"]) != trimmed(text, gold["cue"]):
        return "cue: other edges"
    if trimmed(text, own["source"]) != trimmed(text, gold["source"]):
        one_has_none = not own["source"] or not gold["source"]
        other = "source: other edges" if overlap(own["source"], gold["source"]) else "source: another phrase"
        return "source: one has none" if one_has_none else other
    if not overlap(own["content"], gold["content"]) or len(own["content"]) != len(gold["content"]):
        return "content: in other pieces"
    return "content: too long" if size(own["content"]) > size(gold["content"]) else "content: too short"


def main() -> None:
    """Read the arguments, sample, print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("predicted", type=Path)
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--show", action="store_true", help="print each case")
    options = parser.parse_args()
    predicted = {row["id"]: row["attributions"] for row in map(json.loads, options.predicted.open(encoding="utf-8"))}
    wrong: list[tuple[str, dict[str, Any], str]] = []
    for row in map(json.loads, options.gold.open(encoding="utf-8")):
        for gold in row["attributions"]:
            own = predicted.get(row["id"], [])
            if not any(is_exact(row["text"], gold, one) for one in own):
                wrong.append((row["text"], gold, kind_of(row["text"], gold, own)))
    chosen = random.Random(100).sample(wrong, min(options.sample, len(wrong)))  # noqa: S311 - repeatable on purpose
    print("| what is wrong | of a hundred |\n|---|---|")
    for kind, count in Counter(kind for _, _, kind in chosen).most_common():
        print(f"| {kind} | {count} |")
    if options.show:
        for text, gold, kind in chosen:
            print(
                kind,
                *(" .. ".join(text[a:b] for a, b in gold[role])[:100] for role in ("source", "cue", "content")),
                sep=" | ",
            )


if __name__ == "__main__":
    main()
