"""The site in six languages: the address says which, the page says what is in another, every word has its translation."""

from __future__ import annotations

import gettext
import re
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType
from django.utils import translation
from site_documents import tree

from windhoek import register
from windhoek.document import LANGUAGES
from windhoek.site import cells, forms, glossary, languages, phrased, shelf
from windhoek.tracing.links import RULES
from windhoek.tracing.phrases import English, Percent, When, in_words, phrase

ROOT = Path(__file__).parents[2]
SITE = ROOT / "src" / "windhoek" / "site"
RESOLUTION = "/S/RES/9002(2031)"
OTHERS = [code for code in LANGUAGES if code != "en"]
#: Names and terms that are the same in every language.
SAME = {
    "Windhoek",
    "JSON",
    "CSV",
    "Atom",
    "BibTeX",
    "SHA-256",
    "PDF",
    "DOCX",
    "Word",
    "HTTP",
    "OpenAPI",
    "API",
    "ms",
}

sys.path[:0] = [str(ROOT), str(ROOT / "tools")]


# --- addresses ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["", "missions/", "register/targets/", "search?q=women", RESOLUTION[1:]])
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_page_is_in_the_language_of_its_address_and_leads_to_the_other_five(client, page, code):
    response = client.get(languages.local(f"/{page}", code))
    assert response.status_code == 200
    assert response.headers["Content-Language"] == code
    made = tree(response)
    assert (made.get("lang"), made.get("dir")) == (code, "rtl" if code == "ar" else "ltr")
    switch = made.xpath("//nav[@class='tongues']/*")
    assert [each.get("lang") for each in switch] == list(LANGUAGES)
    for each in switch:
        assert each.get("href") == (
            None if each.get("lang") == code else languages.local(f"/{page}", each.get("lang"))
        )
    alternates = made.xpath("//link[@rel='alternate'][@hreflang]")
    assert [each.get("hreflang") for each in alternates] == list(LANGUAGES)
    assert all(each.get("href").startswith("http://") for each in alternates)


@pytest.mark.parametrize(
    "page", ["/", "/missions/", "/register/", "/register/targets/", RESOLUTION, "/about"]
)
def test_links_of_a_page_stay_in_its_language(client, page):
    made = tree(client.get(f"/fr{page}"))
    for nav in made.xpath("//nav[@class='tongues'] | //nav[@class='languages'] | //p[@class='offer']"):
        nav.drop_tree()
    inside = [link for link in made.xpath("//body//a/@href | //form/@action") if link.startswith("/")]
    assert inside
    outside = ("/static/", "/api/", "/register/personnel.csv")
    assert [link for link in inside if not link.startswith(("/fr/", *outside)) and ".csv" not in link] == []


def test_a_browser_is_offered_its_language_and_never_sent_there(client):
    response = client.get(RESOLUTION, headers={"Accept-Language": "de, fr-CA;q=0.9, en;q=0.5"})
    assert response.status_code == 200 and tree(response).get("lang") == "en"
    (link,) = tree(response).xpath("//p[@class='offer']/a")
    assert (link.get("href"), link.get("lang")) == (f"/fr{RESOLUTION}", "fr")
    assert "Accept-Language" in response.headers["Vary"]
    for asked, page in (
        ("en-GB, fr;q=0.5", RESOLUTION),
        ("fr", f"/es{RESOLUTION}"),
        ("", RESOLUTION),
        ("tlh", "/"),
    ):
        assert not tree(client.get(page, headers={"Accept-Language": asked})).xpath("//p[@class='offer']")


def test_other_spellings_of_a_language_lead_to_the_one(client):
    assert client.get("/fr").headers["Location"] == "/fr/"
    assert client.get(f"/en{RESOLUTION}?page=2").headers["Location"] == f"{RESOLUTION}?page=2"
    assert client.get("/en//elsewhere.example/").headers["Location"] == "/elsewhere.example/"
    assert client.get("/zh-hans/about").status_code == 404
    assert languages.bare("/fr//elsewhere.example") == "/elsewhere.example"


def test_what_is_for_programs_has_no_language(client):
    assert client.get("/api/register/targets.json").status_code == 200
    assert client.get("/fr/api/register/targets.json").status_code == 404


