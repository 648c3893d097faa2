"""The page of a speech and of a meeting record: who speaks, for whom, and the extracts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from windhoek.store.ingest import ingest
from windhoek.store.store import Store

TALKS = "Women must take part in the peace negotiations, as we have long said in this Council and outside it."
RECORD = f"""S/PV.9997

The President: I give the floor to Ms. Doe, Executive Director of UN-Women.

Ms. Doe: {TALKS}

Mr. Well (<b>Chad</b>): I have the honour to speak on behalf of the African Group. Wells are deep.

The President: I thank the speakers.
"""


@pytest.fixture
def speeches(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The site on a store with a speech and a meeting record in it."""
    from windhoek.site import shelf

    (tmp_path / "UNSC_2031_SPV.9998_spch003_Chad_00.txt").write_text(TALKS, encoding="utf-8")
    (tmp_path / "record.txt").write_text(RECORD, encoding="utf-8")
    opened = Store(tmp_path / "speeches.sqlite3")
    assert ingest(opened, [tmp_path]).documents == 2
    monkeypatch.setattr(shelf, "store", lambda: opened)
    yield
    opened.close()


def section(client, address):
    made = html.fromstring(client.get(address).content.decode())
    (found,) = made.xpath("//section[@class='speeches']")
    return found, " ".join(found.text_content().split())


def test_a_speech_shows_its_speaker_and_extracts(client, speeches):
    found, text = section(client, "/S/PV.9998,speech-3/0")
    assert "Chad (State)" in text and "For whom: “Chad”, name of the file" in text and "1 extract" in text
    assert found.xpath(".//li/a/@href")[0] == "#%C2%A71"
    assert "Participation" in text


def test_a_meeting_shows_those_who_speak_of_the_subject(client, speeches):
    _, text = section(client, "/S/PV.9997")
    assert "Speech 2: Ms. Doe, Executive Director of UN-Women, for UN-Women (UN entity)" in text
    assert "For whom: “UN-Women”, 1§1" in text
    assert "3 other speeches of this meeting do not speak of it." in text
    assert "Well" not in text


def test_a_resolution_has_no_speaker(client):
    made = html.fromstring(client.get("/S/RES/9002(2031)").content.decode())
    assert not made.xpath("//section[@class='speeches']")


def said(client, query=""):
    response = client.get(f"/extracts{query}")
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def test_all_that_was_said_stands_on_a_page_with_filters(client, speeches):
    made = said(client)
    assert made.xpath("//ol/li/h2")[0].text_content().startswith("Women must take part in")
    assert len(made.xpath("//ol/li")) == 2
    options = {each.get("name"): each.xpath("./option/@value") for each in made.xpath("//select")}
    assert set(options) == {"theme", "function", "kind", "country", "meeting", "year"}
    assert options["country"] == ["", "Chad"] and "un-entity" in options["kind"]
    for url in made.xpath("//main//li//a/@href"):
        assert client.get(url.partition("#")[0]).status_code == 200


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?country=Tchad", 1),
        ("?kind=un-entity&theme=participation", 1),
        ("?meeting=S/PV.9997", 1),
        ("?theme=wells", 0),
        ("?year=2031&page=99", 1),
        ("?country=%00&page=x", 2),
        ("?country=<script>", 0),
    ],
)
def test_filters_choose_and_what_means_nothing_finds_nothing(client, speeches, query, count):
    made = said(client, query)
    assert len(made.xpath("//ol/li")) == count
    assert not made.xpath("//main//script") and (count or "Choose “Any”" in made.text_content())


def test_the_page_of_a_speech_leads_to_all_of_its_meeting(client, speeches):
    found, _ = section(client, "/S/PV.9998,speech-3/0")
    (link,) = found.xpath(".//a[contains(@href, '/extracts')]/@href")
    assert len(said(client, link.removeprefix("/extracts")).xpath("//ol/li")) == 1


def test_a_store_without_speeches_says_so(client):
    assert "No speech or meeting record in this store" in said(client).text_content()


def test_the_page_of_a_theme_has_the_extracts_and_filters_them(client, speeches):
    made = html.fromstring(client.get("/themes/peace-processes/").content.decode())
    said = " ".join(made.get_element_by_id("spoken").getparent().text_content().split())
    assert "2 extracts" in said and "S/PV.9997, 2§1" in said and "Ms. Doe, Executive Director" in said
    made = html.fromstring(client.get("/themes/peace-processes/?country=Chad").content.decode())
    said = " ".join(made.get_element_by_id("spoken").getparent().text_content().split())
    assert "1 extract" in said and "S/PV.9998" in said and "UN-Women (UN entity)" not in said


def test_the_page_of_a_function_has_the_extracts_whose_paragraphs_speak_of_it(client, speeches):
    made = html.fromstring(client.get("/functions/mediation-and-political/").content.decode())
    assert "2 extracts" in " ".join(made.get_element_by_id("spoken").getparent().text_content().split())
    made = html.fromstring(client.get("/functions/elections/").content.decode())
    assert "No speech or meeting record" in made.get_element_by_id("spoken").getparent().text_content()
