"""What axe finds on a page of the site."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

_UNFOLD = "document.querySelectorAll('details').forEach(each => { each.open = true; })"


def barriers(tab: Page, *rules: str) -> AxeResults:
    """The barriers on the page that is open, all that can be unfolded being so; by the `rules` named, else by all."""
    tab.evaluate(_UNFOLD)
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(AXE_SCRIPT)
    options: dict[str, Any] = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
    return AxeResults(tab.evaluate("options => axe.run(options)", options))
