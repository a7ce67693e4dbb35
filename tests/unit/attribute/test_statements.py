"""The author's own sentences: what says nothing that can be checked is no statement."""

import pytest

from wherefrom.attribute.parts.units import cut_units
from wherefrom.attribute.say.statements import propose_own
from wherefrom.records import Span

from .conftest import build_document


def own(text: str, mark: str) -> list[str]:
    start = text.index(mark)
    units = cut_units(build_document(text))
    found = propose_own(text, units, [], [Span(start, start + len(mark))])
    return [text[spans[0].start : spans[-1].end] for spans in (proposition.spans for proposition in found)]


@pytest.mark.parametrize("end", [".", ""])
def test_what_the_author_asserts_of_a_figure_is_a_statement(end: str) -> None:
    assert own(f"The dam lost 40 gates in March{end}", "40") == ["The dam lost 40 gates in March"]


def test_a_sentence_without_anything_to_check_is_none() -> None:
    assert own("It is a pity. The dam lost 40 gates in March.", "40") == ["The dam lost 40 gates in March"]
