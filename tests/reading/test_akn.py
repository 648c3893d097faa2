"""AKN4UN XML: own small files for each rule, and the real record where it is at hand."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from windhoek.document import Document
from windhoek.reading import ReadError, read, read_bytes
from windhoek.reading.clean import clean
from windhoek.reading.numbering import roman

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
real = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the real documents are not at {CORPUS}")

PAGE = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="{name}">
<meta><identification><FRBRExpression><FRBRlanguage language="{language}"/></FRBRExpression></identification></meta>
<coverPage><p><docNumber refersTo="#symbol">{symbol}</docNumber></p>
<p><docDate date="2001-02-03" refersTo="#adoptionDate">3 February 2001</docDate></p></coverPage>
<preamble>{preamble}</preamble><mainBody>{body}</mainBody>{after}</statement></akomaNtoso>"""
FORMULA = '<formula name="enactingFormula"><p>The Security Council,</p></formula>'


def page(
    body: str,
    preamble: str = "",
    *,
    symbol: str = "S/RES/1350 (2001)",
    name: str = "resolution",
    language: str = "eng",
    after: str = "",
) -> bytes:
    values = {"name": name, "symbol": symbol, "language": language}
    return PAGE.format(body=body, preamble=FORMULA + preamble, after=after, **values).encode()


def paragraph(number: str, text: str, inner: str = "") -> str:
    numbered = f"<num>{number}</num>" if number else ""
    if inner:
        return f'<paragraph class="SingleTxt">{numbered}<list><intro><p>{text}</p></intro>{inner}</list></paragraph>'
    return f'<paragraph class="SingleTxt">{numbered}<content><p>{text}</p></content></paragraph>'


def point(number: str, text: str) -> str:
    return f"<point><num>{number}</num><content><p>{text}</p></content></point>"


def labels(document: Document) -> list[str]:
    return [unit.label for unit in document.units]


def test_a_resolution_has_its_own_numbers_parts_and_headings() -> None:
    document = read_bytes(
        page(
            '<paragraph class="H23"><subheading>Tasks of the mission</subheading></paragraph>'
            + paragraph(
                "1.", "Decides that it shall:", point("(a)", "watch the line;") + point("(b)", "report;")
            )
            + paragraph("2.", "Decides to remain seized."),
            '<container name="Noting"><p>\t<span class="italic">Noting</span> the\u00a0report,</p></container>',
        ),
        "x.xml",
    )
    assert labels(document) == ["PP1", "OP1", "OP1(a)", "OP1(b)", "OP2"]
    assert [unit.parent for unit in document.units] == [None, None, "OP1", "OP1", None]
    assert [unit.kind for unit in document.units] == ["preambular", "operative", "part", "part", "operative"]
    assert document.units[0].text == "Noting the report,"
    assert document.units[2].heading == "Tasks of the mission"
    assert (document.symbol, document.kind, document.date) == (
        "S/RES/1350 (2001)",
        "resolution",
        "2001-02-03",
    )
    assert (document.body, document.language) == ("Security Council", "en")


def test_words_without_a_number_belong_to_the_paragraph_that_they_stand_in() -> None:
    body = paragraph(
        "1.", "Decides to:", point("(a)", "go;") + "<wrapUp><p>and urges all to help;</p></wrapUp>"
    )
    document = read_bytes(page(body + paragraph("", "in good faith;") + paragraph("2.", "Ends.")), "x.xml")
    assert {unit.label: unit.text for unit in document.units} == {
        "OP1": "Decides to: and urges all to help; in good faith;",
        "OP1(a)": "go;",
        "OP2": "Ends.",
    }


def test_a_paragraph_between_that_closes_with_a_comma_is_preambular() -> None:
    body = (
        paragraph("1.", "Welcomes it;")
        + paragraph("", "Acting under Chapter VII,")
        + paragraph("2.", "Decides.")
    )
    document = read_bytes(page(body, '<container name="Noting"><p>Noting it,</p></container>'), "x.xml")
    assert labels(document) == ["PP1", "OP1", "PP2", "OP2"]


