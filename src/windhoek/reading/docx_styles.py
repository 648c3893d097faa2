"""What the paragraph styles of a Word file say: headings, numbering, indents, italics; with what they are based on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lxml import etree

from windhoek.reading.docx_numbering import W, attribute
from windhoek.reading.tables import rows

_TWIPS = 20  # to the point


@dataclass(frozen=True, slots=True)
class Style:
    """A style; `num` and `at` are its numbering and level, which the style `numbered_by` brought in."""

    name: str = ""
    level: int = 0
    num: str | None = None
    at: int | None = None
    numbered_by: str = ""
    indent: float = 0.0
    italic: bool = False
    bold: bool = False
    hidden: bool = False


@cache
def _headings() -> tuple[tuple[re.Pattern[str], int], ...]:
    return tuple((re.compile(row["pattern"], re.IGNORECASE), int(row["level"])) for row in rows("headings"))


def switch(properties: etree._Element | None, name: str, default: bool) -> bool:
    """A switch such as `w:i` in `properties`: on, off, or as it was."""
    element = properties.find(W + name) if properties is not None else None
    return default if element is None else attribute(element) not in ("0", "false", "off", "none")


def integer(text: str | None) -> int | None:
    """A whole number of at most nine digits, or None."""
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,9}", text) else None


def indent(properties: etree._Element | None, default: float) -> float:
    """The left indent in points that paragraph properties give, or `default`."""
    element = properties.find(W + "ind") if properties is not None else None
    value = integer(attribute(element, "left") or attribute(element, "start"))
    return default if value is None else value / _TWIPS


def outline(properties: etree._Element | None, default: int) -> int:
    """The depth of a heading, from 1, by the outline level of paragraph properties; 0 is text."""
    number = integer(attribute(properties.find(W + "outlineLvl"))) if properties is not None else None
    if number is None:
        return default
    return number + 1 if 0 <= number < 9 else default


def _level(name: str, properties: etree._Element | None, inherited: int) -> int:
    if found := re.fullmatch(r"heading ([1-9])", name, re.IGNORECASE):
        return int(found[1])
    named = next((level for pattern, level in _headings() if pattern.match(name.strip())), 0)
    return named or outline(properties, inherited)


def read_styles(root: etree._Element | None) -> dict[str, Style]:
    """The styles by their identifiers; `""` is the default paragraph style."""
    elements = {attribute(e, "styleId") or "": e for e in root.iter(W + "style")} if root is not None else {}
    done: dict[str, Style] = {}
    for key in elements:
        chain = []
        while key in elements and key not in done and key not in chain:
            chain.append(key)
            key = attribute(elements[key].find(W + "basedOn")) or ""
        parent = done.get(key, Style())
        for key in reversed(chain):
            parent = done[key] = _derive(key, elements[key], parent)
    default = (
        key
        for key, element in elements.items()
        if attribute(element, "default") in ("1", "true") and attribute(element, "type") == "paragraph"
    )
    return {**done, "": done.get(next(default, ""), Style())}


def _derive(key: str, element: etree._Element, parent: Style) -> Style:
    para, run = element.find(W + "pPr"), element.find(W + "rPr")
    name = attribute(element.find(W + "name")) or key
    numbering = para.find(W + "numPr") if para is not None else None
    num, at, by = parent.num, parent.at, parent.numbered_by
    if numbering is not None:
        num = attribute(numbering.find(W + "numId")) or num
        at, by = integer(attribute(numbering.find(W + "ilvl"))), key
    return Style(
        name,
        _level(name, para, parent.level),
        num,
        at,
        by,
        indent(para, parent.indent),
        switch(run, "i", parent.italic),
        switch(run, "b", parent.bold),
        switch(run, "vanish", parent.hidden),
    )
