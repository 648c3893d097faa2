"""The page of a mission: its answer, its mandate as a line of time, its gender unit, and the same as of a day in the past."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from windhoek import register
from windhoek.register import mandates, personnel
from windhoek.site import shelf, timeline, women
from windhoek.store.ingest import Inline, ingest
from windhoek.store.store import Store

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"

PAST = "2013-05-31"


def tree(client, address):
    response = client.get(address)
    assert response.status_code == 200, response.content[:500]
    return html.fromstring(response.content.decode())


@pytest.fixture(scope="module")
def unmil():
    return next(row for row in register.rows("missions") if row["acronym"] == "UNMIL")


def drawn(row, day, on_women=()):
    name = row["acronym"]
    return timeline.drawn(row, mandates.chain(name), mandates.in_force(name, day), day, on_women)


def number(percent):
    return float(percent.removesuffix("%"))


def test_the_line_of_time_has_every_term_in_its_place(unmil):
    found = drawn(unmil, date(2013, 5, 31), [date(2003, 9, 19), date(2012, 9, 17), date(2012, 9, 17)])
    terms = [act for act in mandates.chain("UNMIL") if act["act"] in mandates.TERMS]
    assert len(found["terms"]) == len(terms) and len(found["dots"]) == 2
    assert [each["now"] for each in found["terms"]].count(True) == 1
    ends = [(number(each["x"]), number(each["x"]) + number(each["width"])) for each in found["terms"]]
    for (_, end), (start, _) in pairwise(ends):
        assert end <= start + 0.5, "no term runs into the next"
    now = next(each for each in found["terms"] if each["now"])
    assert number(now["x"]) <= number(found["day"]) <= number(now["x"]) + number(now["width"])
    assert (found["from"], found["to"]) == (2003, 2018) and 3 <= len(found["years"]) <= 7


def test_years_stay_few_whatever_the_age_of_a_mission():
    for row in register.rows("missions"):
        if found := drawn(row, date(2026, 1, 1)):
            assert 1 <= len(found["years"]) <= 8, row["acronym"]
            places = [number(each["x"]) for each in (*found["terms"], *found["years"], found["life"])]
            assert all(0 <= place <= 100 for place in places), row["acronym"]
    assert timeline.drawn({"start": None, "end": None}, [], None, date(2020, 1, 1), []) is None


def test_the_page_answers_first_and_draws_the_mandate(client):
    page = tree(client, "/missions/UNMIL/")
    first = page.xpath("//main//p")[2].text_content()
    assert "women, peace and security" in first and "of the functions" in first
    (picture,) = page.xpath("//figure[@class='spans']/*[local-name()='svg']")
    assert "2003–2018" in picture.get("aria-label"), "the picture says what it shows"
    acts = page.xpath("//ol[@class='timeline']/li")
    assert len(acts) == len(mandates.chain("UNMIL")), "and its text stands below it"
    assert "1." not in picture.xpath("string(.//*[local-name()='text'])"), "years as the calendar writes them"


def test_the_newest_years_of_the_matrix_lead_to_their_cells(client):
    page = tree(client, "/missions/MINUSTAH/")
    table = page.xpath("//section[@aria-labelledby='matrix']//table")[0]
    years = table.xpath("thead//th/text()")
    assert years[-1] == "2017" and len(table.xpath("tbody/tr")) == 15
    address = table.xpath(".//a/@href")[0]
    assert client.get(address).status_code == 200 and "row=" in address


def test_a_paragraph_stands_once_with_all_its_verbs(client):
    asked = [row for row in register.rows("commitments") if "UNIFIL" in row["missions"]]
    twice = next(
        (a, b) for a, b in pairwise(asked)
        if (a["symbol"], a["unit"]) == (b["symbol"], b["unit"]) and a["functions"] == b["functions"]
    )  # fmt: skip
    group = tree(client, "/missions/UNIFIL/").xpath(f"//details[@id='asked-{twice[0]['functions'][0]}']")[0]
    name = f"{twice[0]['symbol']}, {twice[0]['unit']}"
    lines = [li.text_content() for li in group.xpath(".//li") if li.text_content().startswith(name)]
    assert len(lines) == 1 and all(row["verb"] in lines[0] for row in twice)


def test_what_is_known_of_the_gender_unit(client):
    rows = [row for row in register.rows("structures") if row["mission"] == "UNMIL"]
    section = tree(client, "/missions/UNMIL/").xpath("//section[@aria-labelledby='structures']")[0]
    assert len(section.xpath(".//tbody/tr")) == len(rows) > 3
    for row in rows:
        assert row["value"] in section.text_content()


def test_as_of_a_past_day_nothing_later_is_told(client):
    page = tree(client, f"/missions/UNMIL/?on={PAST}")
    notice = page.xpath("//p[contains(@class, 'past')]")[0]
    assert "31 May 2013" in notice.text_content()
    assert notice.xpath(".//a/@href") == ["/missions/UNMIL/"], "and a way back"
    assert "Ended by" not in page.xpath("//dl[@class='facts']//dt/text()")
    later = [each for each in mandates.chain("UNMIL") if str(each["date"]) > PAST]
    told = page.xpath("string(//ol[@class='timeline'])")
    assert later and not any(each["symbol"] in told for each in later)
    assert max(page.xpath("//section[@aria-labelledby='matrix']//thead//th/text()")) == "2013"
    asked = [row for row in register.rows("commitments") if "UNMIL" in row["missions"]]
    until = [row for row in asked if str(row["date"]) <= PAST]
    shown = int(page.xpath("string(//section[@aria-labelledby='asked']/p[@class='answer']/strong)"))
    assert shown == len(until) < len(asked)
    assert "2013-06" not in page.xpath("string(//section[@aria-labelledby='women'])")


def test_today_and_the_last_day_of_a_mission_are_not_the_past(client):
    assert not tree(client, "/missions/UNMIL/").xpath("//p[contains(@class, 'past')]")
    assert not tree(client, "/missions/UNMISS/").xpath("//p[contains(@class, 'past')]")
    assert tree(client, "/missions/UNMIL/?on=nonsense").xpath("//p[@class='notice']")


def test_a_mission_that_will_end_is_spoken_of_as_of_today():
    row = next(row for row in register.rows("missions") if row["acronym"] == "UNIFIL")
    assert row["end"] == "2026-12-31" and row["ended"]
    assert mandates.spoken_of(row, date(2026, 6, 1)) == date(2026, 6, 1)
    assert mandates.spoken_of(row, date(2027, 6, 1)) == date(2026, 12, 31)


def test_figures_and_targets_of_later_days_are_left_out():
    whole, past = women.shown("UNMIL"), women.shown("UNMIL", date(2011, 3, 15))
    assert past["months"][-1]["period"] == "2011-02" < whole["months"][-1]["period"]
    assert past["years"][-1]["period"] == "2010" or not past["years"]
    said = {target["url"] for group in past["groups"] for target in group["targets"]}
    assert said == {"/register/targets/police-20-by-2014"}, "the others were set later"


def test_a_chart_ends_on_the_day_too(client):
    assert personnel.figures(("troops",), "UNMIL")[-1].period > "2011"
    address = "/missions/UNMIL/women/troops.svg"
    whole, past = (client.get(each).content for each in (address, f"{address}?on=2011-01-31"))
    assert whole.startswith(b"<svg") and past.startswith(b"<svg") and whole != past
    assert client.get(f"{address}?on=nonsense").content == whole


@pytest.mark.parametrize(
    "address",
    [
        "/missions/MINUSTAH/",
        "/numbers/",
        "/reports/",
        "/reports/?mission=MINUSTAH",
        "/compare/?mission=UNMIL&mission=UNMISS",
    ],
)
def test_a_table_that_stacks_on_a_phone_names_each_value_and_stays_a_table(client, address):
    tables = tree(client, address).xpath("//table[contains(@class, 'stack')]")
    assert tables
    for table in tables:
        assert table.get("role") == "table"
        titles = [" ".join(th.xpath("text()|*/text()")[:1]).strip() for th in table.xpath("thead//th")][1:]
        for row in table.xpath("tbody/tr[td]"):
            cells = row.xpath("td")
            assert row.get("role") == "row" and len(cells) == len(titles)
            assert [cell.get("data-label") for cell in cells] == titles
            assert {cell.get("role") for cell in cells} == {"cell"}


def test_beside_every_number_stands_what_is_being_done_each_once(client):
    page = tree(client, "/numbers/")
    for row in page.xpath("//section[@aria-labelledby='women']//tbody/tr"):
        done, function = row.xpath("td")[-1].xpath(".//a/@href")
        assert done.startswith("/register/") and page.xpath(f"//h3[@id='{function.removeprefix('#')}']")
    told = page.xpath("//section[@aria-labelledby='doing']//li/span/a/@href")
    assert len(told) == len(set(told)) > 9


def test_a_comparison_is_sorted_from_the_form_too(client):
    page = tree(client, "/compare/?mission=UNMIL&mission=UNMISS&sort=1")
    chosen = page.xpath("//select[@name='sort']/option[@selected]")
    assert [(each.get("value"), each.text) for each in chosen] == [("1", "UNMISS")]


def test_what_is_asked_is_quoted_from_the_store(client, tmp_path, monkeypatch):
    found = list((CORPUS / "sc-resolutions" / "2025").rglob("S_RES_2800-*.xml"))
    if not found:
        pytest.skip("no S/RES/2800 (2025) in ../shared/corpus")
    opened = Store(tmp_path / "asked.sqlite3")
    ingest(opened, found, executor=Inline())
    monkeypatch.setattr(shelf, "store", lambda: opened)
    group = tree(client, "/missions/MINUSCA/").get_element_by_id("asked-elections")
    quoted = group.xpath(".//li[contains(., 'S/RES/2800 (2025)')]/p[@class='words'][@lang]")
    assert quoted and all(each.xpath(".//mark") for each in quoted), "the words that decided are marked"


@pytest.mark.parametrize("kind", ["", "functions"])
def test_a_comparison_answers_first_whatever_part_of_it_is_shown(client, kind):
    page = tree(client, f"/compare/?mission=UNMIL&mission=UNMISS&kind={kind}")
    answer = page.xpath("string(//p[@class='answer'])")
    assert "Paragraphs on women, peace and security in the mandate" in answer and "UNMISS" in answer
