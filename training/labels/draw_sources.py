"""Draw mentions to be labelled: whom do a source, a pronoun, a role noun mean? Sheets for readers, from texts that nobody chose.

usage: python -m training.labels.draw_sources ../shared OUT_FOLDER [--seed N]

OUT_FOLDER gets ``sheets/NN.txt`` (a document with its mentions marked ⟦number words⟧) and ``items.jsonl`` (where each mention
stands). A third of the documents, drawn by the digest of their text before anything is labelled, is set aside: its labels are
measured on at the end and looked at by nobody who builds.
"""

import argparse
import csv
import hashlib
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from wherefrom.attribute import attribute_document
from wherefrom.read import read_text
from wherefrom.records import Measured, Span

PRONOUN = re.compile(r"\b(?:he|she|they|it|i|we|who|him|her|them|his|their|its)\b", re.IGNORECASE)
# Role nouns and other descriptions begin so; what else is marked as a source is a name or a list of names.
DESCRIBED = re.compile(r"(?:the|a|an|one|two|three|several|some|many|his|her|its|their)\b", re.IGNORECASE)
PER_KIND = {"pronoun": 13, "described": 8, "name": 6, "inside": 6}
SHARE_SET_ASIDE = 3
LONGEST = 7000  # code points of a document that a reader is given


def read_material(shared: Path) -> Iterator[tuple[str, str, str]]:
    """What may be drawn from: collection, name within it, text."""
    field = shared / "field"
    for name in ("census", "spotify"):
        for row in map(json.loads, (field / name / "articles.jsonl").open(encoding="utf-8")):
            yield name, row["id"], row["text"]
    with (field / "khan-sheikhun" / "articles.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            yield "khan-sheikhun", row["id"], row["text"]
    for path in sorted((field / "foia-mails").glob("*.txt")):
        yield "foia-mails", path.stem, path.read_text(encoding="utf-8", errors="replace")
    report = pypdfium2.PdfDocument(field / "report" / "volume-2.pdf")
    for page in range(20, len(report), 6):
        yield "report", f"page {page + 1}", report[page].get_textpage().get_text_range().replace("\r\n", "\n")
    for row in map(json.loads, (shared / "bench" / "attribution" / "train.jsonl").open(encoding="utf-8")):
        yield "news", row["id"], row["text"]


def find_mentions(text: str) -> dict[str, list[Span]]:
    """Mentions by kind: sources that are pronouns, that describe, that name; and pronouns that are no source."""
    found: dict[str, list[Span]] = {kind: [] for kind in PER_KIND}
    sources = sorted(
        {span for own in attribute_document(read_text(text), Measured()).attributions for span in own.source}
    )
    for span in sources:
        words = text[span.start : span.end]
        if PRONOUN.fullmatch(words):
            found["pronoun"].append(span)
        elif DESCRIBED.match(words):
            found["described"].append(span)
        else:
            found["name"].append(span)
    for match in PRONOUN.finditer(text):
        if not any(span.start <= match.start() < span.end for span in sources):
            found["inside"].append(Span(*match.span()))
    return found


def mark(text: str, spans: list[Span]) -> str:
    """A text with its mentions numbered; of mentions in one another both are marked."""
    opening = {span.start: f"⟦{number} " for number, span in enumerate(spans)}
    closing: dict[int, str] = {}
    for span in spans:
        closing[span.end] = closing.get(span.end, "") + "⟧"
    edges = sorted({0, len(text), *opening, *closing})
    return "".join(
        closing.get(start, "") + opening.get(start, "") + text[start:end]
        for start, end in zip(edges, [*edges[1:], len(text)], strict=True)
    )


def main() -> None:
    """Draw documents by collection, mentions by kind, and write the sheets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=12)
    given = parser.parse_args()
    chance = random.Random(given.seed)  # noqa: S311 - the same seed draws the same mentions
    wanted = {"census": 18, "spotify": 12, "khan-sheikhun": 13, "foia-mails": 18, "report": 18, "news": 13}
    material: dict[str, list[tuple[str, str]]] = {}
    for collection, name, text in read_material(given.shared):
        material.setdefault(collection, []).append((name, text[:LONGEST]))
    sheets = given.out / "sheets"
    sheets.mkdir(parents=True)
    number = 0
    with (given.out / "items.jsonl").open("w", encoding="utf-8") as items:
        for collection, count in wanted.items():
            chance.shuffle(material[collection])
            kept = 0
            for name, text in material[collection]:
                found = find_mentions(text)
                drawn = sorted(
                    {s for kind, spans in found.items() for s in chance.sample(spans, min(PER_KIND[kind], len(spans)))}
                )
                if len(drawn) < 8 or kept == count:  # noqa: PLR2004 - a sheet with less is not worth a reader's beginning
                    continue
                digest = hashlib.sha256(text.encode()).hexdigest()
                row = {"sheet": number, "collection": collection, "name": name, "text_sha256": digest}
                row |= {
                    "set_aside": int(digest[:8], 16) % SHARE_SET_ASIDE == 0,
                    "mentions": [[s.start, s.end] for s in drawn],
                }
                items.write(json.dumps(row) + "\n")
                (sheets / f"{number:02}.txt").write_text(mark(text, drawn), encoding="utf-8")
                number, kept = number + 1, kept + 1


if __name__ == "__main__":
    main()
