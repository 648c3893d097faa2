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
from windhoek.reading.paragraphs import MAIN, Paragraph, begin, labelled, split_number


def units(blocks: Sequence[Block], language: Language, mark: Literal["¶", "§"] = "¶") -> tuple[Unit, ...]:
    """The paragraphs of `blocks`, counted, and their parts: `¶1`, `¶2`, `¶2(a)`; headings and masthead are none.

    With `mark` `§` (in annexes) a paragraph is counted as `§2` and one that prints a number is `¶3`. Rows of tables
    are left out, unless the text has nothing else.
    """
    out: list[Paragraph] = []
    heading: str | None = None
    count = 0
    last = ""
    for block in blocks:
        text = clean(block.text)
        if not text or block.table or is_masthead(text):
            continue
        if block.level:
            heading = text
            continue
        number, bare = split_number(replace(block, text=text), last)
        main = MAIN.match(number)
        if main and mark == "§":
            last = number
            out.append(begin(main[1], bare, heading))
        elif number and out and step(number) is not None:
            last = number if main else last
            out[-1].parts.append(begin(number, bare, heading))
        else:
            count += 1
            whole = (
                replace(block, text=f"{block.number} {text}") if block.number else replace(block, text=text)
            )
            out.append(begin(str(count), whole, heading, mark))
    if not out:
        return _rows(blocks, mark)
    return labelled(out)


def _rows(blocks: Sequence[Block], mark: str) -> tuple[Unit, ...]:
    texts = [(block, clean(block.text)) for block in blocks if block.table]
    kept = [(block, text) for block, text in texts if text and not is_masthead(text)]
    return labelled([begin(str(at), replace(b, text=t), None, mark) for at, (b, t) in enumerate(kept, 1)])
