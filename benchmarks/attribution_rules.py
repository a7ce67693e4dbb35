"""Measure how often each rule of attribution is right: what `wherefrom.attribute.parts.rule` states.

usage: python benchmarks/attribution_rules.py TRAIN.jsonl

Run it on a lexicon made with ``benchmarks/derive_cues.py TRAIN.jsonl LEXICON --hold-out``: it looks at every fourth article,
those that the counts have not seen. A pair is right when its cue meets an annotated one and the code points of source, cue and
content overlap by half or more (Jaccard, mean of the three).
"""

import argparse
import json
from collections import Counter
from pathlib import Path

from wherefrom.attribute.parts.chains import drop_crossing, link_drafts
from wherefrom.attribute.parts.draft import Draft
from wherefrom.attribute.parts.units import cut_units
from wherefrom.attribute.rules.tagging import tag_units
from wherefrom.read import read_text
from wherefrom.records import Span

HELD_OUT = 4
RIGHT = 0.5
Gold = dict[str, list[list[int]]]


def overlap(spans: tuple[Span, ...], gold: list[list[int]]) -> float:
    """Jaccard overlap of two sets of code points; 1 when both are empty."""
    ours = {at for span in spans for at in range(span.start, span.end)}
    theirs = {at for start, end in gold for at in range(start, end)}
    return len(ours & theirs) / len(ours | theirs) if ours or theirs else 1.0


def is_right(draft: Draft, annotated: list[Gold]) -> bool:
    """Whether some annotation meets the cue and overlaps enough in all."""
    for gold in annotated:
        cue = overlap(draft.cue, gold["cue"])
        if cue and (cue + overlap(draft.source, gold["source"]) + overlap(draft.content, gold["content"])) / 3 >= RIGHT:
            return True
    return False


def main() -> None:
    """Measure and print, most frequent rule first."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("train", type=Path)
    options = parser.parse_args()
    made: Counter[str] = Counter()
    right: Counter[str] = Counter()
    with options.train.open(encoding="utf-8") as rows:
        for number, line in enumerate(rows):
            if number % HELD_OUT:
                continue
            row = json.loads(line)
            chains = link_drafts(drop_crossing(tag_units(cut_units(read_text(row["text"])))))
            for draft, outer in zip(chains.drafts, chains.within, strict=True):
                if outer is None:
                    made[draft.rule.title] += 1
                    right[draft.rule.title] += is_right(draft, row["attributions"])
    for rule, count in made.most_common():
        print(f"{rule:32} {count:6} {right[rule] / count:6.2f}")


if __name__ == "__main__":
    main()
