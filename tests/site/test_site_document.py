"""The page of a document: light pages, two languages side by side, and what changed since the mandate before."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from gzip import compress
from pathlib import Path
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from site_documents import RESOLUTION, Shelf, tree

from windhoek.reading import read
from windhoek.register import rows
from windhoek.site import changed, context, paging
from windhoek.store.ingest import ingest
from windhoek.store.store import Store
from windhoek.tracing.compare import compare
from windhoek.tracing.mandates import before, resolutions

SHARED = Path(__file__).parents[2] / "../shared/corpus/sc-resolutions"
LATER, EARLIER = "/S/RES/2709(2023)", "S/RES/2659 (2022)"
HEAVIEST = 150_000  # bytes of a page, with its style and script as they are sent


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with two successive mandates of MINUSCA in English and Russian, the earlier one in English alone."""
    names = ("*S_RES_2709*E.xml", "*S_RES_2709*R.xml", "*S_RES_2659*E.xml")
    paths = [path for name in names for path in SHARED.rglob(name)]
    if len(paths) != 3:
        pytest.skip("the corpus is not beside the repository")
    opened = Store(tmp_path_factory.mktemp("real") / "real.sqlite3")
    assert ingest(opened, paths).documents == 3
    yield opened
    opened.close()


@pytest.fixture
def mandates(client, real: Store, monkeypatch: pytest.MonkeyPatch):
    """The client, of that store."""
    from windhoek.site import shelf

    monkeypatch.setattr(shelf, "store", lambda: real)
    return client


# --- pages -------------------------------------------------------------------------------------------------


@given(
    st.lists(st.tuples(st.integers(1, 90), st.booleans()), max_size=60),
    st.integers(1, 150),
    st.integers(100, 150),
)
def test_pages_hold_everything_once_and_none_is_too_heavy(things, first, rest):
    weights, tops = [weight for weight, _ in things], [top for _, top in things]
    found = paging.cut(weights, tops, first, rest)
    assert [at for start, end in found for at in range(start, end)] == list(range(len(things)))
    for number, (start, end) in enumerate(found):
        assert sum(weights[start:end]) <= (rest if number else first) or end - start == 1


def test_a_page_begins_with_a_whole_paragraph_unless_that_would_leave_the_one_before_half_empty():
    assert paging.cut([30, 30, 30, 30], [True, False, True, False], 100, 100) == [(0, 2), (2, 4)]
    assert paging.cut([30, 30, 30, 30], [True, True, False, False], 100, 100) == [(0, 3), (3, 4)]


@pytest.mark.parametrize(
    ("language", "beside"), [("", ""), ("/ru", ""), ("", "&beside=ru"), ("/ru", "&beside=en")]
)
def test_no_page_of_a_long_resolution_is_heavy_and_each_paragraph_is_on_one(mandates, language, beside):
    style = sum(len(compress((context._STATIC / name).read_bytes())) for name in ("site.css", "site.js"))
    found: Counter[str] = Counter()
    number, count = 1, 2
    while number <= count:
        response = mandates.get(f"{language}{LATER}?page={number}{beside}")
        assert len(response.content) + style <= HEAVIEST
        made = tree(response)
        here = made.xpath("//article/div[@id]/@id")
        found.update(here)
        # A link that names a paragraph and no page finds where to go on.
        away = made.xpath("//nav[@class='elsewhere']//a")
        assert {link.get("id") for link in away}.isdisjoint(here)
        assert len(away) + len(here) == len(
            set(made.xpath("//article/div/@id | //nav[@class='elsewhere']//a/@id"))
        )
        for link in away[:1]:
            led = mandates.get(urljoin(f"{language}{LATER}?page={number}{beside}", link.get("href")))
            assert link.get("id") in tree(led).xpath("//article/div/@id")
        count = max(map(int, re.findall(r"\d+", made.xpath("string(//nav[@class='pages']//span)"))))
        number += 1
    assert count > 1 and set(found.values()) == {1} and {"PP1", "OP36(a)(iii)", "OP59"} <= set(found)
    whole = tree(mandates.get(f"{language}{LATER}?page=all{beside}"))
    assert whole.xpath("//article/div[@id]/@id") == list(found)
    assert re.search(r"\d{3}", whole.xpath("string(//p[@class='pages'])"))  # kB


# --- two languages -----------------------------------------------------------------------------------------


def test_two_languages_stand_side_by_side_by_label(client):
    made = tree(client.get(f"{RESOLUTION}?beside=ar"))
    rows = made.xpath("//article/div[contains(@class, 'unit')]")
    alone = tree(client.get(RESOLUTION)).xpath("//article/div/@id")
    assert [row.get("id") for row in rows] == alone
    assert rows[0].xpath("div[@lang]/@lang") == ["en", "ar"]
    assert rows[0].xpath("div[@lang]/@dir") == ["ltr", "rtl"]
    (other,) = tree(client.get(f"/ar{RESOLUTION}")).xpath("//div[@id='OP1']/p")
    assert rows[1].xpath("string(div[@lang='ar']/p)") == other.text_content()
    choices = made.xpath("//nav[contains(@class, 'twin')]")[0]
    assert choices.xpath("strong/@lang") == ["ar"] and choices.xpath("a[last()]/@href") == [RESOLUTION]
    assert len(set(made.xpath("//@id"))) == len(made.xpath("//@id"))


