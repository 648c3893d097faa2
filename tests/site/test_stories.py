"""Six people walk the site by the names that they see, from the front page to the thing that they came for (docs/stories.md)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from site_documents import running

from windhoek import register
from windhoek.store.ingest import Inline, ingest
from windhoek.store.store import Store

pytest.importorskip("playwright", reason="playwright is not installed: pip install -e .[dev]")
from playwright.sync_api import Browser, Locator, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run"]  # fmt: skip
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
#: What the six need: the mandates in Libya and the Central African Republic, the resolution that a precedent is sought for,
#: and one speech on women and elections.
FILES = (
    *(f"sc-resolutions/2025/{language}/S_RES_2796-2517591{language[0]}.xml" for language in ("Arabic", "English", "French", "Chinese")),
    "sc-resolutions/2025/English/S_RES_2800-2518457E.xml",
    "sc-resolutions/Pre-2020/2019/S_RES_2467_1906720E.xml",
    "statements/UNSC_2016_SPV.7658_spch017_New_Zealand_01_GD.txt",
)  # fmt: skip
pytestmark = [
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no chromium: apt-get install chromium"),
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the real documents are not beside the checkout: ../shared/corpus"),
]  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with the few documents that the stories speak of."""
    opened = Store(tmp_path_factory.mktemp("stories") / "stories.sqlite3")
    report = ingest(opened, [CORPUS / each for each in FILES], executor=Inline())
    assert not report.failed, report.failures
    with running(opened) as (address, _):
        yield address
    opened.close()


