"""The bytes of an AKN4UN file as a tree, safely; and the clean text of an element with its footnotes lifted out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from windhoek.document import Note
from windhoek.reading.clean import clean
from windhoek.reading.errors import ReadError

_SENTINEL = "\ue000"
_AROUND_MARK = re.compile(rf" ?[(（]?[ ]?{_SENTINEL}[ ]?[)）]?")
_EMPTY_MARK = re.compile(r"[(（] ?[)）] ?")
_BARE_MARK = re.compile(_SENTINEL)


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag[tag.rfind("}") + 1 :] if isinstance(tag, str) else ""


def parse(data: bytes, path: str) -> tuple[etree._Element, tuple[str, ...]]:
    """Parse a file, without entities, external references or network.

    Returns the root and the repairs made: a file whose tags do not match is mended when no word of it is lost by
    that, and is refused otherwise. Raises ReadError.
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ReadError(
            path,
            "the XML declares a document type or entities, which windhoek does not read",
            "Remove the declaration, or take the file from the UN's repository again",
            _place(data, data.find(b"<!")),
        )
    try:
        return etree.fromstring(data, _parser(recover=False)), ()
    except (etree.XMLSyntaxError, ValueError) as error:
        place, reason = _explain(error)
        root = _mended(data)
        if root is None:
            raise ReadError(
                path, f"malformed XML: {reason}", "Correct the file or take it from its source again", place
            ) from None
        return root, (
            f"malformed XML at {place or 'an unknown place'} ({reason}) was mended; no word was lost",
        )


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )


def _place(data: bytes, offset: int) -> str:
    lines = data[:offset].count(b"\n")
    return f"line {lines + 1}"


def _explain(error: Exception) -> tuple[str, str]:
    message = getattr(error, "msg", None) or str(error)
    found = re.search(r",? ?line (\d+), column (\d+)", message)
    where = f"line {found[1]}, column {found[2]}" if found else ""
    return where, re.sub(r",? ?line \d+, column \d+.*", "", message).strip()


def _mended(data: bytes) -> etree._Element | None:
    """The tree with mismatched tags mended, or None when the file is cut short or a word would be lost."""
    if not data.rstrip().endswith(b"</akomaNtoso>"):
        return None
    try:
        text = data.decode("utf-8")
        root = etree.fromstring(data, _parser(recover=True))
    except (UnicodeDecodeError, etree.XMLSyntaxError, ValueError):
        return None
    if root is None:
        return None
    printed = re.sub(r"<[^<>]*>", " ", re.sub(r"<!--.*?-->|<\?.*?\?>", " ", text, flags=re.DOTALL))
    wanted = re.findall(r"\w+", re.sub(r"&(?:#?\w+);", " ", printed))
    found = re.findall(r"\w+", re.sub(r"[&<>]", " ", " ".join(map(str, root.itertext()))))
    return root if len(found) >= len(wanted) and found == wanted else None


def text_of(elements: Sequence[etree._Element]) -> tuple[str, tuple[Note, ...]]:
    """The clean text of sibling elements, one after another, and their footnotes, attached to their marks."""
    notes: list[tuple[str, str]] = []
    pieces: list[str] = []
    for element in elements:
        if element.find(".//{*}authorialNote") is None:
            pieces.extend(map(str, element.itertext()))
        else:
            _walk(element, pieces, notes)
        pieces.append(" ")
    text = clean("".join(pieces))
    if not notes:
        return text, ()
    out: list[Note] = []
    for mark, note in notes:
        found = _AROUND_MARK.search(text)
        if found is None:
            break
        # The brackets around a mark belong to it only when both are there (Arabic sets footnote marks in brackets).
        both = found[0].strip(" ")[:1] in "(（" and found[0].strip(" ")[-1:] in ")）"
        if not both:
            found = _BARE_MARK.search(text) or found
        before, after = text[: found.start()], text[found.end() :]
        if before.endswith(" ") and (not after or after[0] in " ,.;:)،؛，；。"):
            before = before.rstrip()
        out.append(Note(mark, len(before), note))
        text = before + after
    return text, tuple(out)


def _walk(element: etree._Element, pieces: list[str], notes: list[tuple[str, str]]) -> None:
    if element.text:
        pieces.append(element.text)
    for child in element:
        if local(child) == "authorialNote":
            body = _EMPTY_MARK.sub("", clean("".join(map(str, child.itertext()))), count=1)
            if body:
                notes.append((child.get("marker") or str(len(notes) + 1), body))
                pieces.append(_SENTINEL)
        else:
            _walk(child, pieces, notes)
        if child.tail:
            pieces.append(child.tail)
