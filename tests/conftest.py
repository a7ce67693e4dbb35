"""What every test may use: the shared development data, and the rule for where it is absent."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def absent(what: str) -> None:
    """Skip with a reason on a bare machine; fail in CI, where nothing may be missing."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is absent, and in CI nothing may be")
    pytest.skip(f"{what} is absent")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data beside the project; see CONTRIBUTING.md."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        absent("../shared (development data)")
    return folder


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The root of the project."""
    return ROOT
