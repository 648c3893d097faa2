"""Word files: real ones, ones made here part by part, and bad ones."""

from __future__ import annotations

import contextlib
import io
import itertools
import re
import struct
import zipfile
from pathlib import Path

import docx as python_docx
import pytest

from windhoek.reading import docx
from windhoek.reading.blocks import Block
from windhoek.reading.docx_numbering import render
from windhoek.reading.docx_package import Package
from windhoek.reading.errors import ReadError
from windhoek.symbols import label_path

CORPUS = Path(__file__).parents[2] / "../shared/corpus/docx"
real = pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside the repository")

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def package(body: str, extra: str = "", **parts: str) -> bytes:
    """A Word file with `body` in its document and `parts` such as `numbering`, all given as XML inside the root."""
    roots = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes", "header1": "hdr"}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        rels = "http://schemas.openxmlformats.org/package/2006/relationships"
        zipped.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{rels}"><Relationship Id="r1" Type="{_TYPE}officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        relations = "".join(
            f'<Relationship Id="{name}" Type="{_TYPE}{name.rstrip("1")}" Target="{name}.xml"/>'
            for name in parts
        )
        zipped.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{rels}">{relations}{extra}</Relationships>',
        )
        zipped.writestr(
            "word/document.xml", f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"
        )
        for name, xml in parts.items():
            zipped.writestr(f"word/{name}.xml", f"<w:{roots[name]} {_NAMESPACES}>{xml}</w:{roots[name]}>")
    return out.getvalue()


def p(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def num(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def level(at: int, form: str, pattern: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def blocks(data: bytes) -> list[Block]:
    return docx.blocks(Package(data, "made.docx"))


def printed(data: bytes) -> list[tuple[str, str]]:
    return [(block.number, block.text) for block in blocks(data)]


NUMBERING = (
    '<w:abstractNum w:abstractNumId="1">'
    + level(0, "decimal", "%1.")
    + level(1, "lowerLetter", "(%2)")
    + level(2, "lowerRoman", "(%3)")
    + "</w:abstractNum>"
    + '<w:abstractNum w:abstractNumId="2">'
    + level(0, "bullet", "\uf0b7")
    + level(1, "bullet", "–")
    + "</w:abstractNum>"
    + '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    + '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    + '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>'
    + '<w:num w:numId="4"><w:abstractNumId w:val="1"/>'
    + '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
)


# --- numbers --------------------------------------------------------------------------------------------


def test_levels_count_and_start_again_under_the_next_number() -> None:
    body = p("one", num(1)) + p("a", num(1, 1)) + p("i", num(1, 2)) + p("ii", num(1, 2)) + p("b", num(1, 1))
    body += p("two", num(1)) + p("a again", num(1, 1))
    numbers = [number for number, _ in printed(package(body, numbering=NUMBERING))]
    assert numbers == ["1.", "(a)", "(i)", "(ii)", "(b)", "2.", "(a)"]


def test_numberings_of_one_definition_count_on_and_an_override_starts_anew() -> None:
    body = p("one", num(1)) + p("two", num(3)) + p("seven", num(4)) + p("eight", num(4))
    assert [n for n, _ in printed(package(body, numbering=NUMBERING))] == ["1.", "2.", "7.", "8."]


def test_bullets_are_dashes_or_dots() -> None:
    body = p("dot", num(2)) + p("dash", num(2, 1))
    assert [n for n, _ in printed(package(body, numbering=NUMBERING))] == ["•", "–"]


def test_an_empty_numbered_paragraph_counts_and_numbering_zero_is_none() -> None:
    body = p("one", num(1)) + p("", num(1)) + p("three", num(1)) + p("none", num(0))
    assert printed(package(body, numbering=NUMBERING)) == [("1.", "one"), ("3.", "three"), ("", "none")]


def test_numbering_comes_from_a_style_and_from_what_the_style_is_based_on() -> None:
    numbering = NUMBERING.replace(
        level(1, "lowerLetter", "(%2)"), level(1, "lowerLetter", "(%2)", '<w:pStyle w:val="B"/>')
    )
    styles = (
        f'<w:style w:type="paragraph" w:styleId="A"><w:name w:val="Numbered"/><w:pPr>{num(1)}</w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="Lettered"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="Child"/><w:basedOn w:val="B"/></w:style>'
    )
    body = "".join(p(s, f'<w:pStyle w:val="{s}"/>') for s in "ABCA")
    assert [n for n, _ in printed(package(body, numbering=numbering, styles=styles))] == [
        "1.",
        "(a)",
        "(b)",
        "2.",
    ]


def test_styles_in_a_circle_do_no_harm() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>'
        for a, b in ("XY", "YX")
    )
    assert printed(package(p("text", '<w:pStyle w:val="X"/>'), styles=styles)) == [("", "text")]


def test_a_pattern_of_several_levels_and_digits_only() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1">'
        + level(0, "upperRoman", "%1.")
        + level(1, "decimal", "%1.%2", "<w:isLgl/>", start=3)
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    body = p("I", num(1)) + p("II", num(1)) + p("2.3", num(1, 1)) + p("2.4", num(1, 1))
    assert [n for n, _ in printed(package(body, numbering=numbering))] == ["I.", "II.", "2.3", "2.4"]


def test_numbers_typed_before_a_tab_are_numbers() -> None:
    def typed(number: str) -> str:
        return f"<w:p><w:r><w:tab/><w:t>{number}</w:t><w:tab/><w:t>Words.</w:t></w:r></w:p>"

    numbers = ["5.I.2", "12.", "(a)", "–"]
    assert printed(package("".join(map(typed, numbers)))) == [(number, "Words.") for number in numbers]


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (4, "lowerRoman", "iv"),
        (49, "upperRoman", "XLIX"),
        (28, "lowerLetter", "bb"),
        (3, "arabicAbjad", "ج"),
        (12, "chineseCounting", "十二"),
        (20, "chineseCounting", "二十"),
        (7, "decimalZero", "07"),
        (7, "something else", "7"),
        (0, "lowerLetter", "0"),
    ],
)
def test_formats_of_numbers(number: int, form: str, text: str) -> None:
    assert render(number, form) == text


