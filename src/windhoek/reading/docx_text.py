"""The text of one Word paragraph: what is inserted, not what is deleted; results of fields, not their codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from windhoek.reading.clean import clean
from windhoek.reading.docx_numbering import W, attribute, render
from windhoek.reading.docx_styles import Style, switch
from windhoek.reading.inline import Inline

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_DROPPED = frozenset(
    W + name
    for name in ("del", "moveFrom", "pPr", "instrText", "delText", "delInstrText", "sdtPr", "sdtEndPr", "rt")
)
_CHARACTERS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}


@dataclass(slots=True)
class Notes:
    """The footnotes or endnotes of a document; they are numbered in the order in which they are met."""

    texts: Mapping[str, str]
    form: str = "decimal"
    count: int = 0

    def mark(self) -> str:
        """The next automatic mark."""
        self.count += 1
        return render(self.count, self.form)


@dataclass(slots=True)
class Content:
    """A paragraph's text, whether all of it is bold, and the text boxes that hang on it."""

    inline: Inline
    bold: bool = True
    boxes: list[etree._Element] = field(default_factory=list)


def note_texts(root: etree._Element | None, kind: str) -> dict[str, str]:
    """The texts of the `kind` (`footnote`, `endnote`) of a part, by identifier, without separators."""
    if root is None:
        return {}
    return {
        attribute(note, "id") or "": clean(
            " ".join(read_text(p, Style(), {}, {}).inline.raw for p in note.iter(W + "p"))
        )
        for note in root.iter(W + kind)
        if attribute(note, "type") in (None, "normal")
    }


def read_text(
    paragraph: etree._Element,
    style: Style,
    styles: Mapping[str, Style],
    notes: Mapping[str, Notes],
    before: Inline | None = None,
) -> Content:
    """The text of `paragraph`, which stands in `style`; put behind `before` when that runs on into it.

    `notes` are the footnotes and endnotes by the name of the element that refers to them.
    """
    content = Content(before or Inline())
    inline = content.inline
    fields: list[bool] = []  # for each open field, whether its result has begun
    italic = bold = hidden = False
    custom: tuple[Notes, str] | None = None
    stack: list[etree._Element] = [*reversed(paragraph)]
    while stack:
        element = stack.pop()
        tag = element.tag
        if tag in _DROPPED or not isinstance(tag, str):
            continue
        if tag == W + "r":
            properties = element.find(W + "rPr")
            by = (
                styles.get(attribute(properties.find(W + "rStyle")) or "", style)
                if properties is not None
                else style
            )
            italic, bold = switch(properties, "i", by.italic), switch(properties, "b", by.bold)
            hidden = switch(properties, "vanish", by.hidden)
            stack.extend(reversed(element))
        elif tag == W + "t" or tag == _MATH_TEXT:
            text = element.text or ""
            if hidden or not all(fields):
                continue
            if custom is not None:
                inline.note(text.strip(), custom[0].texts.get(custom[1], ""))
                custom = None
                continue
            inline.add(text, italic)
            content.bold = content.bold and (bold or not text.strip())
        elif tag in _CHARACTERS:
            if attribute(element, "type") != "page" and not hidden:
                inline.add(_CHARACTERS[tag], italic)
        elif tag == W + "fldChar":
            _field(fields, attribute(element, "fldCharType"))
        elif tag in notes:
            known, key = notes[tag], attribute(element, "id") or ""
            if attribute(element, "customMarkFollows") in ("1", "true", "on"):
                custom = (known, key)
            elif not hidden:
                inline.note(known.mark(), known.texts.get(key, ""))
        elif tag == W + "txbxContent":
            content.boxes.append(element)
        elif tag == _COMPATIBLE + "AlternateContent":
            choice = element.find(_COMPATIBLE + "Choice")
            stack.extend(reversed(element if choice is None else choice))
        elif tag != W + "rPr":
            stack.extend(reversed(element))
    return content


def _field(fields: list[bool], kind: str | None) -> None:
    if kind == "begin":
        fields.append(False)
    elif fields and kind == "separate":
        fields[-1] = True
    elif fields and kind == "end":
        fields.pop()
