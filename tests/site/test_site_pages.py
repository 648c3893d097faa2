"""Every page, through Django's test client: what it says, that it escapes, and that its links lead somewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from site_documents import PAGES, RESOLUTION, RULE, tree

from windhoek.coding.codebook import load


def text(response):
    return re.sub(r"\s+", " ", tree(response).find("body").text_content())


@pytest.mark.parametrize("page", PAGES)
def test_each_page_answers_safely(client, page):
    response = client.get(page)
    assert response.status_code == 200
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert not response.cookies
    made = tree(response)
    assert not made.xpath("//script[not(@src)] | //style | //*[@style] | //@*[starts-with(name(), 'on')]")
    assert not [
        url
        for url in made.xpath("//*/@src | //link/@href")
        if url.startswith("//") or "://" in url.replace("http://localhost/", "")
    ]
    assert "<script>alert" not in response.content.decode()
    ids = made.xpath("//@id")
    assert len(ids) == len(set(ids))


@pytest.fixture(scope="module")
def seen() -> dict[str, list[str]]:
    """The names within every page that a link has led to, so that each is opened once."""
    return {}


@pytest.mark.parametrize("page", PAGES)
def test_every_link_on_a_page_leads_somewhere(client, seen, page):
    for url in set(tree(client.get(page)).xpath("//a/@href")):
        target, anchor = urldefrag(urljoin(page, url))
        if target not in seen:
            response = client.get(target)
            assert response.status_code in (200, 302), url
            page_of_ours = response.status_code == 200 and "text/html" in response["Content-Type"]
            seen[target] = tree(response).xpath("//@id") if page_of_ours else []
        if anchor and seen[target]:
            assert unquote(anchor) in seen[target], url


def test_the_front_page_says_what_is_in_the_store(client):
    page = text(client.get("/"))
    assert "6 documents · 2031–2032" in page
    assert "1 paragraphs speak" not in page and "1 paragraph speaks" in page
    assert "Peace processes" in page
    assert "1 file could not be stored" in page


def test_a_document_says_what_it_is_and_where_it_comes_from(client):
    page = text(client.get(RESOLUTION))
    assert "S/RES/9002 (2031)" in page and "6 May 2031" in page
    assert "14 in favour, 0 against, 1 abstaining" in page and "FIJI" in page
    assert "/documents/en/S_RES_9002(2031).xml" in page and "ab" * 32 in page
    assert "Women and peace and security" in page


def test_every_unit_has_its_label_anchor_and_citation(client):
    made = tree(client.get(RESOLUTION))
    units = made.xpath("//div[contains(@class, 'unit')]")
    assert [unit.get("id") for unit in units] == ["PP1", "OP1", "OP2", "OP2(a)"]
    assert units[3].xpath("string(.//*[@class='copyable'])") == "S/RES/9002 (2031), para. 2 (a)"
    assert units[3].xpath(".//a/@href")[0] == "#OP2(a)"
    assert "in1" in units[3].get("class")


def test_citations_are_links_and_lead_to_the_paragraph(client):
    made = tree(client.get(RESOLUTION))
    link = made.xpath("//div[@id='OP1']//p[@class='words']/a")[0]
    assert link.get("href") == "/S/RES/9001(2031)#OP2"
    assert link.text_content() == "paragraph 2 of resolution 9001 (2031)"
    away = made.xpath("//div[@class='notes']//span[@class='away']")[0]
    assert away.get("title") == "S/2031/404: not in this store"
    assert made.xpath("//div[@id='PP1']//sup/a/@href") == ["#n0-0"]


def test_a_unit_says_who_cites_it_and_so_does_the_document(client):
    made = tree(client.get("/S/RES/9001(2031)"))
    unit = made.xpath("//div[@id='OP2']//details[@class='citedby']")[0]
    assert unit.xpath(".//li/a/@href") == [f"{RESOLUTION}#OP1"]
    citing = made.xpath("//section[contains(@class, 'citing')]")[0]
    assert "2 documents in this store cite" in re.sub(r"\s+", " ", citing.text_content())
    assert "/S/2031/77#OP1" in citing.xpath(".//a/@href")


def test_a_document_that_cites_itself_says_so_at_the_paragraph_only(client):
    made = tree(client.get("/S/2031/500"))
    assert made.xpath("//div[@id='¶2']//details[@class='citedby']//li/a/text()") == ["¶3"]
    assert not made.xpath("//section[contains(@class, 'citing')]")


def test_relevant_units_show_their_themes_and_the_words_that_decided(client):
    unit = tree(client.get(RESOLUTION)).xpath("//div[@id='OP1']")[0]
    assert "wps" in unit.get("class")
    assert unit.xpath(".//ul[@class='themes']//a/text()") == ["Peace processes"]
    assert "".join(unit.xpath(".//p[@class='words']//mark//text()")) == "women into mediation"
    why = unit.xpath(".//details[@class='why']//li")[0]
    assert why.xpath("string(q)") == "women into mediation"
    assert why.xpath("a[1]/text()") == [RULE]
    assert why.xpath("a[1]/@href")[0].startswith("/rules/")


def test_a_commitment_is_taken_apart_and_its_words_are_marked(client):
    unit = tree(client.get(RESOLUTION)).xpath("//div[@id='OP1']")[0]
    words = unit.xpath(".//p[@class='words']")[0]
    assert words.xpath(".//span[@class='verb']/text()") == ["Asks"]
    assert words.xpath(".//span[@class='whom']/text()") == ["all parties"]
    assert "".join(words.xpath(".//span[@class='what']//text()")) == "bring women into mediation"
    # The words that decided lie inside what is asked, and both are marked.
    assert words.xpath("string(.//span[@class='what']//mark)") == "women into mediation"
    said = " ".join(unit.xpath("string(.//details[@class='asks']//li)").split())
    assert said == "asks (request); asked of: all parties (parties to conflict): bring women into mediation"
    assert not tree(client.get(f"/fr{RESOLUTION}")).xpath("//details[@class='asks'] | //span[@class='verb']")


def test_the_rules_are_counted_by_what_they_give(client):
    response = client.get("/rules/")
    made = tree(response)
    rules = {each.xpath("string(a)"): each for each in made.xpath("//main//li")}
    assert sorted(rules) == sorted(load_rules())
    fired = rules[RULE]
    assert "rare" in fired.get("class")
    (group,) = [each.name for each in load().themes if each.code == load_rules()[RULE].themes[0]]
    assert fired.xpath("string(../preceding-sibling::h2[1])") == group
    assert "1 paragraph · 1 document one document only" in " ".join(fired.text_content().split())
    assert "never used" in rules["women"].text_content()
    contents = [
        link.removeprefix("#") for link in made.xpath("//main//nav[a[starts-with(@href, '#')]]/a/@href")
    ]
    assert contents == made.xpath("//main//h2/@id")
    # An address from before, #rule-…, leads to the rule in this list, and from there to its own page.
    assert all(
        f"rule-{url.removeprefix('/rules/')}" == each.get("id")
        for each in rules.values()
        for url in each.xpath("a/@href")
    )
    assert len(response.content) <= 100_000


def test_a_rule_shows_where_it_fires(client):
    (url,) = tree(client.get("/rules/")).xpath(f"//main//li/a[.='{RULE}']/@href")
    made = tree(client.get(url))
    assert made.xpath("//h1/text()") == [RULE] and load_rules()[RULE].note in text(client.get(url))
    assert made.xpath("//input[@id='find']/@value") == [""]  # its words are no words to search for
    assert made.xpath("//ul[@class='fired']//a/@href") == [f"{RESOLUTION}#OP1"]
    assert made.xpath("string(//ul[@class='fired']//mark)") == "women into mediation"
    assert not tree(client.get(f"{url}?language=fr")).xpath("//ul[@class='fired']")
    assert client.get("/rules/no-such-rule").status_code == 404


def test_about_says_what_the_store_is_coded_by(client):
    from windhoek.site import shelf
    from windhoek.store import codebooks

    said = text(client.get("/about"))
    assert "coded by the codebook that comes with the program" in said
    assert codebooks.told(shelf.store()).sha256 in said


def load_rules():
    return {rule.name: rule for rule in load().rules}


def test_another_language_borrows_the_codes_and_says_so(client):
    response = client.get(f"/fr{RESOLUTION}")
    assert "d’après le codage du texte anglais" in text(response)
    unit = tree(response).xpath("//div[@id='OP1']")[0]
    assert "wps" in unit.get("class") and not unit.xpath(".//mark")


@pytest.mark.parametrize(
    ("language", "direction"), [("en", "ltr"), ("fr", "ltr"), ("ar", "rtl"), ("zh", "ltr")]
)
def test_language_and_direction_are_marked(client, language, direction):
    prefix = "" if language == "en" else f"/{language}"
    made = tree(client.get(f"{prefix}{RESOLUTION}"))
    assert (made.get("lang"), made.get("dir")) == (language, direction)
    article = made.xpath("//article")[0]
    assert (article.get("lang"), article.get("dir")) == (language, direction)
    assert set(made.xpath("//div[@class='tag']/ancestor-or-self::*[@dir][1]/@dir")) == {"ltr"}
    assert (
        len(made.xpath("//nav[@class='languages']//a"))
        == 3
        == len(made.xpath("//nav[@class='languages twin']//a"))
    )


def test_hostile_text_is_shown_as_text(client):
    for page in ("/S/RES/9001(2031)", "/search?q=alert", "/search?q=<script>alert(1)</script>"):
        response = client.get(page)
        assert "<script>alert" not in response.content.decode()
        assert "alert" in text(response)


def test_a_long_document_comes_in_light_pages_and_each_unit_is_found(client):
    first = client.get("/S/2031/500")
    assert len(first.content) < 150_000
    labels = [tree(client.get(f"/S/2031/500?page={n}")).xpath("//article/div/@id") for n in range(1, 6)]
    assert sorted({label for page in labels for label in page}) == sorted(f"¶{n}" for n in range(1, 321))
    assert "¶300" in tree(client.get("/S/2031/500?at=¶300")).xpath("//@id")
    sent = client.get("/S/2031/500/¶300")
    assert sent.status_code == 302 and unquote(sent.headers["Location"]).endswith("#¶300")
    assert "¶300" in tree(client.get(sent.headers["Location"])).xpath("//@id")


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("/S/RES/9002", RESOLUTION),
        ("/S/RES/9002 (2031)", RESOLUTION),
        ("/s/res/9002", RESOLUTION),
        ("/S_RES_9002(2031)", RESOLUTION),
        ("/fr/S/RES/9002", f"/fr{RESOLUTION}"),
        (f"/en{RESOLUTION}", RESOLUTION),
        (f"{RESOLUTION}/OP2(a)", f"{RESOLUTION}#OP2(a)"),
        (f"{RESOLUTION}/op1", f"{RESOLUTION}#OP1"),
        (f"/ar{RESOLUTION}/OP1", f"/ar{RESOLUTION}#OP1"),
        ("/S/RES/9002/OP1", f"{RESOLUTION}#OP1"),
    ],
)
def test_other_spellings_lead_to_the_one_address(client, asked, given):
    response = client.get(asked)
    assert (response.status_code, response.headers["Location"]) == (302, given)


def test_a_document_in_one_language_stands_under_its_bare_symbol_too(client):
    assert (
        client.get("/S/RES/9003(2032)").status_code == client.get("/fr/S/RES/9003(2032)").status_code == 200
    )


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (f"{RESOLUTION}/OP99", "has no paragraph OP99"),
        ("/S/RES/1325", "is a resolution of the Security Council of 2000, but it is not in this store"),
        ("/S/2031/404", "1 document here cites it"),
        ("/S/RES/9000(2031)", "S/RES/9001 (2031)"),
        ("/nonsense", "There is no such page"),
        ("/favicon.ico", "There is no such page"),
        ("/%00%ff", "There is no such page"),
        ("/cited/nonsense", "There is no such page"),
    ],
)
def test_what_is_not_there_is_said_with_what_is_near(client, asked, says):
    response = client.get(asked)
    assert response.status_code == 404
    assert says in text(response)
    assert tree(response).xpath("//form[@action='/search']")
    assert all(
        client.get(url).status_code in (200, 302)
        for url in tree(response).xpath("//ul[@class='near']//a/@href")
    )


def test_near_labels_are_offered(client):
    links = tree(client.get(f"{RESOLUTION}/OP9")).xpath("//ul[@class='near']//a/@href")
    assert f"{RESOLUTION}#OP2(a)" in links


@pytest.mark.parametrize("page", ["-1", "0", "99999999999", "x", "²", "", "2&page=all", "%00"])
@pytest.mark.parametrize("path", ["/S/2031/500", "/search", "/failed", "/cited/S/RES/9001(2031)"])
def test_junk_in_the_address_harms_nothing(client, path, page):
    assert client.get(f"{path}?page={page}&at=%00&label=%00&q=%00&kind=%00").status_code == 200


def test_the_failed_files_are_listed_with_their_reasons(client):
    page = text(client.get("/failed"))
    assert "broken.xmlline 3: <b> is not closed" in page
    assert "/documents/" not in page  # where files lie on a server is nobody's business


def test_failed_files_of_several_folders_keep_what_tells_them_apart():
    from windhoek.site.views.about import _home

    assert _home(["/srv/un/2031/a.xml", "/srv/un/2032/b.xml"]) == "/srv/un/"
    assert _home(["a.xml", "2031/b.xml"]) == ""


def test_only_reading_is_allowed(client):
    for page in ("/", "/search", RESOLUTION, "/about"):
        assert client.post(page).status_code == 405


def test_other_hosts_are_refused(client):
    answer = client.get("/ru/", headers={"host": "evil.example"})
    assert answer.status_code == 400 and b"evil" not in answer.content and b'lang="ru"' in answer.content


def test_static_files_are_served_and_may_be_kept(client):
    for url in tree(client.get("/")).xpath("//link[@rel='stylesheet']/@href | //script/@src"):
        assert re.search(r"\?[0-9a-f]{10}$", url)


def test_samples_are_called_samples(client):
    """In a process of its own: a store of nothing but the samples that come with the program."""
    program = f"""