# --- text -----------------------------------------------------------------------------------------------


def test_tracked_changes_are_read_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>The year </w:t></w:r><w:del><w:r><w:delText>2025</w:delText><w:t>2024</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>2026</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>first half, </w:t></w:r></w:p>"
        "<w:p><w:r><w:t>second half</w:t></w:r></w:p>"
    )
    assert [text for _, text in printed(package(body))] == ["The year 2026", "first half, second half"]


def test_footnotes_hang_on_their_marks() -> None:
    notes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t xml:space="preserve"> See the wells.</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="3"><w:p><w:r><w:t>Starred.</w:t></w:r></w:p></w:footnote>'
    )
    body = (
        '<w:p><w:r><w:t>Water</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>, and</w:t></w:r>'
        '<w:r><w:footnoteReference w:id="3" w:customMarkFollows="1"/><w:t>*</w:t></w:r></w:p>'
    )
    (block,) = blocks(package(body, footnotes=notes))
    assert block.text == "Water, and"
    assert [(n.mark, block.text[: n.position], n.text) for n in block.notes] == [
        ("1", "Water", "See the wells."),
        ("*", "Water, and", "Starred."),
    ]


def test_results_of_fields_and_text_of_links_are_read_codes_and_hidden_text_are_not() -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "http://x"</w:instrText><w:t>code</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>result</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:hyperlink r:id="l"><w:r><w:t xml:space="preserve"> link</w:t></w:r>'
        "</w:hyperlink><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>"
    )
    link = '<Relationship Id="l" Type="x" Target="http://example.invalid/" TargetMode="External"/>'
    assert printed(package(body, link)) == [("", "result link")]


def test_italics_are_kept_with_their_places() -> None:
    def run(text: str, italic: bool) -> str:
        return f"<w:r><w:rPr>{'<w:i/>' * italic}</w:rPr><w:t>{text}</w:t></w:r>"

    (block,) = blocks(
        package(f"<w:p>{run('It ', False)}{run(' decides ', True)}{run(' to dig;', False)}</w:p>")
    )
    assert block.text == "It decides to dig;"
    assert [block.text[start:end] for start, end in block.italics] == ["decides"]


