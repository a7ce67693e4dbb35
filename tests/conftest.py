"""What every test may use: the shared development data, and the rule for where it is absent."""

import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Selenium may be absent, so its driver has no type here.
Chrome = Any

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where what is made is held against what was kept, keep what is made now."""
    parser.addoption("--keep", action="store_true", help="keep what is made now in tests/data/whole")


def absent(what: str) -> None:
    """Skip with a reason on a bare machine; fail in CI, where nothing may be missing."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is absent, and in CI nothing may be")
    pytest.skip(f"{what} is absent")


def load_module(name: str, path: Path) -> ModuleType:
    """A module by its file: tests are no package, and two of their folders may hold a file of one name."""
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Data classes look their own module up by name.
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def load_script() -> Callable[[str, Path], ModuleType]:
    """What loads a module by its file."""
    return load_module


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
    return load_module("time_authority", ROOT / "tests" / "time_authority.py")


@pytest.fixture(scope="session")
def time_authority(openssl_time: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A time-stamp authority that answers on the loopback address; see `tests/time_authority.py`."""
    with openssl_time.TimeAuthority(tmp_path_factory.mktemp("authority")).serve() as served:
        yield served


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """A real browser without a window, that keeps what its console says and what it asks the network for."""
    if importlib.util.find_spec("selenium") is None:
        absent("selenium")
    found, driver = next(filter(None, map(shutil.which, BROWSERS)), None), shutil.which("chromedriver")
    if found is None or driver is None:
        absent("a browser with its driver (chromium, chromedriver)")
    from selenium import webdriver  # noqa: PLC0415 - an optional tool of the tests

    options = webdriver.ChromeOptions()
    options.binary_location = str(found)
    profile = tmp_path_factory.mktemp("profile")
    for argument in ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
                     "--disable-dev-shm-usage", f"--user-data-dir={profile}"):  # fmt: skip
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    running = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=driver))
    running.get("about:blank")
    # What the browser asks for of itself while it starts.
    running.get_log("performance")
    yield running
    running.quit()
