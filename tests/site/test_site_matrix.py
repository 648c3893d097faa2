"""Asked and reported on the site: the table, a cell down to its sources, and back from a source to its cells."""

from __future__ import annotations

import csv
import io
from collections import Counter
from urllib.parse import quote, urljoin

import pytest
from lxml import html
from site_documents import Shelf

from windhoek.publishing.matrix import SIGNS, look
from windhoek.register import rows
from windhoek.site import asked_reported, matrices
from windhoek.store.tables import Document, File
from windhoek.tracing.matrix import matrix

MISSION = "MINUSTAH"
PAGE = f"/missions/{MISSION}/matrix"
HEAVY = 150_000  # bytes of a page


@pytest.fixture(scope="module")
def known():
    """What tracing says from the register alone: the store of these tests has none of the mission's documents."""
    return matrix(MISSION)


def tree(response):
    assert response.status_code == 200, response.content[:500]
    return html.fromstring(response.content.decode())


def shown(page):
    """What the tables of a page say: word by row and year."""
    found = {}
    for table in page.xpath("//table[@class='states']"):
        years = [int(th.text) for th in table.xpath("thead//th")]
        for tr in table.xpath("tbody/tr"):
            name = tr.xpath("string(th)").strip()
            for year, td in zip(years, tr.xpath("td"), strict=True):
                found[name, year] = (td.xpath("string(a/b)"), td.xpath("string(a/span)"))
    return found


@pytest.mark.parametrize("by", ["function", "theme"])
def test_the_table_says_what_tracing_says(client, by):
    found = matrix(MISSION, by=by)
    cells = shown(tree(client.get(f"{PAGE}?by={by}")))
    assert len(cells) == len(found.rows) * len(found.years)
    for row in found.rows:
        for year in found.years:
            said = asked_reported.state(look(found.cell(row, year)))
            assert cells[asked_reported.row_name(found, row), year] == (said["sign"], said["word"])


def test_paragraphs_stand_in_the_years_in_which_they_were_in_force(client):
    found = matrix("UNIFIL", by="paragraph")
    first = tree(client.get("/missions/UNIFIL/matrix?by=paragraph"))
    every = [urljoin("/missions/UNIFIL/matrix", url) for url in first.xpath("//nav[2]//a/@href")]
    blocks = [urljoin("/", url) for url in every if "from=" in url]
    assert blocks, "too much for one page: there are blocks of years"
    seen = shown(first)
    for block in blocks:
        seen |= shown(tree(client.get(block)))
    asked = [
        (row, year) for row in found.rows for year in found.years if found.cell(row, year).asked
    ]  # fmt: skip
    assert asked and set(asked) <= set(seen)


def test_many_paragraphs_stand_in_blocks_of_fewer_years(client):
    page = client.get("/ru/missions/MONUSCO/matrix?by=paragraph")
    assert len(page.content) <= 105_000, "150 kB with style and script"
    assert 1 < len(tree(page).xpath("//table[contains(@class, 'states')]//thead//th")) - 1 < 9


def test_sign_word_and_colour_differ_together():
    said = [asked_reported.state(look) for look in SIGNS]
    assert len({each["sign"] for each in said}) == len({each["word"] for each in said}) == len(SIGNS)


def test_the_signs_are_counted_above_the_table(client):
    page = tree(client.get(f"{PAGE}?by=theme"))
    said = [sign for sign, _ in shown(page).values()]
    counts = {
        li.xpath("string(*[@class='sign'])"): int(li.xpath("string(strong)"))
        for li in page.xpath("//ul[@class='legend']/li")
    }
    assert counts == dict.fromkeys(SIGNS.values(), 0) | Counter(said)


def test_what_was_asked_is_seen_where_no_report_is_at_hand(client):
    found = matrix("UNMIL")
    silent = {
        (row, year): bool(found.cell(row, year).asked)
        for row in found.rows
        for year in found.years
        if found.cell(row, year).state == "no report at hand"
    }
    seen = shown(tree(client.get("/missions/UNMIL/matrix")))
    assert set(silent.values()) == {True, False}
    assert all(
        seen[asked_reported.row_name(found, row), year][0] == ("○" if asked else "?")
        for (row, year), asked in silent.items()
    )


