"""Whom sources and pronouns of real texts mean: python -m training.labels.measure_whom LABELS.jsonl SHARED [--set-aside] [--wrong].

LABELS as in training/labels. Of mentions that both readers answered alike, that mean a person or a body with a name: the share for
which the program gives that name (right), gives another (wrong), or gives none (silent), by what kind of mention it is. The third
that is set aside is measured on with --set-aside alone, and never looked at.
"""

import argparse
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.labels.draw_sources import LONGEST, read_material
from wherefrom.attribute import attribute_document
from wherefrom.read import read_text
from wherefrom.records import Attributed, Measured, Span

PRONOUN = re.compile(r"(?:he|she|they|it|i|we|who|him|her|them|his|their|its)", re.IGNORECASE)
NAMED = frozenset({"person", "organisation", "named"})
_WORD = re.compile(r"[^\W_]+")


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--set-aside", action="store_true")
    parser.add_argument("--wrong", action="store_true", help="print what is wrong (of what is not set aside)")
    parser.add_argument("--rules", action="store_true", help="measure the rules alone")
    given = parser.parse_args()
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for row, text in labelled_documents(given.labels, given.shared, set_aside=given.set_aside):
        found = attribute_document(read_text(text), Measured(), rules=given.rules)
        judge(row, text, found, tally, tell=given.wrong and not given.set_aside)
    print(json.dumps({kind: dict(own) | shares(own) for kind, own in sorted(tally.items())}, indent=1))


def labelled_documents(labels: Path, shared: Path, *, set_aside: bool) -> Iterator[tuple[dict[str, Any], str]]:
    """The rows of labels, each with its text.

    Raises:
        ValueError: a text is another than was labelled.
    """
    texts = {(collection, name): text for collection, name, text in read_material(shared)}
    for row in map(json.loads, labels.read_text(encoding="utf-8").splitlines()):
        text = texts[row["collection"], row["name"]][: row.get("length", LONGEST)]
        if hashlib.sha256(text.encode()).hexdigest() != row["text_sha256"]:
            raise ValueError(f"{row['collection']} {row['name']} is another text than was labelled")
        if row["set_aside"] == set_aside:
            yield row, text


def agreed(row: dict[str, Any], text: str) -> Iterator[tuple[Span, set[str]]]:
    """The mentions of a document that both readers answered alike, each with the names meant; none for who has no name."""
    for place, told in zip(row["mentions"], zip(*row["answers"].values(), strict=True), strict=True):
        if None not in told and all(own["class"] == told[0]["class"] for own in told):
            named = told[0]["class"] in NAMED
            means = [own.get("means") or [] for own in told]
            called = [{text[low:high].rsplit(maxsplit=1)[-1] for low, high in own} for own in means if None not in own]
            if not named or (means[0] and len(called) == len(means) and all(own == called[0] for own in called)):
                yield Span(*place), {text[low:high] for low, high in means[0]} if named else set()


def shares(own: Counter[str]) -> dict[str, float]:
    """Of those asked the right, of those answered the right."""
    asked, given = sum(own.values()), own["right"] + own["wrong"]
    return {"accuracy": round(own["right"] / max(asked, 1), 4), "precision": round(own["right"] / max(given, 1), 4)}


def judge(row: dict[str, Any], text: str, found: Attributed, tally: dict[str, Counter[str]], *, tell: bool) -> None:
    """Count one document's mentions of whoever has a name."""
    for span, wanted in agreed(row, text):
        words = text[span.start : span.end]
        kind = "pronoun" if PRONOUN.fullmatch(words) else "words"
        given = names_given(found, span)
        if given is None or not wanted:
            what = "nobody with a name" if not wanted else "not looked at"
            tally[f"{kind}, {what}"]["wrong" if given and not wanted else "silent"] += 1
            continue
        right = any(are_alike(own, name) for own in given for name in wanted)
        outcome = "right" if right else "wrong" if given else "silent"
        tally[kind][outcome] += 1
        if tell and not right:
            around = " ".join(text[max(0, span.start - 160) : span.end + 60].split())
            print(outcome, row["collection"], row["name"], words, "is", wanted, "not", given, around, sep=" | ")


def names_given(found: Attributed, span: Span) -> list[str] | None:
    """By the program: whom a mention means; None where it is neither a source nor inside a statement."""
    speakers = {own.id: own for own in found.speakers}
    for attribution in found.attributions:
        if span in attribution.source:
            return [speakers[name].name for name in attribution.speakers]
    names = {own.id: own.name for own in found.speakers}
    for statement in found.statements:
        if any(own.start <= span.start and span.end <= own.end for own in statement.spans):
            return [
                next((name for who, name in names.items() if name.casefold() == own.key), own.key)
                for own in statement.names
                if own.span == span
            ]
    return None


def are_alike(one: str, other: str) -> bool:
    """Whether two names share their last word, or one is letters that the other begins words with."""
    ours, theirs = (_WORD.findall(name.casefold()) for name in (one, other))
    return bool(ours and theirs) and (ours[-1] == theirs[-1] or set(ours) <= set(theirs) or set(theirs) <= set(ours))


if __name__ == "__main__":
    main()
