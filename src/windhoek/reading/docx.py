"""Word files: paragraphs with the numbers that Word would print, headings by style, footnotes, tables as rows.

Read with lxml from the parts of the package: python-docx loads every picture and embedded workbook into memory first,
and shows neither inserted text nor numbers. Tracked changes are read as accepted: insertions are taken, deletions
dropped. Headers and footers are left out, save the header of the first page, where the UN prints its masthead.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from lxml import etree

from windhoek.document import Document, Note, Source
from windhoek.reading import kinds
from windhoek.reading.blocks import Block
from windhoek.reading.clean import clean
from windhoek.reading.docx_numbering import Numbering, W, attribute
from windhoek.reading.docx_package import Package
from windhoek.reading.docx_styles import Style, indent, integer, outline, read_styles, switch
from windhoek.reading.docx_text import Notes, note_texts, read_text
from windhoek.reading.inline import Inline

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# A number typed by hand and set off by a tab: "5.I.2", "12.", "(a)", "–".
_TYPED = re.compile(
    r"\s*(?P<number>\(?[^\W_]{1,4}[.)]{1,2}|(?:\d{1,4}|[A-Z])(?:\.[^\W_]{1,4})*\.?|[-–—•·\uf0b7])\s*\t\s*(?=\S)"
)
_BULLETS = ("•", "–", "-")
_CELL = " | "
#: A table of one column with cells as long as paragraphs is a frame round text (a summary), not a table.
_FRAME = 150
_UNTITLED = 9  # the level of a heading that is one only by its bold type
_LONGEST_HEADING = 150


def read(data: bytes, path: str) -> Document:
    """The document in a Word file. Raises ReadError when the file is broken, encrypted, or no Word document."""
    package = Package(data, path)
    return kinds.assemble(blocks(package), Source(path, hashlib.sha256(data).hexdigest(), MEDIA_TYPE))


def blocks(package: Package) -> list[Block]:
    """The paragraphs and the rows of the tables of a Word file, in order, its masthead first."""
    root = package.part(package.main)
    body = root.find(W + "body") if root is not None else None
    if body is None:
        return []
    reader = _Reader(package)
    return [*reader.masthead(body), *reader.walk(body)]


class _Reader:
    """The state of one reading: numberings and notes count on from paragraph to paragraph."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._styles = read_styles(package.part(package.related("styles")))
        self._numbering = Numbering(package.part(package.related("numbering")))
        footnotes = note_texts(package.part(package.related("footnotes")), "footnote")
        endnotes = note_texts(package.part(package.related("endnotes")), "endnote")
        self._notes = {
            W + "footnoteReference": Notes(footnotes),
            W + "endnoteReference": Notes(endnotes, "lowerRoman"),
        }

    def masthead(self, body: etree._Element) -> Iterator[Block]:
        """The header of the first page: one of its own where there is one, else the usual one."""
        section = next(body.iter(W + "sectPr"), None)
        if section is None:
            return
        wanted = "first" if switch(section, "titlePg", False) else "default"
        parts = self._package.by_id()
        for reference in section.findall(W + "headerReference"):
            name = parts.get(reference.get(_ID, ""), "")
            root = self._package.part(name) if attribute(reference, "type") == wanted else None
            for paragraph in root.iter(W + "p") if root is not None else ():
                text = clean(read_text(paragraph, Style(), {}, {}).inline.raw)
                if text:
                    yield Block(text, table=True)

    def walk(self, parent: etree._Element) -> Iterator[Block]:
        """The blocks in the body, a cell or another container."""
        before: Inline | None = None  # a paragraph whose end was deleted runs on into the next
        for element in parent:
            if element.tag == W + "p":
                properties = element.find(W + "pPr")
                style = self._style(properties)
                content = read_text(element, style, self._styles, self._notes, before)
                before = content.inline if _runs_on(properties) else None
                if before is None:
                    yield from self._block(content.inline, properties, style, content.bold)
                for box in content.boxes:
                    yield from self._box(box)
            elif element.tag == W + "tbl":
                yield from self._table(element)
            elif element.tag == W + "sdt":
                inner = element.find(W + "sdtContent")
                yield from self.walk(inner) if inner is not None else ()
            elif element.tag in (W + "ins", W + "moveTo", W + "customXml", W + "smartTag"):
                yield from self.walk(element)

    def _style(self, properties: etree._Element | None) -> Style:
        key = attribute(properties.find(W + "pStyle")) if properties is not None else None
        return self._styles.get(key or "", self._styles[""])

    def _block(
        self, inline: Inline, properties: etree._Element | None, style: Style, bold: bool
    ) -> Iterator[Block]:
        number = self._number(properties, style)  # an empty paragraph counts too
        if not clean(inline.raw):
            return
        skip = 0
        if not number and (typed := _TYPED.match(inline.raw)):
            number, skip = typed["number"], typed.end()
        text, italics, notes = inline.finish(skip)
        level = outline(properties, style.level)
        if not level and number not in _BULLETS and bold and _reads_as_heading(text):
            level = _UNTITLED
        name = style.name.lower()
        yield Block(
            f"{number} {text}" if level and number else text,
            "" if level else number,
            level,
            None,
            indent(properties, style.indent),
            () if level else italics,
            notes,
            # Notes typed under a table and tables of contents are not paragraphs of the text.
            table=name in ("footnote text", "endnote text") or name.startswith("toc "),
        )

    def _number(self, properties: etree._Element | None, style: Style) -> str:
        """The number that Word prints before a paragraph: by its own numbering, else by its style's."""
        own = properties.find(W + "numPr") if properties is not None else None
        num, at = style.num, style.at
        if num and (tied := self._numbering.level_of_style(num, style.numbered_by)) is not None:
            at = tied
        if own is not None:
            said = attribute(own.find(W + "numId"))
            level = integer(attribute(own.find(W + "ilvl")))
            at = level if level is not None else at if said in (None, num) else 0
            num = said or num
        return (self._numbering.next(num, at or 0) or "") if num and num != "0" else ""

    def _box(self, box: etree._Element) -> Iterator[Block]:
        """A text box: a label in a figure, which is no paragraph of the text."""
        text = _CELL.join(block.text for block in self.walk(box))
        if text:
            yield Block(text, table=True)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        lines = [
            [list(self.walk(cell)) for cell in _inside(row, "tc")]
            for row in _inside(table, "tr")
            if row.find(f"{W}trPr/{W}del") is None
        ]
        if all(len(cells) == 1 for cells in lines) and any(
            len(block.text) > _FRAME for cells in lines for block in cells[0]
        ):
            for cells in lines:
                yield from cells[0]
            return
        for cells in lines:
            row = _row([block for cell in cells for block in cell])
            if row.text:
                yield row


def _runs_on(properties: etree._Element | None) -> bool:
    return properties is not None and properties.find(f"{W}rPr/{W}del") is not None


def _reads_as_heading(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and text[-1] not in ".;:,،؛；。，：" and any(map(str.isalpha, text))


def _inside(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also those in content controls."""
    for child in element:
        if child.tag == W + name:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml"):
            yield from _inside(child, name)


def _row(cells: Sequence[Block]) -> Block:
    """One block for a row: what its cells say, in order, with their footnotes."""
    text = ""
    notes: list[Note] = []
    for block in cells:
        said = f"{block.number} {block.text}" if block.number else block.text
        at = len(text) + (len(_CELL) if text else 0) + len(said) - len(block.text)
        notes += [Note(note.mark, note.position + at, note.text) for note in block.notes]
        text += (_CELL if text else "") + said
    return Block(text, notes=tuple(notes), table=True)