def test_a_source_of_the_register_is_named_in_words(client):
    page = tree(client.get("/missions/UNMIL/matrix?row=police&year=2007"))
    names = page.xpath("//section[@class='cell']//ul[@class='evidence']/li/strong/a")
    told = {a.text: a.get("href") for a in names}
    assert told["Practice"].startswith("/register/practices/")
    answer = page.xpath("string(//section[@class='cell']/p[@class='answer'])")
    assert answer == "2 paragraphs ask it. 3 sources show it.", "and no list of names"


def test_what_is_certain_for_another_row_is_not_called_rejected(client):
    found = matrix("UNMISS")
    cell = next(
        found.cell(row, year)
        for row in found.rows
        for year in found.years
        if {link.status for link in found.links(row, year)} == {"certain"}
        and {link.evidence.id for link in found.links(row, year)}
        - {each.id for each in found.cell(row, year).reported}
    )
    page = tree(client.get(f"/missions/UNMISS/matrix?row={cell.row}&year={cell.year}"))
    assert "Rejected" not in page.xpath("//section[@class='cell']//h3/text()")


def test_a_cell_opens_down_to_its_sources(client, known):
    page = tree(client.get(f"{PAGE}?row=elections&year=2004"))
    cell = known.cell("elections", 2004)
    text = page.xpath("string(//section[@class='cell'])")
    assert cell.state == "asked and reported" and "asked and reported" in text
    for each in cell.asked:
        assert f"{each.symbol}, {each.unit}" in text
    for each in cell.reported:
        assert each.id in text and each.says in text
        for row in each.rows:
            assert page.xpath(
                f"//section[@class='cell']//a[contains(@href, '{row.rpartition('/')[2]}')]/@href"
            )
    (paragraph,) = {f"{each.symbol}, {each.unit}" for each in cell.asked if each.how != "all missions"}
    url = page.xpath(f"//section[@class='cell']//strong/a[.='{paragraph}']/@href")[0]
    assert url.startswith("/register/commitments/") and client.get(url).status_code == 200


def test_an_open_cell_is_marked_and_leads_to_those_beside_it(client):
    page = tree(client.get(f"{PAGE}?row=elections&year=2006"))
    (here,) = page.xpath("//table//a[@aria-current]")
    assert "year=2006" in here.get("href")
    beside = {a.text: a.get("href") for a in page.xpath("//nav[@class='neighbours']/a[@rel]")}
    assert set(beside) == {"2005", "2007"}
    assert page.xpath("//h2[@id='cell']"), "every cell leads here"
    assert "Elections, 2007" in tree(client.get(beside["2007"])).xpath("string(//h2[@id='cell'])")


def test_silence_of_a_hand_coding_is_to_be_checked(client, known):
    year = next(year for year in known.years if known.cell("elections", year).state == "asked, not reported")
    page = tree(client.get(f"{PAGE}?row=elections&year={year}"))
    warning = page.xpath("string(//section[@class='cell']//p[@class='notice'])")
    assert "Read the reports" in warning
    for span in known.year(year).spans:
        assert span.symbol in warning


@pytest.mark.parametrize(
    "query", ["row=elections", "row=nothing&year=2006", "row=elections&year=1900", "year=x"]
)
def test_a_cell_that_there_is_not(client, query):
    assert client.get(f"{PAGE}?{query}").status_code == 404


def test_other_letters_lead_to_the_mission(client):
    assert client.get("/missions/minustah/matrix")["Location"] == PAGE
    assert client.get("/missions/NOSUCH/matrix").status_code == 404


def test_as_a_table_and_as_json(client, known):
    made = list(csv.DictReader(io.StringIO(client.get(f"{PAGE}.csv").content.decode("utf-8-sig"))))
    assert len(made) == len(known.rows) * len(known.years)
    for line in made:
        assert line["state"] == known.cell(line["function"], int(line["year"])).state
    told = client.get(f"/api/missions/{MISSION}/matrix.json?row=elections&year=2004").json()
    (cell,) = told["cells"]
    assert cell["state"] == "asked and reported"
    assert {link["evidence"] for link in cell["links"]} <= set(told["evidence"])
    assert client.get(f"/api/missions/{MISSION}/matrix.json?row=nothing").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/missions/UNIFIL/matrix",
        "/missions/UNIFIL/matrix?by=theme",
        "/missions/UNIFIL/matrix?by=paragraph",
        "/ar/missions/UNIFIL/matrix?by=paragraph",
        "/ru/missions/UNMIT/matrix?row=training&year=2009",  # the cell with the most proposals
    ],
)
def test_no_page_is_heavy(client, address):
    assert len(client.get(address).content) <= HEAVY


