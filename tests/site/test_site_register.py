"""The register's pages and those of the missions, which need no documents."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

import pytest
from site_documents import tree

from windhoek import register
from windhoek.site import facts

REPOSITORY = Path(__file__).parents[2]
UNMIL = "/missions/UNMIL/?on=2013-05-31"
PAGES = [
    "/register/",
    "/register/targets/",
    "/register/personnel/?mission=UNMIL&year=2012&sort=-women",
    "/register/missions/?q=liberia",
    "/register/resolutions/",
    "/register/targets/?q=nothingofthekind",
    "/register/targets/police-20-by-2014",
    "/register/mandates/UNMIL/2012-09-17/S/RES/2066(2012)/OP1/extended",
    "/register/contributors/BGD",
    "/missions/",
    "/missions/?on=2013-05-31&host=LBR",
    "/missions/?on=all",
    UNMIL,
    "/missions/MONUSCO/",
    "/missions/UNAVEM%20II/",
]


def text(response):
    return re.sub(r"\s+", " ", tree(response).find("body").text_content())


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_there_without_documents_safe_and_light(empty, page):
    response = empty.get(page)
    assert response.status_code == 200
    assert len(response.content) <= 150_000
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    made = tree(response)
    assert not made.xpath("//script[not(@src)] | //style | //*[@style] | //@*[starts-with(name(), 'on')]")
    ids = made.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert len(made.xpath("//h1")) == 1


@pytest.mark.parametrize("language", ["", "/ar", "/ru"])
def test_a_page_of_a_table_is_light_with_style_and_script(empty, language):
    static = REPOSITORY / "src/windhoek/site/static/windhoek"
    frame = sum((static / name).stat().st_size for name in ("site.css", "site.js"))
    pages = [f"{language}/register/{name}/" for name in register.tables()]
    sizes = {page: frame + len(empty.get(page).content) for page in pages}
    assert max(sizes.values()) <= 150_000, max(sizes, key=lambda page: sizes[page])


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """The addresses that lead somewhere, so that each is opened once."""
    return set()


@pytest.mark.parametrize("page", [page for page in PAGES if "resolutions" not in page])
def test_every_link_within_the_site_leads_somewhere(empty, seen, page):
    for url in sorted(set(tree(empty.get(page)).xpath("//a/@href | //img/@src | //source/@srcset"))):
        target = urldefrag(urljoin(page, url))[0]
        if not urlsplit(target).netloc and ".svg" not in target and target not in seen:
            response = empty.get(unquote(target) if "?" not in target else target)
            assert response.status_code in (200, 301, 302), url
            seen.add(target)


def test_every_table_and_mission_has_a_page(empty):
    listed = text(empty.get("/register/"))
    for name in register.tables():
        response = empty.get(f"/register/{name}/")
        assert response.status_code == 200, name
        assert len(response.content) <= 150_000, name
        assert register.schema(name).title in listed
    for row in register.rows("missions"):
        response = empty.get(f"/missions/{quote(row['acronym'])}/")
        assert response.status_code == 200, row["acronym"]
        assert len(response.content) <= 150_000, row["acronym"]


def test_every_row_has_an_address_of_its_own():
    for name in register.tables():
        for row in register.rows(name)[:: max(1, len(register.rows(name)) // 200)]:
            key = register.identifier(name, row).partition("/")[2]
            assert facts.one(name, key) is row, key
            assert facts.one(name, key.replace(" (", "(")) is row, key


def test_a_row_says_where_it_comes_from(empty):
    row = facts.one("targets", "police-20-by-2014")
    assert row is not None
    page = text(empty.get("/register/targets/police-20-by-2014"))
    for column in ("source", "source_url", "status"):
        assert row[column] in page
    assert f"{row['checked_on']:%-d %B %Y}" in page
    assert "targets/police-20-by-2014" in page


def test_the_source_of_a_large_table_is_given_in_full(empty):
    row = facts.one("mandates", "UNMIL/2012-09-17/S/RES/2066 (2012)/OP1/extended")
    assert row is not None
    page = text(empty.get("/register/mandates/UNMIL/2012-09-17/S/RES/2066(2012)/OP1/extended"))
    source = register.source("mandates", row)
    assert source["source"] in page and source["source_url"] in page and "derived" in page


def test_a_row_leads_to_those_that_refer_to_it(empty):
    page = tree(empty.get("/register/missions/UNMIL"))
    links = page.xpath("//ul[@class='referring']/li/a/@href")
    assert "/register/mandates/?mission=UNMIL" in links and "/register/personnel/?mission=UNMIL" in links
    assert "/missions/UNMIL/" in page.xpath("//a/@href")


def test_rows_are_filtered_sorted_and_paged(empty):
    page = empty.get("/register/personnel/?mission=UNMIL&year=2012&category=troops&sort=-women")
    wanted = [
        row["women"]
        for row in register.rows("personnel")
        if row["mission"] == "UNMIL" and row["month"].startswith("2012") and row["category"] == "troops"
    ]
    made = tree(page)
    assert f"{len(wanted):,} of" in text(page)
    place = made.xpath("//thead/tr/th").index(made.xpath("//thead/tr/th[@aria-sort='descending']")[0])
    shown = [int(row[place].text_content().replace(",", "")) for row in made.xpath("//tbody/tr")]
    assert shown == sorted(wanted, reverse=True)[:50]
    assert f"Page 1 of {-(-len(wanted) // 50)}" in text(page)
    assert "No row" in text(empty.get("/register/personnel/?mission=UNMIL&category=nobody"))
    assert "No row" in text(empty.get("/register/targets/?mission=&q=nothingofthekind"))


def test_a_cell_on_a_phone_says_of_which_column_it_is(empty):
    """Rows of a wide table become blocks there: a cell without its column's words, or its role, would say nothing."""
    for page in ("/register/personnel/?mission=UNMIL", "/ar/register/reports/", "/method"):
        (table,) = tree(empty.get(page)).xpath("//table[contains(@class, 'stack')]")
        columns = [" ".join(each.text_content().split()) for each in table.xpath("thead/tr/th")]
        rows = table.xpath("tbody/tr")
        assert rows
        for row in rows:
            told = dict(zip(columns, row.xpath("th | td"), strict=True))
            for column, cell in told.items():
                assert cell.get("role") in ("cell", "rowheader")
                assert cell.get("data-label", column) == column.removesuffix(" ↑").removesuffix(" ↓")
            assert all(cell.get("data-label") for cell in row.xpath("td"))


