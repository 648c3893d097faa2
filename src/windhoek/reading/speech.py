"""Speeches and meeting records: `§3` is the third paragraph of a speech, `12§3` that of a meeting's twelfth speech.

A verbatim record prints who speaks at the start of a speech ("Ms. Power (United States of America): …", "The President
(spoke in French): …", `speakers.csv`); a transcript prints it on a line of its own, as a heading that comes back
whenever the same person does. What is printed before anybody speaks is counted as `0§1`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from windhoek.document import Language, Unit
from windhoek.reading import dates
from windhoek.reading.blocks import Block
from windhoek.reading.clean import clean
from windhoek.reading.front import is_masthead
from windhoek.reading.paragraphs import reads_as_prose
from windhoek.reading.tables import rows

_FEWEST = 3  # turns without which a text is no record of a meeting
_LONGEST_DATE = 60  # characters
_PARENTHESES = r"(?: ?[(（][^()（）]{1,80}[)）]){0,3}"


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody begins to speak at block `at`, whose first `skip` characters name the speaker, as printed."""

    at: int
    speaker: str
    skip: int


@cache
def _pattern() -> re.Pattern[str]:
    def words(form: str) -> str:
        return "|".join(re.escape(row["title"]) for row in rows("speakers") if row["form"] == form)

    name = (
        rf"(?!(?:{words('address')})\b)[^\W\d_a-zа-я][^:：.!?()（）]*(?:\. ?[^\W\d_][^:：.!?()（）]*){{0,4}}?"
    )
    return re.compile(
        rf"(?P<speaker>(?:(?:{words('role')})|(?:{words('name')}) {name}"
        rf"|[^\s:：。，()（）]{{1,30}}(?:{words('suffix')})){_PARENTHESES})\s?[:：]\s*(?=\S)"
    )


def turns(blocks: Sequence[Block]) -> list[Turn]:
    """Where each speech of a meeting record begins; empty when the text is none."""
    said = [
        Turn(at, found["speaker"].strip(), found.end())
        for at, block in enumerate(blocks)
        if not block.table and (found := _pattern().match(block.text)) and len(found["speaker"]) <= 160
    ]
    if len(said) >= _FEWEST and len({turn.speaker for turn in said}) > 1:
        return said
    for level in sorted({block.level for block in blocks if block.level}):
        heads = [
            (at, block.text) for at, block in enumerate(blocks) if block.level == level and not block.table
        ]
        most = max(Counter(text for _, text in heads).values())
        if most >= _FEWEST and len({text for _, text in heads}) > 1:
            return [Turn(at, clean(text), len(text)) for at, text in heads]
    return []


def topic(blocks: Sequence[Block]) -> str:
    """What a meeting is about: the last line before somebody speaks that is no sentence. Empty when there is none."""
    starts = turns(blocks)
    before = blocks[: starts[0].at] if starts else ()
    lines = (clean(block.text) for block in reversed(before) if not block.table)
    return next((line for line in lines if line and not reads_as_prose(line) and not is_masthead(line)), "")


def units(blocks: Sequence[Block], language: Language, speaker: str = "") -> tuple[Unit, ...]:
    """The paragraphs of a single speech: `§1`, `§2`, …, under the name of the speaker, if known."""
    out: list[Unit] = []
    for block in _spoken(blocks):
        found = _pattern().match(block.text) if not out else None
        if found:
            speaker, block = speaker or found["speaker"].strip(), _without(block, found.end())
        out.append(_unit(f"§{len(out) + 1}", block, speaker))
    return tuple(out)


def record_units(blocks: Sequence[Block], language: Language) -> tuple[Unit, ...]:
    """The paragraphs of a meeting record by speech: `12§3`; of a record without speakers as one speech."""
    starts = turns(blocks)
    if not starts:
        return units(blocks, language)
    out = [
        _unit(f"0§{count}", block, "")
        for count, block in enumerate(
            (b for b in _spoken(blocks[: starts[0].at]) if reads_as_prose(b.text) and not _is_date(b.text)),
            1,
        )
    ]
    ends = [*(turn.at for turn in starts[1:]), len(blocks)]
    for speech, (turn, end) in enumerate(zip(starts, ends, strict=True), 1):
        own = [_without(blocks[turn.at], turn.skip), *blocks[turn.at + 1 : end]]
        out += [_unit(f"{speech}§{n}", block, turn.speaker) for n, block in enumerate(_spoken(own), 1)]
    return tuple(out)


def _is_date(text: str) -> bool:
    """Whether a line of the masthead says when the meeting was: "Friday, 28 October 2016, 10 a.m."."""
    return len(text) <= _LONGEST_DATE and bool(dates.first(text))


def _spoken(blocks: Sequence[Block]) -> list[Block]:
    kept = [replace(block, text=clean(block.text)) for block in blocks if not block.table]
    return [block for block in kept if block.text and not block.level and not is_masthead(block.text)]


def _without(block: Block, skip: int) -> Block:
    notes = tuple(replace(note, position=max(note.position - skip, 0)) for note in block.notes)
    return replace(block, text=block.text[skip:], level=0, notes=notes)


def _unit(label: str, block: Block, speaker: str) -> Unit:
    text = f"{block.number} {block.text}" if block.number else block.text
    return Unit(label, "paragraph", text, block.page, None, speaker or None, block.notes)
