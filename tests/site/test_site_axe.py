"""No barrier on any kind of page, in English, French, Arabic and Chinese: the table of pages, and not a list of our own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.pages import KINDS
from site_documents import running

from windhoek.store.store import Store

pytest.importorskip("playwright", reason="playwright is not installed: pip install -e .[dev]")
from playwright.sync_api import Page, sync_playwright

axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
)

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run"]  # fmt: skip
pytestmark = [
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no chromium: apt-get install chromium"),
    pytest.mark.xdist_group("axe"),
]
LANGUAGES = ("", "/fr", "/ar", "/zh")
#: What the addresses of the table are filled with: documents of the store of these tests, rows of the register.
_HERE = {
    "document": "S/RES/9002(2031)",
    "words": "women",
    "theme": "peace-processes",
    "function": "elections",
    "mission": "UNMIL",
    "day": "2013-05-31",
    "table": "targets",
    "row": "targets/police-20-by-2014",
    "report": "S/2012/43",
}


@pytest.fixture(scope="module")
def tab(store: Store) -> Iterator[Page]:
    """A page of a browser on the site, as wide as a desk."""
    with running(store) as (address, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser.new_page(
            base_url=address, viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
        )
        browser.close()


@pytest.mark.parametrize(
    "address", [pytest.param(at, id=kind) for kind, at in KINDS if not kind.startswith("API")]
)
def test_axe_finds_nothing(tab: Page, address: str) -> None:
    """Nothing on the page as it opens, in any of the languages, in the light and in the dark by turns."""
    for language, colours in zip(LANGUAGES, ("light", "dark", "light", "dark"), strict=True):
        tab.emulate_media(color_scheme=colours)
        tab.goto(language + address.format(**_HERE))
        found = axe.Axe().run(tab)
        assert found.violations_count == 0, f"{language}{address}\n{found.generate_report()}"
