"""The front page, debates and numbers: what a newcomer finds, with documents and without."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from site_documents import tree, words

from windhoek import register
from windhoek.register.missions import in_force
from windhoek.site import numbers, shelf, subject, world
from windhoek.store.ingest import ingest
from windhoek.store.store import Store

PAGES = ["/", "/debates/", "/numbers/", "/ar/", "/fr/numbers/", "/zh/debates/"]
STYLE = Path(shelf.__file__).parent / "static" / "windhoek"


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_there_without_documents_safe_and_light(empty, page):
    response = empty.get(page)
    assert response.status_code == 200
    made = tree(response)
    assert not made.xpath("//script[not(@src)] | //style | //*[@style]")
    assert len(made.xpath("//@id")) == len(set(made.xpath("//@id")))
    drawn = [url for url in made.xpath("//img/@src") if ".svg" in url and "women" not in url]
    frame = sum((STYLE / name).stat().st_size for name in ("site.css", "site.js"))
    whole = len(response.content) + frame + sum(len(empty.get(url).content) for url in drawn)
    assert whole <= 150_000, whole


def test_from_the_front_one_click_leads_to_what_is_asked_on_elections_and_who_spoke_of_it(empty):
    (link,) = tree(empty.get("/")).xpath("//section[@aria-labelledby='functions']//a[.='Elections']/@href")
    page = tree(empty.get(link))
    names = page.xpath("//section[@aria-labelledby='missions']//h3/a/text()")
    assert set(names) == {
        each["acronym"] for each in subject.missions("function", "elections", date.today(), "en")["now"]
    }
    assert page.get_element_by_id("spoken") is not None


def test_the_front_leads_in_one_go_to_what_is_asked_of_a_mission_in_a_function(empty):
    form = tree(empty.get("/fr/")).xpath("//form[@action='/fr/asked']")[0]
    options = {each.get("name"): each.xpath(".//option/@value") for each in form.xpath(".//select")}
    asked = {
        mission for row in register.rows("commitments") if row["functions"] for mission in row["missions"]
    }
    today = {row["acronym"] for row in in_force(date.today())}
    assert asked | today | {""} == set(options["mission"])
    assert set(options["function"]) == {"", *subject.codes("function")}
    response = empty.get("/fr/asked?mission=MINUSCA&function=elections")
    assert (response.status_code, response["Location"]) == (302, "/fr/missions/MINUSCA/#asked-elections")
    group = tree(empty.get("/fr/missions/MINUSCA/")).get_element_by_id("asked-elections")
    assert "S/RES/2387 (2017)" in words(group) or "S/RES/2800 (2025)" in words(group)


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("mission=MINUSCA", "/missions/MINUSCA/#asked"),
        ("mission=MINUSCA&function=none", "/missions/MINUSCA/#asked"),
        ("mission=UNTSO&function=elections", "/missions/UNTSO/"),
        ("function=elections", "/functions/elections/"),
        ("mission=NONE", "/missions/"),
        ("", "/missions/"),
    ],
)
def test_who_names_less_or_nothing_known_is_led_to_the_nearest_page(empty, query, page):
    assert empty.get(f"/asked?{query}")["Location"] == page
    assert empty.get(page.partition("#")[0]).status_code == 200


def test_the_map_and_the_list_beside_it_have_the_missions_in_force(empty):
    made = tree(empty.get("/"))
    there = in_force(date.today())
    assert set(made.xpath("//ul[@class='in-force']/li/a/text()")) == {row["acronym"] for row in there}
    marks = made.xpath("//*[local-name()='svg']//*[local-name()='a']")
    assert len(marks) == len({code for row in there for code in row["hosts"]})
    sizes = [
        [float(each) for each in tree(empty.get(page)).xpath("//*[local-name()='circle']/@r")]
        for page in ("/", "/ar/")
    ]
    assert sorted(sizes[0]) == sorted(sizes[1]) and min(sizes[0]) > 3
    for mark in marks:
        assert mark.get("aria-label") and empty.get(mark.get("href")).status_code == 200


def test_every_host_of_a_mission_has_its_place_on_the_map():
    hosts = {code for row in register.rows("missions") for code in row["hosts"]}
    assert hosts <= set(world._places())
    for x, y in world._places().values():
        assert 0 <= float(x) <= 720 and -40 < float(y) < 420
    assert len(world.coasts()) < 60_000


def test_haiti_lies_west_of_senegal_and_north_of_gabon():
    (haiti, senegal, gabon) = (tuple(map(float, world._places()[code])) for code in ("HTI", "SEN", "GAB"))
    assert haiti[0] < senegal[0] < gabon[0] and haiti[1] < gabon[1]


def test_the_picture_of_the_record_has_the_figures_of_its_table(empty):
    rows = tree(empty.get("/")).xpath("//section[@aria-labelledby='whole']//tbody/tr")
    assert len(rows) == len(register.rows("themes"))
    for row in rows:
        total, *years = [int(cell.text.replace(",", "")) for cell in row.findall("td") if cell.text]
        assert total == sum(years)
    fields = empty.get("/record.svg").content.decode().count("h19.32v")
    assert fields == sum(bool(cell.text) for row in rows for cell in row.findall("td")[1:])


def test_the_headline_is_of_a_year_of_which_no_limit_speaks(empty):
    found = numbers.headline()
    (row,) = [
        each
        for each in register.rows("indicator-values")
        if each["indicator"] == "ours-uniformed"
        and not each["mission"]
        and str(each["period"]) == found["year"]
    ]
    assert not row["limits"] and found["last"].startswith(f"{row['value']:.1f}")
    assert found["last"].replace("\xa0", " ") in words(
        tree(empty.get("/numbers/")).xpath("//p[@class='answer']")[0]
    )


def test_beside_the_numbers_stands_what_is_done_and_what_they_cannot_say(empty):
    made = tree(empty.get("/numbers/"))
    done = made.xpath("//section[@aria-labelledby='doing']//li/span/a/@href")
    assert {url.split("/")[2] for url in done} == {"practices", "directives"}
    limits = made.xpath("//ul[@class='limits']/li")
    assert len(limits) == len({row["id"] for row in register.rows("personnel-limits")})
    assert len(made.xpath("//section[@aria-labelledby='women']//tbody/tr")) == 6
    told = made.xpath(
        "//section[@aria-labelledby='indicators']//tbody/tr | //section[@aria-labelledby='indicators']//details//li"
    )
    assert len(told) == len(register.rows("indicators"))
    assert empty.get("/numbers/women/troops.svg").content.startswith(b"<svg")
    assert empty.get("/numbers/women/none.svg").status_code == 404


def test_debates_tell_who_speaks_of_which_theme(client, tmp_path, monkeypatch):
    talks = (
        "Women must take part in the peace negotiations, as we have long said in this Council and outside it."
    )
    for number, state in (("3_Chad", "00"), ("3_Chad", "01"), ("5_Japan", "00")):
        (tmp_path / f"UNSC_2031_SPV.9998_spch00{number}_{state}.txt").write_text(talks, encoding="utf-8")
    opened = Store(tmp_path / "speeches.sqlite3")
    ingest(opened, [tmp_path])
    monkeypatch.setattr(shelf, "store", lambda: opened)
    made = tree(client.get("/debates/"))
    assert "3 extracts on women, peace and security. Meetings: 1; States among the speakers: 2." in words(
        made.xpath("//p[@class='answer']")[0]
    )
    row = made.xpath("//tbody/tr[th/a='Peace processes']")[0]
    assert "Chad 2, Japan 1" in words(row)
    found = tree(client.get(row.xpath(".//a[.='Chad']/@href")[0]))
    assert "2 extracts" in words(found)
    by_year = row.xpath("td/a[contains(@aria-label, '2031')]/@href")
    assert "3 extracts" in words(tree(client.get(by_year[0])))
    assert "2 speeches" in words(made.xpath("//section[@aria-labelledby='by-meeting']")[0])


def test_a_transcript_is_called_by_its_title_and_a_meeting_by_what_it_was(client, tmp_path, monkeypatch):
    talk = (
        "Women must take part in the peace negotiations, as we have long said in this Council and outside it."
    )
    chair, guest = "**IAHWG | Co-Chair**", "**Chad | Ms. Doe**"
    said = [
        (chair, "I call the meeting to order."),
        (guest, talk),
        (chair, "Thank you."),
        (guest, "Yes."),
        (chair, "Goodbye."),
    ]
    title = "# Session 9 | Wells and women (Nov 25, 2031)"
    transcript = "\n\n".join([title, *(line for turn in said for line in turn)])
    (tmp_path / "session_9_Nov_25_2031_wells_and.md").write_text(transcript, encoding="utf-8")
    (tmp_path / "UNSC_2016_SPV.7643_spch003_Chad_00.txt").write_text(talk, encoding="utf-8")
    opened = Store(tmp_path / "speeches.sqlite3")
    ingest(opened, [tmp_path])
    monkeypatch.setattr(shelf, "store", lambda: opened)
    for page, state in (("/debates/", "Chad"), ("/fr/debates/", "Tchad")):
        made = tree(client.get(page))
        meetings = made.xpath("//section[@aria-labelledby='by-meeting']//li")
        assert "Session 9: Wells and women" in words(meetings[0]) and "session_9" not in words(meetings[0])
        assert "S/PV.7643" in words(meetings[1]) and "S/RES/2272 (2016)" in words(meetings[1])
        assert {"/debates/": "11 March 2016", "/fr/debates/": "11 mars 2016"}[page] in words(meetings[1])
        assert made.xpath("//section[@aria-labelledby='by-speaker']//a/text()")[0] == state
    said = tree(client.get(meetings[0].xpath("a/@href")[0]))
    (where,) = said.xpath("//ol[@class='said']//a[contains(., '§')]")
    assert words(where).startswith("Session 9: Wells and women,")
    assert "Session 9: Wells and women (1)" in said.xpath("//select[@name='meeting']/option/text()")


def test_debates_without_any_show_the_meetings_of_the_register(empty):
    made = tree(empty.get("/debates/"))
    assert "no meeting record" in words(made.xpath("//p[@class='answer']")[0])
    rows = made.xpath("//section[@aria-labelledby='adopted']//tbody/tr")
    known = {row["symbol"] for row in register.rows("resolutions")}
    assert len(rows) == len({row["symbol"] for row in register.rows("agenda")} & known) > 5