def test_numbers_left_in_the_text_and_numbers_apart_from_their_words_are_restored() -> None:
    body = paragraph("", "1 -\tDecides;") + paragraph("2 -", "") + paragraph("", "Requests a report;")
    document = read_bytes(page(body), "x.xml")
    assert [(unit.label, unit.text) for unit in document.units] == [
        ("OP1", "Decides;"),
        ("OP2", "Requests a report;"),
    ]


def test_the_same_labels_in_arabic_chinese_and_russian() -> None:
    for language, numbers in {
        "ara": ["1 -", "(أ)", "’1‘", "’2‘", "(ب)", "2 -"],
        "zho": ["1.", "(a)", "㈠", "㈡", "(b)", "2."],
        "rus": ["1.", "а)", "i)", "ii)", "b)", "2."],
    }.items():
        one, a, i, ii, b, two = numbers
        parts = "".join(paragraph(number, "words;") for number in (a, i, ii, b))
        document = read_bytes(
            page(paragraph(one, "words:") + parts + paragraph(two, "words."), language=language), "x"
        )
        assert labels(document) == ["OP1", "OP1(a)", "OP1(a)(i)", "OP1(a)(ii)", "OP1(b)", "OP2"], language


def test_operative_paragraphs_in_a_list_of_the_preamble_are_operative() -> None:
    items = "".join(f"<item><num>{n}.</num><p>Decides {n};</p></item>" for n in (1, 2))
    listed = f"<blockList><listIntroduction>Acting under it:</listIntroduction>{items}</blockList>"
    preamble = f'<container name="Acting">{listed}</container>'
    continued = paragraph("(a)", "first;") + paragraph("3.", "Ends.")
    assert labels(read_bytes(page(continued, preamble), "x.xml")) == ["PP1", "OP1", "OP2", "OP2(a)", "OP3"]
    apart = read_bytes(page(paragraph("1.", "Decides.") + paragraph("2.", "Ends."), preamble), "x.xml")
    assert labels(apart) == ["PP1", "PP1(1)", "PP1(2)", "OP1", "OP2"]


def test_a_number_printed_twice_is_kept_and_told_apart() -> None:
    document = read_bytes(
        page(paragraph("1.", "One;") + paragraph("1.", "Again;") + paragraph("2.", "Two.")), "x.xml"
    )
    assert labels(document) == ["OP1", "OP1~2", "OP2"]


def test_footnotes_stand_at_their_mark_and_not_in_the_text() -> None:
    note = '<authorialNote marker="3"><p>See A/77/122.</p></authorialNote>'
    document = read_bytes(
        page(paragraph("1.", f"Welcomes the report{note} and the plan,{note} both;")), "x.xml"
    )
    (unit,) = document.units
    assert unit.text == "Welcomes the report and the plan, both;"
    assert [(note.mark, unit.text[: note.position], note.text) for note in unit.notes] == [
        ("3", "Welcomes the report", "See A/77/122."),
        ("3", "Welcomes the report and the plan,", "See A/77/122."),
    ]


def test_annexes_are_documents_of_their_own() -> None:
    heading = '<paragraph class="HCh"><heading>Annex {}</heading></paragraph>'
    inner = (
        heading.format("I") + paragraph("1.", "First rule.") + heading.format("II") + paragraph("", "A list.")
    )
    after = f"<attachments><attachment><doc><mainBody>{inner}</mainBody></doc></attachment></attachments>"
    document = read_bytes(page(paragraph("1.", "Adopts them."), after=after), "x.xml")
    assert labels(document) == ["OP1"]
    assert [(annex.name, labels(annex)) for annex in document.annexes] == [
        ("S/RES/1350 (2001), annex I", ["¶1"]),
        ("S/RES/1350 (2001), annex II", ["§1"]),
    ]


