"""The site in a real browser: nothing from elsewhere, no errors, no barriers, and whole without JavaScript."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from site_documents import KINDS, store_path

pytest.importorskip("playwright", reason="playwright is not installed: pip install -e .[dev]")
from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run"]  # fmt: skip
pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no chromium: apt-get install chromium")
RESOLUTION = "/S/RES/9002(2031)"
PAGES = [
    "/",
    RESOLUTION,
    f"/fr{RESOLUTION}",
    f"/ar{RESOLUTION}",
    f"/zh{RESOLUTION}",
    "/S/2031/500?page=2",
    "/search?q=women",
    "/search?q=women&kind=resolution&theme=peace-processes",
    "/search?q=zzzz",
    "/cited/S/RES/9001(2031)",
    "/about",
    "/method",
    "/failed",
    "/correct?about=S/RES/9002 (2031), OP1",
    "/corrections",
    "/api/",
    "/S/RES/9002(2031)/OP9",
    "/S/RES/1325",
    "/extracts",
    "/register/",
    "/register/targets/",
    "/register/personnel/?mission=UNMIL&sort=-women",
    "/register/targets/police-20-by-2014",
    "/register/mandates/UNMIL/2012-09-17/S/RES/2066(2012)/OP1/extended",
    "/missions/?on=2013-05-31",
    "/missions/UNMIL/?on=2013-05-31",
    "/missions/MINUSTAH/",
    "/missions/MINUSTAH/matrix?row=elections&year=2007",
    "/ar/missions/MINUSTAH/matrix?by=theme&row=participation&year=2010",
    "/fr/missions/UNIFIL/matrix?by=paragraph",
    "/zh/missions/MINUSTAH/matrix?row=police&year=2010",
    "/matrix?paragraph=S/RES/1325 (2000), OP4&mission=UNMIL",
    "/reviews",
    "/fr/",
    "/es/about",
    "/ru/register/targets/",
    "/ru/rules/",
    "/rules/women",
    "/ar/rules/women",
    "/ar/missions/UNMIL/?on=2013-05-31",
    "/ar/register/targets/",
    "/ar/search?q=women",
    "/zh/missions/?on=2013-05-31",
    "/zh/register/targets/police-20-by-2014",
    "/themes/",
    "/themes/peace-processes/",
    "/functions/gender-expertise/",
    "/debates/",
    "/numbers/",
    "/ar/themes/ddr/",
    "/precedents?q=S/RES/1325+(2000),+OP16",
    "/precedents?function=gender-expertise&to=mission",
    "/ar/precedents",
    "/reports/",
    "/reports/?mission=UNMIT",
    "/reports/S/2012/43",
    "/compare/?mission=UNAMA&mission=UNMIL&mission=MONUSCO&sort=1",
]


@pytest.fixture(scope="module")
def site(address):
    return address


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def tab(browser, site):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    page = context.new_page()
    page.troubles = []
    page.on(
        "console",
        lambda message: page.troubles.append(message.text) if message.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda error: page.troubles.append(str(error)))
    page.on(
        "request",
        lambda request: page.troubles.append(request.url) if not request.url.startswith(site) else None,
    )
    yield page
    context.close()


@pytest.fixture
def undecided(store):
    yield
    with closing(
        sqlite3.connect(store_path(store))
    ) as database:  # Django would not, beside playwright's loop
        database.execute("DELETE FROM store_review")
        database.commit()


@pytest.mark.parametrize("page", PAGES)
def test_no_errors_nothing_from_elsewhere_and_no_sideways_scrolling(tab, site, page):
    response = tab.goto(site + page)
    missing = response.status == 404
    assert [trouble for trouble in tab.troubles if not (missing and "404" in trouble)] == []
    for width in (1280, 360):
        tab.set_viewport_size({"width": width, "height": 800})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["reports", "mandates", "strength"])
def test_a_wide_table_is_no_wider_than_a_sheet(tab, site, name):
    tab.set_viewport_size({"width": 658, "height": 900})  # A4 without its margins
    tab.emulate_media(media="print")
    tab.goto(f"{site}/register/{name}/")
    assert tab.evaluate(
        "[...document.querySelectorAll('.scroll')].map(each => each.scrollWidth - each.clientWidth)"
    ) == [0]


@pytest.mark.parametrize("page", ["/register/personnel/?mission=UNMIL", "/register/reports/", "/ar/method"])
def test_a_wide_table_is_no_wider_than_a_phone(tab, site, page):
    tab.set_viewport_size({"width": 360, "height": 800})
    tab.goto(site + page)
    assert tab.evaluate(
        "[...document.querySelectorAll('.scroll')].map(each => each.scrollWidth - each.clientWidth)"
    ) == [0]


@pytest.mark.parametrize("page", sorted({*PAGES} - {page for _, page in KINDS}))
def test_axe_finds_nothing_light_or_dark(tab, site, page):
    """On pages that `test_site_axe` does not open, as it does one of every kind."""
    axe = pytest.importorskip("axe", reason="axe-playwright-python is not installed")
    tab.goto(site + page)
    found = axe.barriers(tab)
    assert found.violations_count == 0, found.generate_report()
    tab.emulate_media(color_scheme="dark")
    found = axe.barriers(tab, "color-contrast", "link-in-text-block")
    assert found.violations_count == 0, found.generate_report()


def test_link_and_citation_are_copied_by_one_click(tab, site):
    tab.goto(site + RESOLUTION)
    tab.hover("[id='OP2(a)']")
    tab.click("[id='OP2(a)'] >> role=button[name='cite: Copy the citation of OP2(a)']")
    assert tab.evaluate("navigator.clipboard.readText()") == "S/RES/9002 (2031), para. 2 (a)"
    tab.click("[id='OP2(a)'] >> role=button[name='Copy the link to OP2(a)']")
    assert tab.evaluate("navigator.clipboard.readText()") == f"{site}{RESOLUTION}#OP2(a)"
    tab.locator("#said", has_text="Copied").wait_for(state="attached")


def test_without_javascript_everything_is_there(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/")
    page.fill("#find", "mediation")
    page.press("#find", "Enter")
    assert page.locator(".hits mark").first.inner_text().lower() == "mediation"
    page.click(".filters summary >> nth=0")
    page.click(".filters >> text=Draft resolution")
    assert "1 paragraph" in page.inner_text(".count")
    page.click(".hits .where a")
    assert urlsplit(page.url).path == "/S/2031/77" and page.url.endswith("#OP1")
    page.goto(site + RESOLUTION)
    page.click("#OP1 .cite summary")
    assert page.locator("#OP1 .cite .copyable").inner_text() == "S/RES/9002 (2031), para. 1"
    page.click("#OP1 .tag > a")
    assert page.url.endswith("#OP1")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('#OP1 mark')).backgroundColor")
        == "rgba(0, 0, 0, 0)"
    )
    page.check("#show-words")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('#OP1 mark')).backgroundColor")
        != "rgba(0, 0, 0, 0)"
    )
    context.close()


def test_the_same_paragraph_in_another_language(tab, site):
    tab.goto(f"{site}{RESOLUTION}#OP1")
    tab.click(".languages >> text=العربية")
    tab.wait_for_url("**/ar/**")
    assert tab.url == f"{site}/ar{RESOLUTION}#OP1"
    assert tab.evaluate("document.querySelector('#OP1').getBoundingClientRect().right") > 600, (
        "begins at the right"
    )


def test_two_languages_stand_beside_each_other_a_paragraph_a_row(tab, site):
    tab.goto(f"{site}{RESOLUTION}?beside=ar")
    box = "each => (({top, left, right}) => ({top, left, right}))(each.getBoundingClientRect())"
    rows = tab.evaluate(f"[...document.querySelectorAll('.unit.pair')].map({box})")
    tops = [each["top"] for each in rows]
    assert len(tops) > 2 and tops == sorted(set(tops))
    one, two = tab.evaluate(
        f"[...document.querySelectorAll('.unit.pair')[0].querySelectorAll('.side')].map({box})"
    )
    assert one["top"] == two["top"] and one["right"] <= two["left"]


def test_an_anchor_on_a_later_page_is_followed(tab, site):
    tab.goto(f"{site}/S/2031/500#¶300")
    tab.wait_for_url("**page=*")
    assert tab.locator("[id='¶300']").is_visible()


def test_an_anchor_that_does_not_exist_shows_what_is_near(tab, site):
    tab.goto(f"{site}{RESOLUTION}#OP77")
    tab.wait_for_selector("text=has no paragraph OP77")


def test_everything_can_be_reached_by_keyboard(tab, site):
    tab.goto(site + RESOLUTION)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Skip to the text"
    reached = set()
    for _ in range(80):
        tab.keyboard.press("Tab")
        reached.add(tab.evaluate("document.activeElement.textContent.trim()"))
    assert {"OP2(a)", "cite", "Peace processes"} <= reached, sorted(reached)
    assert any(each.startswith("why ") for each in reached), sorted(reached)


def test_the_matrix_is_walked_and_reviewed_by_keyboard(tab, site, undecided):
    tab.goto(f"{site}/missions/MINUSTAH/matrix")
    for _ in range(400):
        tab.keyboard.press("Tab")
        if "row=elections&year=2004" in (tab.evaluate("document.activeElement.getAttribute('href')") or ""):
            break
    tab.keyboard.press("Enter")
    tab.wait_for_url("**year=2004*#cell")
    assert "asked and reported" in tab.inner_text("#cell")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('.neighbours') !== null"), (
        "goes on in the opened cell"
    )
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.id") == "here", "back at the cell in the table"
    box = tab.locator("input[name=link]").first
    box.focus()
    tab.keyboard.press("Space")
    assert box.is_checked()
    value = box.get_attribute("value")
    tab.locator("input[name=why]").focus()
    tab.keyboard.type("On voters in general.")
    tab.locator("button[value=rejected]").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**done=rejected*")
    assert "On voters in general." in tab.inner_text(".cell") and "and reported" not in tab.inner_text(
        "#cell"
    )
    tab.locator(f'input[name=link][value="{value}"]').check()
    tab.click("button[value=undone]")
    tab.wait_for_url("**done=undone*")
    assert "asked and reported" in tab.inner_text("#cell")


@pytest.mark.parametrize(
    ("language", "onward", "back"), [("", "ArrowRight", "ArrowLeft"), ("/ar", "ArrowLeft", "ArrowRight")]
)
def test_arrows_go_from_cell_to_cell(tab, site, language, onward, back):
    tab.goto(f"{site}{language}/missions/MINUSTAH/matrix?row=elections&year=2006")
    tab.locator("#here").focus()
    for key, row, year in (
        (onward, "elections", 2007), ("ArrowDown", "security-sector-reform", 2007), (back, "security-sector-reform", 2006),
        ("ArrowUp", "elections", 2006),
    ):  # fmt: skip
        tab.keyboard.press(key)
        assert f"row={row}&year={year}" in tab.evaluate("document.activeElement.getAttribute('href')")


def test_arrows_pass_over_years_in_which_a_paragraph_was_not_in_force(tab, site):
    tab.goto(f"{site}/missions/MINUSTAH/matrix?by=paragraph")
    row = tab.locator(".states tbody tr:has(td:nth-of-type(1) i):has(td a)").first
    row.locator("a").first.focus()
    tab.keyboard.press("ArrowLeft")
    assert tab.evaluate("document.activeElement.tagName") == "A", "nothing before it: the focus stays"
    assert row.locator("i span").first.inner_text(), "what has no link says its state all the same"


def test_a_cell_in_print_has_its_evidence_and_no_buttons(tab, site):
    tab.goto(f"{site}/missions/MINUSTAH/matrix?row=elections&year=2004")
    tab.emulate_media(media="print")
    shown = {name: tab.locator(name).first.is_visible() for name in (".evidence > li", ".bar", ".neighbours")}
    assert shown == {".evidence > li": True, ".bar": False, ".neighbours": False}


def test_print_leaves_out_what_paper_cannot_use(tab, site, tmp_path):
    tab.goto(site + RESOLUTION)
    tab.emulate_media(media="print")
    shown = {
        name: tab.locator(name).first.is_visible()
        for name in (".words", ".themes", "header.site", ".copy", ".switch")
    }
    assert shown == {".words": True, ".themes": True, "header.site": False, ".copy": False, ".switch": False}
    assert "SHA-256" in tab.locator(".printed.copy-of").inner_text()
    assert tab.pdf(format="A4").startswith(b"%PDF-")