def test_what_a_language_lacks_is_said_where_the_other_has_it(empty):
    from windhoek.site import shelf

    held = Shelf(shelf.store())
    held.document("S/RES/9009 (2031)", "en", [("OP1", "operative", "One;"), ("OP2", "operative", "Two.")])
    held.document("S/RES/9009 (2031)", "fr", [("PP1", "preambular", "Zéro,"), ("OP1", "operative", "Un ;")])
    made = tree(empty.get("/S/RES/9009(2031)?beside=fr"))
    assert made.xpath("//article/div/@id") == ["PP1", "OP1", "OP2"]
    assert "English" in made.xpath("string(//div[@id='PP1']//p[@class='only'])")
    assert "French" in made.xpath("string(//div[@id='OP2']//p[@class='only'])")
    assert not made.xpath("//div[@id='OP1']//p[@class='only']")


@pytest.mark.parametrize(("asked", "says"), [("ru", "Russian"), ("en", ""), ("xx", ""), ("", "")])
def test_a_language_that_is_not_there_is_not_set_beside(client, asked, says):
    made = tree(client.get(f"{RESOLUTION}?beside={asked}"))
    assert not made.xpath("//div[contains(@class, 'pair')]")
    said = made.xpath("string(//header//p[@class='only'])")
    assert says in said and bool(said) == bool(says)


# --- the mandate before ------------------------------------------------------------------------------------


def test_a_mandate_is_held_against_the_one_before(mandates):
    (link,) = tree(mandates.get(LATER)).xpath("//dl[@class='facts']//a[contains(@href, '/before')]/@href")
    made = tree(mandates.get(link))
    pairs = compare(*(read(next(SHARED.rglob(name))) for name in ("*S_RES_2659*E.xml", "*S_RES_2709*E.xml")))
    verdicts = Counter(pair.verdict for pair in pairs)
    answer = " ".join(made.xpath("string(//p[@class='answer'])").split())
    of_before = len(pairs) - verdicts["new"]
    assert answer.startswith(
        f"Of {of_before} operative paragraphs and parts of {EARLIER}, S/RES/2709 (2023) keeps {verdicts['kept']} "
        f"and rewords {verdicts['reworded']}; {verdicts['gone']} are gone, and {verdicts['new']} are new."
    )
    assert "On women, peace and security: " in answer
    first = made.xpath("//ol[@class='changed']")[0]
    assert all("wps" in each.get("class") for each in first.xpath("li"))
    only = tree(mandates.get(f"{link}?only=wps")).xpath("//ol[@class='changed']/li")
    said = sum(map(int, re.findall(r"\d+", answer.partition("security: ")[2])))
    assert len(only) == said == len(first.xpath("li"))
    for address in (EARLIER, "S/RES/2709 (2023)"):
        assert address in made.xpath("string(//nav[@class='within'])")


def test_the_words_that_changed_are_marked_and_no_word_is_lost(mandates):
    lines = list(csv.DictReader(io.StringIO(mandates.get(f"{LATER}/before.csv").content.decode())))
    assert {row["verdict"] for row in lines} == {"kept", "reworded", "new", "gone"}
    changed_rows = [row for row in lines if row["verdict"] == "reworded"]
    for row in changed_rows:
        marked = html.fromstring(f"<p>{changed.marked(row['before_text'], row['after_text'])}</p>")
        assert marked.xpath("ins | del")
        for tag, text in (("ins", row["before_text"]), ("del", row["after_text"])):
            kept = "".join(marked.xpath(f"text() | *[not(self::{tag})]/text()"))
            assert re.sub(r"\s", "", kept).casefold() == re.sub(r"\s", "", text).casefold()


def test_deleted_words_keep_their_distance():
    assert (
        changed.marked("in such talks and in the bodies;", "in such talks;")
        == "in such talks <del>and in the bodies</del>;"
    )
    assert changed.marked("a <b> c", "a c") == "a <del>&lt;b&gt;</del> c"


def test_a_text_that_is_not_at_hand_is_named(mandates):
    made = tree(mandates.get("/S/RES/2659(2022)/before"))
    said = made.xpath("string(//p[@class='answer'])")
    assert dict(before("S/RES/2659 (2022)"))["MINUSCA"] == "S/RES/2605 (2021)" in said
    assert "2659" not in said
    # Russian has the later one alone: the English ones are compared, and it is said.
    russian = tree(mandates.get(f"/ru{LATER}/before"))
    assert russian.xpath("//header//p[@class='only']") and russian.xpath("//ol[@class='changed']/li")


@pytest.mark.parametrize(
    "path", ["/S/RES/1325(2000)/before", "/nothing/before", "/S/RES/1325(2000)/before.csv"]
)
def test_what_is_no_mandate_has_none_before_it(client, path):
    assert client.get(path).status_code == 404


def test_the_first_mandate_says_that_it_is(client):
    mission, symbol = next(
        (row["acronym"], resolutions(row["acronym"])[0])
        for row in rows("missions")
        if resolutions(row["acronym"])
    )
    made = tree(client.get(f"/{symbol.replace(' ', '')}/before?mission={mission}"))
    assert f"the first mandate of {mission}" in made.xpath("string(//p[@class='answer'])")


def test_the_name_in_a_citation_keeps_its_direction(client):
    page = tree(client.get("/ar/S/RES/9002(2031)"))
    cited = page.xpath(
        "//dt[.='صيغة الاستشهاد']/following-sibling::dd//*[@class='copyable']|//dd[@class='copyable']"
    )
    assert cited and all(each.xpath("string(bdi)") == "S/RES/9002 (2031)" for each in cited)
