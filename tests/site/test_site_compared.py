"""The pages of precedents, of what reports say, and of missions side by side: the answer first, each value with its source."""

from __future__ import annotations

import csv
import io

import pytest
from site_documents import Shelf, tree, words

from windhoek.site import monitored, shelf
from windhoek.store.store import Store

PAGES = [
    "/precedents",
    "/precedents?q=S/RES/1325+(2000),+OP16",
    "/precedents?q=trucks",
    "/precedents?function=gender-expertise&to=mission&all",
    "/reports/",
    "/reports/?mission=UNMIT",
    "/reports/?mission=NOBODY",
    "/reports/S/2012/43",
    "/compare/",
    "/compare/?mission=UNMIL&mission=UNOCI&years=2013",
    "/compare/?mission=UNMIL&years=2012+2013&kind=themes&sort=1",
    "/fr/compare/?mission=UNMIL",
    "/ar/precedents?theme=participation",
]


@pytest.fixture
def empty(client, tmp_path, monkeypatch):
    """The client, of a store that holds nothing."""
    opened = Store(tmp_path / "empty.sqlite3")
    monkeypatch.setattr(shelf, "store", lambda: opened)
    monkeypatch.setattr(monitored, "_held", {})
    return client


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_there_without_documents_and_safe(empty, page):
    response = empty.get(page)
    assert response.status_code == 200
    made = tree(response)
    assert not made.xpath("//script[not(@src)] | //style | //*[@style]")
    ids = made.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert len(made.xpath("//h1")) == 1


def test_precedents_go_from_the_strongest_wording_and_name_who_never_had_it(empty):
    made = tree(empty.get("/precedents?function=gender-expertise&to=mission"))
    assert "83 paragraphs ask it" in words(made.xpath("//p[@class='answer']")[0])
    assert made.xpath("//section/h2/@id") == ["binding", "request", "encouragement"]
    have, never, unknown = (words(each) for each in made.xpath("//dl[@class='holders']/dd"))
    assert "MINUSCA* 24" in have and "UNAMA*" in never and "MINURSO*" in unknown
    source = made.xpath("//section//a[.='source']/@href")[0]
    assert empty.get(source).status_code == 200
    table = empty.get(made.xpath("//a[contains(., 'CSV')]/@href")[0]).content.decode()
    strengths = [row["strength"] for row in csv.DictReader(io.StringIO(table))]
    assert len(strengths) == 83 and strengths[0] == "binding" and strengths[-1] == "encouragement"
    assert empty.get("/precedents.csv?q=trucks").status_code == 404


def test_what_is_no_example_is_said_as_it_was_typed(empty):
    made = tree(empty.get("/precedents?q=<b>trucks"))
    assert "“<b>trucks” is no paragraph" in words(made.xpath("//p[@class='notice']")[0])


def test_the_words_are_shown_where_the_store_has_them(client, tmp_path, monkeypatch):
    opened = Store(tmp_path / "one.sqlite3")
    monkeypatch.setattr(shelf, "store", lambda: opened)
    Shelf(opened).document(
        "S/RES/2063 (2012)",
        "en",
        [("OP21", "operative", "Demands a shelter and requests UNAMID to report on it;")],
    )
    made = tree(client.get("/precedents?to=UNAMID&function=monitoring-and-reporting&all"))
    shown = [words(each) for each in made.xpath("//p[@class='words']")]
    assert shown == ["Demands a shelter and requests UNAMID to report on it;"]


def test_what_a_coding_cannot_tell_is_not_known(empty):
    made = tree(empty.get("/reports/S/2012/43"))
    said = [words(each) for each in made.xpath("//dl[@class='holders']/dd/strong")]
    assert said[:3] == ["yes", "not known", "not known"]
    assert empty.get("/reports/S/1899/1").status_code == 404


def test_a_mission_by_years(empty):
    made = tree(empty.get("/reports/?mission=unmit"))
    assert "12 of 12 reports speak" in words(made.xpath("//p[@class='answer']")[0])
    assert [words(each) for each in made.xpath("(//table)[1]//th[@scope='row']")] == [
        str(y) for y in range(2007, 2013)
    ]


def test_missions_side_by_side_sorted_and_as_csv(empty):
    address = "/compare/?mission=MONUSCO&mission=UNAMA&kind=themes&sort=0"
    made = tree(empty.get(address))
    numbers = [int(words(each).split()[0]) for each in made.xpath("//tbody//tr/td[1]")]
    assert numbers == sorted(numbers, reverse=True) and numbers[0] > 0
    (link,) = made.xpath("//a[.='Download as CSV']/@href")
    table = list(csv.DictReader(io.StringIO(empty.get(f"/compare/{link}").content.decode())))
    assert {row["mission"] for row in table} == {"MONUSCO", "UNAMA"} and {row["group"] for row in table} == {
        "themes"
    }


def test_every_source_of_a_comparison_in_the_register_opens(empty):
    made = tree(empty.get("/compare/?mission=UNAMA&mission=UNMIL&kind=factors"))
    sources = {each for each in made.xpath("//td//a/@href") if each.startswith("/register/")}
    assert len(sources) > 20
    assert {each for each in sources if empty.get(each).status_code != 200} == set()
    assert "not known" in words(made)
