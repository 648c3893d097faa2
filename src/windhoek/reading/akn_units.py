"""Paragraphs of an AKN4UN file as labelled units: preambular, operative, parts, and those of statements and annexes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from windhoek.document import Note, Unit, UnitKind
from windhoek.reading.akn_items import COMMAS, STOPS, Item, append
from windhoek.reading.numbering import nest, step, style
from windhoek.symbols import label_parent, unique_labels

_QUOTES = ("“", '"', "«", "”", "„")

#: A unit to be: its label as printed, its kind, and its words.
Row = tuple[str, UnitKind, Item]


def _units(rows: Iterable[Row]) -> tuple[Unit, ...]:
    kept = list(rows)
    labels = unique_labels([row[0] for row in kept])
    known = set(labels)
    units = []
    for label, (printed, kind, item) in zip(labels, kept, strict=True):
        parent = label_parent(printed)
        while parent is not None and parent not in known:
            parent = label_parent(parent)
        units.append(Unit(label, kind, item.text, None, parent, item.under, item.notes))
    return tuple(units)


def _with_parts(label: str, kind: UnitKind, items: list[Item]) -> list[Row]:
    """One paragraph and its parts as rows: the first item is the paragraph itself."""
    rows: list[Row] = []
    if not items:
        return rows
    head, parts = items[0], items[1:]
    if head.text:
        rows.append((label, kind, head))
    if not parts:
        return rows
    paths = nest(_depths(parts))
    for part, path in zip(parts, paths, strict=True):
        if part.text:
            rows.append((label + "".join(f"({each})" for each in path), "part", part))
    return rows


def _depths(parts: list[Item]) -> Iterator[tuple[str, int]]:
    """Printed numbers with their depth in the operative paragraph.

    The file counts depth within a `paragraph` element, and often gives each part `(a)` such an element of its own.
    """
    base = 0
    for part in parts:
        if part.depth == 0:
            base = 1
        yield part.number, part.depth + base


def _under_headings(items: list[Item]) -> list[Item]:
    """Items with the heading that each stands under, headings taken out; a heading's footnotes go to what follows."""
    heading: str | None = None
    notes: tuple[Note, ...] = ()
    out = []
    for item in items:
        if item.heading:
            heading, notes = item.text, notes + item.notes
        else:
            item.under = heading
            item.notes = tuple(Note(note.mark, 0, note.text) for note in notes) + item.notes
            notes = ()
            out.append(item)
    return out


def resolution_units(items: list[Item]) -> tuple[Unit, ...]:
    """The preambular paragraphs of a resolution or draft, counted, and the operative ones under their own numbers.

    Words without a number belong to the operative paragraph that they stand in; before the first number, and in a
    text without any, a paragraph that opens with an operative verb in italics is counted as one. An unnumbered
    paragraph that closes with a comma before an operative paragraph is preambular ("Acting under Chapter VII …,").
    """
    entries = _under_headings(items)
    rows: list[Row] = []
    group: list[Item] = []
    opened: tuple[str, UnitKind] = ("", "operative")
    counts = {"PP": 0, "OP": 0}

    def close() -> None:
        rows.extend(_with_parts(*opened, group))
        group.clear()

    def start(prefix: str, number: str, item: Item) -> None:
        nonlocal opened
        close()
        if not number:
            counts[prefix] += 1
        opened = (prefix + (number or str(counts[prefix])), "preambular" if prefix == "PP" else "operative")
        group.append(item)

    for at, item in enumerate(entries):
        following = entries[at + 1] if at + 1 < len(entries) else None
        top = _top_number(item) or _astray(item, group, entries, at)
        numbered_next = following is not None and bool(
            _top_number(following) or following.style == "preamble"
        )
        if top:
            start("OP", top, item)
        elif item.style == "preamble":
            start("PP", "", item)
        elif item.number or item.depth:
            if not group:
                start("OP", "", Item("", 0, ""))
            if item.number:
                group.append(item)
            else:
                append(group[-1], item)
        elif group and group[-1].number and not group[-1].text:
            # The file has put a number and its words into two paragraphs.
            append(group[-1], item)
        elif numbered_next and item.style != "row" and item.text.rstrip('”"» ')[-1:] in COMMAS:
            start("PP", "", item)
        elif numbered_next and _titles(item):
            close()
            _rehead(entries, at)
        elif not group or opened[1] == "preambular" or (item.opens_verb and not _top_number(group[0])):
            start("OP", "", item)
        else:
            append(group[0], item)
    close()
    return _units(rows)


