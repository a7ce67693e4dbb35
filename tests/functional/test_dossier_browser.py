"""The dossier in a real browser, from the disk: nothing runs, nothing is lost, nothing sticks out on a phone."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote, urldefrag

import pytest

from wherefrom.config import Settings
from wherefrom.publish import publish_dossier
from wherefrom.records import CaseRecords

# Selenium may be absent, so its driver has no type here.
Chrome = Any
# What the hostile words of the case would make the title, could they run.
TITLE_OF_ATTACK = "owned"


@pytest.fixture(scope="module")
def factory(project_root: Path, load_script: Callable[[str, Path], ModuleType]) -> ModuleType:
    """The case that the unit tests of publish are built on."""
    return load_script("publish_case", project_root / "tests" / "unit" / "publish" / "conftest.py")


@pytest.fixture(scope="module")
def dossier(factory: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    case: CaseRecords = factory.build_case()
    folder = tmp_path_factory.mktemp("dossier")
    evidence = factory.write_evidence(case, folder)
    publish_dossier(case, evidence, folder / "out", Settings(name=factory.HOSTILE_TITLE))
    return folder / "out"


def pages(dossier: Path) -> list[Path]:
    return sorted(dossier.rglob("*.html"))


def test_every_page_opens_without_an_error_and_nothing_hostile_runs(browser: Chrome, dossier: Path) -> None:
    for page in pages(dossier):
        browser.get(page.as_uri())
        # An alert would make this raise; the title is what the page gave, and what no script changed.
        assert browser.title != TITLE_OF_ATTACK
        assert browser.title.strip()
        assert browser.execute_script("return document.scripts.length") == 0
        assert browser.execute_script("return document.images.length") == 0
        errors = [entry for entry in browser.get_log("browser") if entry["level"] in {"SEVERE", "WARNING"}]
        assert errors == [], page


def test_style_is_applied_from_the_disk(browser: Chrome, dossier: Path) -> None:
    browser.get((dossier / "index.html").as_uri())
    width = browser.execute_script("return getComputedStyle(document.querySelector('.masthead')).borderBottomWidth")
    assert width == "1px"


def test_every_link_and_anchor_leads_somewhere_inside_the_dossier(browser: Chrome, dossier: Path) -> None:
    anchors: dict[Path, set[str]] = {}
    links: list[tuple[Path, str]] = []
    for page in pages(dossier):
        browser.get(page.as_uri())
        anchors[page] = set(browser.execute_script("return [...document.querySelectorAll('[id]')].map(e => e.id)"))
        found = browser.execute_script(
            "return [...document.querySelectorAll('a[href]')].map(e => e.href.baseVal === undefined ? e.href :"
            " new URL(e.href.baseVal, document.baseURI).href)"
        )
        links += [(page, link) for link in found]
    assert len(links) > 100
    for page, link in links:
        address, anchor = urldefrag(link)
        assert address.startswith("file://"), (page, link)
        target = Path(unquote(address.removeprefix("file://")))
        assert target in anchors, (page, link)
        assert not anchor or unquote(anchor) in anchors[target], (page, link)


def test_ids_of_a_page_are_unique(browser: Chrome, dossier: Path) -> None:
    for page in pages(dossier):
        browser.get(page.as_uri())
        ids = browser.execute_script("return [...document.querySelectorAll('[id]')].map(e => e.id)")
        assert len(ids) == len(set(ids)), page


def test_body_never_scrolls_sideways_on_a_phone(browser: Chrome, dossier: Path) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 380, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    )
    try:
        for page in pages(dossier):
            browser.get(page.as_uri())
            wide = browser.execute_script("return document.documentElement.scrollWidth")
            assert wide <= 380, page
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
