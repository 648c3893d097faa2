"""Pictures of the site at the widths, colours and languages that people use, to be looked at by a person.

    python benchmarks/screenshots.py STORE FOLDER [ADDRESS …]

Serves STORE, and writes into FOLDER a PNG of each page at 1280 and 360 px, light and dark, and of its first
printed pages on A4. Needs Debian's chromium, and poppler-utils for the printed pages.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run"]  # fmt: skip
PAGES = (
    "/",
    "/S/RES/1325(2000)",
    "/fr/S/RES/2709(2023)",
    "/ar/S/RES/2709(2023)",
    "/zh/S/RES/2709(2023)",
    "/search?q=women+mediation",
    "/search?q=women&theme=peace-processes&kind=resolution",
    "/search?q=zzz",
    "/about",
    "/failed",
    "/S/RES/1325(2000)/OP99",
    "/S/RES/1",
    *(
        f"{language}{page}"
        for language in ("", "/fr", "/ar", "/zh")
        for page in ("/missions/", "/missions/UNMIL/", "/register/", "/register/targets/", "/rules/")
    ),
    *(f"{language}/" for language in ("/fr", "/ar", "/zh")),
)
WIDTHS = (1280, 360)
TALLEST = 2600


@contextmanager
def site(store: str) -> Iterator[str]:
    """The address at which a server of its own shows `store`."""
    program = f"from windhoek.site.serve import serve; serve({store!r}, port=8600)"
    with subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            for line in server.stderr:
                found = re.search(r"at (http://\S+)/ ", line)
                if found:
                    break
            else:
                raise SystemExit("the server did not start")
            yield found[1]
        finally:
            server.terminate()


def shoot(browser: Browser, base: str, page: str, folder: Path) -> None:
    """Every picture of one page."""
    name = re.sub(r"[^\w.]+", "_", page).strip("_") or "front"
    for width in WIDTHS:
        for colours in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=colours, reduced_motion="reduce"
            )
            tab = context.new_page()
            tab.goto(base + page)
            height = min(tab.evaluate("document.documentElement.scrollHeight"), TALLEST)
            wide = tab.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                print(f"{page} at {width} px is {wide} px wide")
            tab.set_viewport_size({"width": width, "height": height})
            tab.screenshot(path=folder / f"{name}-{width}-{colours}.png")
            context.close()
    tab = browser.new_page()
    tab.goto(base + page)
    with tempfile.TemporaryDirectory() as scratch:
        pdf = Path(scratch) / "page.pdf"
        tab.pdf(path=pdf, format="A4", prefer_css_page_size=True)
        subprocess.run(["pdftoppm", "-r", "70", "-l", "2", "-png", pdf, folder / f"{name}-print"], check=True)
    tab.close()


def main(store: str, folder: Path, pages: list[str]) -> None:
    """Make the pictures of `pages`."""
    folder.mkdir(parents=True, exist_ok=True)
    with site(store) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for page in pages:
            shoot(browser, base, page, folder)
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:] or list(PAGES))
