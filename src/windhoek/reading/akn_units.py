"""The body of an AKN4UN file as labelled units: preambular and operative paragraphs, their parts, and plain paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from windhoek.document import Note, Unit, UnitKind
from windhoek.reading.akn_xml import local, text_of
from windhoek.reading.numbering import nest, step, style
from windhoek.symbols import label_parent, unique_labels

_HEADINGS = ("heading", "subheading", "crossHeading")
_STOPS = frozenset(".,;:!?…،؛。，；：")
_COMMAS = frozenset(",،，")
_SECTION = re.compile(r"(?:[A-Z]|[IVX]+)\.?$")


@dataclass(slots=True)
class Item:
    """A paragraph as the file has it: its printed number, depth (0 at the top), text, notes; or a heading."""

    number: str
    depth: int
    text: str
    notes: tuple[Note, ...] = ()
    heading: bool = False
    opens_verb: bool = False  # set in italics at its start, as operative verbs are
    style: str = ""  # the class of a paragraph, `row` for one of a table, `alinea` for an unnumbered opening


def body_items(body: etree._Element) -> list[Item]:
    """All paragraphs and headings below `body` in the order of the file. No word is left out but rows of dashes."""
    items: list[Item] = []
    _collect(body, 0, items)
    return [item for item in items if item.heading or any(mark.isalnum() for mark in item.text) or step(item.number)]


def _collect(parent: etree._Element, depth: int, items: list[Item]) -> None:
    for element in parent:
        name = local(element)
        if name in ("paragraph", "point", "item", "alinea"):
            _paragraph(element, depth, items)
        elif name in _HEADINGS or name == "block":
            _add_heading(text_of([element])[0], items)
        elif name in ("sublist", "list", "blockList"):
            _list(element, depth, items)
        elif name == "tr":
            cells = [text_of([cell])[0] for cell in element if local(cell) in ("td", "th")]
            items.append(Item("", depth, " | ".join(cell for cell in cells if cell), style="row"))
        elif name in ("section", "container", "table", "tbody", "quotedStructure", "content", "doc", "mainBody", "attachment"):
            _section_number(element, items)
            _collect(element, depth, items)
        elif name == "p" and element.find("{*}docTitle") is not None:
            _add_heading(text_of([element])[0], items)
        elif name not in ("num", "meta", ""):
            text, notes = text_of([element])
            items.append(Item("", depth, text, notes))


def _section_number(element: etree._Element, items: list[Item]) -> None:
    number = element.find("{*}num")
    if number is not None:
        _add_heading(text_of([number])[0], items)


def _add_heading(text: str, items: list[Item]) -> None:
    if text:
        # A section's number and its title are one heading.
        if items and items[-1].heading and _SECTION.match(items[-1].text):
            items[-1].text = f"{items[-1].text} {text}"
        else:
            items.append(Item("", 0, text, heading=True))


def _list(element: etree._Element, depth: int, items: list[Item]) -> None:
    """Points of a list without a paragraph of its own: one level below what stands before."""
    for child in element:
        name = local(child)
        if name in ("point", "item"):
            _paragraph(child, max(depth, 1), items)
        elif name in ("sublist", "list", "blockList"):
            _list(child, max(depth, 1) + 1, items)
        elif name in ("intro", "listIntroduction", "wrapUp", "listWrapUp", "alinea"):
            text, notes = text_of([child])
            items.append(Item("", max(depth, 1), text, notes))
        elif name in _HEADINGS:
            _add_heading(text_of([child])[0], items)


def _paragraph(element: etree._Element, depth: int, items: list[Item]) -> None:
    number, texts, titles, after = "", [], [], []
    for child in element:
        name = local(child)
        if name == "num":
            number = text_of([child])[0]
        elif name in _HEADINGS:
            titles.append(child)
        elif name in ("content", "intro", "p", "listIntroduction"):
            texts.append(child)
        elif name == "list":
            if not texts:
                texts.extend(found for found in child if local(found) in ("intro", "listIntroduction"))
            after.append(child)
        elif name:
            after.append(child)
    title = text_of(titles)[0] if titles else ""
    heads = depth == 0 and (element.get("class") or "").startswith("H") and (not number or _SECTION.match(number))
    if not texts and not after and not number or heads and not after:
        if not titles:
            title = text_of(texts)[0]
        _add_heading(f"{number} {title}".strip(), items)
        return
    if titles and texts:
        _add_heading(title, items)
        title = ""
    text, notes = text_of(texts) if texts else (title, ())
    style = "alinea" if local(element) == "alinea" else element.get("class") or ""
    own = Item(number, depth, text, notes, opens_verb=_opens_italic(texts), style=style)
    items.append(own)
    for child in after:
        _after(child, own, depth, items)


def _after(child: etree._Element, own: Item, depth: int, items: list[Item]) -> None:
    """What follows the text of a numbered paragraph inside it: its parts, and words that belong to it."""
    name = local(child)
    if name in ("point", "item"):
        _paragraph(child, depth + 1, items)
    elif name in ("sublist", "blockList"):
        for grandchild in child:
            _after(grandchild, own, depth + 1 if depth else 1, items)
    elif name == "list":
        for grandchild in child:
            if local(grandchild) == "sublist":
                for below in grandchild:
                    _after(below, own, depth + 1, items)
            elif local(grandchild) not in ("intro", "listIntroduction"):
                _after(grandchild, own, depth, items)
    elif name in _HEADINGS:
        _add_heading(text_of([child])[0], items)
    elif name:
        text, notes = text_of([child])
        if text:
            join = f"{own.text} {text}" if own.text else text
            moved = tuple(Note(n.mark, n.position + len(join) - len(text), n.text) for n in notes)
            own.text, own.notes = join, own.notes + moved


def _opens_italic(texts: list[etree._Element]) -> bool:
    """Whether a paragraph's first words are set in italics: a span before any other text."""
    for paragraph in texts:
        first = paragraph if local(paragraph) == "p" else paragraph.find("{*}p")
        if first is not None:
            return not (first.text or "").strip() and len(first) > 0 and first[0].get("class") == "italic"
    return False


