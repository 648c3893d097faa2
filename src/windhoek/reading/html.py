"""HTML pages: block elements as paragraphs, lists with their numbers, footnotes at their marks; nothing is fetched.

Written for documents saved from Word, for the UN's older pages (tables as layout, `<br><br>` between paragraphs) and
for its present site (menus and footers round a `<main>`).
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator

import chardet
from lxml import etree, html

from windhoek.document import Document, Source
from windhoek.reading import kinds, text
from windhoek.reading.blocks import Block
from windhoek.reading.clean import clean
from windhoek.reading.docx_numbering import render
from windhoek.reading.errors import ReadError
from windhoek.reading.inline import Inline
from windhoek.reading.paragraphs import reads_as_prose

MEDIA_TYPE = "text/html"
#: The longest reports that the UN has as HTML are some 5 MB; the tree of a page takes ten times its size.
MOST_MEGABYTES = 32
_DROPPED = frozenset(
    [
        "script", "style", "head", "nav", "footer", "aside", "form", "button", "select", "input",
        "textarea", "iframe", "object", "embed", "svg", "canvas", "audio", "video", "noscript",
        "template", "map", "dialog",
    ]
)  # fmt: skip
_DROPPED_ROLES = frozenset(
    ["navigation", "banner", "contentinfo", "search", "complementary", "dialog", "menu"]
)
_BLOCKS = frozenset(
    [
        "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6",
        "blockquote", "pre", "center", "address", "section", "article", "main", "header", "figure",
        "figcaption", "details", "summary", "table", "tr", "td", "th", "caption", "fieldset",
        "body", "html", "hr",
    ]
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_WORD_NUMBER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_MARK = re.compile(r"[\[(]?\s*(?P<mark>\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§]{1,3})\s*[\])]?[.:]?$")
_NOTE_NAME = re.compile(r"(?:ftn|fn|note|cite|edn|endnote)", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_LISTS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "decimal": "decimal",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
}
_BREAK = "\x0b"  # a line break in a paragraph; white space once the paragraph is clean
_CELL = " | "
#: A cell with more text than this holds paragraphs: the table is there for the layout of the page.
_LAYOUT = 1_500
_BOLD_HEADING = 9
_FEWEST_HIGH = (
    20  # bytes beyond ASCII, from which a guess at the encoding is better than the browsers' Windows-1252
)


def read(data: bytes, path: str) -> Document:
    """The document in an HTML page. Raises ReadError when the page is too large, or holds no text."""
    if len(data) > MOST_MEGABYTES * 1_000_000:
        raise ReadError(
            path,
            f"the page is {len(data) / 1e6:,.0f} MB long and the limit is {MOST_MEGABYTES} MB",
            "Split it, or take the document in another format",
        )
    source = Source(path, hashlib.sha256(data).hexdigest(), MEDIA_TYPE)
    return kinds.assemble(blocks(data, path), source)


def blocks(data: bytes, path: str) -> list[Block]:
    """The paragraphs of a page, without menus, hidden text and what only a script would show."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(_decoded(data).encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise ReadError(
            path, f"the page cannot be read ({error})", "Save it again from the browser or its source"
        ) from None
    body = root.find("body")
    start = root if body is None else _content(body)
    walker = _Walker(start, *_notes(root))
    walker.walk(start)
    walker.flush()
    title = clean(root.findtext("head/title") or "")
    found = walker.blocks
    return [Block(title, level=1), *found] if title and not any(b.level for b in found) else found


def _decoded(data: bytes) -> str:
    """The characters of a page: by its byte-order mark, its own word, UTF-8, or the best guess, in this order."""
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    head = data[:4096]
    said = _META.search(head) or _XML.search(head)
    guesses = [said[1].decode("ascii", "ignore")] if said else []
    # Browsers read Latin-1 as Windows-1252, and pages are written for browsers.
    guesses = ["cp1252" if re.fullmatch(r"(?i)iso-?8859-1|latin-?1|us-ascii", g) else g for g in guesses]
    high = sum(byte > 0x7F for byte in data[:200_000])
    guess = chardet.detect(data[:200_000]).get("encoding") if high > _FEWEST_HIGH else None
    for encoding in [*guesses, "utf-8", str(guess or "cp1252")]:
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("utf-8" if said else "cp1252", errors="replace")


def _content(body: html.HtmlElement) -> html.HtmlElement:
    """The element that holds the document: `<main>` or the only `<article>`, when it has most of the text."""
    candidates = [*body.iter("main"), *body.xpath("//*[@role='main']"), *body.iter("article")]
    whole = len(body.text_content())
    for candidate in candidates:
        if 2 * len(candidate.text_content()) > whole:
            return candidate
    return body


def _notes(root: html.HtmlElement) -> tuple[dict[html.HtmlElement, tuple[str, str]], set[html.HtmlElement]]:
    """The links that are marks of footnotes, each with its mark and note; and the elements that hold the notes."""
    names: dict[str, html.HtmlElement] = {}
    order: dict[html.HtmlElement, int] = {}
    for at, element in enumerate(root.iter()):
        order[element] = at
        for name in (element.get("id"), element.get("name")):
            if name:
                names.setdefault(name, element)
    marks: dict[html.HtmlElement, tuple[str, str]] = {}
    holders: set[html.HtmlElement] = set()
    for link in root.iter("a"):
        href = link.get("href") or ""
        target = names.get(href[1:]) if href.startswith("#") else None
        found = _MARK.match(clean(link.text_content()))
        if target is None or found is None or order[target] < order[link]:
            continue
        raised = link.find(".//sup") is not None or any(e.tag == "sup" for e in link.iterancestors())
        if not raised and not _NOTE_NAME.search(href):
            continue
        holder = target
        while holder.tag not in ("p", "li", "div", "dd", "td") and holder.getparent() is not None:
            holder = holder.getparent()
        words = re.sub(
            r"^\s*[\[(]?\s*(?:\d{1,3}|[a-z*†‡§]{1,3})\s*[\])]?[.:]?\s+", "", clean(_spaced(holder))
        )
        marks[link] = (found["mark"], words.rstrip(" ↩^"))
        holders.add(holder)
    return marks, holders