def test_words_are_looked_for_in_all_columns_and_nonsense_is_passed_over(empty):
    found = tree(empty.get("/register/targets/?q=GLOBAL+effort")).xpath("//ol[@class='rows']/li//h2/a/@href")
    assert "/register/targets/police-20-by-2014" in found
    for nonsense in ("?page=x", "?sort=x", "?year=x&page=99", "?q=%00", "?colour=red"):
        assert empty.get(f"/register/targets/{nonsense}").status_code == 200


def test_a_column_is_sorted_by_its_head(empty):
    page = tree(empty.get("/register/personnel/?mission=UNMIL&page=2"))
    (head,) = page.xpath("//thead//a[.='Women']/@href")
    assert head == "?mission=UNMIL&sort=women"
    page = tree(empty.get("/register/personnel/" + head))
    assert page.xpath("//thead//a[.='Women']/@href") == ["?mission=UNMIL&sort=-women"]


def test_rows_and_tables_are_cited_with_version_source_and_address(empty):
    row = facts.one("targets", "police-20-by-2014")
    assert row is not None
    page = tree(empty.get("/register/targets/police-20-by-2014"))
    for cited in page.xpath("//dd[@class='copyable']"):
        words = " ".join(cited.text_content().split())
        assert words == (
            f"Windhoek register, version {version('windhoek')}, targets/police-20-by-2014; "
            f"source: {row['source']}; http://localhost/register/targets/police-20-by-2014"
        )
    (entry,) = page.xpath("//pre/text()")
    assert entry.startswith("@misc{windhoek-targets-police-20-by-2014,") and row["source"] in entry
    (cited,) = tree(empty.get("/register/personnel/?mission=UNMIL")).xpath("//dd[@class='copyable']")
    assert "personnel" in cited.text_content() and cited.text_content().endswith("?mission=UNMIL")
    assert empty.get(page.xpath("//a[.='JSON']/@href")[0]).json()["identifier"] == "targets/police-20-by-2014"


def test_how_far_rows_were_checked_is_marked(empty):
    shown = tree(empty.get("/register/targets/"))
    marks = [
        each.text_content() for each in shown.xpath("//ol[@class='rows']//*[contains(@class, 'status')]")
    ]
    assert marks == [row["status"] for row in register.rows("targets")]
    tables = {
        each.xpath("string(h2)"): each
        for each in tree(empty.get("/register/")).xpath("//ul[@class='tables']/li")
    }
    assert "derived" in tables["Women and men in uniform by month"].text_content()
    assert "%" not in tables["Women and men in uniform by month"].xpath("string(p[2])")


def test_what_is_shown_can_be_taken_away_with_its_sources(empty):
    response = empty.get("/register/personnel.csv?mission=UNMIL&year=2012&category=troops&sort=-women")
    assert response.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert len(rows) > 50 and {row["mission"] for row in rows} == {"UNMIL"}
    assert all(row["source_url"].startswith("http") and row["checked_on"] and row["status"] for row in rows)
    women = [int(row["women"]) for row in rows]
    assert women == sorted(women, reverse=True)
    assert facts.one("personnel", rows[0]["identifier"].partition("/")[2]) is not None


def test_tables_and_missions_as_json(empty):
    found = empty.get("/api/register/mandates.json?mission=UNMIL").json()
    assert (
        found["total"]
        == len(found["rows"])
        == len(register.rows("mandates"))
        - sum(row["mission"] != "UNMIL" for row in register.rows("mandates"))
    )
    assert found["rows"][0]["identifier"].startswith("mandates/UNMIL/")
    assert found["rows"][0]["source_url"].startswith("http")
    mission = empty.get("/api/missions/UNMIL.json?on=2013-05-31").json()
    assert (mission["in_force"]["symbol"], mission["in_force"]["unit"]) == ("S/RES/2066 (2012)", "OP1")
    assert mission["tables"]["mandates"]["rows"] == len(mission["acts"])


