"""Score whom sources are resolved to, on labels of our own (tests/data/sources.jsonl).

usage: python benchmarks/speakers.py ARTICLES.jsonl [OUT.json] [--half open|"held back"] [--errors]

ARTICLES.jsonl is the development half of the attribution benchmark, whose sources were labelled. Each annotated attribution is
given as if it had been found, so that the resolution of sources is measured and not their finding. A source counts as right when

- it means somebody named: a speaker so found has the label's name, or its last word;
- it means a party without a name: no named speaker is found for it, and the kind is the label's (one, several, an institution, a
  document or poll); a stated number must be found too.
"""

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from pathlib import Path

from wherefrom.attribute.attributing import record_drafts
from wherefrom.attribute.credits.asking import load_credit_reader
from wherefrom.attribute.parts.draft import Draft
from wherefrom.attribute.parts.rule import Rule
from wherefrom.attribute.parts.units import cut_units
from wherefrom.attribute.people.ranker import load_ranker
from wherefrom.attribute.rules.phrases import find_antecedent
from wherefrom.language.tokens import cut_tokens
from wherefrom.read import read_text
from wherefrom.records import UNNAMED_KINDS, Measured, Span, Speaker

LABELS = Path(__file__).parents[1] / "tests" / "data" / "sources.jsonl"
NAMED = frozenset({"person", "organisation", "document"})
Sources = tuple[tuple[int, int], ...]


def resolve(row: dict[str, list[dict[str, list[list[int]]]]], text: str) -> dict[Sources, list[Speaker]]:
    """The speakers of each annotated source of an article."""
    document = read_text(text)
    units = cut_units(document)
    drafts = []
    for attribution in sorted(row["attributions"], key=lambda item: (item["cue"] or item["content"])[0]):
        source, cue, content = (
            tuple(Span(*pair) for pair in attribution[role]) for role in ("source", "cue", "content")
        )
        if source and cue and content:
            unit = max((u.number for u in units if u.span.start <= cue[0].start), default=0)
            head = text[cue[-1].start : cue[-1].end].lower()
            tokens = cut_tokens(text, units[unit].span.start, units[unit].span.end)
            antecedent = find_antecedent(text, tokens, source)
            drafts.append(Draft(unit, Rule.PROPOSED, head, source, cue, content, antecedent=antecedent))
    found = record_drafts(document, Measured(), units, drafts, load_credit_reader(), load_ranker())
    speakers = {speaker.id: speaker for speaker in found.speakers}
    return {
        tuple((span.start, span.end) for span in own.source): [speakers[key] for key in own.speakers]
        for own in found.attributions
    }


def is_right(label: dict[str, object], speakers: list[Speaker], text: str) -> bool:
    """Whether a source was resolved as labelled."""
    if "refers_to" in label:
        start, end = label["refers_to"]  # type: ignore[misc] # JSON
        last = text[start:end].casefold().split()[-1]
        return any(last in speaker.name.casefold().replace("’s", "").replace(".", "").split() for speaker in speakers)
    if not speakers or any(s.kind not in UNNAMED_KINDS and s.kind.value != label["kind"] for s in speakers):
        return False
    number = label.get("number")
    right = number is None or any(speaker.count == number for speaker in speakers)
    return right and any(speaker.kind.value == label["kind"] for speaker in speakers)


def measure(articles: Path, half: str, *, errors: bool) -> dict[str, dict[str, float]]:
    """Accuracy by kind of mention, by kind of party, and in all, for a half of the labels."""
    rows = {row["id"]: row for row in map(json.loads, articles.open(encoding="utf-8"))}
    tally: dict[str, Counter[bool]] = defaultdict(Counter)
    for labels in map(json.loads, LABELS.open(encoding="utf-8")):
        if half not in {"all", labels["half"]}:
            continue
        text = rows[labels["id"]]["text"]
        if hashlib.sha256(text.encode()).hexdigest() != labels["text_sha256"]:
            raise SystemExit(f"the text of article {labels['id']} is not the one that was labelled")
        resolved = resolve(rows[labels["id"]], text)
        for label in labels["sources"]:
            key = tuple(map(tuple, label["source"]))
            speakers = resolved.get(key, [])
            right = is_right(label, speakers, text)
            for name in ("all", label["mention"], label["kind"]):
                tally[name][right] += 1
            if errors and not right:
                words = " .. ".join(text[a:b] for a, b in key)
                wanted = text[slice(*label["refers_to"])] if "refers_to" in label else label["kind"]
                print(
                    f"{labels['id']} {key[0][0]} [{words[:60]}] {wanted} <- {[(s.name, s.kind.value) for s in speakers]}"
                )
    return {
        name: {"accuracy": round(counts[True] / counts.total(), 4), "sources": counts.total()}
        for name, counts in sorted(tally.items(), key=lambda pair: -pair[1].total())
    }


def main() -> None:
    """Read the arguments, score, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--half", choices=["open", "held back", "all"], default="all")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    scores = measure(options.articles, options.half, errors=options.errors)
    if options.out is not None:
        options.out.write_text(json.dumps(scores) + "\n", encoding="utf-8")
        return
    for name, score in scores.items():
        print(f"{name:22} {score['accuracy']:.3f} of {score['sources']:.0f}")


if __name__ == "__main__":
    main()
