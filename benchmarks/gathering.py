"""A case in memory from documents in memory, as the adapters need it: the road without capture and store."""

import wherefrom
from wherefrom.records import CaseRecords, Document


def gather_case(documents: list[Document]) -> CaseRecords:
    """The records of a few documents, each read alone."""
    return wherefrom.analyse(documents, until="attribute")


def date_of_hour(hour: float | None) -> str | None:
    """An hour counted from nowhere as a time that sorts in the same order; years of 12 months of 28 days."""
    if hour is None:
        return None
    months, day = divmod(int(hour) // 24, 28)
    years, month = divmod(months, 12)
    return f"{2000 + years:04}-{month + 1:02}-{day + 1:02}T{int(hour) % 24:02}:00"