import os, sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from site_documents import Shelf
from windhoek.store.store import Store
import windhoek
from pathlib import Path
shelf = Shelf(Store(os.environ["WINDHOEK_STORE"]))
made = shelf.document("S/RES/9901 (2099)", "en", [("OP1", "operative", "Asks;")])
made.file.path = str(Path(windhoek.__file__).parent / "samples" / "S_RES_9901-SAMPLE-E.txt")
made.file.save()
import django; django.setup()
from django.test import Client
client = Client(headers={{"host": "localhost"}})
print("These are samples" in client.get("/").content.decode(),
      "This is a sample" in client.get("/S/RES/9901(2099)").content.decode())
"""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "WINDHOEK_STORE": f"{folder}/samples.sqlite3"}
        done = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True
        )
    assert done.stdout.split() == ["True", "True"], done.stderr
    assert "These are samples" not in client.get("/").content.decode()


def test_an_empty_store_says_what_to_do():
    program = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "client = Client(headers={'host': 'localhost'})\n"
        "print(client.get('/').content.decode(), client.get('/search?q=x').status_code)"
    )
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "WINDHOEK_STORE": f"{folder}/empty.sqlite3"}
        done = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True
        )
    assert "The store is empty" in done.stdout and done.stdout.strip().endswith("200"), done.stderr


def test_a_fault_is_owned_up_to(client, monkeypatch):
    from windhoek.site.views import about

    def fail(*_):
        raise RuntimeError("no such luck")

    monkeypatch.setattr(about.shelf, "themes", fail)
    client.raise_request_exception = False
    response = client.get("/about")
    assert response.status_code == 500 and "Something went wrong" in text(response)
    assert tree(response).xpath("//link[@rel='stylesheet']/@href") == ["/static/windhoek/site.css"]
    assert "no such luck" not in response.content.decode()


def test_who_cites_is_told_with_what_it_is_about(client):
    made = tree(client.get("/cited/S/RES/9001(2031)"))
    (line,) = made.xpath("//ul[contains(@class, 'cites')]/li[contains(., '9002')]")
    assert "On women at the table" in line.text_content()
    nobody = text(client.get("/cited/S/RES/9003(2032)"))
    assert "No document in this store cites it." in nobody


def test_a_document_that_is_not_here_is_looked_for_at_the_united_nations(client):
    made = tree(client.get("/S/RES/1325"))
    assert made.xpath("//main//a[@class='out']/@href") == ["https://undocs.org/S/RES/1325(2000)"]


def test_a_paragraph_of_a_document_that_is_not_here_is_looked_for_under_its_document(client):
    answer = client.get("/S/RES/1325(2000)/OP5")
    (title,) = tree(answer).xpath("//h1/text()")
    assert answer.status_code == 404 and title == "S/RES/1325 (2000) is not in this store"
    known = tree(answer).xpath("//main//a[contains(@href, '?symbol=S%2FRES%2F1325')]")
    assert len(known) > 1 and all(client.get(each.get("href")).status_code == 200 for each in known)


@pytest.mark.parametrize("page", ["/", "/search?q=women", "/debates/", "/extracts", "/S/RES/1325(2000)"])
def test_a_store_without_documents_says_what_to_do(empty, page):
    assert "windhoek fetch" in empty.get(page).content.decode()
