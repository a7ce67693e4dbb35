"""Build the example case's binary documents from their words, byte for byte the same each time.

usage: python examples/build_harrow_quay.py [FOLDER]
"""

import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

FOLDER = Path(__file__).resolve().parent / "harrow-quay"
WRITTEN = datetime(2026, 5, 14, 7, 30, tzinfo=UTC)

COURIER = (
    "Sixty-two containers lost as quay burns",
    "By Hanno Weil",
    "Coast Courier",
    "May 14, 2026",
    "A fire destroyed 62 containers of industrial solvent in Shed 7 at Harrow Quay late on Tuesday and sent a pillar of "
    "black smoke across the old town, the harbour master said.",
    "“I counted them this morning: 62 containers of solvent were destroyed in Shed 7,” said Ilse Varga, who has run the "
    "port of Aldmere since 2019. She said that two watchmen were on duty when the fire started shortly before midnight and "
    "that both got out through the river gate.",
    "The fire may have been caused by faulty wiring, according to a preliminary report by the Port Safety Directorate. The "
    "directorate has not published the report and declined to say when it would.",
    "Brennick Holdings, which leases the quay from the town, denied that the shed had been overfilled. “We stored what our "
    "permit allows,” said Anton Brennick, the company's managing director.",
    "The quay has handled chemicals since 1987. It was built for timber, and most of its sheds still have wooden floors.",
)
OBSERVER = (
    "Watchman: the alarm never rang",
    "By Livia Tarn",
    "Estuary Observer",
    "May 15, 2026",
    "The night watchman who was on duty when Shed 7 burned says that he looked at the fire panel an hour before.",
    "“The alarm in Shed 7 was switched off,” said Pavel Hrin, the watchman. “I saw it at eleven, and I wrote it in the book.”",
    "Fourteen firefighters fought the blaze in Shed 7 through the night, the town hall said.",
    "“They never came back for the keys,” Tolland said. “So the gate stayed open.”",
    "The last safety inspection of Shed 7 by the port took place on 14 April 2026, according to the harbour master's office. "
    "It found nothing amiss.",
    "The river gate is the only way out of the yard on the water side. It is opened by hand, and two people are needed to "
    "move it when the tide is in.",
    "Mr. Hrin has worked at the quay for nineteen years. He has given his notebook to the police.",
)


def build_courier(target: Path) -> None:
    """The Word file: fixed properties, and every member of the archive dated 1980."""
    document = Document()
    for number, words in enumerate(COURIER):
        document.add_paragraph(words, style="Title" if number == 0 else None)
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = COURIER[0], "Hanno Weil", "Hanno Weil"
    properties.created = properties.modified = WRITTEN
    document.save(str(target))
    with zipfile.ZipFile(target) as archive:
        members = [(name, archive.read(name)) for name in sorted(archive.namelist())]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def build_observer(target: Path) -> None:
    """The PDF: reportlab's invariant mode leaves out clock and random ids."""
    styles = getSampleStyleSheet()
    story: list[Paragraph | Spacer] = []
    for number, words in enumerate(OBSERVER):
        story += [Paragraph(words, styles["Title" if number == 0 else "BodyText"]), Spacer(1, 8)]
    page = SimpleDocTemplate(str(target), pagesize=A4, title=OBSERVER[0], author="Livia Tarn", invariant=1)
    page.build(story)


def main(folder: Path = FOLDER) -> None:
    """Write both documents into a folder."""
    build_courier(folder / "04-coast-courier.docx")
    build_observer(folder / "06-estuary-observer.pdf")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
