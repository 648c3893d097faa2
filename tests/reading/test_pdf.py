"""PDF: pages drawn by the tests themselves, the UN's own where at hand, and files that cannot be read."""

from __future__ import annotations

import ctypes
import io
import re
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from windhoek.reading import pdf, resolution, rightward
from windhoek.reading.errors import ReadError
from windhoek.reading.layout import join

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
DRAFTS = CORPUS / "draft-resolutions-pdf"
GOLD = CORPUS.parent / "gold" / "dev"
needs_corpus = pytest.mark.skipif(
    not DRAFTS.exists(), reason="the shared corpus is not beside the repository"
)

Drawn = tuple[float, float, float, str, str]  # x, y, size, font, text
BODY, ITALIC, BOLD = "Times-Roman", "Times-Italic", "Times-Bold"


def draw(pages: list[list[Drawn]]) -> bytes:
    """A PDF of 612 by 792 points with each text at its place."""
    document = pdfium.PdfDocument.new()
    for texts in pages:
        page = document.new_page(612, 792)
        for x, y, size, font, words in texts:
            obj = raw.FPDFPageObj_NewTextObj(document, font.encode(), size)
            buffer = ctypes.create_string_buffer(words.encode("utf-16-le") + b"\0\0")
            raw.FPDFText_SetText(obj, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
            raw.FPDFPageObj_Transform(obj, 1, 0, 0, 1, x, y)
            raw.FPDFPage_InsertObject(page, obj)
        page.gen_content()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


PAGES: list[list[Drawn]] = [
    [
        (124, 734, 14, BODY, "United Nations"),
        (440, 734, 10, BODY, "S/2031/257"),
        (66, 44, 10, BODY, "31-04845 (E) 280331"),
        (65, 30, 12, BODY, "*3104845*"),
        (124, 568, 12, BOLD, "Norland: draft resolution"),
        (147, 530, 10, ITALIC, "The Security Council"),
        (240, 530, 10, BODY, ","),
        (147, 512, 10, ITALIC, "Recalling"),
        (190, 512, 10, BODY, "its resolutions on the roads and bridges of Norland and on all that Secretary-"),
        (124, 500, 10, BODY, "General reports, and the aide-memoire on the matter of the said roads,"),
        (425, 504, 6.5, BODY, "1"),
        (124, 476, 10, BOLD, "Reporting"),
        (147, 458, 10, BODY, "1. Decides to extend the mandate of the office, subject to conditions set out in: (i) a plan;"),
        (124, 446, 10, BODY, "(ii) a budget, for one year, and to look at the matter anew at the end of it, and in doing so to"),
        (118, 66, 5.5, BODY, "1"),
        (124, 63, 8.5, BODY, "The aide-memoire was adopted in 2030."),
    ],
    [
        (60, 733, 8.5, BOLD, "S/2031/257"),
        (60, 37, 8.5, BOLD, "2/2"),
        (500, 37, 7, BODY, "31-04845"),
        (124, 710, 10, BODY, "hear all parties;"),
        (147, 692, 10, BODY, "2. Decides to remain seized of the matter."),
    ],
]  # fmt: skip


def test_a_page_becomes_paragraphs() -> None:
    blocks, repairs = pdf.blocks(draw(PAGES), "a.pdf")
    said = [block.text for block in blocks]
    assert not repairs
    assert not any(re.search(r"04845|2/2|\*", line) for line in said)
    units = resolution.units(blocks, "en")
    assert [(unit.label, unit.page, unit.heading) for unit in units] == [
        ("PP1", 1, None),
        ("OP1", 1, "Reporting"),
        ("OP2", 2, "Reporting"),
    ]
    first = units[0]
    assert "Secretary-General reports" in first.text and first.text.endswith("roads,")
    assert [(note.mark, note.position, note.text) for note in first.notes] == [
        ("1", len(first.text), "The aide-memoire was adopted in 2030.")
    ]
    assert units[1].text.endswith("in doing so to hear all parties;") and "(ii) a budget" in units[1].text
    recalling = next(block for block in blocks if block.text.startswith("Recalling"))
    assert [recalling.text[start:end] for start, end in recalling.italics] == ["Recalling"]


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("the zero-", "tolerance policy", "the zero-tolerance policy"),
        ("troop-", "and police-contributing", "troop- and police-contributing"),
        ("imple\u00ad", "mentation", "implementation"),
        ("in 2030–", "2031", "in 2030–2031"),
        ("see S/PRST/", "2031/4", "see S/PRST/2031/4"),
        ("安全理事", "会决定", "安全理事会决定"),
        ("第2140", "(2014)号决议", "第2140(2014)号决议"),
        ("peace", "and", "peace and"),
    ],
)
def test_lines_join_as_a_reader_joins_them(before: str, after: str, whole: str) -> None:
    assert join(before, after)[0] == whole


# --- files that cannot be read ----------------------------------------------------------------------------


