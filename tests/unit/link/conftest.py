"""Cases in memory for the tests of linking."""

from collections.abc import Callable

import pytest

import wherefrom
from wherefrom.records import CaseRecords, Document


def gather(*documents: Document) -> CaseRecords:
    """The records of a few documents, each read alone."""
    measured = [wherefrom.find_figures(document) for document in documents]
    found = [wherefrom.attribute_document(document, own) for document, own in zip(documents, measured, strict=True)]
    return CaseRecords(
        documents=documents,
        attributions=tuple(record for one in found for record in one.attributions),
        statements=tuple(record for one in found for record in one.statements),
        speakers=tuple(record for one in found for record in one.speakers),
        citations=tuple(record for one in found for record in one.citations),
        figures=tuple(record for one in measured for record in one.figures),
        dates=tuple(record for one in measured for record in one.dates),
    )


@pytest.fixture
def make_case() -> Callable[..., CaseRecords]:
    """The factory of cases."""
    return gather