def _astray(item: Item, group: list[Item], entries: list[Item], at: int) -> str:
    """The number of an operative paragraph that the file has put among the parts of another paragraph, or empty.

    Among the points of the operative paragraph before, it is one when it is set as that one's number is, comes next
    after it, counts no list of its own, and does not stand again at the top. In a list under the last preambular
    paragraph, it is one when the body goes on counting from that list.
    """
    found = step(item.number) or ""
    if not item.depth or not group or not found.isdigit():
        return ""
    again = next((number for other in entries[at + 1 :] if (number := _top_number(other))), "")
    before = _top_number(replace(group[0], depth=0))
    if group[0].style == "preamble":
        last = found
        for other in entries[at + 1 :]:
            if _top_number(other) or other.style == "preamble":
                break
            if other.depth and style(other.number) == style(item.number):
                last = step(other.number) or last
        return found if again.isdigit() and last.isdigit() and int(again) == int(last) + 1 else ""
    if style(item.number) != style(group[0].number) or not before.isdigit() or int(found) != int(before) + 1:
        return ""
    if any(style(part.number) == style(item.number) for part in group[1:]):
        return ""
    return found if again != found else ""


def _titles(item: Item) -> bool:
    """Whether an unnumbered paragraph before a numbered one is a sub-heading: short, and closed by no stop."""
    return item.style != "row" and len(item.text) <= 120 and item.text[-1:] not in STOPS


def _rehead(entries: list[Item], at: int) -> None:
    """Put what follows under the sub-heading at `at`, up to the next heading."""
    before = entries[at].under
    for below in entries[at + 1 :]:
        if below.under != before:
            break
        below.under = entries[at].text


def _top_number(item: Item) -> str:
    """The number of an operative paragraph, or empty: digits, at the top."""
    if item.depth or not item.number:
        return ""
    found = step(item.number)
    return found if found and found[0].isdigit() and "(" not in item.number else ""


def statement_units(items: list[Item]) -> tuple[Unit, ...]:
    """The paragraphs of a presidential statement, counted from 1, with their parts; opening quotation marks dropped.

    Each paragraph of a statement is printed with an opening quotation mark, and the last with a closing one. The
    line that names the meeting and the agenda item comes before the statement and is none of its paragraphs.
    """
    # The first heading of all is the title of the document.
    body = items[1:] if items and items[0].heading else items
    entries = [item for item in _under_headings(body) if item.text]
    quoted = any(item.text.startswith(_QUOTES) for item in entries)
    while len(entries) > 1 and (
        entries[0].style == "alinea" or (quoted and not entries[0].text.startswith(_QUOTES))
    ):
        del entries[0]
    for at, item in enumerate(entries):
        stripped = item.text.lstrip('“"«”„ ')
        if at == len(entries) - 1 and item.text.count("”") > stripped.count("“"):
            stripped = stripped.removesuffix("”").rstrip()
        cut = len(item.text) - len(item.text.lstrip('“"«”„ '))
        item.notes = tuple(Note(note.mark, max(note.position - cut, 0), note.text) for note in item.notes)
        item.text = stripped
    return plain_units(entries, counted="¶", numbered="¶")


def annex_units(items: list[Item]) -> tuple[Unit, ...]:
    """The paragraphs of an annex: `¶3` where a number is printed, `§2` for the second of those without one."""
    return plain_units([item for item in _under_headings(items) if item.text], counted="§", numbered="¶")


def plain_units(entries: list[Item], *, counted: str, numbered: str) -> tuple[Unit, ...]:
    """Paragraphs with their parts. A part without a paragraph before it is counted as a paragraph."""
    rows: list[Row] = []
    group: list[Item] = []
    label, count = "", 0

    def close() -> None:
        rows.extend(_with_parts(label, "paragraph", group))
        group.clear()

    for item in entries:
        top = _top_number(item) if counted != numbered else ""
        if top or not item.number or not group:
            close()
            if not top:
                count += 1
            label = f"{numbered}{top}" if top else f"{counted}{count}"
        group.append(item)
    close()
    return _units(rows)
