"""The whole road in memory gives what a case on disk gives."""

from pathlib import Path

import pytest

import wherefrom
from wherefrom.errors import UsageError

ONE = "The port dumped forty drums into the river, said Mara Quill, a diver. It rained on Monday."
TWO = "Forty drums were dumped into the river by the port, the Estuary Post reported."


def test_documents_in_memory_are_analysed_as_a_case_is(tmp_path: Path) -> None:
    made = wherefrom.create(tmp_path / "case", "Drums", collector="Ada Brandt")
    for name, text in (("one.txt", ONE), ("two.txt", TWO)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        made.add(tmp_path / name)
    made.trace()
    kept, found = made.records, wherefrom.analyse(made.records.documents)
    for kind in (
        "attributions",
        "statements",
        "speakers",
        "citations",
        "figures",
        "dates",
        "links",
        "claims",
        "traces",
    ):
        assert getattr(found, kind) == getattr(kept, kind), kind
    assert found.findings == kept.findings


def test_the_road_can_end_early_and_names_what_is_no_stage() -> None:
    document = wherefrom.read_text(ONE)
    found = wherefrom.analyse([document], until="measure")
    assert found.figures
    assert not found.statements
    with pytest.raises(UsageError, match="no stage"):
        wherefrom.analyse([document], until="guess")
