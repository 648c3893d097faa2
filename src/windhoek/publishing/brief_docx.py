"""A brief as a Word document: headings, tables, a chart with a text for who does not see it, sources linked both ways."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from windhoek.publishing import charts
from windhoek.publishing.brief import Brief, Line, Said, Section, Source
from windhoek.publishing.brief_words import Words

_LATIN, _ARABIC, _CJK = "Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC"
_ACCENT, _QUIET, _BAND, _GAP = "5B2A86", "5B5963", "F4F1F8", "8A2F12"
#: Between the margins, in millimetres.
_PAPER = 174
#: Bounds of a column, in shares.
_NARROW, _LONG = 12, 40
_LANGUAGES = {"ar": "ar-SA", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "ru": "ru-RU", "zh": "zh-CN"}


def docx(brief: Brief) -> bytes:
    """The brief as the bytes of a DOCX file."""
    return _Writer(brief).bytes()


class _Writer:
    """Numbers bookmarks as it goes, so that a source can lead back to where it is named first."""

    def __init__(self, brief: Brief) -> None:
        from docx import Document

        self.brief = brief
        self.words = Words(brief.language)
        self.rtl = brief.direction == "rtl"
        self.numbers = {source: number for number, source in enumerate(brief.sources, start=1)}
        self.named: set[Source] = set()
        self.bookmarks = 0
        self.document: Any = Document()

    def bytes(self) -> bytes:
        self._styles()
        brief = self.brief
        self._paragraph([Said(brief.head[0])], size=9, colour=_ACCENT, bold=True)
        self._paragraph([Said(brief.title)], style="Title")
        self._paragraph([brief.subtitle], size=11)
        self._paragraph([Said(" · ".join(brief.head[1:]))], size=9, colour=_QUIET)
        for section in brief.sections:
            self._section(section)
        self._paragraph([Said(self.words("sources"))], style="Heading 1")
        self._columns(3)
        for each in brief.listed():
            self._source(*each)
        self._columns(1)
        for words in brief.closing:
            self._paragraph([Said(words)], size=8, colour=_QUIET)
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()

    def _styles(self) -> None:
        from docx.shared import Mm, Pt, RGBColor

        document = self.document
        document.core_properties.title = self.brief.title
        document.core_properties.author = "windhoek"
        document.core_properties.language = self.brief.language
        page = document.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin = page.right_margin = Mm(18)
        page.top_margin = page.bottom_margin = Mm(16)
        for name, size, before in (("Normal", 9, 0), ("Title", 20, 2), ("Heading 1", 12, 9)):
            style = document.styles[name]
            _font(style.element.get_or_add_rPr(), size)
            style.font.size = Pt(size)
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(2)
            # Arabic letters are set on lines as high as others: their fonts ask for half as much again.
            style.paragraph_format.line_spacing = Pt(1.45 * size) if self.rtl else 1.05
            if name != "Normal":
                style.font.bold = True
                style.font.color.rgb = RGBColor.from_string(_ACCENT if name != "Title" else "1B1A1F")
        title = document.styles["Title"].element
        # A line below, and letters set apart, which breaks Arabic words.
        for odd in [each for name in ("w:pBdr", "w:spacing", "w:kern") for each in title.iter(_name(name))]:
            if odd.getparent().tag != _name("w:pPr") or odd.tag == _name("w:pBdr"):
                odd.getparent().remove(odd)
        _child(title.get_or_add_rPr(), "w:bCs")
        language = _child(document.styles["Normal"].element.get_or_add_rPr(), "w:lang")
        code = _LANGUAGES[self.brief.language]
        for attribute in ("w:val", "w:eastAsia", "w:bidi"):
            _set(language, attribute, code)
        self._page_number(page.footer.paragraphs[0])

    def _page_number(self, paragraph: Any) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for field in ("PAGE", None, "NUMPAGES"):
            if field is None:
                paragraph.add_run(" / ")
                continue
            simple = _child(paragraph._p, "w:fldSimple")
            _set(simple, "w:instr", field)
            run = _child(simple, "w:r")
            _child(run, "w:t").text = "1"

    def _section(self, section: Section) -> None:
        self._paragraph([Said(section.title)], style="Heading 1")
        if section.columns:
            self._table(section)
        else:
            self._lines(section.lines)
        if section.chart:
            self._chart(section.chart.svg, section.chart.text)
        self._lines(section.notes, size=8, colour=_QUIET)

    def _lines(self, lines: Iterable[Line], **look: Any) -> None:
        for each in lines:
            self._paragraph(each.said, **look)

    def _table(self, section: Section) -> None:
        table = self.document.add_table(rows=1, cols=len(section.columns))
        table.style = "Table Grid"
        if self.rtl:
            _child(table._tbl.tblPr, "w:bidiVisual")
        borders = _child(table._tbl.tblPr, "w:tblBorders")
        for side in ("top", "left", "bottom", "right", "insideV", "insideH"):
            line = _child(borders, f"w:{side}")
            _set(line, "w:val", "single" if side in ("top", "bottom", "insideH") else "nil")
            _set(line, "w:color", "D9D4E0")
            _set(line, "w:sz", "4")
        for cell, column in zip(table.rows[0].cells, section.columns, strict=True):
            self._fill(cell.paragraphs[0], [Said(column)], bold=True, size=8)
            shade = _child(cell._tc.get_or_add_tcPr(), "w:shd")
            _set(shade, "w:val", "clear")
            _set(shade, "w:fill", _BAND)
        _child(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
        for each in section.lines:
            row = table.add_row()
            _child(row._tr.get_or_add_trPr(), "w:cantSplit")
            for at, (cell, said) in enumerate(zip(row.cells, each.said, strict=True)):
                self._fill(cell.paragraphs[0], [said], bold=not at, size=8)
        self._widths(table, section)

    def _widths(self, table: Any, section: Section) -> None:
        """Columns as wide as what stands in them, within bounds."""
        from docx.shared import Mm

        # Long texts are set in lines, so that a column need not be as much wider as its text is longer.
        longest = [
            max(
                _NARROW,
                min(_LONG, max([len(column), *(len(each.said[at].text) for each in section.lines)]) ** 0.75),
            )
            for at, column in enumerate(section.columns)
        ]
        table.autofit = False
        for at, share in enumerate(longest):
            table.columns[at].width = Mm(_PAPER * share / sum(longest))
            for cell in table.columns[at].cells:
                cell.width = Mm(_PAPER * share / sum(longest))

    def _chart(self, svg: str, text: str) -> None:
        from docx.shared import Mm

        paragraph = self.document.add_paragraph()
        run = paragraph.add_run()
        picture = run.add_picture(io.BytesIO(charts.png(svg)))
        # As large as on the page in HTML, 96 points to an inch, and no wider than the paper.
        wide = min(_PAPER, float(svg.partition('width="')[2].partition('"')[0]) * 25.4 / 96)
        picture.width, picture.height = Mm(wide), int(Mm(wide) * picture.height / picture.width)
        properties = picture._inline.docPr
        properties.set("descr", text)
        properties.set("title", self.words("chart"))
        self._paragraph([Said(text)], size=8, colour=_QUIET)

    def _paragraph(self, said: Iterable[Said], style: str = "Normal", **look: Any) -> Any:
        paragraph = self.document.add_paragraph(style=style)
        self._fill(paragraph, said, **look)
        return paragraph

    def _fill(self, paragraph: Any, said: Iterable[Said], **look: Any) -> None:
        if self.rtl:
            _child(paragraph._p.get_or_add_pPr(), "w:bidi")
        for at, each in enumerate(said):
            self._run(
                paragraph._p,
                f" {each.text}" if at else each.text,
                each.language,
                **look | ({"bold": True, "colour": _GAP} if each.strong else {}),
            )
            for source in each.sources:
                self._mark(paragraph._p, source, space=source is not each.sources[0])

    def _run(
        self,
        parent: Any,
        text: str,
        language: str = "",
        *,
        size: float = 0,
        colour: str = "",
        bold: bool = False,
        raised: bool = False,
    ) -> None:
        run = _child(parent, "w:r")
        properties = _child(run, "w:rPr")
        if bold:
            _child(properties, "w:b")
            _child(properties, "w:bCs")
        if colour:
            _set(_child(properties, "w:color"), "w:val", colour)
        if size:
            for name in ("w:sz", "w:szCs"):
                _set(_child(properties, name), "w:val", str(round(2 * size)))
        if raised:
            _set(_child(properties, "w:vertAlign"), "w:val", "superscript")
        if self.rtl and language != "en" and not text.isascii():
            _child(properties, "w:rtl")
        if language:
            _set(_child(properties, "w:lang"), "w:val", _LANGUAGES[language])
        words = _child(run, "w:t")
        words.text = text
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def _mark(self, parent: Any, source: Source, *, space: bool) -> None:
        """The number of a source, raised, that leads to it; the first of them is where the source leads back to."""
        number = self.numbers[source]
        if space:
            self._run(parent, " ", raised=True)
        if source not in self.named:
            self.named.add(source)
            self._bookmark(parent, f"c{number}")
        self._link(parent, f"s{number}", str(number), raised=True)

    def _columns(self, number: int) -> None:
        """From here on so many columns."""
        from docx.enum.section import WD_SECTION

        section = self.document.add_section(WD_SECTION.CONTINUOUS)
        columns = section._sectPr.find(_name("w:cols"))
        if columns is None:
            columns = _child(section._sectPr, "w:cols")
        _set(columns, "w:num", str(number))
        _set(columns, "w:space", "280")

    def _source(self, number: int, source: Source, before: int) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.space_after = 0
        if self.rtl:
            _child(paragraph._p.get_or_add_pPr(), "w:bidi")
        self._bookmark(paragraph._p, f"s{number}")
        self._link(paragraph._p, f"c{number}", f"{number}", size=6.5)
        self._run(paragraph._p, "  ", size=6.5)
        if source.address:
            self._outward(paragraph, source.address, source.name)
        else:
            self._run(paragraph._p, source.name, "en", size=6.5)
        if before:
            self._run(paragraph._p, " ", size=6.5)
            self._link(paragraph._p, f"s{before}", self.words("as-source", number=before), size=6.5)
        elif source.words:
            address = "" if source.symbol else f" {source.address}"
            self._run(paragraph._p, f" {source.words}{address}", "en", size=6.5, colour=_QUIET)

    def _bookmark(self, parent: Any, name: str) -> None:
        self.bookmarks += 1
        start = _child(parent, "w:bookmarkStart")
        _set(start, "w:id", str(self.bookmarks))
        _set(start, "w:name", name)
        _set(_child(parent, "w:bookmarkEnd"), "w:id", str(self.bookmarks))

    def _link(self, parent: Any, anchor: str, text: str, **look: Any) -> None:
        link = _child(parent, "w:hyperlink")
        _set(link, "w:anchor", anchor)
        self._run(link, text, colour=_ACCENT, **look)

    def _outward(self, paragraph: Any, address: str, text: str) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE

        link = _child(paragraph._p, "w:hyperlink")
        _set(link, "r:id", paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        self._run(link, text, "en", size=6.5, colour=_ACCENT)


def _font(properties: Any, size: float) -> None:
    """Fonts by script: Latin first, so that a CJK font sets only what it alone has."""
    fonts = properties.find(_name("w:rFonts"))
    if fonts is None:
        fonts = _child(properties, "w:rFonts")
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(_name(f"w:{attribute}"), None)
    for attribute, font in (("ascii", _LATIN), ("hAnsi", _LATIN), ("cs", _ARABIC), ("eastAsia", _CJK)):
        _set(fonts, f"w:{attribute}", font)
    _set(_child(properties, "w:szCs"), "w:val", str(round(2 * size)))


def _child(parent: Any, name: str) -> Any:
    from docx.oxml import OxmlElement

    made = OxmlElement(name)
    parent.append(made)
    return made


def _set(element: Any, attribute: str, value: str) -> None:
    element.set(_name(attribute), value)


def _name(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))