def _spaced(element: html.HtmlElement) -> str:
    """The text of an element, with a space behind the link back that opens a note."""
    return " ".join(clean(piece) for piece in element.itertext())


class _Walker:
    """Goes through the page once and collects blocks."""

    def __init__(
        self,
        start: html.HtmlElement,
        marks: dict[html.HtmlElement, tuple[str, str]],
        holders: set[html.HtmlElement],
    ) -> None:
        self.blocks: list[Block] = []
        self._inline = Inline()
        self._marks, self._holders = marks, holders - {start, *start.iterancestors()}
        self._number = ""
        self._level = 0
        self._depth = 0
        self._bold: list[bool] = []

    def walk(self, element: html.HtmlElement, italic: bool = False, bold: bool = False) -> None:
        """Collect what `element` holds, in order."""
        tag = element.tag
        if not isinstance(tag, str) or _is_dropped(element) or element in self._holders:
            return
        if element in self._marks:
            self._inline.note(*self._marks[element])
            return
        if tag == "pre":
            self.flush()
            self.blocks += text.blocks(element.text_content())
            return
        if tag == "table" and not _is_layout(element):
            self.flush()
            self.blocks += self._rows(element)
            return
        if tag == "br":
            self._break()
            return
        if _WORD_NUMBER.search(element.get("style") or ""):
            self._number = self._number or clean(element.text_content())
            return
        own = tag in _BLOCKS
        italic, bold = italic or tag in ("i", "em", "cite"), bold or tag in ("b", "strong")
        if own:
            self.flush()
        heading = re.fullmatch(r"h([1-6])", tag)
        outer, self._level = self._level, int(heading[1]) if heading else self._level
        if tag in ("ul", "ol"):
            self._list(element, italic, bold)
        else:
            self._say(element.text, italic, bold)
            for child in element:
                self.walk(child, italic, bold)
                self._say(child.tail, italic, bold)
        if own:
            self.flush()
        self._level = outer

    def flush(self) -> None:
        """End the paragraph that is being collected."""
        inline, self._inline = self._inline, Inline()
        bold, self._bold = bool(self._bold) and all(self._bold), []
        said, italics, notes = inline.finish()
        if not said:
            return
        number, self._number = self._number, ""
        level = self._level
        if not level and not number and bold and not reads_as_prose(said) and said[-1] not in ",:،，：":
            level = _BOLD_HEADING
        indent = 20.0 * self._depth
        if level:
            said, number, italics = f"{number} {said}".strip(), "", ()
        self.blocks.append(Block(said, number, level, None, indent, italics, notes))

    def _say(self, words: str | None, italic: bool, bold: bool) -> None:
        if words:
            self._inline.add(words, italic)
            if words.strip():
                self._bold.append(bold)

    def _break(self) -> None:
        """A line break; two of them end a paragraph."""
        if self._inline.raw.rstrip(" \t\r\n\u00a0").endswith(_BREAK):
            self.flush()
        else:
            self._inline.add(_BREAK)

    def _list(self, element: html.HtmlElement, italic: bool, bold: bool) -> None:
        style = re.search(r"list-style(?:-type)?\s*:\s*([\w-]+)", element.get("style") or "")
        form = _LISTS.get(element.get("type") or "", "decimal")
        if style:
            form = _STYLES.get(style[1], form)
        count = _whole(element.get("start"), 1)
        self._depth += 1
        for item in element:
            if item.tag == "li":
                count = _whole(item.get("value"), count)
                printed = render(count, form)
                self._number = (
                    (f"({printed})" if form != "decimal" else f"{printed}.") if element.tag == "ol" else "•"
                )
                count += 1
            self.walk(item, italic, bold)
            self._number = ""
        self._depth -= 1

    def _rows(self, table: html.HtmlElement) -> Iterator[Block]:
        for row in table.iter("tr", "caption"):
            cells = [clean(_spaced(cell)) for cell in row] if row.tag == "tr" else [clean(_spaced(row))]
            said = _CELL.join(cell for cell in cells if cell)
            if said:
                yield Block(said, table=True)


def _whole(printed: str | None, default: int) -> int:
    return int(printed) if printed is not None and re.fullmatch(r"\d{1,6}", printed.strip()) else default


def _is_dropped(element: html.HtmlElement) -> bool:
    return (
        element.tag in _DROPPED
        or element.get("hidden") is not None
        or element.get("role") in _DROPPED_ROLES
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style") or ""))
        or (element.tag == "header" and element.find(".//h1") is None)
    )


def _is_layout(table: html.HtmlElement) -> bool:
    """Whether a table only places paragraphs on the page."""
    if table.get("role") == "presentation" or table.find(".//table") is not None:
        return True
    rows = list(table.iter("tr"))
    cells = [cell for row in rows for cell in row if cell.tag in ("td", "th")]
    return len(cells) <= len(rows) or any(len(cell.text_content()) > _LAYOUT for cell in cells)
