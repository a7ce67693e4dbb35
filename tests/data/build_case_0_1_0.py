"""Builds tests/data/case-0.1.0, a case made by version 0.1.0, and decided in. It was run once, with that version, and is kept to say how:

    cd SOMEWHERE-NEUTRAL && python build_case_0_1_0.py case-0.1.0

Later versions bring such a case up by themselves (tests/functional/test_former_case.py).
"""

import sys
from pathlib import Path

import wherefrom
from wherefrom.records import LinkKind

WIRE = (
    "ALDMERE, 3 May 2026. The port company dumped forty drums of solvent into the Aldmere river, said Mara Quill, a diver who saw it."
    " The drums lay below the mill for a week before the council sent a boat to bring them up again."
)
TEXTS = {
    "wire.txt": WIRE,
    "copy.txt": WIRE + "\n\nThe mill was built in 1911.",
    "post.txt": "The dam at Wexley failed on Monday, the engineer Nils Brandt said. The hens were fed. Mara Quill said that the drums were"
    " dumped into the river by the port company.",
    "record.txt": "Nils Brandt said that the dam at Wexley failed on Monday. It rained. The boats stayed in.",
    "ledger.txt": "The dam at Wexley failed on Monday, Nils Brant said. The mill stood still.",
}


def main(folder: Path) -> None:
    """Make the case, and decide of everything that can be decided."""
    case = wherefrom.create(folder, "The drums", collector="Ada Brandt")
    for name, text in TEXTS.items():
        Path(name).write_text(text, encoding="utf-8")
        case.add(name)
    case.trace()
    records = case.records
    text_of = {document.id: document.text for document in records.documents}
    named = {document.name: document.id for document in records.documents}
    copy = next(link for link in records.links if link.kind is LinkKind.COPY)
    same = [
        link
        for link in records.links
        if link.kind is LinkKind.SAME_CLAIM and "Wexley" in text_of[_home(records, link.a)]
    ]
    quills = [speaker for speaker in records.speakers if speaker.name == "Mara Quill"]
    brandts = [speaker for speaker in records.speakers if speaker.name.startswith("Nils Bran")]
    case.decide("accept", copy.id, note="the same agency report")
    case.decide("reject", same[0].id, note="another dam")
    drums = [
        s for s in records.statements if "drums" in " ".join(text_of[s.document][p.start : p.end] for p in s.spans)
    ]
    [first, *_] = [s for s in drums if s.document == named["wire.txt"]]
    [other, *_] = [s for s in drums if s.document == named["post.txt"]]
    case.decide("merge", other.id, first.id, note="one event")
    case.decide("merge", named["ledger.txt"], named["record.txt"], note="the editor told me so")
    case.decide("split", quills[-1].id, note="her cousin")
    case.decide("merge", brandts[-1].id, brandts[0].id, note="a slip of the pen")
    undone = case.decide("reject", copy.id, note="too hasty")
    case.decide("withdraw", str(undone.number), note="it is one report after all")


def _home(records: wherefrom.CaseRecords, statement: str) -> str:
    return records.statement[statement].document


if __name__ == "__main__":
    main(Path(sys.argv[1]))
