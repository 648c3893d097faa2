"""A search as others take it: by meaning, as a feed and as a table."""

from __future__ import annotations

import csv
import io
from urllib.parse import unquote

from lxml import etree, html
from site_documents import TEXTS

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client, query):
    response = client.get(f"/search.atom?{query}")
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    return etree.fromstring(response.content)


def table(client, query):
    response = client.get(f"/search.csv?{query}")
    assert response.headers["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))


def test_a_search_says_which_hits_rest_on_other_words_for_the_same(client):
    made = html.fromstring(client.get("/search?q=mediation&language=zh").content.decode())
    (hit,) = made.xpath("//div[@class='hits']/ol/li")
    assert hit.xpath(".//mark/text()") == ["调解"]
    assert "Found by their meaning, not by the words themselves" in hit.text_content()
    (same,) = hit.xpath(".//p[contains(@class, 'small')]/span")
    assert (same.get("lang"), same.text) == ("zh", "调解")
    made = html.fromstring(client.get("/search?q=mediation&language=en").content.decode())
    assert "Found by their meaning, not by the words themselves" not in made.text_content()


def test_a_search_offers_itself_as_a_feed_and_a_table(client):
    made = html.fromstring(client.get("/search?q=women&language=fr&kind=resolution").content.decode())
    (alternate,) = made.xpath("//link[@type='application/atom+xml']/@href")
    assert alternate in made.xpath("//a/@href")
    assert alternate.replace(".atom", ".csv") in made.xpath("//a/@href")
    assert feed(client, alternate.partition("?")[2]).findall(f"{ATOM}entry")


def test_the_feed_has_the_newest_first_and_names_that_last(client):
    found = feed(client, "q=women&kind=resolution")
    entries = found.findall(f"{ATOM}entry")
    days = [entry.findtext(f"{ATOM}updated")[:10] for entry in entries]
    assert days == sorted(days, reverse=True) and found.findtext(f"{ATOM}updated")[:10] == days[0]
    names = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(names) == len(set(names))
    assert "tag:windhoek,2026:S/RES/9002(2031)/en/PP1" in names
    assert names == [
        entry.findtext(f"{ATOM}id")
        for entry in feed(client, "q=women&kind=resolution").findall(f"{ATOM}entry")
    ]
    links = [entry.find(f"{ATOM}link").get("href") for entry in entries]
    assert "http://localhost/S/RES/9002(2031)#PP1" in links


def test_a_feed_escapes_what_it_quotes(client, store):
    summaries = [
        entry.findtext(f"{ATOM}summary") or "" for entry in feed(client, "q=alert").findall(f"{ATOM}entry")
    ]
    assert any("&lt;script&gt;" in each for each in summaries)
    assert not any("<script>" in each for each in summaries)


def test_a_feed_of_nothing_and_of_junk_is_still_a_feed(client):
    for query in ("q=nothingofthekind", "q=%01%00%3C", "kind=x&theme=%3Cb%3E"):
        assert feed(client, query).findall(f"{ATOM}entry") == []


def test_the_table_has_each_paragraph_whole_with_its_language_and_link(client):
    rows = table(client, "q=mediation&language=fr&language=en")
    assert {(row["symbol"], row["label"], row["language"]) for row in rows} >= {
        ("S/RES/9002 (2031)", "OP1", "en"),
        ("S/RES/9002 (2031)", "OP1", "fr"),
    }
    one = next(row for row in rows if row["language"] == "fr")
    assert one["text"] == TEXTS["fr"][1] and one["date"] == "2031-05-06"
    assert (
        client.get(unquote(one["link"].removeprefix("http://localhost")).partition("#")[0]).status_code == 200
    )
    assert [row["date"] for row in rows] == sorted((row["date"] for row in rows), reverse=True)
