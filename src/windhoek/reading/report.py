"""Reports with numbered paragraphs: `¶12`, and their parts `¶12(a)(i)`.

What is not numbered finds its place so: text that follows a numbered paragraph belongs to it; prose under a heading of
its own is a further unit of the number before it (`¶12~2`); what stands before the first number (a summary) and the
rows of tables, with their titles and notes, are given apart, since they are no paragraphs of the report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from windhoek.document import Language, Note, Unit
from windhoek.reading.blocks import Block
from windhoek.reading.clean import clean
from windhoek.reading.numbering import nest, step
from windhoek.reading.tables import rows
from windhoek.symbols import unique_labels

_MAIN = re.compile(r"(\d{1,4}(?:[ -]?(?:bis|ter))?[A-Z]?(?:\.(?:\d+|[IVX]+)[A-Z]?)*)[.．]?$")
_IN_TEXT = re.compile(
    r"(?P<number>\d{1,4}(?:\.(?:\d+|[IVX]+))*\.|\d{1,3}(?:\.(?:\d+|[IVX]+))+)\s+(?=[^\s\d])"
)
_PART_IN_TEXT = re.compile(r"(?P<number>\((?:[^\W\d_]{1,5}|\d{1,2})\)|[-–—•●▪·])\s+(?=\S)")
_ENDS = (".", "!", "?", "。", "！", "？", "؟", "…", ";", "；", "؛")
_CLOSING = "\"'”’»)）]"
_SHORT = 150
_MARKED = re.compile(r"(?:[a-z]|[a-z]?\d{1,2}|\*{1,3}) ?[^\W\d_a-z]")
_FEWEST = 3  # numbers in a row without which a document is not held to be numbered


@dataclass(slots=True)
class _Paragraph:
    number: str
    block: Block
    text: str
    heading: str | None
    notes: list[Note]
    parts: list[_Paragraph] = field(default_factory=list)

    def add(self, text: str, notes: Sequence[Note]) -> None:
        """Let an unnumbered paragraph run on in this one."""
        at = len(self.text) + 1
        self.notes += [replace(note, position=note.position + at) for note in notes]
        self.text = f"{self.text} {text}"


@dataclass(frozen=True, slots=True)
class Report:
    """A report taken apart. `before` is prose ahead of the first number, `rows` are tables; each with its heading."""

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


def _reads_as_prose(text: str) -> bool:
    """Whether a text is a paragraph rather than a heading: it is long, or ends as a sentence does."""
    return len(text) > _SHORT or text.rstrip(_CLOSING)[-1:] in _ENDS


def _value(number: str) -> int | None:
    """The value of a number that has no points: `12.` is 12, `3.12` none."""
    bare = number.rstrip(".．")
    return int(bare) if bare.isdigit() else None


def _split(block: Block, last: str) -> tuple[str, Block]:
    """The number of a block, taken out of its text where the format left it there.

    A number in the text is believed only where it follows the last one (`last`), since sentences begin with numbers.
    """
    if block.number:
        return block.number, block
    text = block.text
    found = _IN_TEXT.match(text)
    if found:
        number = found["number"]
        value, before = _value(number), _value(last)
        follows = value == 1 or (value is not None and before is not None and before < value <= before + 3)
        if not follows and (value is not None or "." not in number.rstrip(".")):
            found = None
    found = found or _PART_IN_TEXT.match(text)
    if not found:
        return "", block
    cut = found.end()
    notes = tuple(replace(note, position=max(note.position - cut, 0)) for note in block.notes)
    return found["number"], replace(block, text=text[cut:], number=found["number"], notes=notes)


def _numbers(blocks: Sequence[Block]) -> list[str]:
    out: list[str] = []
    for block in blocks:
        if not block.table and not block.level:
            number, _ = _split(block, out[-1] if out else "")
            if number and _MAIN.match(number):
                out.append(number)
    return out


def is_numbered(blocks: Sequence[Block]) -> bool:
    """Whether the paragraphs of a document are numbered: most of its text stands in them or they run for long."""
    numbers = _numbers(blocks)
    values = [_value(number) for number in numbers]
    run = sum(
        1
        for before, after in zip(values, values[1:], strict=False)
        if before is not None and after is not None and after == before + 1
    )
    pointed = sum(value is None for value in values)
    if max(run + 1, pointed) < _FEWEST:
        return False
    prose = [block for block in blocks if not block.table and not block.level and len(block.text) > _SHORT]
    return len(numbers) >= 5 or 2 * len(numbers) >= len(prose)


def units(blocks: Sequence[Block], language: Language) -> tuple[Unit, ...]:
    """The numbered paragraphs of `blocks` and their parts, as units under the numbers printed."""
    return read(blocks).units


def read(blocks: Sequence[Block]) -> Report:
    """Take a report apart: its numbered paragraphs, what stands before them, and its tables."""
    reader = _Reader([replace(block, text=text) for block in blocks if (text := clean(block.text))])
    reader.read()
    return Report(_labelled(reader.paragraphs), tuple(_counted(reader.before)), tuple(_counted(reader.rows)))


def _counted(found: Sequence[_Paragraph]) -> list[Unit]:
    return [
        Unit(f"¶{at}", "paragraph", p.text, p.block.page, None, p.heading, tuple(p.notes))
        for at, p in enumerate(found, 1)
    ]


def _labelled(paragraphs: Sequence[_Paragraph]) -> tuple[Unit, ...]:
    bare = [f"¶{p.number}" for p in paragraphs]
    out: list[Unit] = []
    for paragraph, label in zip(paragraphs, unique_labels(bare), strict=True):
        out.append(_unit(paragraph, label, None))
        # A number printed twice is told apart at the end of a label: ¶171(a)~2 is a part of ¶171~2.
        base, _, copy = label.partition("~")
        paths = nest([(part.number, None) for part in paragraph.parts])
        for part, path in zip(paragraph.parts, paths, strict=True):
            tail = f"~{copy}" if copy else ""
            own = base + "".join(f"({step_})" for step_ in path) + tail
            above = base + "".join(f"({step_})" for step_ in path[:-1]) + tail
            out.append(_unit(part, own, above))
    labels = unique_labels([unit.label for unit in out])
    return tuple(replace(unit, label=label) for unit, label in zip(out, labels, strict=True))


def _unit(paragraph: _Paragraph, label: str, parent: str | None) -> Unit:
    kind = "part" if parent else "paragraph"
    p = paragraph
    return Unit(label, kind, p.text, p.block.page, parent, p.heading, tuple(p.notes))


class _Reader:
    """Goes through the blocks once; knows the last number, the heading, and whether it is inside a table."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self.paragraphs: list[_Paragraph] = []
        self.before: list[_Paragraph] = []
        self.rows: list[_Paragraph] = []
        self._heading: str | None = None
        self._caption: str | None = None
        self._caption_open = False
        self._after: _Paragraph | None = None  # what unnumbered text would run on in
        self._nested = 0  # the last number of a list 1, 2, 3 inside a paragraph
        self._indent = 0.0
        self._row_at = -2

    def read(self) -> None:
        """Sort every block into its place."""
        for at, block in enumerate(self._blocks):
            number, bare = _split(block, self.paragraphs[-1].number if self.paragraphs else "")
            if block.table:
                self._row(at, block)
            elif block.level:
                self._head(at, block)
            elif number and (found := _MAIN.match(number)) and not self._inside(at, number, block):
                if self._out_of_line(number, bare.text):
                    self._head(at, replace(bare, text=f"{number} {bare.text}"))
                else:
                    self._begin(found[1], bare)
            elif number and self.paragraphs and step(number) is not None:
                self._part(number, bare)
            else:
                self._unnumbered(at, block)

    def _inside(self, at: int, number: str, block: Block) -> bool:
        """Whether a number belongs to a list 1, 2, 3 inside the last paragraph, which goes on behind the list."""
        value = _value(number)
        last = _value(self.paragraphs[-1].number) if self.paragraphs else None
        if value is None or last is None or self._after is None:
            return False
        if self._nested:
            return value == self._nested + 1 and (value != last + 1 or block.indent > self._indent)
        if value != 1 or last + 1 == 1:
            return False
        for later in self._blocks[at + 1 :]:
            if later.level:
                return False
            if not later.table and _value(_split(later, str(last))[0]) == last + 1:
                return True
        return False

    def _out_of_line(self, number: str, text: str) -> bool:
        """Whether a number out of sequence stands before words that are no sentence: a numbered heading."""
        value = _value(number)
        last = _value(self.paragraphs[-1].number) if self.paragraphs else 0
        return value is not None and value != (last or 0) + 1 and not _reads_as_prose(text)

    def _begin(self, number: str, block: Block) -> None:
        self._nested, self._indent = 0, block.indent
        self._after = _Paragraph(number, block, block.text, self._heading, list(block.notes))
        self.paragraphs.append(self._after)
        self._caption, self._caption_open = None, False

    def _part(self, number: str, block: Block) -> None:
        value = _value(number)
        if value is not None:
            self._nested = value
        self._after = _Paragraph(number, block, block.text, self._heading, list(block.notes))
        self.paragraphs[-1].parts.append(self._after)

    def _row(self, at: int, block: Block) -> None:
        self._row_at = at
        heading = self._caption or self._heading
        self.rows.append(_Paragraph("", block, block.text, heading, list(block.notes)))
        self._caption_open = False

    def _head(self, at: int, block: Block) -> None:
        text = block.text
        found = _captions().match(text)
        if found:
            self._caption, self._caption_open = text, not found["rest"].strip(" .:")
        elif self._caption_open and self._caption is not None:
            self._caption, self._caption_open = f"{self._caption}, {text}", False
        elif self._next_is_row(at):
            self._caption = text
        else:
            self._caption, self._caption_open = None, False
            self._heading, self._after = text, None

    def _next_is_row(self, at: int) -> bool:
        following = self._blocks[at + 1 : at + 3]
        if len(following) == 2 and following[0].text.startswith("("):
            following = following[1:]
        return bool(following) and following[0].table and bool(self.paragraphs)

    def _unnumbered(self, at: int, block: Block) -> None:
        text = f"{block.number} {block.text}" if block.number else block.text
        prose = _reads_as_prose(text)
        aside = text.startswith(("(", "（")) and text.endswith((")", "）"))
        if not self.paragraphs:
            if prose and not text.startswith("*"):
                self.before.append(_Paragraph("", block, text, self._heading, list(block.notes)))
            elif not prose and not aside and not text.startswith("*"):
                self._heading = text
        elif aside or self._in_table(at):
            self._row(at, replace(block, text=text))
        elif not prose:
            self._head(at, replace(block, text=text))
        elif self._after is not None:
            self._after.add(text, block.notes)
        else:
            number = self.paragraphs[-1].number
            self._begin(number, replace(block, text=text))

    def _in_table(self, at: int) -> bool:
        """Whether the block is a note to a table: it says so, or stands behind one and begins with a mark."""
        text = self._blocks[at].text
        return text.startswith(_table_notes()) or (self._row_at == at - 1 and bool(_MARKED.match(text)))
