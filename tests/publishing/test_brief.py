"""Briefs: what they say, that each number has a source, that each source can be opened, in six languages and three forms."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from lxml import etree, html

from windhoek import cli, register
from windhoek.document import LANGUAGES
from windhoek.publishing import brief_docx, brief_html, brief_words
from windhoek.publishing.brief import Brief, Given, Said, brief, gather
from windhoek.publishing.brief_gaps import gaps
from windhoek.reading import read
from windhoek.register import personnel
from windhoek.tracing.mandates import Texts

MISSIONS = {row["acronym"]: row for row in register.rows("missions")}
SHARED = Path(__file__).parents[2] / "../shared/corpus/sc-resolutions"
CASES = [("UNMIL", date(2013, 6, 30)), ("MINUSTAH", date(2012, 6, 30)), ("UNMIK", date(2010, 6, 30))]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def texts() -> Texts | None:
    """The two mandate texts of UNMIL, where they are at hand."""
    wanted = ("1509", "2008", "2066")
    paths = [path for number in wanted for path in SHARED.rglob(f"*S_RES_{number}[-_. (]*.xml")]
    found = {each.symbol: each for each in map(read, paths) if each.language == "en" and not each.part}
    return Texts(found.get) if {"S/RES/2008 (2011)", "S/RES/2066 (2012)"} <= found.keys() else None


@pytest.fixture(scope="module")
def given() -> dict[str, Given]:
    return {name: gather(MISSIONS[name], day) for name, day in CASES}


@pytest.fixture(scope="module")
def made(given: dict[str, Given]) -> dict[str, Brief]:
    return {name: brief(each) for name, each in given.items()}


def said(made: Brief, key: str = "") -> Iterator[Said]:
    for section in made.sections:
        if key in ("", section.key):
            for line in (*section.lines, *section.notes):
                yield from line.said


def words(made: Brief, key: str = "") -> str:
    return " ".join(each.text for each in said(made, key))


@pytest.mark.parametrize("name", [name for name, _ in CASES])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_has_a_source_and_every_source_an_address(
    given: dict[str, Given], name: str, language: str
) -> None:
    found = brief(given[name], language)
    for each in said(found):
        if re.search(r"\d", each.text):
            assert each.sources, each.text
    for section in found.sections:
        for line in section.lines if section.columns else ():
            # The first cell names the row.
            assert all(each.sources for each in line.said[1:]), line
    for source in found.sources:
        assert source.symbol or source.words, source.name
        assert source.address.startswith("http") or source.row.startswith("personnel-limits/"), source.name
        if source.row:
            table = source.row.partition("/")[0]
            names = {register.identifier(table, row) for row in register.rows(table)}
            assert source.row in names


def test_the_mandate_with_its_paragraph_and_what_was_authorized(made: dict[str, Brief]) -> None:
    told = words(made["UNMIL"], "mandate")
    assert "S/RES/2066 (2012), OP1, 17 September 2012, until 30 September 2013" in told
    assert "1,115 police" in told
    assert "No act on the mandate that is at hand covers this day." in words(made["UNMIK"], "mandate")


def test_what_is_asked_has_paragraph_verb_strength_and_day(made: dict[str, Brief]) -> None:
    section = next(each for each in made["UNMIL"].sections if each.key == "asked")
    rows = {line.said[1].text: line.said for line in section.lines}
    police = rows["S/RES/2066 (2012), OP9"]
    assert police[0].text == "Police"
    assert police[2].text.startswith("“reiterates” (statement)")
    assert police[3].text == "16 September 2011"
    assert police[3].sources[0].name == "S/RES/2008 (2011), OP13"
    assert "Asked of all missions" in words(made["UNMIL"], "asked")
    assert "S/RES/1325 (2000), OP4" in {source.name for source in made["UNMIL"].sources}


def test_the_figures_are_those_of_the_register_up_to_the_day(made: dict[str, Brief]) -> None:
    last = [each for each in personnel.figures(personnel.POLICE, "UNMIL") if each.period <= "2013-06-30"][-1]
    told = words(made["UNMIL"], "women")
    assert f"{last.share:.1f} % ({last.women} of {last.both:,})" in told
    assert f"20 % by 2014: {20 - (last.share or 0):.1f} points short" in told
    assert "2028" not in told  # set later
    assert "2013" not in [
        each.text for each in said(made["UNMIL"], "women")
    ]  # the year's average was to come
    assert "one month was not read" not in told and "three or four months were not read" in told


def test_gaps_are_those_of_the_matrix_and_each_has_practices_of_others(
    given: dict[str, Given], made: dict[str, Brief]
) -> None:
    functions = gaps(given["MINUSTAH"])
    assert "ddr" in functions
    section = next(each for each in made["MINUSTAH"].sections if each.key == "practices")
    assert [line.said[0].text.rstrip(":") for line in section.lines] == [
        brief_words.Words("en").function(each) for each in functions
    ]
    rows = {register.identifier("practices", row): row for row in register.rows("practices")}
    for line, function in zip(section.lines, functions, strict=True):
        for each in line.said[1:]:
            row = rows[each.sources[0].row]
            assert function in row["functions"] and row["mission"] != "MINUSTAH"
            assert (row["year"] or 0) <= 2012


def test_without_a_report_nothing_is_called_a_gap(given: dict[str, Given], made: dict[str, Brief]) -> None:
    assert gaps(given["UNMIL"]) == ()
    told = words(made["UNMIL"])
    assert "gap: asked" not in told
    assert "2012: no report on this year is at hand" in told
    assert "“No report at hand” is never a gap" in told and "No gap is known in this period." in told


def test_what_is_to_be_entered_is_said(made: dict[str, Brief]) -> None:
    section = next(each for each in made["MINUSTAH"].sections if each.key == "indicators")
    told = {line.said[0].text.partition(" –")[0]: line.said[1] for line in section.lines}
    assert told["10"].text == "to be entered"
    assert told["ours-police"].sources[0].row == "indicator-values/ours-police-minustah-2012-personnel"


def test_changes_since_the_mandate_before() -> None:
    at_hand = texts()
    if at_hand is None:
        pytest.skip("the texts in ../shared are not here")
    found = brief(gather(MISSIONS["UNMIL"], date(2013, 6, 30), (), at_hand))
    told = words(found, "changes")
    assert "Kept: OP14 → OP11" in told and "Reworded: OP13 → OP9" in told and "New: OP7" in told
    names = {source.name for each in said(found, "changes") for source in each.sources}
    assert {"S/RES/2008 (2011), OP14", "S/RES/2066 (2012), OP11"} <= names


@pytest.mark.parametrize("act", [row for row in register.rows("mandates") if row["act"] == "ended"])
def test_the_last_day_of_a_mandate_is_told_with_the_resolution_that_ends_it(act: register.Row) -> None:
    told = words(brief(gather(MISSIONS[act["mission"]], act["until"])), "mandate")
    assert f"Ended, {act['symbol']}, {act['unit']}" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_is_there_in_the_language_and_has_the_same_places(language: str) -> None:
    for key, row in brief_words.keys().items():
        assert row[language], key
        assert set(re.findall(r"{\w+}", row[language])) - {"{number}", "{month}", "{day}"} == set(
            re.findall(r"{\w+}", row["en"])
        ) - {"{number}", "{month}", "{day}"}, key
        assert row["seen"]


@pytest.mark.parametrize(
    ("language", "day", "number"),
    [
        ("en", "30 June 2013", "1,234.5"),
        ("fr", "30 juin 2013", "1\u00a0234,5"),
        ("es", "30 de junio de 2013", "1\u00a0234,5"),
        ("zh", "2013年6月30日", "1\u00a0234.5"),
    ],
)
def test_days_and_numbers_as_the_language_writes_them(language: str, day: str, number: str) -> None:
    found = brief_words.Words(language)
    assert (found.day("2013-06-30"), found.number(1234.5, 1)) == (day, number)


def test_the_page_links_every_statement_to_its_source_and_back(made: dict[str, Brief]) -> None:
    page = html.fromstring(brief_html.page(made["MINUSTAH"]))
    identifiers = page.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    inner = [address[1:] for address in page.xpath("//a/@href") if address.startswith("#")]
    assert set(inner) <= set(identifiers)
    count = len(made["MINUSTAH"].sources)
    assert {f"s{number}" for number in range(1, count + 1)} <= set(inner)
    assert len(page.xpath("//ol[@class='sources']/li")) == count
    for mark in page.xpath("//sup[@id]/@id"):
        assert mark in inner
    assert not page.xpath("//script | //link | //img") and page.xpath("//svg/@aria-label")
    assert page.get("lang") == "en"


def test_arabic_runs_from_right_to_left_and_english_in_it_says_so(given: dict[str, Given]) -> None:
    made = brief(given["MINUSTAH"], "ar")
    page = html.fromstring(brief_html.page(made))
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert page.xpath("//span[@lang='en']")
    assert "المرأة والسلام والأمن" in made.title
    document = zipfile.ZipFile(io.BytesIO(brief_docx.docx(made))).read("word/document.xml")
    root = etree.fromstring(document)
    assert root.findall(f".//{W}bidi") and root.findall(f".//{W}bidiVisual") and root.findall(f".//{W}rtl")


def test_a_chart_in_points_is_as_large_as_it_was_drawn(given: dict[str, Given]) -> None:
    told = brief(given["UNMIL"], "ar")
    (chart,) = (each.chart for each in told.sections if each.chart)
    (image,) = html.fromstring(brief_html.page(told, points=True)).xpath("//figure/img")
    assert image.get("width") and f'width="{image.get("width")}"' in chart.svg


@pytest.mark.parametrize("language", ["en", "zh"])
def test_word_has_headings_tables_links_both_ways_and_a_described_chart(
    given: dict[str, Given], language: str
) -> None:
    import docx

    made = brief(given["UNMIL"], language)
    written = brief_docx.docx(made)
    document = docx.Document(io.BytesIO(written))
    titles = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert titles == [*(section.title for section in made.sections), brief_words.Words(language)("sources")]
    root = document.element
    marks = {each.get(f"{W}name") for each in root.iter(f"{W}bookmarkStart")}
    anchors = {each.get(f"{W}anchor") for each in root.iter(f"{W}hyperlink")} - {None}
    assert anchors == marks
    assert {f"{side}{number}" for side in "sc" for number in range(1, len(made.sources) + 1)} == marks
    described = [each.get("descr") for each in root.iter() if each.tag.endswith("}docPr")]
    assert described and described[0].startswith(brief_words.Words(language)("chart"))
    fonts = next(document.styles["Normal"].element.iter(f"{W}rFonts"))
    assert (fonts.get(f"{W}ascii"), fonts.get(f"{W}eastAsia")) == ("Noto Sans", "Noto Sans CJK SC")
    words_of_tables = " ".join(
        cell.text for table in document.tables for row in table.rows for cell in row.cells
    )
    assert "S/RES/2066 (2012), OP9" in words_of_tables


def pango() -> None:
    try:
        import weasyprint  # noqa: F401
    except OSError:
        pytest.skip("Pango is not on this machine")


@pytest.mark.parametrize(("name", "language"), [("MINUSTAH", "en"), ("UNMIL", "ar"), ("UNMIK", "zh")])
def test_a_pdf_of_two_to_four_pages(given: dict[str, Given], name: str, language: str) -> None:
    pango()
    import pypdfium2

    document = pypdfium2.PdfDocument(brief_html.pdf(brief(given[name], language)))
    assert 2 <= len(document) <= 4
    assert document.get_metadata_value("Title").startswith(name)


def test_without_pango_it_is_said_how_to_install_it(
    made: dict[str, Brief], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Missing:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    with pytest.raises(brief_html.NoPango, match=r"apt install libpango-1\.0-0 .* brew install pango"):
        brief_html.pdf(made["UNMIK"])
    assert brief_html.page(made["UNMIK"]) and brief_docx.docx(made["UNMIK"])


def test_the_command_writes_what_the_name_asks_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WINDHOEK_STORE", str(tmp_path / "store.sqlite3"))

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["windhoek", "brief", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out + printed.err

    page = tmp_path / "brief.html"
    assert run("unmil", "--on", "2013-06-30", "--language", "fr", "--to", str(page))[0] == 0
    assert 'lang="fr"' in page.read_text("utf-8") and "30 juin 2013" in page.read_text("utf-8")
    word = tmp_path / "brief.docx"
    assert run("UNMIL", "--period", "2011-2013", "--to", str(word))[0] == 0
    assert zipfile.is_zipfile(word)
    for arguments, says in (
        (("UNXYZ",), "No mission is called UNXYZ"),
        (("UNMIL", "--to", "brief.odt"), "a brief is written as .html, .pdf, .docx"),
        (("UNMIL", "--language", "de"), "de is no language of a brief"),
        (("UNMIL", "--period", "2013-2011"), "2013-2011 is no period"),
        (("UNMIL", "--period", "2003-2018"), "longer than 6 years"),
        (("UNMIL", "--on", "someday"), "someday is not a date"),
    ):
        status, out = run(*arguments)
        assert status and says in out
