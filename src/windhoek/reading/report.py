"""Reports with numbered paragraphs: `¶12`, and their parts `¶12(a)`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from windhoek.document import Language, Unit
from windhoek.reading.blocks import Block
from windhoek.reading.clean import clean
from windhoek.symbols import unique_labels

_NUMBER = re.compile(r"(\d{1,4}[A-Z]?(?:\.[\dIVX]+)*)[.．]?$")


def is_numbered(blocks: Sequence[Block]) -> bool:
    return sum(bool(_NUMBER.match(b.number)) for b in blocks if not b.table and not b.level) >= 3


def units(blocks: Sequence[Block], language: Language) -> tuple[Unit, ...]:
    out: list[Unit] = []
    heading: str | None = None
    for block in blocks:
        text = clean(block.text)
        if not text or block.table:
            continue
        if block.level:
            heading = text
        elif found := _NUMBER.match(block.number):
            out.append(Unit(f"¶{found[1]}", "paragraph", text, block.page, None, heading, block.notes))
    labels = unique_labels([unit.label for unit in out])
    return tuple(
        Unit(label, u.kind, u.text, u.page, u.parent, u.heading, u.notes)
        for label, u in zip(labels, out, strict=True)
    )
