"""What a format hands to a kind of document: paragraphs as the page shows them, before anyone says what they are."""

from __future__ import annotations

from dataclasses import dataclass

from windhoek.document import Note


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the page.

    `number` is what stands before the text as a number, letter or bullet (`1.`, `(a)`, `–`), where the
    format keeps it apart (else it is still in `text`); `level` is 0, or the depth of a heading from 1;
    `indent` is in points; `italics` are spans in `text`; `table` marks a cell or row of a table.
    """

    text: str
    number: str = ""
    level: int = 0
    page: int | None = None
    indent: float = 0.0
    italics: tuple[tuple[int, int], ...] = ()
    notes: tuple[Note, ...] = ()
    table: bool = False