# --- units ------------------------------------------------------------------------------------------------


def _units(rows: Iterable[tuple[str, UnitKind, Item, str | None]]) -> tuple[Unit, ...]:
    kept = list(rows)
    labels = unique_labels([row[0] for row in kept])
    known = set(labels)
    units = []
    for label, (printed, kind, item, heading) in zip(labels, kept, strict=True):
        parent = label_parent(printed)
        while parent is not None and parent not in known:
            parent = label_parent(parent)
        units.append(Unit(label, kind, item.text, None, parent, heading, item.notes))
    return tuple(units)


def preamble_units(preamble: etree._Element) -> tuple[Unit, ...]:
    """The preambular paragraphs, counted from 1, with the parts that they set out."""
    rows: list[tuple[str, UnitKind, Item, str | None]] = []
    heading: str | None = None
    for element in preamble:
        name = local(element)
        if name == "formula":
            continue
        if name == "container":
            items: list[Item] = []
            lead = [child for child in element if local(child) == "p"]
            if lead:
                text, notes = text_of(lead)
                items.append(Item("", 0, text, notes))
            for child in element:
                if local(child) != "p":
                    _collect_list(child, items)
            items = [item for item in items if item.text]
            if items:
                count = sum(1 for row in rows if row[1] == "preambular") + 1
                rows += _with_parts(f"PP{count}", "preambular", items, heading)
        else:
            text, _ = text_of([element])
            heading = text or heading
    return _units(rows)


def _collect_list(element: etree._Element, items: list[Item]) -> None:
    if local(element) in ("blockList", "list"):
        for child in element:
            name = local(child)
            if name in ("listIntroduction", "intro"):
                text, notes = text_of([child])
                items.insert(0, Item("", 0, text, notes))
            elif name in ("item", "point"):
                _paragraph(child, 1, items)
            elif name in ("blockList", "list", "sublist"):
                for below in child:
                    if local(below) in ("item", "point"):
                        _paragraph(below, 2, items)
            else:
                text, notes = text_of([child])
                if items and text:
                    items[0].text = f"{items[0].text} {text}"
    else:
        _collect(element, 1, items)


def _with_parts(
    label: str, kind: UnitKind, items: list[Item], heading: str | None
) -> list[tuple[str, UnitKind, Item, str | None]]:
    """One paragraph and its parts as rows: the first item is the paragraph itself, without a number of a part."""
    head, parts = items[0], items[1:]
    rows: list[tuple[str, UnitKind, Item, str | None]] = []
    if head.text:
        rows.append((label, kind, head, heading))
    paths = nest(_depths(parts))
    for part, path in zip(parts, paths, strict=True):
        if part.text:
            rows.append((label + "".join(f"({each})" for each in path), "part", part, heading))
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


def _operative(items: list[Item]) -> Iterator[tuple[Item, str | None]]:
    """Items with the heading that each stands under, headings taken out."""
    heading: str | None = None
    for item in items:
        if item.heading:
            heading = item.text
        else:
            yield item, heading


