"""Who reads where a network cannot be used."""

import pytest

from wherefrom.attribute import choose_readers
from wherefrom.attribute.find import readers
from wherefrom.config import Settings
from wherefrom.errors import ModelError
from wherefrom.infer import check_model


@pytest.mark.parametrize("missing", readers.BESIDE)
def test_what_is_missing_beside_the_reader_is_told_and_the_others_still_read(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    def check(name: str) -> str:
        if name == missing:
            raise ModelError(f"no {name}", "")
        return check_model(name)

    monkeypatch.setattr(readers, "check_model", check)
    found = choose_readers(Settings())
    there = [name for name in ("reader", *readers.BESIDE) if name != missing]
    assert (found.rules, missing in found.problem) == (False, True)
    assert found.maker == ", ".join(check_model(name) for name in there)


def test_without_the_reader_rules_read_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(name: str) -> str:
        raise ModelError(f"no {name}", "")

    monkeypatch.setattr(readers, "check_model", check)
    found = choose_readers(Settings())
    assert (found.rules, "no reader" in found.problem) == (True, True)
    assert "reader" not in found.maker
