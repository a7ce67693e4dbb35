"""Reading bytes as they would be read from a case."""

from collections.abc import Callable
from pathlib import Path

import pytest

from wherefrom.config import Settings
from wherefrom.read import read_capture
from wherefrom.records import Capture, Reading

ReadBytes = Callable[..., Reading]


@pytest.fixture
def read_bytes(tmp_path: Path) -> ReadBytes:
    """Read bytes of a media type."""

    def read(data: bytes, media_type: str, name: str = "invented", settings: Settings | None = None) -> Reading:
        payload = tmp_path / "payload"
        payload.write_bytes(data)
        capture = Capture("cap-0", "0" * 64, len(data), media_type, name, "", "", "", "")
        return read_capture(capture, payload, settings or Settings())

    return read
