"""What stands in a reader's way on the site: axe, and what axe does not measure, on a page of every kind.

    python -m benchmarks.barriers STORE [LANGUAGE,… [ADDRESS …]]

Serves STORE and opens a page of every kind (`benchmarks/pages.py`), or those named, in all six languages or those named, with all
that is folded unfolded. Prints a line for each finding and how many pages it looked at; docs/accessibility.md says what each
measure is for. Needs Debian's chromium.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

from benchmarks.pages import shown
from benchmarks.screenshots import CHROMIUM, FLAGS, PATIENCE, site
from windhoek.document import LANGUAGES

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
ALL = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
#: Colours do not change with the language: they are measured in English, in every scheme.
SHAPES = ALL | {"rules": {"color-contrast": {"enabled": False}}}
COLOURS = {
    "runOnly": {"type": "rule", "values": ("color-contrast", "link-in-text-block")},
    "resultTypes": ["violations"],
}
TARGETS = {
    "runOnly": {"type": "rule", "values": ("target-size", "scrollable-region-focusable")},
    "resultTypes": ["violations"],
}
SCHEMES = (("dark", "no-preference"), ("light", "more"), ("dark", "more"))
DESK, PHONE, ZOOMED = (1280, 900), (360, 780), (320, 256)  # 320 CSS px are 1280 px at 400 %
#: The spacing that a reader may set without losing anything (WCAG 1.4.12).
SPACED = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-block-end:2em!important}"
UNFOLD = "document.querySelectorAll('details').forEach(each => { each.open = true; })"
WIDE = """width => {
    const found = document.documentElement.scrollWidth > width + 1 ? [`${document.documentElement.scrollWidth} px wide`] : [];
    for (const each of document.querySelectorAll("p,li,dd,h1,h2,h3,td,th,label,button,a,summary")) {
        const style = getComputedStyle(each), cut = style.overflowX === "hidden" || style.overflowY === "hidden";
        if (cut && !each.closest(".unseen") && each.scrollWidth > each.clientWidth + 1) found.push("cut: " + each.outerHTML.slice(0, 90));
    }
    return found;
}"""
#: Names with the words that one sees (2.5.3), headings without a gap, one h1, landmarks told apart, labels, errors tied to fields.
NAMED = r"""() => {
    const found = [], seen = each => each.getBoundingClientRect().width > 0, words = text => text.replace(/\s+/g, " ").trim().toLowerCase();
    const said = each => { const copy = each.cloneNode(true); copy.querySelectorAll("[aria-hidden=true],title").forEach(one => one.remove()); return words(copy.textContent); };
    for (const each of document.querySelectorAll("a[href],button,summary")) {
        if (!seen(each)) continue;
        const label = each.getAttribute("aria-label");
        if (!label && !said(each)) found.push("without a name: " + each.outerHTML.slice(0, 90));
        if (label && /[\p{L}\p{N}]/u.test(said(each)) && !words(label).includes(said(each))) found.push(`“${said(each)}” is not in its name “${label}”`);
    }
    let level = 0;
    const headings = [...document.querySelectorAll("h1,h2,h3,h4")].filter(seen);
    for (const each of headings) { const own = +each.tagName[1]; if (own > level + 1) found.push(`h${level} is followed by h${own}: ${each.innerText}`); level = own; }
    if (headings.filter(each => each.tagName === "H1").length !== 1) found.push("not one h1");
    const marks = new Set();
    for (const each of document.querySelectorAll("nav,[role=region],[role=search],section[aria-labelledby]")) {
        if (!seen(each)) continue;
        const name = each.getAttribute("aria-label") ?? document.getElementById(each.getAttribute("aria-labelledby"))?.innerText ?? "";
        const mark = `${each.getAttribute("role") ?? each.tagName} “${name}”`;
        if (each.tagName === "NAV" && !name || name && marks.has(mark)) found.push("landmark alike: " + mark);
        marks.add(mark);
    }
    for (const each of document.querySelectorAll("input:not([type=hidden]),select,textarea")) {
        if (seen(each) && !each.labels.length && !each.ariaLabel) found.push("field without a label: " + each.outerHTML.slice(0, 90));
        if (each.ariaInvalid === "true" && !each.getAttribute("aria-describedby")) found.push("error not tied to its field: " + each.id);
    }
    for (const each of document.querySelectorAll("table")) if (!each.caption && !each.getAttribute("aria-labelledby")) found.push("table without a caption: " + each.outerHTML.slice(0, 90));
    return found;
}"""
#: Words in the letters of another language, or plainly English, that are not marked as such (3.1.2).
TONGUES = r"""() => {
    const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const english = /\b(the|of|and|for|with|which|is|are|to|in|by|that|from|not)\b/gi;
    while (walker.nextNode()) {
        const text = walker.currentNode.data.trim(), around = walker.currentNode.parentElement;
        if (text.length < 12 || around.closest("script,style,option")) continue;
        const marked = around.closest("[lang]").lang, few = new Set((text.match(english) ?? []).map(each => each.toLowerCase()));
        const is = /[\u0600-\u06ff]{4}/.test(text) ? "ar" : /[\u4e00-\u9fff]{2}/.test(text) ? "zh" : /[\u0400-\u04ff]{4}/.test(text) ? "ru" : few.size > 2 ? "en" : marked;
        if (is !== marked) found.push(`${is} marked as ${marked}: ${text.slice(0, 70)}`);
    }
    return found;
}"""
#: The keyboard stands where one sees it: a ring, and nothing in front of it (2.4.7, 2.4.11).
FOCUSED = r"""() => {
    const found = [], all = [...document.querySelectorAll("a[href],button,summary,input:not([type=hidden]),select,textarea,[tabindex='0']")]
        .filter(each => each.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }) && each.getBoundingClientRect().width > 0);
    const step = Math.ceil(all.length / 400);
    for (let place = 0; place < all.length; place += step) {
        const each = all[place];
        each.focus();
        if (document.activeElement !== each) { found.push("takes no focus: " + each.outerHTML.slice(0, 90)); continue; }
        if (getComputedStyle(each).outlineStyle === "none" && !each.closest("svg")) found.push("no ring: " + each.outerHTML.slice(0, 90));
        const points = [...each.getClientRects()].flatMap(box => [.1, .5, .9].map(part => [box.left + part * box.width, Math.max(box.top, 0) + Math.min(box.height / 2, 12)]));
        if (!points.some(point => { const top = document.elementFromPoint(...point); return top && (each.contains(top) || top.contains(each)); }))
            found.push("hidden: " + each.outerHTML.slice(0, 90));
    }
    return found;
}"""  # fmt: skip


def _axe(tab: Page, options: object) -> Iterator[str]:
    for rule in Axe().run(tab, options=options).response["violations"]:
        yield f"axe {rule['id']}, {len(rule['nodes'])} times: {rule['nodes'][0]['html'][:120]}"


def barriers(tab: Page, address: str, english: bool) -> Iterator[str]:
    """What is found on one page, in lines for people."""
    tab.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    tab.emulate_media(color_scheme="light", contrast="no-preference", reduced_motion="reduce")
    tab.goto(address, timeout=PATIENCE)
    tab.keyboard.press("Tab")
    if tab.evaluate("document.activeElement.className") != "skip":
        yield "the first thing that the keyboard reaches is not the way to the text"
    yield from tab.evaluate(FOCUSED)
    tab.evaluate(UNFOLD)
    yield from _axe(tab, ALL if english else SHAPES)
    yield from tab.evaluate(NAMED)
    yield from tab.evaluate(TONGUES)
    tab.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    yield from _axe(tab, TARGETS)
    for colours, contrast in SCHEMES if english else ():
        tab.emulate_media(color_scheme=colours, contrast=contrast)
        yield from (f"{colours}, contrast {contrast}: {each}" for each in _axe(tab, COLOURS))
    for width, height in (PHONE, ZOOMED):
        tab.set_viewport_size({"width": width, "height": height})
        yield from (f"at {width} px: {each}" for each in tab.evaluate(WIDE, width))
    tab.add_style_tag(content=SPACED)
    yield from (f"at {width} px with spaced text: {each}" for each in tab.evaluate(WIDE, width))


def main(store: str, languages: list[str], addresses: list[str]) -> int:
    """Look at every page; 1 when something was found."""
    titles: dict[str, list[str]] = defaultdict(list)
    number = 0
    with site(store) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        tab = browser.new_page(base_url=base, bypass_csp=True)
        for language in languages:
            for address in addresses:
                place = address if language == "en" else f"/{language}{address}"
                for each in dict.fromkeys(barriers(tab, place, language == "en")):
                    number += 1
                    print(f"{place}: {each}", flush=True)
                titles[tab.title()].append(place)
    for title, places in titles.items():
        alike = [each for each in places if each.split("/")[1] == places[0].split("/")[1]]
        if len(alike) > 1 and len(alike) == len(places):
            number += 1
            print(f"one title, “{title}”: {', '.join(places)}")
    print(f"{len(languages) * len(addresses)} pages, {number} findings")
    return 1 if number else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    chosen = sys.argv[2].split(",") if len(sys.argv) > 2 else list(LANGUAGES)
    raise SystemExit(main(sys.argv[1], chosen, sys.argv[3:] or [address for _, address in shown()]))
