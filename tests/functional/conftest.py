"""What the tests of the program seen from outside share."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from wherefrom.pipeline.engines.processes import Done


@pytest.fixture
def work_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work on documents is done in this process, where a test has changed what does it."""

    def here(work: Callable[[Any], Any], items: Iterable[Any], *_: object) -> Iterator[Done[Any, Any]]:
        return (Done(item, work(item)) for item in items)

    monkeypatch.setattr("wherefrom.pipeline.run.map_in_processes", here)