def test_headings_by_style_outline_and_bold_type() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="HCh"><w:name w:val="_ H _Ch"/></w:style>'
    )
    body = (
        p("By name", '<w:pStyle w:val="berschrift2"/>')
        + p("By template", '<w:pStyle w:val="HCh"/>')
        + p("By outline", '<w:outlineLvl w:val="0"/>')
        + p("By bold type", "", "<w:b/>")
        + p("A bold sentence is a paragraph.", "", "<w:b/>")
    )
    assert [block.level for block in blocks(package(body, styles=styles))] == [2, 2, 1, 9, 0]


def test_rows_of_tables_are_marked_and_frames_are_not_tables() -> None:
    long = "Water is carried far. " * 10

    def table(*rows: list[str]) -> str:
        cells = ["".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows]
        return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"

    found = blocks(package(table(["Wells", "3"], ["Pumps", "4"]) + table([long])))
    assert [(b.text, b.table) for b in found] == [
        ("Wells | 3", True),
        ("Pumps | 4", True),
        (long.strip(), False),
    ]


def test_text_boxes_are_asides_and_read_once() -> None:
    box = f"<w:txbxContent>{p('Label')}</w:txbxContent>"
    body = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice>" + box + "</mc:Choice><mc:Fallback>" + box
        + "</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Text</w:t></w:r></w:p>"
    )  # fmt: skip
    assert [(b.text, b.table) for b in blocks(package(body))] == [("Text", False), ("Label", True)]


def test_the_masthead_comes_from_the_first_header_of_the_first_page() -> None:
    section = '<w:sectPr><w:headerReference w:type="first" r:id="header1"/><w:titlePg/></w:sectPr>'
    body = "".join(p(f"Paragraph {n} of this text speaks of wells.", num(1)) for n in range(5)) + section
    header = p("United Nations") + p("A/99/6 (Sect. 3)/Add.4") + p("30 April 2025")
    document = docx.read(package(body, numbering=NUMBERING, header1=header), "x.docx")
    assert (document.symbol, document.date, document.kind) == (
        "A/99/6 (Sect. 3)/Add.4",
        "2025-04-30",
        "report",
    )
    assert [unit.label for unit in document.units] == ["¶1", "¶2", "¶3", "¶4", "¶5"]


def test_a_file_of_python_docx_is_read() -> None:
    made = python_docx.Document()
    made.add_heading("On wells", level=1)
    for words in ("Dig the first well.", "Dig the second well."):
        made.add_paragraph(words, style="List Number")
    made.add_paragraph("A closing word.")
    out = io.BytesIO()
    made.save(out)
    assert [(b.level, b.number, b.text) for b in blocks(out.getvalue())] == [
        (1, "", "On wells"),
        (0, "1.", "Dig the first well."),
        (0, "2.", "Dig the second well."),
        (0, "", "A closing word."),
    ]


# --- real files -----------------------------------------------------------------------------------------


