"""Count when words credit somebody, and write the lexicon that the rules of attribution use.

usage: python benchmarks/derive_cues.py TRAIN.jsonl OUT.tsv [--hold-out]

TRAIN.jsonl is the training half of the attribution benchmark. The output holds words and counts only, no text: for each
word form how often it was seen outside quotations, and how often it headed a cue; the same for each frame that follows
it (``>``) and precedes it (``<``). Frames rarely seen are left out, the form's own rate stands for them.
"""

import argparse
import json
from bisect import bisect_left
from collections import Counter
from pathlib import Path

from wherefrom.attribute.parts.units import Unit, cut_units
from wherefrom.attribute.rules.frames import GROUPED, frame_after, frame_before, stem
from wherefrom.language.tokens import WordClass
from wherefrom.read import read_text

LEAST_CREDITED = 2
LEAST_SEEN = 2
HELD_OUT = 4
# Classes that may stand in a cue before its head: "has also denied", "did not want to say".
_LIGHT = GROUPED | {
    WordClass.TO,
    WordClass.COMMA,
    WordClass.DETERMINER,
    WordClass.POSSESSIVE,
    WordClass.PRONOUN,
    WordClass.AND,
}


def find_heads(units: list[Unit], attributions: list[dict[str, list[list[int]]]]) -> dict[int, int]:
    """Where the head of each cue starts, and where the cue ends."""
    tokens = [token for unit in units for token in unit.tokens]
    starts = [token.start for token in tokens]
    heads: dict[int, int] = {}
    for attribution in attributions:
        for start, end in attribution["cue"]:
            own = tokens[bisect_left(starts, start) : bisect_left(starts, end)]
            strong = [token for token in own if token.kind not in _LIGHT] or own[-1:]
            if strong:
                heads[strong[0].start] = end
                break
    return heads


def count_unit(unit: Unit, heads: dict[int, int], counts: dict[tuple[str, str], list[int]]) -> None:
    """Add the words of one unit to the counts."""
    for index, token in enumerate(unit.tokens):
        if not token.form[:1].isalpha():
            continue
        end = heads.get(token.start)
        following = unit.tokens[index + 1] if index + 1 < len(unit.tokens) else None
        joined = end is not None and following is not None and following.start < end
        for key in ("*", f"> {frame_after(unit.tokens, index)}", f"< {frame_before(unit.tokens, index)}"):
            entry = counts.setdefault((token.form, key), [0, 0, 0])
            entry[0] += 1
            entry[1] += end is not None
            entry[2] += joined


def count_frames(source: Path, *, hold_out: bool) -> dict[tuple[str, str], list[int]]:
    """For each form and frame: seen, credited, credited with the next word in the cue."""
    counts: dict[tuple[str, str], list[int]] = {}
    with source.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if hold_out and not number % HELD_OUT:
                continue
            row = json.loads(line)
            units = cut_units(read_text(row["text"]))
            heads = find_heads(units, row["attributions"])
            for unit in units:
                count_unit(unit, heads, counts)
    return counts


def main() -> None:
    """Read the arguments, count, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("train", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--hold-out", action="store_true", help="leave out every fourth article")
    options = parser.parse_args()
    counts = count_frames(options.train, hold_out=options.hold_out)
    credited = Counter({form: entry[1] for (form, key), entry in counts.items() if key == "*"})
    by_stem: Counter[str] = Counter()
    for form, times in credited.items():
        by_stem[stem(form)] += times
    with options.out.open("w", encoding="utf-8") as out:
        out.write("# form\tframe\tseen\tcredited\twith the next word; made by benchmarks/derive_cues.py\n")
        for (form, key), entry in sorted(counts.items()):
            kept = credited[form] >= LEAST_CREDITED or by_stem[stem(form)] > LEAST_CREDITED
            if kept and (key == "*" or (entry[0] >= LEAST_SEEN and credited[form])):
                out.write(f"{form}\t{key}\t" + "\t".join(map(str, entry)) + "\n")


if __name__ == "__main__":
    main()
