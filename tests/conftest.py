"""What every test may use: the shared development data, and the rule for where it is absent."""

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

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
def validators() -> Path:
    """The programs of other people's validators; `make setup` puts them into an environment of their own."""
    folder = ROOT / ".venv-validators" / "bin"
    if not (folder / "wacz").exists() or not (folder / "rocrate-validator").exists():
        absent(".venv-validators (make setup)")
    return folder


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The root of the project."""
    return ROOT


@pytest.fixture(scope="session")
def openssl_time() -> ModuleType:
    """The module of the local time-stamp authority; skips where openssl is missing."""
    if shutil.which("openssl") is None:
        absent("openssl")
    spec = importlib.util.spec_from_file_location("time_authority", ROOT / "tests" / "time_authority.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["time_authority"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def time_authority(openssl_time: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A time-stamp authority that answers on the loopback address; see `tests/time_authority.py`."""
    with openssl_time.TimeAuthority(tmp_path_factory.mktemp("authority")).serve() as served:
        yield served