def test_unmil_on_a_day_shows_the_act_in_force_and_where_to_read_it(empty):
    page = tree(empty.get(UNMIL))
    answer = page.xpath("//section[@aria-labelledby='mandate']/p[@class='answer']")[0]
    assert "S/RES/2066 (2012), OP1" in answer.text_content() and "30 September 2013" in answer.text_content()
    assert answer.xpath(".//a/@href")[0] == "https://undocs.org/S/RES/2066(2012)"
    assert "S/RES/2066 (2012), OP1" in page.xpath("//li[@class='now']")[0].text_content()
    assert "Liberia" in text(empty.get(UNMIL)) and "DPKO" in text(empty.get(UNMIL))
    assert "No act in the resolutions at hand covers that day" in text(
        empty.get("/missions/UNMIL/?on=2001-01-01")
    )
    assert "is not a date" in text(empty.get("/missions/UNMIL/?on=yesterday"))


def test_after_the_last_mandate_at_hand_its_last_day_is_offered(empty):
    page = tree(empty.get("/missions/UNMIL/?on=2019-01-01"))
    answer = page.xpath("//section[@aria-labelledby='mandate']/p[@class='answer']")[0]
    assert "S/RES/2333 (2016)" in answer.text_content() and "30 March 2018" in answer.text_content()
    assert "/missions/UNMIL/?on=2018-03-30" in answer.xpath(".//a/@href")
    assert page.xpath("//a[.='Word']/@href") == ["/missions/UNMIL/brief.docx?on=2018-03-30"]


def test_a_text_that_is_in_the_store_is_read_there(client, store):
    from windhoek.site import cells

    held = cells.Texts(["S/RES/9002 (2031)", "S/RES/2066 (2012)"])
    assert held.url("S/RES/9002 (2031)", "OP1") == "/S/RES/9002(2031)#OP1"
    assert held.url("S/RES/2066 (2012)", "OP1").startswith("https://undocs.org/")


def test_missions_on_a_day_as_the_second_seed_counts_them(empty):
    page = tree(empty.get("/missions/?on=2013-05-31"))
    operations = page.xpath("//section[@aria-labelledby='kind-1']//li/a/@href")
    assert len(operations) == 15 and "/missions/UNMIL/?on=2013-05-31" in operations
    assert "Mission in Liberia" not in text(empty.get("/missions/?on=2019-01-01"))
    assert "Liberia" in text(empty.get("/missions/?on=2013-05-31&host=LBR"))


def test_women_in_uniform_have_chart_table_targets_limits_and_source(empty):
    page = tree(empty.get(UNMIL))
    section = page.xpath("//section[@aria-labelledby='women']")[0]
    for image in section.xpath(".//img"):
        assert image.get("alt") and image.get("width")
    assert section.xpath(".//table//th[text()='Individual police']")
    said = section.text_content()
    assert "International Peace Institute" in said and "What the figures cannot say" in said
    drawn = empty.get("/missions/UNMIL/women/all-police.svg")
    assert drawn.headers["Content-Type"] == "image/svg+xml" and drawn.content.startswith(b"<svg")
    assert empty.get("/missions/UNMIL/women/all-police.svg?dark").content != drawn.content
    assert empty.get("/missions/UNMIL/women/nobody.svg").status_code == 404


def test_what_is_not_there_is_said(empty):
    for page in (
        "/register/nothing/",
        "/register/targets/nothing",
        "/missions/NOWHERE/",
        "/api/missions/NOWHERE.json",
    ):
        assert empty.get(page).status_code == 404
    assert empty.get("/missions/unmil").headers["Location"] == "/missions/UNMIL/"
    assert empty.get("/register/targets").headers["Location"] == "/register/targets/"


def test_the_front_page_leads_to_missions_and_register(empty):
    links = tree(empty.get("/")).xpath("//main//a/@href")
    assert {"/missions/", "/register/", "/extracts"} <= set(links)


def test_loading_the_site_reads_no_table():
    program = (
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'windhoek.site.settings'\n"
        "import windhoek.site.wsgi, windhoek.site.urls, sys\n"
        "from windhoek.register import read\n"
        "print(read.rows.cache_info().currsize, [m for m in ('altair', 'frictionless', 'rjieba') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "0 []", done.stderr


def test_run_without_documents_shows_the_register(tmp_path):
    sys.path.insert(0, str(REPOSITORY))
    from benchmarks.start import first_pages

    seen = {page: (seconds, body.decode()) for page, seconds, body in first_pages(tmp_path)}
    print({page: round(seconds, 2) for page, (seconds, _) in seen.items()})
    assert "S/RES/2066 (2012), OP1" in seen[UNMIL][1]
    assert "Women and men in uniform by month" in seen["/register/"][1]
