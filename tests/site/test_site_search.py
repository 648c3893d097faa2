"""The search page through Django's test client."""

from __future__ import annotations

import re

import pytest
from site_documents import tree


def total(made):
    found = re.match(
        r"\s*([\d,]+) paragraph|\s*No paragraph", made.xpath("//p[@class='count']")[0].text_content()
    )
    return int((found[1] or "0").replace(",", ""))


def test_hits_are_marked_and_lead_to_the_paragraph(client):
    made = tree(client.get("/search?q=mediation"))
    assert total(made) == 5, "the resolution, its French, Arabic and Chinese text, and the draft"
    hits = made.xpath("//div[@class='hits']/ol/li")
    assert "/S/RES/9002(2031)#OP1" in [hit.xpath(".//div[@class='where']//a/@href")[0] for hit in hits]
    assert {mark.lower() for mark in made.xpath("//div[@class='hits']//mark/text()")} == {
        "mediation",
        "médiation",
        "وساطة",
        "调解",
    }


def test_each_filter_leads_to_as_many_as_it_promises(client):
    made = tree(client.get("/search?q=women"))
    choices = made.xpath("//div[@class='filters']//li")
    assert len(choices) > 5
    for choice in choices:
        promised = int(choice.xpath("string(.//*[@class='number'])").replace(",", ""))
        assert total(tree(client.get(choice.xpath(".//a/@href")[0]))) == promised


def test_an_active_filter_is_shown_kept_and_removed(client):
    made = tree(client.get("/search?q=women&kind=draft+resolution&language=en"))
    chips = made.xpath("//p[@class='active']/a")
    assert [chip.text_content().split("×")[0].strip() for chip in chips] == ["Draft resolution", "English"]
    assert made.xpath("//form//input[@type='hidden']/@name") == ["kind", "language"]
    assert chips[0].get("href") == "/search?q=women&language=en"
    kinds = [link.text_content() for link in made.xpath("//section[@aria-labelledby='by-kind']//a")]
    assert any("Resolution" in kind for kind in kinds), "a facet's own filter is lifted for its counts"


def test_a_search_by_theme_marks_the_words_that_decided(client):
    made = tree(client.get("/search?theme=peace-processes"))
    assert total(made) == 1
    assert made.xpath("//div[@class='hits']//mark/text()") == ["women into mediation"]


def test_a_search_for_a_symbol_leads_to_the_document(client):
    assert "/S/RES/9002(2031)" in tree(client.get("/search?q=S/RES/9002+(2031)")).xpath(
        "//p[@class='notice']/a/@href"
    )
    missing = tree(client.get("/search?q=S/RES/1325")).xpath("//p[@class='notice']")[0].text_content()
    assert "S/RES/1325 (2000) is not in this store" in re.sub(r"\s+", " ", missing)


def test_a_paragraph_that_is_named_is_one_click_away(client):
    for words in ("S/RES/9002 (2031), OP1", "(9002 (2031),OP1)", "S/RES/9002(2031)/OP1"):
        made = tree(client.get("/search", {"q": words}))
        assert made.xpath("//p[@class='notice']/a/@href") == ["/S/RES/9002(2031)#OP1"], words
    response = client.get("/fr/search", {"q": "S/RES/9002 (2031), OP99"})
    assert (response.status_code, response["Location"]) == (302, "/fr/S/RES/9002(2031)/OP99")
    assert "OP1" in client.get(response["Location"]).content.decode()


@pytest.mark.parametrize(
    ("words", "pages"),
    [
        ("elections in CAR", ["/missions/MINUSCA/#asked-elections", "/missions/MINUSCA/", "/functions/elections/"]),
        ("中非共和国 选举", ["/missions/MINUSCA/#asked-elections", "/missions/MINUSCA/", "/functions/elections/"]),
        ("انتخابات", ["/functions/elections/"]),
        ("UNMIL", ["/missions/UNMIL/"]),
        ("МИНУСКА", ["/missions/MINUSCA/"]),
        ("participation", ["/themes/participation/"]),
        ("car bombs", []),
        ("zzzzz", []),
    ],
)  # fmt: skip
def test_pages_that_the_words_name_stand_above_what_is_found(client, words, pages):
    made = tree(client.get("/search", {"q": words}))
    assert made.xpath("//p[@class='straight']/a/@href") == pages
    for page in pages:
        place = page.partition("#")[2]
        assert not place or tree(client.get(page)).get_element_by_id(place) is not None


def test_a_word_that_stands_nowhere_is_corrected(client):
    made = tree(client.get("/search?q=mediaton"))
    (link,) = made.xpath("//p[@class='straight']/a")
    assert (link.text, link.get("href")) == ("mediation", "/search?q=mediation")
    assert not tree(client.get("/search?q=mediation")).xpath("//p[@class='straight']/a[.='mediation']")


def test_texts_in_the_language_of_the_page_come_first(client):
    for page, language in (("/search", "en"), ("/fr/search", "fr")):
        hits = tree(client.get(page, {"q": "mediation"})).xpath(
            "//div[@class='hits']//p[@class='words']/@lang"
        )
        assert hits[0] == language and len(set(hits)) > 2


def test_an_empty_result_helps(client):
    assert "another form of a word" in client.get("/search?q=zzzzz").content.decode()
    narrowed = tree(client.get("/search?q=women&year=1999"))
    assert narrowed.xpath("//div[@class='empty']//a/@href")[0] == "/search?q=women"


def test_pages_of_hits_follow_one_another(client):
    first = tree(client.get("/search?q=county"))
    assert total(first) == 320
    following = first.xpath("//a[@rel='next']/@href")[0]
    second = tree(client.get(f"/search{following}"))
    assert second.xpath("//div[@class='hits']/ol/@start") == ["21"]
    links = [made.xpath("//div[@class='where']//a/@href") for made in (first, second)]
    assert len(links[0]) == len(links[1]) == 20 and not set(links[0]) & set(links[1])
    assert len(tree(client.get("/search?q=county&page=400")).xpath("//div[@class='where']")) == 20


@pytest.mark.parametrize(
    "query",
    ["q=%22", "q=-", "q=-women", "q=" + "x" * 3000, "kind=x&kind=y&theme=%3Cb%3E", "year=abcd", "q=%F0%9F%91%8D", "unknown=1",
     "q=*", "q=AND+OR+NOT+(", "language=" + "&language=".join(map(str, range(100)))],
)  # fmt: skip
def test_any_query_gets_an_answer(client, query):
    assert client.get(f"/search?{query}").status_code == 200


@pytest.mark.parametrize(
    ("words", "language"), [("femmes médiation", "fr"), ("النساء", "ar"), ("妇女", "zh")]
)
def test_other_languages_are_found_and_marked_as_such(client, words, language):
    made = tree(client.get("/search", {"q": words}))
    assert total(made) >= 1
    assert language in made.xpath("//div[@class='hits']//p[@class='words']/@lang")
