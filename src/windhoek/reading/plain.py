"""A text of no known kind, and annexes: paragraphs counted from 1, with their parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from windhoek.document import Language, Unit
from windhoek.reading.blocks import Block
from windhoek.reading.clean import clean
from windhoek.reading.front import is_masthead
from windhoek.reading.numbering import step
from windhoek.reading.paragraphs import Paragraph, begin, labelled, main_number, split_number, value


def units(blocks: Sequence[Block], language: Language, mark: Literal["¶", "§"] = "¶") -> tuple[Unit, ...]:
    """The paragraphs of `blocks`, counted, and their parts: `¶1`, `¶2`, `¶2(a)`; headings and masthead are none.

    With `mark` `§` (in annexes) a paragraph is counted as `§2` and one that prints a number is `¶3`. Rows of tables
    are left out, unless the text has nothing else.
    """
    out: list[Paragraph] = []
    heading: str | None = None
    count = 0
    last = ""
    for at, block in enumerate(blocks):
        text = clean(block.text)
        if not text or block.table or is_masthead(text) or _is_unit_of_table(blocks, at):
            continue
        if block.level:
            heading = text
            continue
        number, bare = split_number(replace(block, text=text), last)
        main = main_number(number)
        if main and mark == "§":
            last = number
            out.append(begin(main, bare, heading))
        elif number and out and step(number) is not None and (not main or value(main) is not None):
            last = number if main else last
            out[-1].parts.append(begin(number, bare, heading))
        else:
            count += 1
            whole = (
                replace(block, text=f"{block.number} {text}") if block.number else replace(block, text=text)
            )
            out.append(begin(str(count), whole, heading, mark))
    return labelled(out) if out else tables(blocks, mark)


def _is_unit_of_table(blocks: Sequence[Block], at: int) -> bool:
    """Whether a line in parentheses says in what the table behind it counts: (Thousands of United States dollars)."""
    text = blocks[at].text.strip()
    return (
        text[:1] in ("(", "（") and text[-1:] in (")", "）") and any(b.table for b in blocks[at + 1 : at + 2])
    )


def tables(blocks: Sequence[Block], mark: Literal["¶", "§"] = "¶") -> tuple[Unit, ...]:
    """The rows of the tables in `blocks`, counted, under the headings that they stand under."""
    out: list[Paragraph] = []
    heading: str | None = None
    for block in blocks:
        text = clean(block.text)
        if block.level:
            heading = text
        elif block.table and text and not is_masthead(text):
            out.append(begin(str(len(out) + 1), replace(block, text=text), heading, mark))
    return labelled(out)