@pytest.mark.parametrize(("address", "shown", "says"), [
    (f"/ar{RESOLUTION}", "ar", ""),
    (f"/ru{RESOLUTION}", "en", "not here in the language"),
    ("/zh/S/RES/9003(2032)", "fr", "Only in French"),
    ("/S/RES/9003(2032)", "fr", "Only in French"),
    ("/es/S/2031/500", "en", "Only in English"),
])  # fmt: skip
def test_a_text_that_is_not_there_in_the_language_is_shown_in_the_one_there_is_and_that_is_said(
    client, address, shown, says
):
    made = tree(client.get(address))
    article = made.xpath("//article")[0]
    assert (article.get("lang"), article.get("dir")) == (shown, "rtl" if shown == "ar" else "ltr")
    said = [each.text_content() for each in made.xpath("//p[@class='only']")]
    assert len(said) == bool(says)
    if says:
        with translation.override(made.get("lang")):
            known = {
                translation.gettext(each)
                for each in (says, "This document is not here in the language of the page.")
            }
        assert said[0] in known


# --- dates and numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "day", "first", "month", "number", "share"), [
    ("ar", "31 تشرين الأول/أكتوبر 2000", "1 أيار/مايو 2013", "حزيران/يونيه 2010", "12\xa0345,5", "7,5\xa0في المائة"),
    ("en", "31 October 2000", "1 May 2013", "June 2010", "12,345.5", "7.5\xa0%"),
    ("es", "31 de octubre de 2000", "1 de mayo de 2013", "junio de 2010", "12.345,5", "7,5\xa0%"),
    ("fr", "31 octobre 2000", "1er mai 2013", "juin 2010", "12\xa0345,5", "7,5\xa0%"),
    ("ru", "31 октября 2000 года", "1 мая 2013 года", "июнь 2010 года", "12\xa0345,5", "7,5\xa0%"),
    ("zh", "2000年10月31日", "2013年5月1日", "2010年6月", "12\xa0345.5", "7.5%"),
])  # fmt: skip
def test_dates_and_numbers_are_printed_as_the_united_nations_prints_them(
    code, day, first, month, number, share
):
    with translation.override(code):
        assert forms.day("2000-10-31") == day
        assert forms.day(date(2013, 5, 1)) == first
        assert forms.day("2010-06") == month
        assert forms.number(12345.5) == number
        assert forms.percent(7.5) == share
        assert forms.number(-1234) == {"en": "-1,234", "es": "-1.234", "ru": "-1234"}.get(code, "-1\xa0234")
        assert forms.number(2, 1) == ("2.0" if code in ("en", "zh") else "2,0")
        assert forms.day("no day") == "no day" and forms.day("2000-99-99") == "2000-99-99"


# --- terms -------------------------------------------------------------------------------------------------


def test_the_glossary_has_every_term_in_six_languages_with_its_source():
    assert len(glossary.terms()) > 40
    for english, row in glossary.terms().items():
        assert all(row[code] for code in LANGUAGES) and row["source"], english


def test_titles_and_words_of_the_register_are_there_in_six_languages():
    words = {field.title for name in register.tables() for field in register.schema(name).fields}
    words |= {register.schema(name).title for name in register.tables()}
    words |= {
        row[column]
        for table in ("themes", "functions")
        for row in register.rows(table)
        for column in ("belongs", "elsewhere")
        if row[column]
    }
    words |= {rule.why for rule in RULES.values()} | {row["whom"] for row in register.rows("targets")}
    assert [each for each in sorted(words) if not glossary.known(each)] == []
    for row in glossary.rows("words.csv").values():
        assert all(row[code] for code in OTHERS), row["en"]


@pytest.mark.parametrize("code", OTHERS)
def test_statements_of_the_program_are_said_in_the_language_of_the_page(code):
    said = phrase("part of the year", covered=92, days=1365)
    assert str(said) == "The reports at hand tell of 92 of 1,365 days"
    with translation.override(code):
        shown = phrased.shown(said)
        assert shown == in_words(said, code, lambda part, _: forms.number(part)) != str(said)
        share = phrase("share in", share=Percent("3.4"), part=5, whole=1234, period=When("2014-02"))
        assert all(
            each in phrased.shown(share)
            for each in (forms.percent(3.4), forms.number(1234), forms.day("2014-02"))
        )
        marked = phrased.shown(phrase("dated", words=English("Gender <unit>"), when=When("2017")))
        assert '<span lang="en" dir="ltr">Gender &lt;unit&gt;</span>' in marked


