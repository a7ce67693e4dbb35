from pathlib import Path

import pytest

from wherefrom.config import SETTINGS_FILE, Settings, read_settings, write_settings
from wherefrom.errors import UsageError


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == Settings()


def test_settings_written_are_read_back(tmp_path: Path) -> None:
    settings = Settings(name='The "Quay" \\ case\n', collector="Ada", originals=False)
    write_settings(tmp_path, settings)
    assert read_settings(tmp_path) == settings


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    (tmp_path / SETTINGS_FILE).write_text('wokers = 2\nread_seconds = "long"\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"'wokers' is no setting.*'read_seconds' should be a int"):
        read_settings(tmp_path)


def test_broken_file_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / SETTINGS_FILE).write_bytes(b"name = \xff")
    with pytest.raises(UsageError, match="cannot be read"):
        read_settings(tmp_path)


def test_at_least_one_worker() -> None:
    assert Settings().worker_count() >= 1
    assert Settings(workers=3).worker_count() == 3
