"""Choose how the reader decodes, and calibrate its confidence, on the articles that training left out.

usage: python -m training.calibrate --corpus ../shared/bench/attribution/train.jsonl --models src/wherefrom/infer/models

An attribution counts as found when it meets an annotated one of the same article: cues share a word, and source and content
have a Jaccard index of at least one half (both may be empty). Its confidence is the chance of that. The table printed is the
reliability diagram of `benchmarks/README.md`, by five-fold cross-validation over articles.
"""

import argparse
import json
from dataclasses import replace
from itertools import product
from pathlib import Path

import torch

from training.export import pin, write_settings
from training.train import is_held_out
from wherefrom.attribute.trained.network_reader import NetworkReader, Triple, Weights, confidence_of
from wherefrom.attribute.trained.windows import WordTable
from wherefrom.infer import load_model
from wherefrom.read import read_text

FOLDS = 5
BINS = 10
# A role is found when this share of the words of both sides is shared.
LEAST_SHARED = 0.5
Sets = tuple[frozenset[int], frozenset[int], frozenset[int]]


def gold_sets(row: dict[str, list[dict[str, list[list[int]]]]], words: WordTable) -> list[Sets]:
    """The annotated attributions of an article as sets of words: cue, source, content."""
    return [
        tuple(_touched(words, attribution[role]) for role in ("cue", "source", "content"))
        for attribution in row["attributions"]
    ]  # type: ignore[misc]


def _touched(words: WordTable, spans: list[list[int]]) -> frozenset[int]:
    return frozenset(
        index
        for start, end in spans
        for index in range(
            int(words.end.searchsorted(start, side="right")), int(words.start.searchsorted(end, side="left"))
        )
    )


def own_sets(reading: Triple) -> Sets:
    """A predicted attribution as sets of words."""
    runs = ((reading.cue,), reading.source, reading.content)
    return tuple(frozenset(i for low, high in own for i in range(low, high)) for own in runs)  # type: ignore[return-value]


def jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    """Of two sets; 1 when both are empty."""
    return len(one & other) / len(one | other) if one | other else 1.0


def match(readings: list[Triple], gold: list[Sets]) -> list[tuple[bool, bool]]:
    """For each prediction, whether it is found, and whether it is exact; no annotated one is met twice."""
    candidates = sorted(
        (
            (-sum(jaccard(a, b) for a, b in zip(own, other, strict=True)), number, index)
            for number, own in enumerate(map(own_sets, readings))
            for index, other in enumerate(gold)
            if own[0] & other[0]
        ),
    )
    result = [(False, False)] * len(readings)
    used_own: set[int] = set()
    used_gold: set[int] = set()
    for _, number, index in candidates:
        if number in used_own or index in used_gold:
            continue
        used_own.add(number)
        used_gold.add(index)
        own, other = own_sets(readings[number]), gold[index]
        found = jaccard(own[1], other[1]) >= LEAST_SHARED and jaccard(own[2], other[2]) >= LEAST_SHARED
        result[number] = (found, own == other)
    return result


def measure(reader: NetworkReader, rows: list[dict[str, object]]) -> tuple[list[list[tuple[Triple, bool, bool]]], int]:
    """Every prediction on every article with what became of it, and the number of annotated attributions."""
    judged, annotated = [], 0
    for row in rows:
        words, readings = reader.read(read_text(str(row["text"])))
        gold = gold_sets(row, words)  # type: ignore[arg-type]
        annotated += len(gold)
        judged.append([(r, *hit) for r, hit in zip(readings, match(readings, gold), strict=True)])
    return judged, annotated


def f1(judged: list[list[tuple[Triple, bool, bool]]], annotated: int, least: float, which: int) -> float:
    """F1 of found (1) or exact (2) attributions whose confidence is at least so much."""
    kept = [item for article in judged for item in article if item[0].confidence >= least]
    return 2 * sum(bool(item[which]) for item in kept) / max(len(kept) + annotated, 1)