def test_the_page_of_the_mission_has_the_last_year_in_numbers(client, known):
    page = tree(client.get(f"/missions/{MISSION}/"))
    section = page.xpath("//section[@aria-labelledby='matrix']")[0]
    counts = [int(each) for each in section.xpath(".//li/strong/text()")]
    assert sum(counts) == len(known.rows) and str(known.years[-1]) in section.text_content()
    assert PAGE in section.xpath(".//a/@href")


def test_from_evidence_to_the_cells_that_rest_on_it(client, known):
    one = known.cell("elections", 2004).reported[0]
    for name in (one.id, one.rows[0]):
        page = tree(client.get(f"/matrix?evidence={quote(name)}"))
        assert f"{PAGE}?row=elections&year=2004#cell" in page.xpath("//ul[@class='cells']//a/@href")
    row = client.get(f"/register/{quote(one.rows[0])}")
    (link,) = tree(row).xpath("//a[starts-with(@href, '/matrix?evidence')]/@href")
    assert client.get(link).status_code == 200
    assert client.get("/matrix?evidence=practices/none").status_code == 404


def test_from_a_paragraph_to_the_cells_of_a_mission(client, known):
    asked = next(each for each in known.cell("elections", 2004).asked if each.how != "all missions")
    name = f"{asked.symbol}, {asked.unit}"
    page = tree(client.get(f"/matrix?paragraph={quote(name)}"))
    assert f"{PAGE}?row=elections&year=2004#cell" in page.xpath("//ul[@class='cells']//a/@href")
    many = tree(client.get("/matrix?paragraph=S/RES/1325 (2000), OP4"))
    missions = many.xpath("//nav[@aria-label='Missions']//a/text()")
    assert {MISSION, "UNMIL"} <= set(missions) and "UNEF I" not in missions


def test_from_the_page_of_a_resolution(client, store):
    made = Shelf(store)
    made.generation = Document.objects.using(store.alias).order_by("-generation").first().generation
    document = made.document(
        "S/RES/1325 (2000)", "en", [("OP4", "operative", "Urges women in the field;")], date="2000-10-31"
    )
    try:
        made.code(document, "OP4", "peacekeeping", "women", "a rule")
        page = tree(client.get("/S/RES/1325(2000)"))
        (link,) = page.xpath("//div[@id='OP4']//a[starts-with(@href, '/matrix?paragraph')]/@href")
        assert client.get(link).status_code == 200
    finally:
        File.objects.using(store.alias).filter(documents=document).delete()


def test_matrices_are_made_ahead_and_share_what_their_mandates_ask(client, store, monkeypatch):
    some = [row for row in rows("missions") if row["acronym"] in ("UNMIL", "UNMISS")]
    read = []
    texts = matrices.record.texts
    monkeypatch.setattr(matrices, "rows", lambda table: some if table == "missions" else rows(table))
    monkeypatch.setattr(matrices, "_PAUSE", 0)
    monkeypatch.setattr(matrices.record, "texts", lambda *words: read.append(words[1]) or texts(*words))
    matrices._kept.clear()
    matrices.warm()
    assert list(matrices._kept) == [
        (name, by) for by in ("function", "paragraph") for name in ("UNMISS", "UNMIL")
    ], "those in force first"
    assert read == [["UNMISS"], ["UNMIL"]]
    matrices.matrix("UNMIL", "theme")
    assert len(read) == 2, "nothing is read again for another kind of rows"


def test_a_matrix_is_kept_until_something_changes(client, store, monkeypatch):
    calls = []
    monkeypatch.setattr(matrices, "made", lambda *words: calls.append(words) or matrix(MISSION))
    matrices._kept.clear()
    matrices.matrix(MISSION), matrices.matrix(MISSION)
    assert len(calls) == 1
    monkeypatch.setattr(matrices, "newest", lambda _: 10**6)
    matrices.matrix(MISSION)
    assert len(calls) == 2
    monkeypatch.setattr(matrices, "_KEEP", 2)
    for row in rows("missions")[:4]:
        matrices.matrix(row["acronym"])
    assert len(matrices._kept) == 2
    matrices._kept.clear()
