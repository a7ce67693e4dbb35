"""Time expressions: python benchmarks/dates.py IN.jsonl OUT.jsonl.

IN rows hold id, dct (date of the document) and text; OUT rows {"id", "timexes": [{"start", "end", "type", "value"}]}.
"""

import json
import sys
from pathlib import Path

import wherefrom


def main(source: Path, target: Path) -> None:
    """Read rows, write rows."""
    with source.open(encoding="utf-8") as rows, target.open("w", encoding="utf-8") as out:
        for line in rows:
            row = json.loads(line)
            document = wherefrom.read_text(row["text"], document_id=str(row["id"]), published=row.get("dct"))
            timexes = [
                {"start": date.span.start, "end": date.span.end, "type": date.kind.value.upper(), "value": date.timex}
                for date in wherefrom.find_figures(document).dates
            ]
            out.write(json.dumps({"id": row["id"], "timexes": timexes}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