def operative_units(items: list[Item], preambular: int = 0) -> tuple[Unit, ...]:
    """The operative paragraphs of a resolution or draft, under their own numbers.

    `preambular` is how many preambular paragraphs came before. Words without a number belong to the operative
    paragraph that they stand in; before the first number, and in a text without any, a paragraph that opens with
    an operative verb in italics is counted as one. A paragraph that closes with a comma between two operative
    paragraphs is preambular ("Acting under Chapter VII …,").
    """
    entries = list(_operative(items))
    rows: list[tuple[str, UnitKind, Item, str | None]] = []
    group: list[Item] = []
    label, group_heading, count = "", None, 0

    def close() -> None:
        if group:
            rows.extend(_with_parts(label, "operative", list(group), group_heading))
            group.clear()

    for at, (item, heading) in enumerate(entries):
        following = entries[at + 1][0] if at + 1 < len(entries) else None
        top = _top_number(item) or _astray(item, group, [each for each, _ in entries[at + 1 :]])
        if top:
            close()
            label, group_heading = f"OP{top}", heading
            group.append(item)
        elif not item.number and item.depth == 0:
            ends = item.text.rstrip("”\"» ")[-1:]
            if ends in _COMMAS and following is not None and _top_number(following) and item.style != "row":
                close()
                preambular += 1
                rows.append((f"PP{preambular}", "preambular", item, heading))
            elif following is not None and _top_number(following) and _titles(item):
                close()
                _rehead(entries, at)
            elif not group or (item.opens_verb and not _top_number(group[0])):
                close()
                count += 1
                label, group_heading = f"OP{count}", heading
                group.append(item)
            else:
                _append(group[0], item)
        elif not group:
            count += 1
            label, group_heading = f"OP{count}", heading
            group += [Item("", 0, ""), item]
        elif not item.number:
            _append(group[-1], item)
        else:
            group.append(item)
    close()
    return _units(rows)


def _astray(item: Item, group: list[Item], below: list[Item]) -> str:
    """The number of an operative paragraph that the file has put among the points of the one before, or empty.

    It is one when it is set as that one's number is, comes next after it, counts no list of its own, and does not
    stand again at the top.
    """
    if not item.depth or not group or not item.number or style(item.number) != style(group[0].number):
        return ""
    before, found = _top_number(group[0]), step(item.number) or ""
    if not before.isdigit() or not found.isdigit() or int(found) != int(before) + 1:
        return ""
    if any(style(part.number) == style(item.number) for part in group[1:]):
        return ""
    again = next((_top_number(other) for other in below if _top_number(other)), "")
    return found if again != found else ""


def _titles(item: Item) -> bool:
    """Whether an unnumbered paragraph before a numbered one is a sub-heading: short, and closed by no stop."""
    return item.style != "row" and len(item.text) <= 120 and item.text[-1:] not in _STOPS


def _rehead(entries: list[tuple[Item, str | None]], at: int) -> None:
    """Put what follows under the sub-heading at `at`, up to the next heading."""
    before = entries[at][1]
    for below in range(at + 1, len(entries)):
        if entries[below][1] != before:
            break
        entries[below] = (entries[below][0], entries[at][0].text)


def _top_number(item: Item) -> str:
    """The number of an operative paragraph, or empty: digits, at the top."""
    if item.depth or not item.number:
        return ""
    found = step(item.number)
    return found if found and found[0].isdigit() and "(" not in item.number else ""


def _append(target: Item, item: Item) -> None:
    join = f"{target.text} {item.text}".strip()
    shift = len(join) - len(item.text)
    target.notes += tuple(Note(note.mark, note.position + shift, note.text) for note in item.notes)
    target.text = join


def statement_units(items: list[Item]) -> tuple[Unit, ...]:
    """The paragraphs of a presidential statement, counted from 1, with their parts; opening quotation marks dropped.

    Each paragraph of a statement is printed with an opening quotation mark, and the last with a closing one. The
    line that names the meeting and the agenda item comes before the statement and is none of its paragraphs.
    """
    entries = [(item, heading) for item, heading in _operative(items) if item.text]
    while len(entries) > 1 and entries[0][0].style == "alinea":
        del entries[0]
    for at, (item, _) in enumerate(entries):
        stripped = item.text.lstrip("“\"«”„ ")
        if at == len(entries) - 1 and item.text.count("”") > stripped.count("“"):
            stripped = stripped.removesuffix("”").rstrip()
        cut = len(item.text) - len(item.text.lstrip("“\"«”„ "))
        item.notes = tuple(Note(note.mark, max(note.position - cut, 0), note.text) for note in item.notes)
        item.text = stripped
    return plain_units(entries, counted="¶", numbered="¶")


def annex_units(items: list[Item]) -> tuple[Unit, ...]:
    """The paragraphs of an annex: `¶3` where a number is printed, `§2` for the second of those without one."""
    return plain_units([entry for entry in _operative(items) if entry[0].text], counted="§", numbered="¶")


def plain_units(entries: list[tuple[Item, str | None]], *, counted: str, numbered: str) -> tuple[Unit, ...]:
    """Paragraphs with their parts. A part without a paragraph before it is counted as a paragraph."""
    rows: list[tuple[str, UnitKind, Item, str | None]] = []
    group: list[Item] = []
    label, group_heading, count = "", None, 0

    def close() -> None:
        if group:
            rows.extend(_with_parts(label, "paragraph", list(group), group_heading))
            group.clear()

    for item, heading in entries:
        top = _top_number(item) if counted != numbered else ""
        if top or not item.number or not group:
            close()
            if not top:
                count += 1
            label, group_heading = (f"{numbered}{top}" if top else f"{counted}{count}"), heading
        group.append(item)
    close()
    return _units(rows)
