"""How strongly a sentence puts a relation."""

import pytest

from wherefrom.trace.strength import compare_strength, strength_of


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("Coffee is not associated with fewer fires.", 0),
        ("Coffee is linked to a lower risk of fires.", 1),
        ("Mill workers are twice as likely to cough.", 1),
        ("Coffee may reduce the number of fires.", 2),
        ("Coffee reduces the number of fires.", 3),
        ("The dust causes a cough.", 3),
    ],
)
def test_steps(text: str, step: int) -> None:
    assert strength_of(text) == step


def test_relay_exaggerates_or_downplays() -> None:
    linked, causes = "Dust is linked to coughs.", "Dust causes coughs."
    assert compare_strength(linked, causes) == "exaggerates"
    assert compare_strength(causes, linked) == "downplays"
    assert compare_strength(causes, causes) == "same"
