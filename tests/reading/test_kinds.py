"""Front matter, file names, and the choice of the kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from windhoek.document import Document, Source
from windhoek.reading import kinds, read
from windhoek.reading.blocks import Block
from windhoek.reading.errors import ReadError
from windhoek.reading.front import read_front
from windhoek.reading.naming import FileName, read_name

CORPUS = Path(__file__).parents[2] / "../shared/corpus"
real = pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside the repository")


def assemble(lines: str, name: str) -> Document:
    """A document of the lines of a text; `# ` marks a heading."""
    blocks = [
        Block(line.lstrip("# "), level=line.startswith("#"))
        for line in map(str.strip, lines.splitlines())
        if line
    ]
    return kinds.assemble(blocks, Source(name, "00", "text/plain"))


DRAFT = """United Nations S/2099/257
Security Council
Provisional
27 March 2099
Original: English
Ruritania: draft resolution
The Security Council,
Recalling its resolutions on wells, and S/2001/1,
1. Decides to dig;
2. Decides to remain seized of the matter."""


# --- file names -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("S_2018_257-EN.pdf", "S/2018/257"),
        ("folder/S_RES_1706.txt", "S/RES/1706 (2006)"),
        ("C:\\papers\\S_RES_1325(2000)-EN.pdf", "S/RES/1325 (2000)"),
        ("S_RES_1325 (2000).docx", "S/RES/1325 (2000)"),
        ("s_res_1325(2000).pdf", "S/RES/1325 (2000)"),
        ("S_RES-2784-2510868E.xml", "S/RES/2784 (2025)"),
        ("SC_2578_2021-R.xml", "S/RES/2578 (2021)"),
        ("S_PRST_2010_22.html", "S/PRST/2010/22"),
        ("S_2025-353-2508520E.xml", "S/2025/353"),
        ("S-2018-257.pdf", "S/2018/257"),
        ("S_2020_1100E.pdf", "S/2020/1100"),
        ("S_2018_257_Add.1.pdf", "S/2018/257/Add.1"),
        ("S_2018_257 (1).pdf", "S/2018/257"),
        ("S_25704.pdf", "S/25704"),
        ("S_PV.7658.pdf", "S/PV.7658"),
        ("S_PV.7658 (Resumption 1).pdf", "S/PV.7658 (Resumption 1)"),
        ("A_RES_77_55-2228170E.xml", "A/RES/77/55"),
        ("A_RES_S-10_2.pdf", "A/RES/S-10/2"),
        ("A_HRC_RES_32_18.html", "A/HRC/RES/32/18"),
        ("A_HRC_32_L.20.docx", "A/HRC/32/L.20"),
        ("A_C.3_77_L.22.pdf", "A/C.3/77/L.22"),
        ("A_80_6_Sect.5.docx", "A/80/6 (Sect. 5)"),
        ("A_80_6 (Sect. 3)_Add.5_UNAMA_Fascicle Advance unedited copy.docx", "A/80/6 (Sect. 3)/Add.5"),
        ("A_63_881-S_2009_304.pdf", "A/63/881"),
        ("E_CN.6_2020_3.docx", "E/CN.6/2020/3"),
        # names that say nothing
        ("N1234567.pdf", ""),
        ("draft_car.txt", ""),
        ("a_note_2.txt", ""),
        ("S_5_2.txt", ""),
        ("e_1.txt", ""),
        ("report_2010.pdf", ""),
        ("session_2_Oct_13_2025_briefing.md", ""),
        ("", ""),
    ],
)
def test_symbols_in_file_names(name: str, symbol: str) -> None:
    assert read_name(name) == FileName(symbol)


def test_a_piece_of_a_speech_is_named_in_full() -> None:
    name = "UNSC_2016_SPV.7658_spch012_United_Kingdom_Of_Great_Britain_And_Northern_Ireland_01_GD.txt"
    speaker = "United Kingdom of Great Britain and Northern Ireland"
    assert read_name(name) == FileName("S/PV.7658", "speech 12/1", speaker, "2016")
    assert read_name("UNSC_2016_SPV.7658_spch023_France_04.txt").part == "speech 23/4"
    assert read_name("UNSC_2016_SPV.7658_spch070_NAMIBIA_02_GD.txt").speaker == "Namibia"


@real
def test_every_file_of_the_corpus_that_is_named_by_symbol_is_understood() -> None:
    silent = [path.name for path in CORPUS.rglob("*.xml") if not read_name(path.name).symbol]
    assert silent == []


# --- symbols --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["S_2099_257-EN.pdf", "S_2099_257.pdf", "S_2099_257_Rev.1.pdf", "draft on wells.pdf", "N9912345.pdf"],
)
def test_a_draft_is_read_under_a_name_that_does_not_contradict_it(name: str) -> None:
    document = assemble(DRAFT, name)
    assert document.symbol.startswith("S/2099/257")
    assert (document.kind, document.body, document.date) == (
        "draft resolution",
        "Security Council",
        "2099-03-27",
    )
    assert (document.title, document.language) == ("Ruritania: draft resolution", "en")
    assert [unit.label for unit in document.units] == ["PP1", "OP1", "OP2"]


@pytest.mark.parametrize("name", ["S_2099_258-EN.pdf", "S_2099_2570.pdf", "S_RES_1325.pdf", "A_80_6.docx"])
def test_a_contradiction_names_both_and_says_what_to_do(name: str) -> None:
    with pytest.raises(ReadError) as caught:
        assemble(DRAFT, name)
    line = str(caught.value)
    assert name in line and "S/2099/257" in line and read_name(name).symbol in line and "rename" in line


def test_a_symbol_that_the_text_only_cites_contradicts_nothing() -> None:
    text = "The Security Council,\nRecalling S/2001/1 and resolution 1325 (2000),\n1. Decides to dig the well deeper."
    assert assemble(text, "S_2099_257.txt").symbol == "S/2099/257"


@pytest.mark.parametrize(
    ("masthead", "name", "symbol"),
    [
        ("Resolution 1812 (208)", "S_RES_1812.txt", "S/RES/1812 (2008)"),
        ("Resolution 1812 (2008)", "x.txt", "S/RES/1812 (2008)"),
        ("القرار 1812 (2008)", "x.txt", "S/RES/1812 (2008)"),
        ("第1812(2008)号决议", "x.txt", "S/RES/1812 (2008)"),
        ("A/63/881–S/2099/304", "S_2099_304.txt", "S/2099/304"),
        ("A/63/881–S/2099/304", "A_63_881.txt", "A/63/881"),
        ("United NationsS/2099/304", "x.txt", "S/2099/304"),
        ("S/RES/1325 (2000)*", "x.txt", "S/RES/1325 (2000)"),
        ("联合国S/RES/2619(2022)", "x.txt", "S/RES/2619 (2022)"),
    ],
)
def test_symbols_in_mastheads(masthead: str, name: str, symbol: str) -> None:
    document = assemble(f"{masthead}\nThe Security Council,\nRecalling wells,\n1. Decides to dig.", name)
    assert document.symbol == symbol


def test_a_text_without_a_symbol_is_called_by_its_file() -> None:
    document = assemble("The Security Council,\nRecalling wells,\n1. Decides to dig.", "in/draft_wells.txt")
    assert (document.symbol, document.title, document.kind) == (
        "draft_wells",
        "draft_wells",
        "draft resolution",
    )
    assert document.body == "Security Council"


# --- dates and adoption ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "meeting", "date"),
    [
        ("Adopted by the Security Council at its 5774th meeting, on 31 October 2007", "S/PV.5774", "2007-10-31"),
        ("Adopted by the Security Council at its 5774th meeting, on|31 October 2007", "S/PV.5774", "2007-10-31"),
        ("Adopted by the Security Council on 25 June 2020", "", "2020-06-25"),
        ("Adoptée par le Conseil de sécurité à sa 8961e séance, le 1er février 2022", "S/PV.8961", "2022-02-01"),
        ("Aprobada por el Consejo de Seguridad en su 8961ª sesión, celebrada el 31 de enero de 2022", "S/PV.8961", "2022-01-31"),
        ("принятая Советом Безопасности на его 8961-м заседании 31 января 2022 года", "S/PV.8961", "2022-01-31"),
        ("2022年1月31日 8961次会议通过", "S/PV.8961", "2022-01-31"),
        ("الذي اتخذه مجلس الأمن في جلسته 8961 المعقودة في 31 كانون الثاني/يناير 2022", "S/PV.8961", "2022-01-31"),
        ("Resolution adopted by the General Assembly on 14 December 2022", "", "2022-12-14"),
        ("Résolution adoptée par l’Assemblée générale le 14 décembre 2022", "", "2022-12-14"),
    ],
)  # fmt: skip
def test_how_a_text_was_adopted(line: str, meeting: str, date: str) -> None:
    front = read_front([Block("3 May 1999"), *map(Block, line.split("|"))])
    assert front.adoption is not None
    assert (front.adoption.meeting, front.adoption.date, front.date) == (meeting, date, date)


# --- kinds ----------------------------------------------------------------------------------------------

WELLS = (
    "The well of the village was dug by its women and has never run dry since, as all who drink from it say."
)


@pytest.mark.parametrize(
    ("text", "name", "kind", "labels"),
    [
        ("\n".join(f"{n}. {WELLS}" for n in range(1, 7)), "report.txt", "report", ["¶1", "¶2", "¶3", "¶4", "¶5", "¶6"]),
        (f"Dear friend\n{WELLS}\n(a) One well;\n{WELLS}", "letter.txt", "document", ["¶1", "¶2", "¶2(a)", "¶3"]),
        (f"The President: {WELLS}\nMr. A (Chad): {WELLS}\nMs. B (Mali): {WELLS}", "m.txt", "meeting record", ["1§1", "2§1", "3§1"]),
        (WELLS, "S_PV.9999.txt", "meeting record", ["§1"]),
        ("The Security Council,\nRecalling wells,\n1. Decides to dig.", "S_RES_1325.txt", "resolution", ["PP1", "OP1"]),
        (f"Statement by the President of the Security Council\n“The Security Council recalls that {WELLS}", "x.txt", "presidential statement", ["¶1"]),
    ],
)  # fmt: skip
def test_kinds(text: str, name: str, kind: str, labels: list[str]) -> None:
    document = assemble(text, name)
    assert (document.kind, [unit.label for unit in document.units]) == (kind, labels)


def test_annexes_and_summary_are_documents_of_their_own() -> None:
    numbered = "\n".join(f"{n}. {WELLS}" for n in range(1, 6))
    text = (
        f"# On wells\n# Summary\n{WELLS}\n{numbered}\n# Annex I\n# On pumps\n1. {WELLS}\n# Annex II\n{WELLS}"
    )
    document = assemble(text, "A_99_7.txt")
    assert [unit.label for unit in document.units] == ["¶1", "¶2", "¶3", "¶4", "¶5"]
    assert [
        (annex.name, annex.title, [unit.label for unit in annex.units]) for annex in document.annexes
    ] == [
        ("A/99/7, summary", "Summary", ["¶1"]),
        ("A/99/7, annex I", "Annex I, On pumps", ["¶1"]),
        ("A/99/7, annex II", "Annex II", ["§1"]),
    ]
    assert {annex.source for annex in document.annexes} == {document.source}


@pytest.mark.parametrize("text", ["", "United Nations\nS/2099/1", "# Only a heading"])
def test_a_text_without_paragraphs_is_an_error(text: str) -> None:
    with pytest.raises(ReadError, match="no paragraphs"):
        assemble(text, "x.txt")


@real
@pytest.mark.parametrize(
    ("name", "symbol", "kind", "date"),
    [
        ("S_RES_1706", "S/RES/1706 (2006)", "resolution", ""),
        ("S_RES_1784", "S/RES/1784 (2007)", "resolution", "2007-10-31"),
        ("S_RES_1812", "S/RES/1812 (2008)", "resolution", "2008-04-30"),
        ("draft_car", "draft_car", "draft resolution", ""),
    ],
)
def test_extracted_texts(name: str, symbol: str, kind: str, date: str) -> None:
    document = read(CORPUS / "draft-resolutions-text" / f"{name}.txt")
    assert (document.symbol, document.kind, document.date, document.language) == (symbol, kind, date, "en")


@real
def test_every_published_draft_says_its_symbol_and_date() -> None:
    for path in sorted((CORPUS / "draft-resolutions-pdf").glob("*.pdf")):
        document = read(path)
        year, number = path.stem.removesuffix("-EN").split("_")[1:]
        assert (document.symbol, document.kind) == (f"S/{year}/{number}", "draft resolution")
        assert document.date.startswith(year) and len(document.date) == 10
        assert document.title.endswith("draft resolution")


def test_signs_that_steer_devices_become_spaces_since_no_database_takes_them() -> None:
    found = kinds.assemble(
        [Block("Women\0at the\x01 table\ufffe meet.")], Source("note.txt", "", "text/plain")
    )
    assert [unit.text for unit in found.units] == ["Women at the table meet."]
