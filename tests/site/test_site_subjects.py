"""The pages of themes and functions: what is asked and by whom, how often, of which missions, what was said and done."""

from __future__ import annotations

import re
from datetime import date

import pytest
from site_documents import Shelf, tree, words

from windhoek import register
from windhoek.publishing import counted
from windhoek.site import coded_words, function, shelf, subject
from windhoek.store.store import Store

PAGES = [
    "/themes/",
    "/functions/",
    *(f"/themes/{row['code']}/" for row in register.rows("themes")),
    *(f"/functions/{row['code']}/" for row in register.rows("functions")),
]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_there_without_documents_safe_and_light(empty, page):
    response = empty.get(page)
    assert response.status_code == 200
    assert len(response.content) <= 100_000
    made = tree(response)
    assert not made.xpath("//script[not(@src)] | //style | //*[@style]")
    ids = made.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert len(made.xpath("//h1")) == 1
    for anchor in made.xpath("//nav[@class='within']/a/@href"):
        assert anchor.removeprefix("#") in ids


def test_each_paragraph_is_named_in_short_and_leads_to_our_row_where_the_text_is_not_there(empty):
    made = tree(empty.get("/themes/peacekeeping/"))
    cited = {link.text: link.get("href") for link in made.xpath("//ul[@class='asks-list']/li/a")}
    asked = [row for row in register.rows("agenda") if "peacekeeping" in row["themes"]]
    assert len(cited) == len(asked)
    assert cited["(1325,OP6)"] == "/register/agenda/S/RES/1325(2000)/OP6"
    assert empty.get(cited["(1325,OP6)"]).status_code == 200


def test_it_opens_the_paragraph_where_the_store_has_it(client, tmp_path, monkeypatch):
    opened = Store(tmp_path / "one.sqlite3")
    monkeypatch.setattr(shelf, "store", lambda: opened)
    Shelf(opened).document("S/RES/1325 (2000)", "en", [("OP6", "operative", "Asks for women in training;")])
    made = tree(client.get("/themes/peacekeeping/"))
    assert "/S/RES/1325(2000)#OP6" in made.xpath("//a[.='(1325,OP6)']/@href")


def test_the_table_beside_the_chart_adds_up_to_the_commitments_of_the_council(empty):
    made = tree(empty.get("/themes/ddr/"))
    cells = [
        [int(cell.text) for cell in row.findall("td")]
        for row in made.xpath("//section[@aria-labelledby='record']//tbody/tr")
    ]
    rows = [
        row
        for row in register.rows("commitments")
        if "ddr" in row["themes"]
        and row["symbol"].startswith("S/")
        and row["kind"] != "document"
        and row["strength"]
    ]
    assert sum(sum(row[:-1]) for row in cells) == len(rows)
    assert sum(row[-1] for row in cells) == len({row["symbol"] for row in rows})
    binding = sum(row["strength"] == "binding" for row in rows)
    assert sum(row[0] for row in cells) == binding > 0


@pytest.mark.parametrize("colours", ["", "?dark"])
def test_the_chart_is_an_svg_of_the_same_figures(empty, colours):
    response = empty.get(f"/themes/ddr/asked.svg{colours}")
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.content.startswith(b"<svg") and len(response.content) < 50_000
    assert empty.get("/themes/none/asked.svg").status_code == 404


def test_bars_and_grids_leave_years_without_anything_blank():
    made = {"asks": {"2001": 2, "2004": 1}, "states": {"2004": 3}}
    assert counted.grid(made).count("h19.32v") == counted.bars(made, "commitments").count("h117v") == 3
    assert 'x2="520"' in counted.bars(made, "commitments"), "four years of 130 pixels"
    assert counted.grid(made) != counted.grid(made, dark=True)


def test_missions_in_force_have_it_in_the_resolution_of_their_mandate():
    found = subject.missions("theme", "sexual-and-gender-based-violence", date(2013, 5, 31), "en")
    mission = next(each for each in found["now"] if each["acronym"] == "MINUSTAH")
    assert mission["symbol"] == "S/RES/2070 (2012)"
    assert not mission["lapsed"]
    asked = {
        row["unit"]
        for row in register.rows("commitments")
        if row["symbol"] == mission["symbol"] and "sexual-and-gender-based-violence" in row["themes"]
    }
    assert set(mission["units"]) == asked


def test_a_mandates_paragraph_is_shown_in_the_words_of_the_store(client, tmp_path, monkeypatch):
    opened = Store(tmp_path / "two.sqlite3")
    monkeypatch.setattr(shelf, "store", lambda: opened)
    now = subject.missions("function", "elections", date.today(), "en")["now"][0]
    shelf_ = Shelf(opened)
    text = "Asks the mission to help women <vote> in the elections of the country;"
    made = shelf_.document(now["symbol"], "en", [(now["units"][0], "operative", text)])
    shelf_.code(made, now["units"][0], "elections", "elections", "rule")
    section = tree(client.get("/functions/elections/")).get_element_by_id("missions").getparent()
    assert "help women <vote> in the elections" in words(section)
    assert section.xpath(".//mark/text()") == ["elections"]


def test_practices_stand_under_the_themes_that_their_words_speak_of():
    told = coded_words.practices("sexual-and-gender-based-violence")
    spoken = [
        re.search("sexual|violence|gender-based|rape", f"{row['what']} {row['outcome']}") for row in told
    ]
    assert told and all(spoken)
    assert len(told) < len(register.rows("practices"))


def test_evidence_counts_paragraphs_of_reports_and_those_on_women():
    found = function.evidence("elections", "en")
    own = {row["activity"] for row in register.rows("activities") if "elections" in row["functions"]}
    coded = {}
    for row in register.rows("report-activities"):
        coded.setdefault((row["report"], row["paragraph"]), set()).add(row["activity"])
    both = [each for each in coded.values() if each & own and each & {"Gender", "SexualViolence"}]
    assert found["paragraphs"] == sum(bool(each & own) for each in coded.values())
    assert found["together"] == len(both) > 0
    assert function.evidence("recruitment-and-retention", "en") is None


def test_rows_that_belong_to_a_function_are_there_once_and_named_rightly():
    tables = {"training", "structures"}
    for (name, table), pairs in function._related().items():
        assert table in tables and name in {row["code"] for row in register.rows("functions")}
        for column, value in pairs:
            assert any(
                value in (row[column] if isinstance(row[column], tuple) else (row[column],))
                for row in register.rows(table)
            ), (name, column, value)
    found = function.related("training", "training")
    assert len(found) == len(register.rows("training"))


def test_an_address_without_its_slash_leads_on_and_an_unknown_one_is_not_found(empty):
    assert empty.get("/themes/ddr").headers["Location"] == "/themes/ddr/"
    assert empty.get("/functions/ddr").headers["Location"] == "/functions/ddr/"
    assert empty.get("/themes/none/").status_code == 404
    assert empty.get("/themes/elections/").status_code == 404