@pytest.fixture(scope="module")
def browser(site: str) -> Iterator[Browser]:
    """Debian's Chromium, after the store is made: Django will not work beside Playwright's loop."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


_TABS = 150
_FOCUSED = """each => {
    const box = each.getClientRects()[0], style = getComputedStyle(each);
    return each === document.activeElement && box.top >= 0 && box.bottom <= innerHeight && style.outlineStyle === "solid";
}"""


class Person:
    """Somebody at the front page, who clicks on what has a name, reads, and types; `clicks` counts every step.

    With `keys` there is no mouse: each step is the Tab key until the thing has the focus, and Enter.
    """

    def __init__(self, browser: Browser, site: str, keys: bool = False, **device: Any) -> None:
        self.site, self.keys, self.clicks = site, keys, 0
        context = browser.new_context(reduced_motion="reduce", accept_downloads=True, **device)
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
        self.page: Page = context.new_page()
        self.page.set_default_timeout(10_000)
        self.page.goto(f"{site}/")

    def click(self, name: str, *, within: str = "", role: Any = "link") -> None:
        """Click the first that is called so, in the part of the page with the heading or label `within`."""
        place: Page | Locator = self.part(within) if within else self.page
        self.use(place.get_by_role(role, name=name, exact=True).first)

    def open(self, summary: str, *, within: str = "") -> None:
        """Unfold what is folded under these words."""
        place: Page | Locator = self.part(within) if within else self.page
        self.use(place.locator("summary", has_text=summary).first)

    def use(self, wanted: Locator) -> None:
        """Click it; by keyboard, go on until it has the focus, which can be seen, and press Enter."""
        self.clicks += 1
        if not self.keys:
            wanted.click()
            return
        wanted.wait_for()
        for _ in range(_TABS):
            self.page.keyboard.press("Tab")
            if wanted.evaluate("each => each === document.activeElement"):
                break
        assert wanted.evaluate(_FOCUSED), "it has the focus, is in view, and has a ring"
        self.page.keyboard.press("Enter")

    def download(self, name: str, *, within: str = "") -> bytes:
        """Click what is called so and take the file that comes."""
        with self.page.expect_download() as coming:
            self.click(name, within=within)
        return Path(coming.value.path()).read_bytes()

    def part(self, title: str) -> Locator:
        """The part of the page under a heading, or with a label."""
        return (
            self.page.get_by_role("region", name=title)
            .or_(self.page.get_by_role("navigation", name=title))
            .first
        )

    def reads(self, title: str) -> str:
        """The words of a part of the page."""
        return " ".join(self.part(title).inner_text().split())

    def pasted(self) -> str:
        """What the last copy put on the clipboard."""
        return str(self.page.evaluate("navigator.clipboard.readText()"))


@pytest.fixture
def person(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Person]:
    """Somebody at a desk; with the parameter "keyboard", without a mouse."""
    keys = getattr(request, "param", "mouse") == "keyboard"
    made = Person(browser, site, keys, viewport={"width": 1280, "height": 900})
    yield made
    made.page.context.close()


by_both = pytest.mark.parametrize("person", ["mouse", "keyboard"], indirect=True)


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@by_both
def test_an_advocate_prepares_a_question(person: Person) -> None:
    """What was asked in the Central African Republic on women in elections, who said what, what came of it; at most four clicks."""
    person.click("Elections")
    asked = person.reads("Missions that have it in their mandate")
    assert "MINUSCA" in asked and "S/RES/2800 (2025)" in asked and "OP6" in asked
    assert "S/PV.7658" in person.reads("What was said about it")
    assert re.search(r"\d+ of them also of work on gender", person.reads("Evidence in reports"))
    assert person.part("Examples").get_by_role("listitem").count() > 3
    person.click("OP6", within="Missions that have it in their mandate")
    paragraph = person.page.locator("#OP6")
    assert paragraph.evaluate("each => each.getBoundingClientRect().top < innerHeight"), "it is in view"
    assert "voters and candidates" in paragraph.inner_text()
    person.click("Copy the link to OP6", role="button")
    assert person.pasted() == f"{person.site}/S/RES/2800(2025)/OP6"
    person.click("cite: Copy the citation of OP6", role="button")
    assert person.pasted() == "S/RES/2800 (2025), para. 6"
    assert person.clicks <= 4


@by_both
def test_a_gender_adviser_writes_a_section(person: Person) -> None:
    """The brief on the mission as a Word file to write in: its mandate with paragraphs, figures and what is missing."""
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    from docx.text.paragraph import Paragraph

    person.click("MINUSCA")
    written = docx.Document(io.BytesIO(person.download("Word")))
    sections: dict[str, str] = {}
    for each in written.element.body.iter():
        if each.tag.endswith("}p"):
            paragraph = Paragraph(each, written)
            if paragraph.style.name == "Heading 1":
                sections[title := paragraph.text] = ""
            elif sections:
                sections[title] += f"{paragraph.text}\n"
    assert "S/RES/2800 (2025), OP28" in sections["Sources"]
    assert "15 November 2026" in sections["Mandate in force"]
    asked = sections["What is asked on women, peace and security"]
    assert "No paragraph at hand" not in asked and "OP34" in asked
    assert "no report" in sections["What was reported, and gaps"], "what is missing is said"
    assert "%" in sections["Women’s share, and the targets"]


def test_a_diplomat_seeks_precedents(person: Person) -> None:
    """Who was asked the same before, from the strongest wording on, and the list to take along."""
    person.click("Missions", within="Site")
    person.click("Who was asked the same before")
    person.page.get_by_label("A paragraph, or words in English").fill("S/RES/2467 (2019), OP16")
    person.click("Find", role="button")
    strengths = [each.split()[0] for each in person.page.locator("section > h2").all_inner_texts()]
    assert strengths[0] == "Binding" and strengths == [
        each for each in ("Binding", "Requests", "Encouragement", "Statements") if each in strengths
    ]
    assert "Never in that of" in person.page.locator("dl").first.inner_text()
    shown = int(person.page.locator(".answer strong").first.inner_text().replace(",", ""))
    rows = table(person.download("All of them as a table (CSV)"))
    assert len(rows) == shown
    order = ["binding", "request", "encouragement", "statement"]
    assert [row["strength"] for row in rows] == sorted((row["strength"] for row in rows), key=order.index)
    known = {f"{row['symbol']}, {row['unit']}" for row in register.rows("commitments")}
    assert {f"{row['symbol']}, {row['unit']}" for row in rows} <= known


def test_a_researcher_reproduces_a_figure(person: Person) -> None:
    """The figure on the page, the rows behind it, and their sum: the same, and the same as in the register."""
    person.click("Missions", within="Site")
    person.page.get_by_role("link", name=re.compile("^MONUSCO")).first.click()
    cells = person.page.get_by_role("row", name=re.compile("^Troops")).first.get_by_role("cell")
    share, month, both = cells.nth(1).inner_text().replace("\xa0", " ").split("\n")
    women, everybody = (int(each.replace(",", "")) for each in both.split(" of "))
    assert share == f"{100 * women / everybody:.1f} %" and month == "August 2012"
    person.click("By month: by contributor")
    rows = [
        row
        for row in table(person.download("Download as CSV"))
        if row["month"] == "2012-08" and row["category"] == "troops"
    ]
    assert sum(int(row["women"]) for row in rows) == women
    assert sum(int(row["women"]) + int(row["men"]) for row in rows) == everybody
    kept = [
        row
        for row in register.rows("personnel")
        if (row["mission"], str(row["month"]), row["category"]) == ("MONUSCO", "2012-08", "troops")
    ]
    assert sum(row["women"] for row in kept) == women


@by_both
def test_a_journalist_checks_a_number(person: Person) -> None:
    """How many women there are in uniform, against which target, what is being done, and what the number cannot say."""
    person.click("Numbers", within="Site")
    police = (
        person.page.get_by_role("row", name=re.compile("^All police")).first.inner_text().replace("\xa0", " ")
    )
    women, everybody = (int(each.replace(",", "")) for each in re.findall(r"([\d,]+) of ([\d,]+)", police)[1])
    kept = [
        row
        for row in register.rows("personnel")
        if str(row["month"]) == "2014-02" and row["category"] in ("individual-police", "formed-police-units")
    ]
    assert women == sum(row["women"] for row in kept)
    assert everybody == women + sum(row["men"] for row in kept)
    short = 20 - round(100 * women / everybody, 1)
    assert (
        f"20 % women among United Nations police by 2014: {short:.1f} points short (February 2014)" in police
    )
    assert person.part("What is being done for it").get_by_role("listitem").count() > 3
    person.open("What the figures cannot say")
    limits = person.page.locator("details[open] .limits").first
    assert limits.get_by_role("listitem").count() > 1 and limits.is_visible()
    person.use(person.page.locator("details[open] .limits a").first)
    person.page.wait_for_url("**/register/**")
    assert "Source" in person.page.inner_text("main")


def test_a_visitor_reads_arabic_on_a_phone(browser: Browser, site: str) -> None:
    """From the English front page to the paragraph in Arabic, right to left, and nothing wider than the phone."""
    person = Person(browser, site, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = person.page

    def fits() -> bool:
        page.wait_for_load_state()
        return bool(page.evaluate("document.documentElement.scrollWidth <= 390"))

    person.click("العربية")
    assert page.evaluate("document.documentElement.dir") == "rtl" and fits()
    page.get_by_role("navigation", name="الموقع").get_by_role("link", name="البعثات").click()
    assert fits()
    page.get_by_role("link", name=re.compile("^UNSMIL")).first.click()
    assert "بعثة الأمم المتحدة للدعم في ليبيا" in page.inner_text("main") and fits()
    page.get_by_role("link", name="S/RES/2796 (2025), OP1", exact=True).first.click()
    assert page.url.endswith("/ar/S/RES/2796(2025)#OP1") and fits()
    page.get_by_role("navigation", name="الفقرات المتعلقة بالمرأة والسلام والأمن").get_by_role(
        "link", name="OP8"
    ).click()
    words = page.locator("#OP8 .words")
    assert "الانتخابات" in words.inner_text() or "انتخابات" in words.inner_text()
    assert words.evaluate("each => getComputedStyle(each).direction") == "rtl"
    assert words.evaluate("each => each.getBoundingClientRect().top < innerHeight"), "it is in view"
    person.page.context.close()
