"""Paragraphs on their way from blocks to units: their printed numbers, what runs on in them, their parts and labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from windhoek.document import Note, Unit
from windhoek.reading.blocks import Block
from windhoek.reading.numbering import nest

# The number of a paragraph: `12.`, `12 bis`, `3.12`, `5.I.2`.
_MAIN = re.compile(r"(\d{1,4}(?:[ -]?(?:bis|ter))?[A-Z]?(?:\.(?:\d+|[IVX]+)[A-Z]?)*)[.．]?$")
_IN_TEXT = re.compile(r"(\d{1,4}(?:\.(?:\d+|[IVX]+))*\.|\d{1,3}(?:\.(?:\d+|[IVX]+))+)\s+(?=[^\s\d])")
_PART_IN_TEXT = re.compile(r"(\((?:[^\W\d_]{1,5}|\d{1,2})\)|[-–—•●▪·])\s+(?=\S)")
_ENDS = (".", "!", "?", "。", "！", "？", "؟", "…", ";", "；", "؛")
_CLOSING = "\"'”’»)）]"
_LONGEST_HEADING = 150
#: At most two numbers in a row get lost in an extraction that is otherwise usable.
_GAP = 3


@dataclass(slots=True)
class Paragraph:
    """A paragraph or part of one: the number as printed (or counted), the block it began with, its text so far."""

    number: str
    block: Block
    text: str
    heading: str | None
    notes: list[Note]
    mark: str = "¶"
    parts: list[Paragraph] = field(default_factory=list)

    def add(self, text: str, notes: Sequence[Note]) -> None:
        """Let an unnumbered paragraph run on in this one."""
        at = len(self.text) + 1 if self.text else 0
        self.notes += [replace(note, position=note.position + at) for note in notes]
        self.text = f"{self.text} {text}".strip()


def begin(number: str, block: Block, heading: str | None, mark: str = "¶") -> Paragraph:
    """A paragraph that begins with `block`."""
    return Paragraph(number, block, block.text, heading, list(block.notes), mark)


def reads_as_prose(text: str) -> bool:
    """Whether a text is a paragraph rather than a heading: it is long, or ends as a sentence does."""
    return len(text) > _LONGEST_HEADING or text.rstrip(_CLOSING)[-1:] in _ENDS


def value(number: str) -> int | None:
    """The value of a number that has no points: `12.` is 12, `3.12` has none."""
    bare = number.rstrip(".．")
    return int(bare) if bare.isdigit() else None


def main_number(printed: str) -> str | None:
    """The number of a paragraph as it stands in a label: `12.` is `12`, `12 bis.` is `12bis`; None for `(a)` or text."""
    found = _MAIN.match(printed)
    return re.sub("[ -]", "", found[1]) if found else None


def split_number(block: Block, last: str) -> tuple[str, Block]:
    """The printed number of a block, and the block without it where the format left it in the text.

    A number in the text is believed only where it is 1 or follows the last one (`last`): sentences begin with numbers
    too.
    """
    if block.number:
        return block.number, block
    found = _IN_TEXT.match(block.text)
    if found:
        here, before = value(found[1]), value(last)
        follows = here == 1 or (here is not None and before is not None and before < here <= before + _GAP)
        pointed = here is None and "." in found[1].rstrip(".")
        found = found if follows or pointed else None
    found = found or _PART_IN_TEXT.match(block.text)
    if not found:
        return "", block
    cut = found.end()
    notes = tuple(replace(note, position=max(note.position - cut, 0)) for note in block.notes)
    return found[1], replace(block, text=block.text[cut:], number=found[1], notes=notes)


def labelled(paragraphs: Sequence[Paragraph]) -> tuple[Unit, ...]:
    """Units for paragraphs and their parts: `¶12`, `¶12(a)(i)`; for a number printed twice `¶12~2`, `¶12(a)~2`."""
    out: list[Unit] = []
    used: set[str] = set()
    for paragraph in paragraphs:
        base = f"{paragraph.mark}{paragraph.number}"
        label, copy = _unused(base, 1, used)
        known: dict[str, str] = {}  # the labels in this paragraph by what is printed
        if paragraph.text:  # a lead-in without words is no unit
            out.append(_unit(paragraph, label, None))
            known[base] = label
        for part, path in zip(paragraph.parts, nest((p.number, None) for p in paragraph.parts), strict=True):
            steps = [base + "".join(f"({step})" for step in path[:depth]) for depth in range(len(path) + 1)]
            parent = next((known[above] for above in reversed(steps[:-1]) if above in known), None)
            label, _ = _unused(steps[-1], copy, used)
            known[steps[-1]] = label
            out.append(_unit(part, label, parent))
    return tuple(out)


def _unused(base: str, copy: int, used: set[str]) -> tuple[str, int]:
    """The label `base`, told apart from those in `used` by a number from `copy` on; and that number."""
    while (label := base if copy == 1 else f"{base}~{copy}") in used:
        copy += 1
    used.add(label)
    return label, copy


def counted(paragraphs: Sequence[Paragraph]) -> tuple[Unit, ...]:
    """Units `¶1`, `¶2`, … whatever numbers are printed."""
    return labelled([replace(paragraph, number=str(at)) for at, paragraph in enumerate(paragraphs, 1)])


def _unit(paragraph: Paragraph, label: str, parent: str | None) -> Unit:
    kind = "part" if "(" in label else "paragraph"
    page = paragraph.block.page
    return Unit(label, kind, paragraph.text, page, parent, paragraph.heading, tuple(paragraph.notes))  # type: ignore[arg-type]
