"""Keep what two readers answered on the sheets of `draw_sources`, as offsets and classes, without text; and say how far they agree.

usage: python -m training.labels.gather_labels ../shared SHEETS_FOLDER OUT.jsonl

SHEETS_FOLDER holds ``items.jsonl`` and, for each reader, a folder ``reader_…`` of answers. A name is kept as where it stands first in
the document. Agreement is told as the share of mentions that both answered alike, by class and by whom they mean.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from training.labels.draw_sources import LONGEST, read_material


def read_answers(folder: Path, sheet: int) -> dict[int, dict[str, Any]]:
    """One reader's answers to one sheet, by the number of the mention."""
    path = folder / f"{sheet:02}.jsonl"
    if not path.exists():
        return {}
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {row["n"]: row for row in rows}


def place(text: str, answer: dict[str, Any]) -> dict[str, Any]:
    """An answer with its names as offsets; one that does not stand in the text is told as such."""
    names = answer.get("name") or []
    found = [text.find(name) for name in ([names] if isinstance(names, str) else names)]
    lengths = [len(name) for name in ([names] if isinstance(names, str) else names)]
    kept: dict[str, Any] = {"class": answer["class"], "sure": bool(answer.get("sure", True))}
    if found:
        kept["means"] = [[at, at + length] if at >= 0 else None for at, length in zip(found, lengths, strict=True)]
    return kept


def main() -> None:
    """Read, keep, tell the agreement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("sheets", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    texts = {(collection, name): text[:LONGEST] for collection, name, text in read_material(given.shared)}
    readers = sorted(path.name for path in given.sheets.iterdir() if path.name.startswith("reader_"))
    both = alike = same = 0
    with given.out.open("w", encoding="utf-8") as out:
        for row in map(json.loads, (given.sheets / "items.jsonl").open(encoding="utf-8")):
            text = texts[row["collection"], row["name"]]
            answers = {reader: read_answers(given.sheets / reader, row["sheet"]) for reader in readers}
            row["answers"] = {
                reader: [place(text, own[n]) if n in own else None for n in range(len(row["mentions"]))]
                for reader, own in answers.items()
            }
            out.write(json.dumps(row) + "\n")
            for one, other in zip(*row["answers"].values(), strict=True):
                if one and other:
                    both += 1
                    alike += one["class"] == other["class"]
                    same += (one["class"], one.get("means")) == (other["class"], other.get("means"))
    print(
        f"{both} mentions answered by both; class alike {alike / max(both, 1):.3f}, class and whom {same / max(both, 1):.3f}"
    )


if __name__ == "__main__":
    main()