@real
@pytest.mark.parametrize(
    ("name", "symbol", "date", "last", "annexes"),
    [
        (
            "*Add.4*",
            "A/80/6 (Sect. 3)/Add.4",
            "2025-05-28",
            "¶274",
            {"summary", "tables", "annex I", "annex II"},
        ),
        (
            "*Add.5*",
            "A/80/6 (Sect. 3)/Add.5",
            "2025-05-20",
            "¶72",
            {"summary", "tables", "annex I", "annex II"},
        ),
        (
            "*Add.6*",
            "A/80/6 (Sect. 3)/Add.6",
            "2025-05-27",
            "¶50",
            {"summary", "tables", "annex I", "annex II"},
        ),
        (
            "*Sect.5*",
            "A/80/6 (Sect. 5)",
            "2025-04-30",
            "¶5.III.22",
            {"tables", "annex I", "annex II", "annex III"},
        ),
    ],
)
def test_budget_reports(name: str, symbol: str, date: str, last: str, annexes: set[str]) -> None:
    path = next(CORPUS.glob(name))
    document = docx.read(path.read_bytes(), str(path))
    assert (document.symbol, document.kind, document.date, document.language) == (
        symbol,
        "report",
        date,
        "en",
    )
    assert document.body == "General Assembly"
    assert annexes <= {annex.part for annex in document.annexes}
    labels = [unit.label for unit in document.units]
    assert len(set(labels)) == len(labels)
    top = [label for label in labels if len(label_path(label)) == 1]
    assert top[-1] == last
    numbers = [int(re.findall(r"\d+", label)[-1]) for label in top if "~" not in label]
    # Paragraph 135 of Add.4 is an empty one; every other number is there.
    gaps = [b for a, b in itertools.pairwise(numbers) if b not in (a + 1, 1)]
    assert gaps == ([136] if "Add.4" in symbol else [])
    assert all(unit.parent in labels for unit in document.units if unit.parent)
    assert all(unit.text and unit.text == " ".join(unit.text.split()) for unit in document.units)


@real
def test_no_cell_of_a_table_is_a_paragraph() -> None:
    path = next(CORPUS.glob("*Add.6*"))
    document = docx.read(path.read_bytes(), str(path))
    assert not any(" | " in unit.text for unit in document.units)
    tables = next(annex for annex in document.annexes if annex.part == "tables")
    assert tables.name == "A/80/6 (Sect. 3)/Add.6, tables"
    assert all(unit.heading for unit in tables.units)


# --- bad files ------------------------------------------------------------------------------------------


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


def overstated(data: bytes, size: int) -> bytes:
    """The archive with the size of its first member overstated in the directory."""
    at = data.find(b"PK\x01\x02")
    return data[: at + 24] + struct.pack("<I", size) + data[at + 28 :]


GOOD = package(p("Some words."))
MADE = f"<w:document {_NAMESPACES}><w:body>{p('x')}</w:body></w:document>"
BAD = {
    "a zip bomb": (zipped(word__document_xml=b" " * 80_000_000), "unpack"),
    "many bombs": (zipped(**{f"a{n}": b" " * 9_000_000 for n in range(30)}), "unpack"),
    "a lying directory": (overstated(GOOD, 4_000_000_000), "unpack"),
    "no Word document": (zipped(hello=b"x"), "holds no Word document"),
    "cut off": (GOOD[: len(GOOD) // 2], "broken zip"),
    "no zip at all": (b"PK\x03\x04 and nothing else", "broken zip"),
    "damaged inside": (GOOD.replace(GOOD[80:90], b"0123456789", 1), ""),
    "malformed XML": (zipped(word__document_xml=b"<w:document>"), "malformed XML"),
    "entities": (
        zipped(word__document_xml=b'<!DOCTYPE d [<!ENTITY a "b">]>' + MADE.replace(">x<", ">&a;<").encode()),
        "declares a document type",
    ),
    "a file from outside": (
        zipped(word__document_xml=b'<!DOCTYPE d SYSTEM "file:///etc/passwd">' + MADE.encode()),
        "declares a document type",
    ),
    "deep nesting": (zipped(word__document_xml=b"<a>" * 5_000 + b"</a>" * 5_000), "malformed XML"),
    "a password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old format"),
    "no words": (package(""), "no paragraphs"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_one_line_that_says_what_to_do(case: str) -> None:
    data, reason = BAD[case]
    with pytest.raises(ReadError) as caught:
        docx.read(data, "folder/bad.docx")
    line = str(caught.value)
    assert line.startswith("folder/bad.docx") and reason in line and "\n" not in line
    assert len(line) > len("folder/bad.docx: ") + len(reason) + 20


def test_any_damage_is_an_error_or_a_document() -> None:
    for at in range(0, len(GOOD), 7):
        data = GOOD[:at] + bytes([GOOD[at] ^ 0x5A]) + GOOD[at + 1 :]
        with contextlib.suppress(ReadError):
            docx.read(data, "x.docx")