def encrypted() -> bytes:
    """A PDF whose password is not the empty one."""
    body = draw([[(100, 700, 10, BODY, "Secret")]])
    key = b"<" + b"5a" * 32 + b">"
    entry = b"<</Filter/Standard/V 1/R 2/O " + key + b"/U " + key + b"/P -44>>"
    name = b"/ID[<00><00>]/Encrypt " + entry
    return re.sub(rb"trailer\s*<<", lambda found: found[0] + name, body)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n", "cut off"),
        (draw(PAGES)[:1500], "cut off"),
        (draw(PAGES)[:-200], "cut off"),
        (b"%PDF-1.7\n" + b"junk " * 200 + b"\n%%EOF", "damaged"),
        (draw([[]]), "needs OCR.*ocrmypdf"),
        (draw([]), "no pages|damaged"),
        (encrypted(), "password"),
    ],
)
def test_a_broken_file_is_one_line_with_a_remedy(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as raised:
        pdf.read(data, "folder/broken.pdf")
    line = str(raised.value)
    assert re.search(reason, line) and line.startswith("folder/broken.pdf") and "\n" not in line


@needs_corpus
def test_a_real_file_cut_anywhere_is_refused() -> None:
    data = (DRAFTS / "S_2018_437-EN.pdf").read_bytes()
    for share in (0.1, 0.5, 0.9, 0.99):
        with pytest.raises(ReadError):
            pdf.read(data[: int(len(data) * share)], "cut.pdf")


# --- the record -------------------------------------------------------------------------------------------


@needs_corpus
@pytest.mark.parametrize("name", sorted(path.name[:-10] for path in GOLD.glob("S_20*.units.txt")))
def test_drafts_have_the_hand_made_labels(name: str) -> None:
    blocks, _ = pdf.blocks((DRAFTS / f"{name}.pdf").read_bytes(), name)
    assert [unit.label for unit in resolution.units(blocks, "en")] == (
        GOLD / f"{name}.units.txt"
    ).read_text().split()


@needs_corpus
def test_no_unit_holds_page_furniture_or_split_words() -> None:
    for path in sorted(DRAFTS.glob("*.pdf")):
        document = pdf.read(path.read_bytes(), str(path))
        symbol = document.symbol
        assert symbol == path.stem[:-3].replace("_", "/") and document.kind == "draft resolution"
        for unit in document.units:
            assert not re.search(
                r"\d\d-\d{5}|[\ufffe\u0002\u00ad]|  | [,;)]|(?<![\w’'])[b-hj-z] [a-z]", unit.text
            ), unit
            assert unit.page and not unit.text.startswith(symbol)


@needs_corpus
def test_a_footnote_stands_at_its_mark_and_not_in_the_text() -> None:
    document = pdf.read((DRAFTS / "S_2024_400-EN.pdf").read_bytes(), "S_2024_400-EN.pdf")
    noted = [unit for unit in document.units if unit.notes]
    assert [unit.label for unit in noted] == ["PP7"]
    assert noted[0].notes[0].mark == "1" and "S/PRST/2002/6" in noted[0].notes[0].text
    assert noted[0].text.endswith(",") and noted[0].notes[0].position == len(noted[0].text)


@needs_corpus
# --- Arabic -----------------------------------------------------------------------------------------------


class Drawing:
    """Characters drawn from the right edge of a page 600 points wide, each 6 wide, spaces left open."""

    def __init__(self, shown: str) -> None:
        self.text, self.places = "", []
        x = 560.0
        for mark in shown:
            x -= 6
            if mark != " ":
                self.text += mark
                self.places.append(x)

    def box(self, index: int) -> tuple[float, float]:
        return self.places[index], self.places[index] + 6

    def origin(self, index: int) -> tuple[float, float]:
        return self.places[index], 700.0

    def size(self, index: int) -> float:
        return 10.0

    def face(self, index: int) -> tuple[bool, bool]:
        return False, False


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        # As a page shows it from right to left: figures and Latin letters stand the other way round.
        ("يقرر تمديد الولاية حتى 13 آذار/مارس 4202؛", "يقرر تمديد الولاية حتى 31 آذار/مارس 2024؛"),
        ("القرار 5231 )0002( المتعلق بالمرأة", "القرار 1325 (2000) المتعلق بالمرأة"),
        ("بيان رئيسه 22/5102/TSRP/S المؤرخ", "بيان رئيسه S/PRST/2015/22 المؤرخ"),
        (")أ( تقديم تقرير", "(أ) تقديم تقرير"),
        ("1 - يقرر ما يلي:", "1 - يقرر ما يلي:"),
    ],
)
def test_arabic_is_read_from_right_to_left(shown: str, meant: str) -> None:
    drawing = Drawing(shown)
    assert rightward.needed(drawing.text)
    (row,) = rightward.rows(drawing.text, 600, drawing)
    assert row.text == meant
