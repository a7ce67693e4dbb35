"""Cases in memory for the tests of linking."""

from collections.abc import Callable

import pytest

import wherefrom
from wherefrom.records import CaseRecords, Document


def gather(*documents: Document) -> CaseRecords:
    """The records of a few documents, each read alone."""
    return wherefrom.analyse(documents, until="attribute")


@pytest.fixture
def make_case() -> Callable[..., CaseRecords]:
    """The factory of cases."""
    return gather
