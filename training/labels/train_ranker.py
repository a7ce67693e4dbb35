"""Train the ranker of pronouns from the labels of two readers: whom he, she, it and they mean.

usage: python -m training.labels.train_ranker ../shared LABELS.jsonl … [--models src/wherefrom/infer/models]

Only of documents that are not set aside. What both readers answered alike counts: a name that the text gives, or nobody with a
name. Prints, for documents left out in turn, the share of pronouns that are answered right; then, with all, writes the weights.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.labels.measure_whom import agreed, are_alike, labelled_documents
from training.pins import pin
from wherefrom.attribute.attributing import record_drafts
from wherefrom.attribute.credits.asking import load_credit_reader
from wherefrom.attribute.find.finding import find_drafts
from wherefrom.attribute.parts.units import cut_units
from wherefrom.attribute.people.choosing import Candidate, Choice
from wherefrom.attribute.people.directory import Somebody
from wherefrom.attribute.people.discourse import Discourse
from wherefrom.attribute.people.nearby import who_is_near
from wherefrom.attribute.people.pronouns import NearestThatFits
from wherefrom.attribute.people.ranker import FEATURES, GROUPS, MODEL, Ranker, features, fitting, group_of
from wherefrom.read import read_text
from wherefrom.records import UNNAMED_KINDS, Measured, Span

RIDGE, STEPS, FOLDS, LEAST, VERSION = 1.0, 12, 7, 0.38, "1"
Floats = NDArray[np.float64]


@dataclass(slots=True)
class Listener:
    """Notes who might be meant, and answers by rules where they can, so that what follows is told as it is without it.

    Attributes:
        heard: by pronoun, its candidates.
    """

    heard: dict[Span, tuple[Candidate, ...]] = field(default_factory=dict)
    _last: list[Candidate] = field(default_factory=list)
    forms = Ranker.forms

    def gather(self, discourse: Discourse, span: Span, speaking: Sequence[Somebody]) -> Iterable[Candidate]:
        """Notes them."""
        self.heard[span] = tuple(who_is_near(discourse, span, speaking))
        return NearestThatFits().gather(discourse, span, speaking)

    def choose(self, form: str, candidates: Iterable[Candidate]) -> Choice | None:
        """By rules."""
        return NearestThatFits().choose(form, candidates)


@dataclass(frozen=True, slots=True)
class Asked:
    """A pronoun: its document, group, the features of those who fit [C, features], and which of them is right; -1 for none."""

    document: int
    group: str
    told: Floats
    right: int


def gather(labels: Iterable[Path], shared: Path) -> Iterator[Asked]:
    """The pronouns that were asked about and labelled."""
    labelled = chain.from_iterable(labelled_documents(path, shared, set_aside=False) for path in labels)
    for number, (row, text) in enumerate(labelled):
        listener = Listener()
        document = read_text(text)
        units = cut_units(document)
        record_drafts(document, Measured(), units, find_drafts(document, units), load_credit_reader(), listener)
        for span, wanted in agreed(row, text):
            form = text[span.start : span.end].casefold()
            if span in listener.heard and group_of(form):
                fit = fitting(form, listener.heard[span])
                if not wanted:
                    # Whoever has no name is meant: it may be one of those candidates, and the labels do not say which.
                    fit = [own for own in fit if own.who.kind not in UNNAMED_KINDS]
                told = np.array([features(form, own, place) for place, own in enumerate(fit)]).reshape(
                    -1, len(FEATURES)
                )
                right = next(
                    (at for at, own in enumerate(fit) if any(are_alike(own.who.name, name) for name in wanted)), -1
                )
                yield Asked(number, group_of(form), told, right)


def fit(asked: Sequence[Asked]) -> Floats:
    """Weights [features] that make what is right likeliest, kept small; by Newton's steps, as the likelihood has one peak."""
    weights = np.zeros(len(FEATURES))
    for _ in range(STEPS):
        slope, bend = 2 * RIDGE * weights, 2 * RIDGE * np.eye(len(FEATURES))
        for own in asked:
            scores = np.append(own.told @ weights, 0.0)
            chances = np.exp(scores - scores.max())
            chances = (chances / chances.sum())[:-1]
            mean = chances @ own.told
            slope += mean - (own.told[own.right] if own.right >= 0 else 0.0)
            bend += (own.told * chances[:, None]).T @ own.told - np.outer(mean, mean)
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def judge(weights: Floats, asked: Iterable[Asked]) -> Counter[str]:
    """What is right, wrong, and left unclear; of those who should be unclear the same."""
    tally: Counter[str] = Counter()
    for own in asked:
        scores = np.append(np.exp(own.told @ weights), 1.0)
        sure = scores / scores.sum()
        best = int(sure[:-1].argmax()) if len(own.told) else -1
        best = best if best >= 0 and sure[best] >= LEAST else -1
        kind = "named" if own.right >= 0 else "nobody"
        outcome = "right" if best == own.right else "unclear" if best < 0 else "wrong"
        tally[f"{kind} {outcome}"] += 1
    return tally


def main() -> None:
    """Read, leave out in turn, train, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("labels", type=Path, nargs="+")
    parser.add_argument("--models", type=Path, help="where to write it; without, nothing is written")
    given = parser.parse_args()
    asked = list(gather(given.labels, given.shared))
    weights = {}
    for group in GROUPS:
        own = [one for one in asked if one.group == group]
        tally: Counter[str] = Counter()
        for fold in range(FOLDS):
            kept = fit([one for one in own if one.document % FOLDS != fold])
            tally += judge(kept, [one for one in own if one.document % FOLDS == fold])
        print(group, len(own), "left out in turn:", dict(tally))
        weights[group] = [round(float(value), 4) for value in fit(own)]
        print("  ", dict(zip(FEATURES, weights[group], strict=True)))
    if given.models:
        folder = given.models / MODEL
        folder.mkdir(exist_ok=True)
        held = {"version": VERSION, "features": FEATURES, "least": LEAST, "weights": weights}
        (folder / "settings.json").write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")
        pin(given.models, MODEL)


if __name__ == "__main__":
    main()