@pytest.mark.parametrize("code", OTHERS)
def test_the_catalogue_says_what_the_glossary_says(messages, code):
    held = {each.id.lower(): each.string.lower() for each in messages.held(code) if isinstance(each.id, str)}
    shared = [term for term in glossary.terms() if term in held]
    assert len(shared) >= 5
    # In a list of numbers a term may stand in another case or number: its beginning is the same.
    apart = {
        "police",
        "military personnel",
        "military observers",
        "troops",
        "request",
        "encouragement",
        "statement",
    }
    for term in shared:
        if term not in apart:
            said, wanted = held[term].removeprefix("ال"), glossary.terms()[term][code].lower()
            assert said[:4] == wanted.removeprefix("ال")[:4], term


def test_words_of_the_data_are_in_the_language_of_the_page(client):
    with translation.override("fr"):
        assert glossary.term("draft resolution") == "projet de résolution"
        assert glossary.term("no term of ours") == "no term of ours"
        assert cells.country("COD") == "République démocratique du Congo"
        assert shelf.theme("peace-processes").name == "Processus de paix"
        assert shelf.code_name("training") == "Formation"
    with translation.override("en"):
        assert cells.country("COD") == "Democratic Republic of the Congo"
        assert shelf.theme("peace-processes").name == "Peace processes"
    french = tree(client.get("/fr/missions/?on=2013-05-31"))
    assert "Opérations de maintien de la paix" in french.xpath("string(//main)")
    named = french.xpath("//a[span[@class='symbol']='MONUSCO']/span[@lang]")[0]
    assert (named.get("lang"), "Mission" in named.text) == ("fr", True)


def test_what_is_in_english_alone_says_so_and_carries_its_language(client):
    made = tree(client.get("/ar/register/targets/"))
    assert [each.text for each in made.xpath("//main//span[@class='only']")] == ["بالإنكليزية فقط"]
    assert made.xpath("//main/div/p[@lang='en'][@dir='ltr']")
    assert made.xpath("string(//h1)") == "الغايات"
    assert not tree(client.get("/register/targets/")).xpath("//span[@class='only']")


#: Of every kind of page one that this store, or the register, has.
LOOKED_AT = {"document": RESOLUTION, "cited by": f"/cited{RESOLUTION}"}


@pytest.mark.parametrize("code", OTHERS)
def test_no_english_is_left_outside_of_what_says_that_it_is_english(client, code):
    import foreign
    from benchmarks.pages import shown

    left = {}
    for kind, page in shown():
        address = LOOKED_AT.get(kind, page)
        made = client.get(languages.local(address, code)).content.decode()
        left |= dict.fromkeys(foreign.foreign(made, code, foreign.typed(address)), address)
    assert left == {}


def test_english_that_was_left_is_found():
    import foreign

    page = '<html lang="{}"><body><p title="{}">{} <b lang="en">Women</b></p></body></html>'
    assert foreign.foreign(page.format("ar", "", "النساء UNMIL S/RES/1325 (2000), OP7(a)"), "ar") == []
    assert foreign.foreign(page.format("ar", "Women and men", "النساء"), "ar") == ["Women and men"]
    assert foreign.foreign(page.format("fr", "", "What is asked of missions"), "fr") == [
        "What is asked of missions "
    ]
    assert foreign.foreign(page.format("fr", "", "Ce que demandent les missions"), "fr") == []
    assert foreign.foreign(page.format("zh", "", "检索 women"), "zh", "women") == []


# --- cite, share, print; last changed ----------------------------------------------------------------------


@pytest.mark.parametrize(("page", "says"), [
    (f"/fr{RESOLUTION}", "Dernière modification"),
    ("/fr/register/targets/", "Dernière modification"),
    ("/fr/register/targets/police-20-by-2014", "Dernière modification"),
    ("/fr/missions/UNMIL/", "Dernière modification"),
    ("/fr/about", "Données au"),
])  # fmt: skip
def test_each_page_says_when_it_was_changed_and_how_to_take_it_away(client, page, says):
    made = tree(client.get(page))
    footer = made.xpath("//footer")[0]
    assert says in footer.text_content() and re.search(r"\d{4}", footer.text_content())
    assert made.xpath("//input[@id='permalink']/@value") == [f"http://localhost{page}"]


