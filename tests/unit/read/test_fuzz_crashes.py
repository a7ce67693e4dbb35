"""What fuzzing found, run again: each file is called by what it was found with and its digest; see `fuzz/loop.py`."""

import hashlib
from pathlib import Path

import pytest

from fuzz.loop import target_of
from fuzz.trial import try_input

FOLDER = Path(__file__).resolve().parents[2] / "data" / "crashes"
FILES = sorted(FOLDER.glob("*.bin"))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_what_fuzzing_found_stays_mended(path: Path) -> None:
    verdict = try_input(target_of(path), path.read_bytes(), 60)
    assert not verdict.fault, f"{verdict.fault}\n{verdict.detail}"


def test_every_kept_file_is_small_and_called_by_its_digest() -> None:
    assert FILES
    for path in FILES:
        assert path.stem.endswith(hashlib.sha256(path.read_bytes()).hexdigest()[:12])
        assert path.stat().st_size < 20_000


@pytest.mark.slow
def test_trial_reports_what_a_check_raises_and_what_hangs() -> None:
    from fuzz.targets import Target  # noqa: PLC0415 - only here

    def fall(_data: bytes) -> None:
        raise RuntimeError("fell over")

    def wait(_data: bytes) -> None:
        while True:
            pass

    def die(_data: bytes) -> None:
        import ctypes  # noqa: PLC0415 - only here

        ctypes.string_at(0)

    assert "fell over" in try_input(Target("x", "plain", fall), b"", 5).fault
    assert try_input(Target("x", "plain", wait), b"", 0.5).fault.startswith("hang")
    assert "SIGSEGV" in try_input(Target("x", "plain", die), b"", 5).fault
    assert not try_input(Target("x", "plain", lambda _data: None), b"", 5).fault