def test_a_presidential_statement_is_counted_without_its_opening_and_quotation_marks() -> None:
    body = "<alinea><content><p>At its 4213th meeting the President said:</p></content></alinea>"
    body += (
        paragraph("", "“The Council welcomes it:") + paragraph("(a)", "here;") + paragraph("", "“It ends.”")
    )
    document = read_bytes(page(body, symbol="S/PRST/2001/3", name="presidentialStatement"), "x.xml")
    assert [(unit.label, unit.text) for unit in document.units] == [
        ("¶1", "The Council welcomes it:"),
        ("¶1(a)", "here;"),
        ("¶2", "It ends."),
    ]


def test_what_stands_behind_the_closing_quotation_mark_of_a_statement_is_an_annex() -> None:
    body = paragraph("", "“The Council welcomes it.") + paragraph("", "“It annexes a paper.”")
    body += paragraph("", "Paper on the matter") + paragraph("1.", "First aim.")
    document = read_bytes(page(body, symbol="S/PRST/2001/3", name="presidentialStatement"), "x.xml")
    assert labels(document) == ["¶1", "¶2"]
    assert [(annex.part, labels(annex)) for annex in document.annexes] == [("annex", ["§1", "¶1"])]


def test_a_footnote_set_as_a_paragraph_is_a_note_of_the_one_before() -> None:
    document = read_bytes(
        page(paragraph("1.", "Decides;") + paragraph("", "* Reissued.") + paragraph("2.", "Ends.")), "x"
    )
    assert [(unit.label, unit.text) for unit in document.units] == [("OP1", "Decides;"), ("OP2", "Ends.")]
    assert [(note.mark, note.text) for note in document.units[0].notes] == [("*", "Reissued.")]


def test_broken_tags_are_mended_and_said_when_no_word_is_lost() -> None:
    good = page(paragraph("1.", "Decides to go on."))
    broken = good.replace(b"<mainBody>", b'<mainBody><paragraph class="H1"><span>Title</span></docTitle></p>')
    document = read_bytes(broken, "x.xml")
    assert [unit.text for unit in document.units] == ["Decides to go on."]
    assert "mended" in document.repairs[0] and "line" in document.repairs[0]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (page(paragraph("1.", "Decides."))[:-120], "malformed XML"),
        (
            b'<!DOCTYPE a [<!ENTITY x "y">]>' + page(paragraph("1.", "&x;")),
            "declares a document type or entities",
        ),
        (page(paragraph("1.", "caf\u00e9")).decode().encode("latin-1"), "malformed XML"),
        (b"<akomaNtoso/>", "not an AKN4UN document"),
        (b'<?xml version="1.0"?><rss/>', "not an AKN4UN document"),
        (page(""), "holds no paragraph"),
        (b"", "is empty"),
    ],
)
def test_bad_files_are_refused_in_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "folder/S_RES_1350.xml")
    line = str(caught.value)
    assert reason in line and line.startswith("folder/S_RES_1350.xml") and "\n" not in line


def test_a_symbol_that_contradicts_the_file_name_is_refused() -> None:
    with pytest.raises(ReadError, match=r"says it is S/RES/1350 \(2001\), the file's name says S/RES/1351"):
        read_bytes(page(paragraph("1.", "Decides.")), "S_RES_1351_N01.xml")


def test_a_misprinted_year_follows_the_number() -> None:
    document = read_bytes(
        page(paragraph("1.", "Decides."), symbol="S/RES/2510 (2019)"), "S_RES_2510 (2020)-1F.xml"
    )
    assert document.symbol == "S/RES/2510 (2020)"
    assert "another year" in document.repairs[0]


def test_the_day_of_adoption_is_the_printed_one() -> None:
    data = page(paragraph("1.", "Decides.")).replace(b'date="2001-02-03"', b'date="2001-12-03"')
    document = read_bytes(data, "S_RES_1350_N01.xml")
    assert document.date == "2001-02-03"
    assert document.adoption is None or document.adoption.date == "2001-02-03"
    assert "2001-12-03" in document.repairs[0]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 3), max_size=5), min_size=1, max_size=9))
