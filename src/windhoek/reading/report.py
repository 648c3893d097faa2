"""Reports with numbered paragraphs: `¶12`, and their parts `¶12(a)(i)`.

What is not numbered finds its place so: text that follows a numbered paragraph belongs to it; prose that stands under
a heading of its own is counted apart (`§1`, `§2`); what stands before the first number (a summary) and the rows of
tables, with their titles and notes, are given apart, since they are no paragraphs of the report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from windhoek.document import Language, Unit
from windhoek.reading.blocks import Block
from windhoek.reading.clean import clean
from windhoek.reading.numbering import step
from windhoek.reading.paragraphs import (
    Paragraph,
    begin,
    counted,
    labelled,
    main_number,
    reads_as_prose,
    split_number,
    value,
)
from windhoek.reading.tables import rows

_MARKED = re.compile(r"(?:[a-z]|[a-z]?\d{1,2}|\*{1,3}) ?[^\W\d_a-z]")
_FEWEST = 3  # numbers in a row without which a document is not held to be numbered
_PROSE = 150


@dataclass(frozen=True, slots=True)
class Report:
    """A report taken apart: its paragraphs, the prose ahead of the first number, and the rows of its tables."""

    units: tuple[Unit, ...]
    before: tuple[Unit, ...]
    rows: tuple[Unit, ...]


@cache
def _captions() -> re.Pattern[str]:
    words = "|".join(re.escape(row["word"]) for row in rows("table_words") if row["role"] == "title")
    number = r"(?:[A-Z]\.?)?\d{1,3}|\d+(?:\.[\dIVX]+)+|[IVXLA-Z]{1,5}"
    return re.compile(rf"(?:{words}) ?(?:{number})(?P<rest>$|[.:–—\s].*)")


@cache
def _table_notes() -> tuple[str, ...]:
    return tuple(row["word"] for row in rows("table_words") if row["role"] == "note")


def is_numbered(blocks: Sequence[Block]) -> bool:
    """Whether the paragraphs of a document are numbered: five or more of them, or most of its prose."""
    numbers: list[str] = []
    for block in blocks:
        if not block.table and not block.level:
            number, _ = split_number(block, numbers[-1] if numbers else "")
            if main_number(number):
                numbers.append(number)
    values = [value(number) for number in numbers]
    run = 1 + sum(a is not None and b == a + 1 for a, b in pairwise(values))
    pointed = sum(number is None for number in values)
    if max(run, pointed) < _FEWEST:
        return False
    prose = sum(len(block.text) > _PROSE for block in blocks if not block.table and not block.level)
    return len(numbers) >= 5 or 2 * len(numbers) >= prose


def units(blocks: Sequence[Block], language: Language) -> tuple[Unit, ...]:
    """The numbered paragraphs of `blocks` and their parts, as units under the numbers printed."""
    return read(blocks).units


def read(blocks: Sequence[Block]) -> Report:
    """Take a report apart: its numbered paragraphs, what stands before them, and its tables."""
    reader = _Reader([replace(block, text=text) for block in blocks if (text := clean(block.text))])
    reader.read()
    return Report(labelled(reader.paragraphs), counted(reader.before), counted(reader.rows))


class _Reader:
    """Goes through the blocks once; knows the last number, the heading, and whether it is inside a table."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self.paragraphs: list[Paragraph] = []
        self.before: list[Paragraph] = []
        self.rows: list[Paragraph] = []
        self._last = ""  # the last number printed
        self._heading: str | None = None
        self._caption: str | None = None
        self._caption_open = False  # only "Table 5" has been read of it, no words
        self._after: Paragraph | None = None  # what unnumbered text would run on in
        self._nested = 0  # the last number of a list 1, 2, 3 inside a paragraph
        self._indent = 0.0
        self._loose = 0
        self._row_at = -2

    def read(self) -> None:
        """Sort every block into its place."""
        for at, block in enumerate(self._blocks):
            number, bare = split_number(block, self._last)
            main = main_number(number)
            if block.table:
                self._row(at, block)
            elif block.level:
                self._head(at, block)
            elif main and not self._inside(at, number, block):
                if self._out_of_line(number, bare.text):
                    self._head(at, replace(bare, text=f"{number} {bare.text}"))
                else:
                    self._begin(main, bare)
            elif number and self.paragraphs and step(number) is not None:
                self._part(number, bare)
            else:
                self._unnumbered(at, block)

    def _inside(self, at: int, number: str, block: Block) -> bool:
        """Whether a number belongs to a list 1, 2, 3 inside the last paragraph, which goes on behind the list."""
        here, last = value(number), value(self._last)
        if here is None or last is None or self._after is None:
            return False
        if self._nested:
            return here == self._nested + 1 and (here != last + 1 or block.indent > self._indent)
        if here != 1:
            return False
        for later in self._blocks[at + 1 :]:
            if later.level:
                return False
            if not later.table and value(split_number(later, self._last)[0]) == last + 1:
                return True
        return False

    def _out_of_line(self, number: str, text: str) -> bool:
        """Whether a number out of sequence stands before words that are no sentence: a numbered heading."""
        here = value(number)
        return here is not None and here != (value(self._last) or 0) + 1 and not reads_as_prose(text)

    def _begin(self, number: str, block: Block) -> None:
        self._last, self._nested, self._indent = number, 0, block.indent
        self._after = begin(number, block, self._heading)
        self.paragraphs.append(self._after)
        self._caption, self._caption_open = None, False

    def _part(self, number: str, block: Block) -> None:
        self._nested = value(number) or self._nested
        self._after = begin(number, block, self._heading)
        self.paragraphs[-1].parts.append(self._after)

    def _row(self, at: int, block: Block) -> None:
        # Ahead of the first paragraph stand the masthead and the table of contents.
        self._row_at = at
        self._caption_open = False
        if self.paragraphs:
            self.rows.append(begin("", block, self._caption or self._heading))

    def _head(self, at: int, block: Block) -> None:
        found = _captions().match(block.text)
        if found:
            self._caption, self._caption_open = block.text, not found["rest"].strip(" .:")
        elif self._caption_open and self._caption is not None:
            self._caption, self._caption_open = f"{self._caption}, {block.text}", False
        elif self._next_is_row(at):
            self._caption = block.text
        else:
            self._caption, self._caption_open = None, False
            self._heading, self._after = block.text, None

    def _next_is_row(self, at: int) -> bool:
        following = self._blocks[at + 1 : at + 3]
        if len(following) == 2 and following[0].text.startswith("("):  # (Thousands of United States dollars)
            following = following[1:]
        return bool(following) and following[0].table and bool(self.paragraphs)

    def _unnumbered(self, at: int, block: Block) -> None:
        text = f"{block.number} {block.text}" if block.number else block.text
        block = replace(block, text=text)
        aside = text.startswith(("(", "（")) and text.endswith((")", "）"))
        starred = text.startswith("*")  # a note of the masthead
        if not self.paragraphs:
            if not starred and not aside:
                if reads_as_prose(text):
                    self.before.append(begin("", block, self._heading))
                else:
                    self._heading = text
        elif aside or self._in_table(at):
            self._row(at, block)
        elif not reads_as_prose(text):
            self._head(at, block)
        elif self._after is not None:
            self._after.add(text, block.notes)
        else:
            self._loose += 1
            self._after = begin(str(self._loose), block, self._heading, "§")
            self.paragraphs.append(self._after)

    def _in_table(self, at: int) -> bool:
        """Whether the block is a note to a table: it says so, or stands behind one and begins with a mark."""
        text = self._blocks[at].text
        return text.startswith(_table_notes()) or (self._row_at == at - 1 and bool(_MARKED.match(text)))
