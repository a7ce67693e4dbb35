"""Score attributions that stand inside others' contents, on labels of our own (tests/data/chains.jsonl).

usage: python benchmarks/chains.py ARTICLES.jsonl [OUT.json] [--half open|"held back"] [--errors] [--rules]

ARTICLES.jsonl is the development half of the attribution benchmark, which marks outermost attributions only; the inner ones of 28
articles were labelled by hand. A link (outer, inner) is right when the inner cue meets the labelled one (or, for a label whose cue
is a noun or a tweet, the contents meet) and something that the inner one stands within meets the labelled outer cue or content.
Counted for precision are the links whose inner cue stands in an annotated content of at least seven words, which is where labels
were looked for.
"""

import argparse
import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from wherefrom.attribute import attribute_document
from wherefrom.read import read_text
from wherefrom.records import Attribution, Measured, Span

LABELS = Path(__file__).parents[1] / "tests" / "data" / "chains.jsonl"
FEWEST_WORDS = 7
Pairs = list[list[int]]


@dataclass(frozen=True)
class Link:
    """An inner attribution and all that it stands within."""

    inner: Attribution
    outer: tuple[Attribution, ...]


def meets(spans: tuple[Span, ...], pairs: Pairs) -> bool:
    """Whether spans and labelled pairs share a code point."""
    return any(span.start < end and start < span.end for span in spans for start, end in pairs)


def links_of(attributions: tuple[Attribution, ...]) -> list[Link]:
    """Every attribution that stands within another."""
    by_id = {own.id: own for own in attributions}
    links = []
    for own in attributions:
        chain: list[Attribution] = []
        above = own.within
        while above is not None and by_id[above] not in chain:
            chain.append(by_id[above])
            above = by_id[above].within
        if chain:
            links.append(Link(own, tuple(chain)))
    return links


def is_right(link: Link, label: dict[str, Pairs]) -> bool:
    """Whether a link is the labelled one."""
    inner = meets(link.inner.cue, label["cue"]) or (not link.inner.cue and meets(link.inner.content, label["content"]))
    return inner and any(
        meets(outer.cue, label["outer_cue"]) or meets(outer.content, label["outer_content"]) for outer in link.outer
    )


def searched(row: dict[str, list[dict[str, Pairs]]], text: str) -> Pairs:
    """The contents in which labels were looked for."""
    contents = [attribution["content"] for attribution in row["attributions"]]
    long = [content for content in contents if sum(len(text[a:b].split()) for a, b in content) >= FEWEST_WORDS]
    return [pair for content in long for pair in content]


def measure(articles: Path, half: str, *, errors: bool, rules: bool) -> dict[str, float]:
    """Precision, recall and F1 of links."""
    rows = {row["id"]: row for row in map(json.loads, articles.open(encoding="utf-8"))}
    tally: Counter[str] = Counter()
    for labels in map(json.loads, LABELS.open(encoding="utf-8")):
        if half not in {"all", labels["half"]}:
            continue
        text = rows[labels["id"]]["text"]
        if hashlib.sha256(text.encode()).hexdigest() != labels["text_sha256"]:
            raise SystemExit(f"the text of article {labels['id']} is not the one that was labelled")
        found = attribute_document(read_text(text), Measured(), rules=rules)
        area = searched(rows[labels["id"]], text)
        links = [link for link in links_of(found.attributions) if meets(link.inner.cue, area)]
        left = list(links)
        for label in labels["chains"]:
            hit = next((link for link in left if is_right(link, label)), None)
            tally["labelled"] += 1
            if hit is None:
                if errors:
                    print(
                        "missed",
                        show(text, label["source"]),
                        "|",
                        show(text, label["cue"]),
                        "|",
                        show(text, label["content"]),
                    )
                continue
            left.remove(hit)
            tally["right"] += 1
        tally["found"] += len(links)
        if errors:
            for link in left:
                parts = (link.inner.source, link.inner.cue, link.inner.content)
                print("wrong", " | ".join(" ".join(text[s.start : s.end] for s in spans)[:60] for spans in parts))
    precision, recall = tally["right"] / max(tally["found"], 1), tally["right"] / max(tally["labelled"], 1)
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / max(precision + recall, 1e-9), 4),
        **tally,
    }


def show(text: str, pairs: Pairs) -> str:
    """The words of labelled pairs."""
    return " .. ".join(text[a:b] for a, b in pairs)


def main() -> None:
    """Read the arguments, score, print or write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--half", choices=["open", "held back", "all"], default="all")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--rules", action="store_true", help="by the rules instead of the trained reader")
    options = parser.parse_args()
    scores = json.dumps(measure(options.articles, options.half, errors=options.errors, rules=options.rules))
    if options.out is None:
        print(scores)
    else:
        options.out.write_text(scores + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