def test_a_document_has_its_reference_and_its_entry_for_bibtex(client):
    made = tree(client.get(f"/fr{RESOLUTION}"))
    assert made.xpath("string(//details[@class='take']//dd[@class='copyable'])").startswith(
        "Nations Unies, Conseil de sécurité, S/RES/9002 (2031), "
    )
    entry = made.xpath("string(//details[@class='take']//pre)")
    assert entry.startswith("@techreport{S-RES-9002-2031,") and entry.endswith("}")
    assert entry.count("{") == entry.count("}")
    assert "  language = {fr}," in entry and f"  url = {{http://localhost/fr{RESOLUTION}}}," in entry


# --- the catalogue -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def messages():
    pytest.importorskip("babel", reason="babel is not installed: pip install -e .[dev]")
    import messages

    return messages


@pytest.fixture(scope="module")
def extracted(messages):
    return messages.extracted()


@pytest.mark.parametrize("code", OTHERS)
def test_every_message_has_its_translation(messages, extracted, code):
    held = messages.held(code)
    used = {(each.id, each.context) for each in extracted if each.id}
    known = {(each.id, each.context) for each in held if each.id}
    assert used - known == set(), "make messages"
    assert known - used == set(), "make messages"
    assert [each.id for each in messages.untranslated(held)] == []
    assert not [each.id for each in held if each.fuzzy and each.id]


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_has_the_names_in_it_that_the_message_has(messages, code):
    names = re.compile(r"%\(\w+\)s|</?\w+[^>]*>|\{\w*\}")
    for each in messages.held(code):
        if each.id:
            wanted = set(names.findall(each.id[-1] if isinstance(each.id, tuple) else each.id))
            for said in each.string if isinstance(each.string, tuple) else (each.string,):
                if not said:
                    continue  # the test above says so
                found = set(names.findall(said))
                few = (
                    isinstance(each.string, tuple) and len(each.string) == 6
                )  # Arabic has words for one and two
                assert found == wanted or (few and found < wanted), (each.id, said)


@pytest.mark.parametrize("code", OTHERS)
def test_what_is_compiled_is_what_is_written(messages, code):
    folder = SITE / "locale" / code / "LC_MESSAGES"
    with (folder / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for each in messages.held(code):
        if each.id:
            one = each.id[0] if isinstance(each.id, tuple) else each.id
            key = f"{each.context}\x04{one}" if each.context else one
            strings = each.string if isinstance(each.string, tuple) else (each.string,)
            for number, said in enumerate(strings):
                place = (key, number) if isinstance(each.id, tuple) else key
                assert compiled._catalog.get(place, "") == said, "make messages"


class _Words(HTMLParser):
    """The words of a piece of HTML that a person sees or hears."""

    SAID = ("aria-label", "title", "alt", "placeholder")

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self.code = [], 0

    def handle_starttag(self, tag, attributes):
        self.code += tag in ("code", "style", "script")
        self.found += [value for name, value in attributes if name in self.SAID and value]

    def handle_endtag(self, tag):
        self.code -= tag in ("code", "style", "script")

    def handle_data(self, data):
        if not self.code:
            self.found.append(data)


def _bare(source):
    """The words of a template that stand outside of a translate tag."""
    closing, kept = "", []
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK:
            word = token.contents.split()[0]
            if word in ("blocktranslate", "comment") or token.contents == "block page":  # that is a class
                closing = f"end{word}"
            elif word == closing:
                closing = ""
        elif token.token_type == TokenType.TEXT and not closing:
            kept.append(token.contents)
    parser = _Words()
    parser.feed("\ufffd".join(kept))
    words = [word.strip(".,:;()–-") for said in parser.found for word in said.replace("\ufffd", " ").split()]
    # What is all capitals is an acronym or a symbol, the same in every language.
    return [
        word
        for word in words
        if sum(map(str.isalpha, word)) > 1 and word != word.upper() and word not in SAME
    ]


def test_words_outside_of_a_translate_tag_are_seen():
    assert _bare('<p title="Here">{% translate "A" %} and {{ x }}</p><code>run</code>') == ["Here", "and"]
    assert _bare("{% blocktranslate %}<b>All</b> {{ x }}{% endblocktranslate %} JSON") == []


@pytest.mark.parametrize("path", sorted(SITE.glob("templates/**/*.html")), ids=lambda path: path.name)
def test_a_template_has_no_words_outside_of_a_translate_tag(path):
    source = path.read_text(encoding="utf-8")
    assert _bare(source) == []
    assert '="/' not in source.replace('="/api/', ""), (
        "an address in the language of the page: {% url … %} or |local"
    )
