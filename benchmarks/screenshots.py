"""Pictures of the site at the widths, colours and languages that people use, to be looked at by a person.

    python -m benchmarks.screenshots STORE FOLDER [ADDRESS …]

Serves STORE, and writes into FOLDER a PNG of a page of every kind (`benchmarks/pages.py`), or of those named, in four
languages at 1280 and 360 px, light and dark, and of its first printed pages on A4. Says which are wider than the screen. Needs
Debian's chromium, and poppler-utils for the printed pages.
"""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.pages import shown

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run"]  # fmt: skip
LANGUAGES = ("", "/fr", "/ar", "/zh")
WIDTHS = (1280, 360)
TALLEST = 2600
#: Pictures below the first screen are fetched when somebody scrolls to them; here nobody does.
ALL_PICTURES = """Promise.all([...document.images].map(image => {
    image.loading = "eager"; return image.decode().catch(() => undefined); }))"""
PATIENCE = 180_000  # milliseconds: the first search may have to build its index


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
            for _ in range(300):  # it says its address before it answers there
                with suppress(OSError):
                    urllib.request.urlopen(f"{found[1]}/about", timeout=30).close()
                    break
                time.sleep(0.1)
            yield found[1]
        finally:
            server.terminate()


@cache
def _browser() -> Browser:
    """The browser of this process, which lives as long."""
    return sync_playwright().start().chromium.launch(executable_path=CHROMIUM, args=FLAGS)


def shoot(base: str, page: str, folder: Path) -> list[str]:
    """Every picture of one page; what is wrong with it in lines for people."""
    name = re.sub(r"[^\w.]+", "_", page).strip("_") or "front"
    wrong = []
    browser = _browser()
    for width, colours in itertools.product(WIDTHS, ("light", "dark")):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=colours, reduced_motion="reduce"
        )
        tab = context.new_page()
        tab.goto(base + page, timeout=PATIENCE)
        height = min(tab.evaluate("document.documentElement.scrollHeight"), TALLEST)
        wide = tab.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            wrong.append(f"{page} at {width} px is {wide} px wide")
        tab.set_viewport_size({"width": width, "height": height})
        tab.evaluate(ALL_PICTURES)
        tab.screenshot(path=folder / f"{name}-{width}-{colours}.png")
        context.close()
    tab = browser.new_page()
    tab.goto(base + page, timeout=PATIENCE)
    tab.evaluate(ALL_PICTURES)
    with tempfile.TemporaryDirectory() as scratch:
        pdf = Path(scratch) / "page.pdf"
        tab.pdf(path=pdf, format="A4", prefer_css_page_size=True)
        out = folder / f"{name}-print"
        subprocess.run(["pdftoppm", "-r", "70", "-l", "2", "-png", pdf, out], check=True)
    tab.close()
    return wrong


def main(store: str, folder: Path, pages: list[str]) -> int:
    """Make the pictures of `pages`; 1 when one of them is wider than its screen."""
    folder.mkdir(parents=True, exist_ok=True)
    with site(store) as base, ProcessPoolExecutor() as pool:
        wrong = list(
            itertools.chain(*pool.map(shoot, itertools.repeat(base), pages, itertools.repeat(folder)))
        )
    print(f"{folder}: {len(list(folder.glob('*.png')))} pictures of {len(pages)} pages")
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    every = [f"{language}{page}" for _, page in shown() for language in LANGUAGES]
    raise SystemExit(main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:] or every))
