import pytest

from wherefrom.config import Settings
from wherefrom.read.parts import allowance as time_allowed
from wherefrom.read.parts.allowance import GROWTH, Allowance, allow_reading


def test_an_allowance_grows_with_pages_up_to_its_cap_and_tells_of_it() -> None:
    told: list[float] = []
    allowance = Allowance(10.0, 100.0, tell_growth=told.append)
    allowance.for_pages(20)
    allowance.for_pages(1_000_000)
    allowance.for_pages(1)
    assert told == [20.0, 100.0]


def test_more_bytes_are_allowed_more_time() -> None:
    settings = Settings(read_seconds=10)
    assert allow_reading(settings, 0).seconds == 10
    assert 10 < allow_reading(settings, 10_000_000).seconds < 10 * GROWTH
    assert allow_reading(settings, 1 << 40).seconds == 10 * GROWTH


def test_an_allowance_is_spent_before_its_end_so_that_a_reader_can_finish(monkeypatch: pytest.MonkeyPatch) -> None:
    allowance = Allowance(10.0, 100.0, begun=5.0)
    monkeypatch.setattr(time_allowed.time, "process_time", lambda: 10.0)
    assert not allowance.is_spent()
    monkeypatch.setattr(time_allowed.time, "process_time", lambda: 12.0)
    assert allowance.is_spent()
