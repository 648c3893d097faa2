"""No barrier on any kind of page, in English, French, Arabic and Chinese: the table of pages, and not a list of our own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from site_documents import KINDS

pytest.importorskip("playwright", reason="playwright is not installed: pip install -e .[dev]")
from playwright.sync_api import Page, sync_playwright

axe = pytest.importorskip("axe", reason="axe-playwright-python is not installed")

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run"]  # fmt: skip
pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no chromium: apt-get install chromium")
LANGUAGES = ("", "/fr", "/ar", "/zh")


@pytest.fixture(scope="module")
def tab(address: str) -> Iterator[Page]:
    """A page of a browser on the site, as wide as a desk."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser.new_page(
            base_url=address, viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
        )
        browser.close()


@pytest.mark.parametrize("page", [pytest.param(at, id=kind) for kind, at in KINDS])
def test_axe_finds_nothing(tab: Page, page: str) -> None:
    """Nothing on the page with all unfolded, in any of the languages, in the light and in the dark by turns."""
    for language, colours in zip(LANGUAGES, ("light", "dark", "light", "dark"), strict=True):
        tab.emulate_media(color_scheme=colours)
        tab.goto(language + page)
        found = axe.barriers(tab)
        assert found.violations_count == 0, f"{language}{page}\n{found.generate_report()}"
