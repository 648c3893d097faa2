"""The elements of an AKN4UN file as a flat list of paragraphs and headings, nothing left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from windhoek.document import Note
from windhoek.reading.akn_xml import local, raw, text_of
from windhoek.reading.annexes import opens_annex
from windhoek.reading.clean import clean
from windhoek.reading.numbering import step

_BLOCKS = frozenset(
    [
        "p",
        "paragraph",
        "point",
        "item",
        "alinea",
        "list",
        "sublist",
        "blockList",
        "table",
        "tbody",
        "tr",
        "section",
        "part",
        "container",
        "content",
        "quotedStructure",
        "doc",
        "mainBody",
        "attachment",
        "heading",
        "subheading",
        "crossHeading",
    ]
)
_HEADINGS = ("heading", "subheading", "crossHeading")
_STOPS = frozenset(".,;:!?…،؛。，；：")
COMMAS = frozenset(",،，")
STOPS = frozenset(".,;:!?…،。，；：؛")
_STARRED = re.compile(r"(\*{1,3}) (?=\S)")
_TABBED = re.compile(r"\s*(\S{1,6}(?: ?[-–])?)\t")
_SECTION = re.compile(r"(?:[A-Z]|[IVX]+)\.?$")


@dataclass(slots=True)
class Item:
    """A paragraph as the file has it: its printed number, depth (0 at the top), text, notes; or a heading."""

    number: str
    depth: int
    text: str
    notes: tuple[Note, ...] = ()
    heading: bool = False
    under: str | None = None  # the heading that it stands under
    opens_verb: bool = False  # set in italics at its start, as operative verbs are
    style: str = ""  # class of the paragraph, or `row` of a table, `alinea`, `preamble`


def collect(elements: Iterable[etree._Element]) -> list[Item]:
    """All paragraphs and headings in `elements` in the order of the file; only rows of dashes are left out.

    `elements` are preambles, bodies, and what a broken file has left beside them.
    """
    items: list[Item] = []
    for element in elements:
        if local(element) == "preamble":
            for child in element:
                _preamble(child, items)
        elif local(element) == "mainBody":
            _collect(element, 0, items)
        else:
            _element(element, 0, items)
    kept: list[Item] = []
    for item in items:
        if not (item.heading or any(mark.isalnum() for mark in item.text) or step(item.number)):
            continue
        if not item.number and not item.heading and opens_annex(item.text) and item.text[-1] not in STOPS:
            item.heading = True
        if _is_footnote(item) and kept:
            _footnote(item, kept[-1])
        else:
            kept.append(item)
    return kept


def _is_footnote(item: Item) -> bool:
    """Whether a paragraph is a footnote that the file has set among the others: by its style or its asterisk."""
    if item.number:
        return set(item.number) == {"*"}
    return item.style.startswith("Footnote") or bool(_STARRED.match(item.text))


def _footnote(item: Item, before: Item) -> None:
    found = _STARRED.match(item.text)
    mark, text = (found[1], item.text[found.end() :]) if found else (item.number or "*", item.text)
    before.notes += (Note(mark, len(before.text), text),)


def _preamble(element: etree._Element, items: list[Item]) -> None:
    name = local(element)
    if name == "container":
        own = Item("", 0, "", style="preamble")
        items.append(own)
        for child in element:
            if local(child) == "p":
                _join(own, [child])
            elif local(child) in ("blockList", "list"):
                for grandchild in child:
                    if local(grandchild) in ("listIntroduction", "intro"):
                        _join(own, [grandchild])
                    else:
                        _after(grandchild, own, 0, items)
            else:
                _collect(child, 1, items)
    elif name not in ("formula", ""):
        _headed([element], items)


def _join(item: Item, elements: list[etree._Element]) -> None:
    """Put the words of `elements` behind those of `item`."""
    text, notes = text_of(elements)
    if text:
        append(item, Item("", 0, text, notes))


def append(target: Item, item: Item) -> None:
    """Put the words of `item` behind those of `target`; footnotes move along."""
    text = f"{target.text} {item.text}".strip()
    shift = len(text) - len(item.text)
    target.notes += tuple(Note(note.mark, note.position + shift, note.text) for note in item.notes)
    target.text = text


def _collect(parent: etree._Element, depth: int, items: list[Item]) -> None:
    for element in parent:
        _element(element, depth, items)


def _element(element: etree._Element, depth: int, items: list[Item]) -> None:
    name = local(element)
    if name in ("paragraph", "point", "item", "alinea"):
        _paragraph(element, depth, items)
    elif element.get("refersTo") == "#preamble":
        text, notes = text_of([element])
        items.append(Item("", 0, text, notes, style="preamble"))
    elif name in _HEADINGS or name == "block":
        _headed([element], items)
    elif name in ("sublist", "list", "blockList"):
        _list(element, depth, items)
    elif name == "tr":
        cells = [text_of([cell])[0] for cell in element if local(cell) in ("td", "th")]
        items.append(Item("", depth, " | ".join(cell for cell in cells if cell), style="row"))
    elif name not in ("p", "num", "meta", "") and any(local(child) in _BLOCKS for child in element):
        # Sections, parts, tables, attachments: what they hold matters here, not what they are called.
        _section_number(element, items)
        _collect(element, depth, items)
    elif name == "p" and element.find("{*}docTitle") is not None:
        _headed([element], items)
    elif name not in ("num", "meta", ""):
        text, notes = text_of([element])
        items.append(Item("", depth, text, notes))


def _section_number(element: etree._Element, items: list[Item]) -> None:
    number = element.find("{*}num")
    if number is not None:
        _headed([number], items)


def _headed(elements: list[etree._Element], items: list[Item]) -> None:
    text, notes = text_of(elements)
    _add_heading(text, items, notes)


def _add_heading(text: str, items: list[Item], notes: tuple[Note, ...] = ()) -> None:
    if text[-1:] in COMMAS:
        # What closes with a comma is a paragraph that goes on, whatever the file calls it.
        items.append(Item("", 0, text, notes))
    elif text:
        # A section's number and its title are one heading.
        if items and items[-1].heading and _SECTION.match(items[-1].text):
            items[-1].text = f"{items[-1].text} {text}"
        else:
            items.append(Item("", 0, text, notes, heading=True))


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
            _headed([child], items)


def _paragraph(element: etree._Element, depth: int, items: list[Item]) -> None:
    number, texts, titles, after = "", [], [], []
    for child in element:
        name = local(child)
        if name == "num":
            number = text_of([child])[0]
        elif name in _HEADINGS:
            titles.append(child)
        elif name in ("content", "intro", "p", "listIntroduction", "span"):
            texts.append(child)
        elif name == "list":
            if not texts:
                texts.extend(found for found in child if local(found) in ("intro", "listIntroduction"))
            after.append(child)
        elif name:
            after.append(child)
    title, title_notes = text_of(titles) if titles else ("", ())
    if (_heads(element, number, texts, depth) and not after) or not (number or texts or after):
        if not titles:
            title, title_notes = text_of(texts)
        _add_heading(f"{number} {title}".strip(), items, title_notes)
        return
    if titles and texts:
        _add_heading(title, items, title_notes)
    text, notes = text_of(texts) if texts else (title, title_notes)
    if not number and texts:
        number, text, notes = _lift_number(texts[0], text, notes)
    style = "alinea" if local(element) == "alinea" else element.get("class") or ""
    own = Item(number, depth, text, notes, opens_verb=not number and _opens_italic(texts), style=style)
    items.append(own)
    for child in after:
        _after(child, own, depth, items)


def _heads(element: etree._Element, number: str, texts: list[etree._Element], depth: int) -> bool:
    """Whether a paragraph is a heading: styled as one without a number of a part, or lettered like one and short."""
    if depth or (number and not _SECTION.match(number)):
        return False
    if (element.get("class") or "").startswith("H"):
        return True
    text = text_of(texts)[0] if number else ""
    return 0 < len(text) <= 120 and text[-1] not in STOPS


def _lift_number(
    first: etree._Element, text: str, notes: tuple[Note, ...]
) -> tuple[str, str, tuple[Note, ...]]:
    """A number that the file has left in the text, before a tab: `1 -\t…`."""
    found = _TABBED.match(raw(first))
    if found is None or step(found[1]) is None:
        return "", text, notes
    number = clean(found[1])
    cut = len(text) - len(text.removeprefix(number).lstrip())
    return number, text[cut:], tuple(Note(n.mark, max(n.position - cut, 0), n.text) for n in notes)


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
        _headed([child], items)
    elif name:
        _join(own, [child])


def _opens_italic(texts: list[etree._Element]) -> bool:
    """Whether a paragraph's first words are set in italics: a span before any other text."""
    for paragraph in texts:
        first = paragraph if local(paragraph) == "p" else paragraph.find("{*}p")
        if first is not None:
            return not (first.text or "").strip() and len(first) > 0 and first[0].get("class") == "italic"
    return False