def fit(items: list[tuple[Triple, bool, bool]]) -> tuple[float, ...]:
    """Weights of a logistic regression of found on the clues, constant last; lightly held to small weights."""
    clues = torch.tensor([item[0].clues for item in items], dtype=torch.float64)
    found = torch.tensor([item[1] for item in items], dtype=torch.float64)
    weights = torch.zeros(clues.shape[1] + 1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200)

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        scores = clues @ weights[:-1] + weights[-1]
        value = torch.nn.functional.binary_cross_entropy_with_logits(scores, found) + 1e-3 * weights[:-1].square().sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimizer.step(loss)
    return tuple(round(float(weight), 4) for weight in weights.detach())


def with_confidence(
    judged: list[list[tuple[Triple, bool, bool]]], weights: tuple[float, ...]
) -> list[list[tuple[Triple, bool, bool]]]:
    """The same predictions with the confidence that weights give them."""
    return [
        [(replace(r, confidence=confidence_of(r.clues, weights)), a, b) for r, a, b in article] for article in judged
    ]


def cross_validate(judged: list[list[tuple[Triple, bool, bool]]]) -> list[list[tuple[Triple, bool, bool]]]:
    """Each article's confidences from weights that were fitted on the other folds."""
    result: list[list[tuple[Triple, bool, bool]]] = [[] for _ in judged]
    for fold in range(FOLDS):
        weights = fit([item for n, article in enumerate(judged) if n % FOLDS != fold for item in article])
        for n in range(fold, len(judged), FOLDS):
            result[n] = with_confidence([judged[n]], weights)[0]
    return result


def print_reliability(judged: list[list[tuple[Triple, bool, bool]]]) -> None:
    """Stated confidence against what was found, in bins, and the mean gap between them (expected calibration error)."""
    items = sorted((r.confidence, found) for article in judged for r, found, _ in article)
    gap = 0.0
    print("| confidence stated | found | attributions |\n|---|---|---|")
    for number in range(BINS):
        own = [item for item in items if number / BINS <= item[0] < (number + 1) / BINS + (number == BINS - 1)]
        if own:
            stated, found = sum(c for c, _ in own) / len(own), sum(f for _, f in own) / len(own)
            gap += abs(stated - found) * len(own) / len(items)
            print(f"| {stated:.2f} | {found:.2f} | {len(own)} |")
    print(f"expected calibration error {gap:.3f}")


def main() -> None:
    """Read the arguments, choose, calibrate, write and pin the settings."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--models", type=Path, required=True)
    options = parser.parse_args()
    with options.corpus.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for number, line in enumerate(lines) if is_held_out(number)]
    model = load_model("reader", options.models)
    best: tuple[float, Weights] | None = None
    for tagger, cue in product((0.0, 0.3, 0.6), (0.0, 0.4, 0.8)):
        judged, annotated = measure(NetworkReader(model, Weights(tagger, cue)), rows)
        validated = cross_validate(judged)
        least = max((n / 50 for n in range(35)), key=lambda n: f1(validated, annotated, n, 1))
        found, exact = f1(validated, annotated, least, 1), f1(validated, annotated, least, 2)
        print(f"tagger {tagger} cue {cue} threshold {least}: found F1 {found:.3f}, exact F1 {exact:.3f}", flush=True)
        if best is None or found + exact > best[0]:
            weights = fit([item for article in judged for item in article])
            best = (found + exact, Weights(tagger, cue, weights, least))
            kept = validated
    print_reliability(kept)
    chosen = best[1]  # type: ignore[index]
    decoding = {
        "tagger": chosen.tagger,
        "cue": chosen.cue,
        "confidence": chosen.confidence,
        "threshold": chosen.threshold,
    }
    write_settings(options.models / "reader", decoding)
    pin(options.models, "reader")


if __name__ == "__main__":
    main()
