"""Paragraphs on their way from blocks to units: their printed numbers, what runs on in them, their parts and labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from windhoek.document import Note, Unit
from windhoek.reading.blocks import Block
from windhoek.reading.numbering import nest
from windhoek.symbols import unique_labels

#: The number of a paragraph: `12.`, `12 bis`, `3.12`, `5.I.2`.
MAIN = re.compile(r"(\d{1,4}(?:[ -]?(?:bis|ter))?[A-Z]?(?:\.(?:\d+|[IVX]+)[A-Z]?)*)[.．]?$")
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
    own = unique_labels([f"{paragraph.mark}{paragraph.number}" for paragraph in paragraphs])
    for paragraph, label in zip(paragraphs, own, strict=True):
        if paragraph.text:  # a lead-in without words is no unit
            out.append(_unit(paragraph, label, None))
        base, _, copy = label.partition("~")
        tail = f"~{copy}" if copy else ""
        known = {label} if paragraph.text else set()
        for part, path in zip(paragraph.parts, nest((p.number, None) for p in paragraph.parts), strict=True):
            steps = [
                base + "".join(f"({step})" for step in path[:depth]) + tail for depth in range(len(path) + 1)
            ]
            parent = next((above for above in reversed(steps[:-1]) if above in known), None)
            out.append(_unit(part, steps[-1], parent))
            known.add(steps[-1])
    labels = unique_labels([unit.label for unit in out])
    return tuple(replace(unit, label=label) for unit, label in zip(out, labels, strict=True))


def counted(paragraphs: Sequence[Paragraph]) -> tuple[Unit, ...]:
    """Units `¶1`, `¶2`, … whatever numbers are printed."""
    return labelled([replace(paragraph, number=str(at)) for at, paragraph in enumerate(paragraphs, 1)])


def _unit(paragraph: Paragraph, label: str, parent: str | None) -> Unit:
    kind = "part" if "(" in label else "paragraph"
    page = paragraph.block.page
    return Unit(label, kind, paragraph.text, page, parent, paragraph.heading, tuple(paragraph.notes))  # type: ignore[arg-type]
