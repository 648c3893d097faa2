"""A text of no known kind: its paragraphs, counted from 1; printed numbers are kept where they run."""

from __future__ import annotations

from collections.abc import Sequence

from windhoek.document import Language, Unit
from windhoek.reading import report
from windhoek.reading.blocks import Block
from windhoek.reading.clean import clean


def units(blocks: Sequence[Block], language: Language) -> tuple[Unit, ...]:
    """The paragraphs of `blocks` as units `¶1`, `¶2`, …; headings and tables are no paragraphs.

    Where the document numbers its paragraphs the printed numbers are the labels (`report.units`).
    """
    if report.is_numbered(blocks):
        return report.units(blocks, language)
    out: list[Unit] = []
    heading: str | None = None
    for block in blocks:
        text = clean(block.text)
        if not text or block.table:
            continue
        if block.level:
            heading = text
            continue
        number = f"{block.number} " if block.number else ""
        notes = block.notes
        out.append(Unit(f"¶{len(out) + 1}", "paragraph", number + text, block.page, None, heading, notes))
    return tuple(out)