def test_any_structure_written_out_is_read_back(shape: list[list[int]]) -> None:
    body, expected = "", []
    for at, parts in enumerate(shape, start=1):
        expected.append(f"OP{at}")
        body += paragraph(f"{at}.", "Decides:")
        for letter, below in zip("abcde", parts, strict=False):
            expected.append(f"OP{at}({letter})")
            body += paragraph(f"({letter})", "to act:")
            for number in range(1, below + 1):
                expected.append(f"OP{at}({letter})({roman(number)})")
                body += paragraph(f"({roman(number)})", "now;")
    assert labels(read_bytes(page(body), "x.xml")) == expected


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 400), st.binary(max_size=12))
def test_damage_gives_a_document_or_a_read_error(at: int, junk: bytes) -> None:
    data = page(paragraph("1.", "Decides:", point("(a)", "go;")) + paragraph("2.", "Ends."))
    at = at * len(data) // 400
    try:
        read_bytes(data[:at] + junk + data[at + len(junk) :], "x.xml")
    except ReadError as error:
        assert "\n" not in str(error)


@real
def test_resolution_1325() -> None:
    (path,) = CORPUS.glob("sc-resolutions/Pre-2020/2000/S_RES_1325*.xml")
    document = read(path)
    operative = [unit.label for unit in document.units if unit.kind == "operative"]
    assert operative == [f"OP{number}" for number in range(1, 19)]
    assert [unit.label for unit in document.units if unit.kind == "part"] == ["OP8(a)", "OP8(b)", "OP8(c)"]
    assert document.adoption is not None and document.adoption.meeting == "4213th"


@real
def test_six_languages_of_one_resolution_have_one_set_of_labels() -> None:
    files = sorted(CORPUS.glob("sc-resolutions/2023/*/S_RES_2702-*.xml"))
    documents = [read(path) for path in files]
    assert {document.language for document in documents} == {"ar", "en", "es", "fr", "ru", "zh"}
    assert len({tuple(labels(document)) for document in documents}) == 1


@real
def test_every_malformed_statement_of_the_record_is_mended_and_marked() -> None:
    mended = malformed = 0
    for path in sorted(CORPUS.glob("sc-presidential-statements/*/*.xml")):
        data = path.read_bytes()
        try:
            etree.fromstring(data)
            continue
        except etree.XMLSyntaxError:
            malformed += 1
        document = read_bytes(data, path.name)
        mended += any("mended" in repair for repair in document.repairs)
        printed = re.sub(rb"<[^<>]*>", b" ", data.partition(b"<mainBody>")[2]).decode()
        read_back = " ".join(unit.text for each in (document, *document.annexes) for unit in each.units)
        lost = Counter(re.findall(r"\w+", unescape(printed))) - Counter(re.findall(r"\w+", read_back))
        # The line that names the meeting and the agenda item is no paragraph; it has up to 120 words.
        assert lost.total() < 150, path.name
    assert malformed == mended == 119


@real
def test_no_word_of_the_record_is_left_out() -> None:
    printed_words = lost_words = 0
    for path in sorted(CORPUS.glob("*/**/*.xml"))[::40]:
        data = path.read_bytes()
        try:
            document = read_bytes(data, str(path))
            root = etree.fromstring(data)
        except (ReadError, etree.XMLSyntaxError):
            continue
        if document.kind == "presidential statement":
            continue
        bodies = root.iter("{*}preamble", "{*}mainBody")
        printed = " ".join(etree.tostring(body, method="text", encoding="unicode") for body in bodies)
        every = [unit for each in (document, *document.annexes) for unit in each.units]
        kept = [unit.text for unit in every] + [note.text for unit in every for note in unit.notes]
        kept += {unit.heading or "" for unit in every} | {annex.title for annex in document.annexes}
        kept += ["".join(map(str, formula.itertext())) for formula in root.iter("{*}formula")]
        # Words of letters only: printed numbers are labels, not text.
        wanted = Counter(re.findall(r"[^\W\d_]{2,}", clean(printed)))
        lost = wanted - Counter(re.findall(r"[^\W\d_]{2,}", " ".join(kept)))
        printed_words += wanted.total()
        lost_words += lost.total()
    assert printed_words > 50_000
    assert lost_words < printed_words / 1000
