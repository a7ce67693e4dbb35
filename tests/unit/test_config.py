from dataclasses import fields
from pathlib import Path

import pytest

from wherefrom.config import FIELDS, Settings, read_settings, write_settings
from wherefrom.errors import UsageError
from wherefrom.fields import NumberField
from wherefrom.records.layout import SETTINGS_FILE


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == Settings()


def test_settings_written_are_read_back(tmp_path: Path) -> None:
    settings = Settings(name='The "Quay" \\ case\n', collector="Ada", originals=False)
    write_settings(tmp_path, settings)
    assert read_settings(tmp_path) == settings


def faults_of(folder: Path, written: str) -> str:
    (folder / SETTINGS_FILE).write_text(written, encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        read_settings(folder)
    return str(raised.value)


def test_every_fault_is_named_at_once_with_what_is_allowed(tmp_path: Path) -> None:
    told = faults_of(tmp_path, 'wokers = 2\nread_seconds = "long"\nfile_bytes = -1\nreader = "dice"\n')
    assert "'wokers' is no setting of this version" in told
    assert "'read_seconds' is 'long' and should be a whole number of 1 to 86400 seconds" in told
    assert "'file_bytes' is -1 and should be a whole number of 1 to" in told
    assert "'reader' is 'dice' and should be one of trained, rules" in told
    assert "Known: name, collector, workers" in told


@pytest.mark.parametrize(
    ("written", "allowed"),
    [
        ("workers = -1", "1 to 1024 processes, or 0"),
        ("workers = true", "a whole number"),
        ("workers = 1.0", "a whole number"),
        ("read_seconds = 0", "1 to 86400 seconds"),
        ("read_memory = 1", "268435456 to"),
        ("attribute_memory = 1", "or 0"),
        (f"file_bytes = {2**63}", "1 to 1099511627776 bytes"),
        ("originals = 1", "true or false"),
        ("name = 5", "a text"),
        ('time_authorities = "https://a.example"', "a list of texts"),
        ("time_authorities = [1]", "a list of texts"),
        ('reference_prefix = "a b"', "at most 20 letters, digits and hyphens"),
    ],
)
def test_a_value_outside_what_a_setting_allows_is_refused(tmp_path: Path, written: str, allowed: str) -> None:
    told = faults_of(tmp_path, written)
    assert f"should be {allowed}" in told or allowed in told.partition("should be ")[2]


def test_the_least_and_the_most_are_allowed_and_so_is_what_turns_a_limit_off(tmp_path: Path) -> None:
    for name, field in FIELDS.items():
        if isinstance(field, NumberField):
            for value in {field.least, field.most, field.least if field.off is None else field.off}:
                (tmp_path / SETTINGS_FILE).write_text(f"{name} = {value}\n", encoding="utf-8")
                assert getattr(read_settings(tmp_path), name) == value


def test_every_setting_says_what_it_allows_and_its_default_is_allowed() -> None:
    assert list(FIELDS) == [field.name for field in fields(Settings)]
    for name, own in FIELDS.items():
        assert own.parse(getattr(Settings(), name)) == getattr(Settings(), name)


def test_a_long_value_is_cut_in_the_message(tmp_path: Path) -> None:
    assert len(faults_of(tmp_path, f'reader = "{"x" * 5000}"')) < 1500


def test_broken_file_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / SETTINGS_FILE).write_bytes(b"name = \xff")
    with pytest.raises(UsageError, match="cannot be read"):
        read_settings(tmp_path)


def test_at_least_one_worker() -> None:
    assert Settings().worker_count() >= 1
    assert Settings(workers=3).worker_count() == 3
