"""Small inputs that people reported of neighbouring tools: python benchmarks/reports.py CASES OUT.jsonl.

CASES holds a folder an input, whose files go together into one case; OUT gets a row for each, as `score_reports.py` reads it
(``../shared/field/reports``). Only the public API is used, so that what is measured is what a user gets.
"""

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

import wherefrom
from wherefrom.records import CaseRecords, Stance, Statement
from wherefrom.spans import covered_text

# The scorer's words for how a statement stands; held back with care is still asserted.
STANCES = {Stance.HEDGED: "asserted", Stance.BELIEVED: "asserted", Stance.WISHED: "hoped"}


def answer(folder: Path) -> dict[str, Any]:
    """What the program makes of the files of one input."""
    with tempfile.TemporaryDirectory() as scratch:
        case = wherefrom.create(Path(scratch) / "case", collector="benchmark")
        case.add(*sorted(path for path in folder.iterdir()))
        case.trace()
        records = case.records
    files = {capture.id: capture.name for capture in records.captures}
    home = {document.id: files.get(document.capture, document.name) for document in records.documents}
    party = {speaker: own.key for own in records.parties for speaker in own.speakers}
    return {
        "id": folder.name,
        "outcomes": [{"ending": own.ending.value, "reason": own.reason} for own in records.outcomes],
        "documents": [{"name": home[own.id], "text": own.text, "author": own.author} for own in records.documents],
        "speakers": [
            {"name": own.name, "key": party.get(own.id, own.key), "count": own.count} for own in records.speakers
        ],
        "statements": [_statement(records, own, home) for own in records.statements],
        "claims": [_claim(records, number) for number in range(len(records.claims))],
        "figures": [
            {"raw": own.raw, "low": own.low, "high": own.high, "document": home[own.document]}
            for own in records.figures
        ],
        "dates": [
            {"raw": own.raw, "first": own.first, "last": own.last, "confidence": own.confidence}
            for own in records.dates
        ],
        "citations": [own.title for own in records.citations],
        "links": [own.kind.value for own in records.links],
        "findings": [{"check": own.check, "message": own.message} for own in records.findings],
    }


def _statement(records: CaseRecords, own: Statement, home: dict[str, str]) -> dict[str, Any]:
    """A statement with its chain, who stands nearest to the words first."""
    links = [records.attribution[name] for name in reversed(own.chain)]
    return {
        "id": own.id,
        "document": home[own.document],
        "text": " ".join(covered_text(records.document[own.document].text, own.spans).split()),
        "chain": [[records.speaker[name].name for name in link.speakers] for link in links],
        "stance": STANCES.get(own.stance, own.stance.value),
        "first_hand": own.first_hand,
    }


def _claim(records: CaseRecords, number: int) -> dict[str, Any]:
    claim = records.claims[number]
    trace = records.trace[claim.id]
    return {
        "text": claim.text,
        "statements": list(claim.statements),
        "lo": trace.lo,
        "hi": trace.hi,
        "firm": trace.firm,
    }


def main() -> None:
    """Read the arguments, answer each input, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("target", type=Path)
    given = parser.parse_args()
    with given.target.open("w", encoding="utf-8") as out:
        for folder in sorted(path for path in given.cases.iterdir() if path.is_dir()):
            out.write(json.dumps(answer(folder), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
