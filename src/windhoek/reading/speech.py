"""Speeches and meeting records: `§3` is the third paragraph of a speech, `12§3` that of the twelfth speech of a meeting."""

from __future__ import annotations

from collections.abc import Sequence

from windhoek.document import Language, Unit
from windhoek.reading.blocks import Block
from windhoek.reading.clean import clean


def turns(blocks: Sequence[Block]) -> list[tuple[int, str]]:
    return []


def units(blocks: Sequence[Block], language: Language, speaker: str = "") -> tuple[Unit, ...]:
    texts = [(block, clean(block.text)) for block in blocks]
    kept = [(block, text) for block, text in texts if text and not block.table]
    return tuple(
        Unit(f"§{n}", "paragraph", text, block.page, None, speaker or None, block.notes)
        for n, (block, text) in enumerate(kept, 1)
    )
