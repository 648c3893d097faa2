"""From the lines of pages to paragraphs: what repeats on every page goes, footnotes go to their marks, lines are joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from windhoek.document import Note
from windhoek.reading.blocks import Block
from windhoek.reading.pdfium import Line

#: Share of the page's height, at its top and at its foot, in which headers, footers and page numbers stand.
_BAND = 0.09
#: Lines further apart than this many times the usual distance are two paragraphs.
_APART = 1.3
#: A first line is indented when it begins at least this many points to the right of the lines under it.
_INDENT = 8.0

_SYMBOL = r"(?:[A-Z]{1,6}/)+[\w.\-/() ]*\d[\w.\-/()]*"
_JOB = r"\d{2}-\d{4,6}(?: ?\*)?(?: ?\([A-Z]\))?(?: +\d{6})?"
_PAGE = r"(?:\d{1,4} ?/ ?\d{1,4}|(?:[Pp]age |p\. )?\d{1,4}(?: of \d{1,4})?|[-–] ?\d{1,4} ?[-–])"
#: A line that is page furniture by its form: symbol, job number, page number, bar code.
FURNITURE = re.compile(rf"(?:{_SYMBOL}|{_JOB}|{_PAGE}|\*\d{{6,9}}\*|\s)+$|Please recycle\b")
_DIGITS = re.compile(r"\d+")
_RULE = re.compile(r"_{6,}$")
_NUMBERED = re.compile(
    r"(?:[“\"«]?\d{1,3} ?[.．)\-–]|\(?[a-z]{1,5}\)|\([a-zA-Z0-9]{1,4}\)|[–—•●▪\-] |[\u0660-\u0669]{1,3} ?[-–]"
    r"|\([\u0621-\u064a]\)|[一二三四五六七八九十]{1,3}[、．.]|[(（][一二三四五六七八九十]+[)）]|[а-я]\))"
)
_ENDED = re.compile(r"[.;:!?。；：؛][”’»\"')\]]*(?: (?:and|or|et|ou|y|o|и|или))?$")
_CONJUNCTION = re.compile(r"(?:and|or|et|ou|y|o|u|und|и|или)\b")
_CJK = re.compile("[\u2e80-\u30ff\u3400-\u9fff\uff00-\uffef]")


@dataclass(slots=True)
class _Paragraph:
    """A paragraph under construction."""

    lines: list[Line]
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    italics: list[tuple[int, int]] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: Line) -> None:
        """Append a line's text, with its spans and marks moved to where they come to stand."""
        at = self.length = join_piece(self.pieces, line.text, self.length)
        self.length += len(line.text)
        for start, end in line.italics:
            if self.italics and self.italics[-1][1] >= at + start - 1:
                self.italics[-1] = (self.italics[-1][0], at + end)
            else:
                self.italics.append((at + start, at + end))
        self.marks.extend((at + position, mark) for position, mark in line.marks)

    @property
    def text(self) -> str:
        """The words so far."""
        return "".join(self.pieces)

    @property
    def under(self) -> float | None:
        """Where the lines under the first one begin, or None while there is only one."""
        return min(line.left for line in self.lines[1:]) if len(self.lines) > 1 else None


def join(text: str, more: str) -> tuple[str, int]:
    """Append a line to a text as a reader would; returns the whole and the offset at which `more` begins in it.

    A hyphen at the end of a line is kept (UN typesetting breaks at real hyphens only) and its word closed up, unless
    it is a suspended one ("troop- and"); a soft hyphen goes; Chinese is joined without a space.
    """
    if not text:
        return more, 0
    if text.endswith("\u00ad"):
        text = text[:-1]
    elif text.endswith(("-", "\u2010", "\u2011", "/")) and not text.endswith((" -", " /", "--")):
        if _CONJUNCTION.match(more) and not text.endswith("/"):
            text += " "
    elif text.endswith("–") and text[-2:-1].isdigit() and more[:1].isdigit():
        pass
    elif not _chinese(text[-8:], more[:8]):
        text += " "
    return text + more, len(text)


def join_piece(pieces: list[str], more: str, length: int) -> int:
    """`join` for a text kept as a list of pieces, `length` characters long; returns the offset at which `more` begins.

    Only the last piece is touched, so that long paragraphs cost no more a line than short ones.
    """
    if not pieces:
        pieces.append(more)
        return 0
    last = pieces[-1]
    whole, at = join(last, more)
    pieces[-1] = whole[:at]
    pieces.append(more)
    return length + at - len(last)


def _chinese(before: str, after: str) -> bool:
    """Whether the break between two ends of lines stands in Chinese text, which has no spaces around figures either."""
    if not after or not (_CJK.search(before) or _CJK.search(after)):
        return False
    return bool(_CJK.match(before[-1]) or _CJK.match(after[0])) or not (
        before[-1].isalpha() or after[0].isalpha()
    )


def blocks(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[Block]:
    """The paragraphs of a document, from the lines of its pages and the height of each page in points."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    if not sizes:
        return []
    body = sizes.most_common(1)[0][0]
    pages = _without_furniture(pages, heights)
    notes: dict[tuple[int, str], str] = {}
    kept = [_lift_notes(page, body, notes) for page in pages]
    paragraphs = _paragraphs(kept)
    return _finish(paragraphs, notes, body)


def _without_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """Headers, footers, page numbers, job numbers and bar codes taken away: by form, or because they repeat in place."""

    def place(line: Line, height: float) -> str:
        if line.y > height * (1 - _BAND):
            return "top"
        return "foot" if line.y < height * _BAND else ""

    def shape(line: Line) -> str:
        return _DIGITS.sub("#", line.text)

    seen: Counter[tuple[str, str]] = Counter()
    for page, height in zip(pages, heights, strict=True):
        seen.update({(place(line, height), shape(line)) for line in page})
    out = []
    for at, (page, height) in enumerate(zip(pages, heights, strict=True)):
        kept = []
        for line in page:
            where = place(line, height)
            if where:
                by_form = bool(FURNITURE.match(line.text)) and (where == "foot" or at > 0)
                repeats = at > 0 and seen[where, shape(line)] > 1
                if by_form or repeats:
                    continue
            kept.append(line)
        out.append(kept)
    return out


def _lift_notes(page: Sequence[Line], body: float, notes: dict[tuple[int, str], str]) -> list[Line]:
    """The lines of a page without its footnotes, which go to `notes` under their page and mark.

    Footnotes are smaller than the text and open with a raised mark; a rule of underscores may stand above them.
    """
    kept: list[Line] = []
    current: tuple[int, str] | None = None
    size = y = 0.0
    for line in page:
        if _RULE.match(line.text):
            continue
        small = line.size < body * 0.93
        if line.opens_note and small:
            current = (line.page, line.opens_note)
            notes[current] = line.text
        elif current and small and abs(line.size - size) < 0.6 and line.y < y:
            notes[current] = join(notes[current], line.text)[0]
        else:
            current = None
            kept.append(line)
            continue
        size, y = line.size, line.y_end
    return kept


def _paragraphs(pages: Sequence[Sequence[Line]]) -> list[_Paragraph]:
    gaps = [
        (before.y_end - after.y) / after.size
        for page in pages
        for before, after in pairwise(page)
        if abs(before.size - after.size) < 0.5 and 0.8 < (before.y_end - after.y) / max(after.size, 1.0) < 2
    ]
    pitch = _pitch(gaps)
    paragraphs: list[_Paragraph] = []
    edge = _edge(line.right for page in pages for line in page)
    for page in pages:
        for line in page:
            if paragraphs and _continues(paragraphs[-1], line, pitch * line.size, edge):
                paragraphs[-1].lines.append(line)
            else:
                paragraphs.append(_Paragraph([line]))
            paragraphs[-1].add(line)
    return paragraphs


def _edge(rights: Iterable[float]) -> float:
    """The right edge of the text: where most lines end (justified), else what four in five do not pass (ragged)."""
    ends = sorted(rights)
    if not ends:
        return 0.0
    common, count = Counter(round(end / 4) for end in ends).most_common(1)[0]
    return common * 4.0 + 2 if count * 6 > len(ends) else ends[len(ends) * 4 // 5]


def _pitch(gaps: Sequence[float]) -> float:
    """The usual distance between lines of one paragraph, in ems: the lower half of all distances is within paragraphs."""
    if not gaps:
        return 1.2
    low = sorted(gaps)
    return median(low[: max(1, len(low) * 3 // 4)])


def _continues(paragraph: _Paragraph, line: Line, pitch: float, edge: float) -> bool:
    """Whether `line` goes on with the paragraph."""
    last = paragraph.lines[-1]
    if last.bold != line.bold or abs(last.size - line.size) > 0.08 * line.size:
        return False
    first = paragraph.lines[0]
    under = paragraph.under
    if last.page != line.page:
        return _continues_over_page(paragraph, line)
    gap = last.y_end - line.y
    if gap <= 0 or gap > _APART * pitch:
        return False
    further_in = line.left > (under if under is not None else max(first.left, last.left)) + _INDENT
    # A line further in than those before it opens a paragraph, save the second of a hanging one.
    if further_in and (under is not None or not _NUMBERED.match(first.text)):
        return False
    if line.bold:
        return True
    word = len(line.text.split(" ", 1)[0]) + 1
    width = (line.right - line.left) / max(len(line.text), 1)
    if last.right + 1.4 * word * width + 12 < edge and not last.text.endswith("-"):
        # The next word would have had room: the line was ended on purpose.
        return False
    if first.left > line.left + _INDENT:
        # Paragraphs are indented here, so a number at the margin is one of an enumeration inside a sentence.
        return gap <= 1.15 * pitch or not _NUMBERED.match(line.text)
    return not (_NUMBERED.match(line.text) and _ENDED.search(last.text))


def _continues_over_page(paragraph: _Paragraph, line: Line) -> bool:
    first, under = paragraph.lines[0], paragraph.under
    if line.bold:
        return False
    if line.text[:1].islower() and not _NUMBERED.match(line.text):
        return True
    if under is not None and first.left > under + _INDENT:
        return line.left < under + _INDENT
    if under is None and line.left < first.left - _INDENT:
        return not _NUMBERED.match(line.text)
    if line.left > (under if under is not None else first.left) + _INDENT:
        return False
    return not _ENDED.search(paragraph.lines[-1].text) and not _NUMBERED.match(line.text)


def _finish(paragraphs: Sequence[_Paragraph], notes: dict[tuple[int, str], str], body: float) -> list[Block]:
    """Blocks of the paragraphs, each footnote at its mark; a note whose mark was not found goes to the page's last block."""
    left = min((p.lines[0].left for p in paragraphs), default=0.0)
    used: set[tuple[int, str]] = set()
    out: list[Block] = []
    for paragraph in paragraphs:
        first, page = paragraph.lines[0], paragraph.lines[0].page
        found: list[Note] = []
        last_page = paragraph.lines[-1].page
        for position, mark in paragraph.marks:
            key = next(
                (k for k in ((p, mark) for p in range(page, last_page + 2)) if k in notes and k not in used),
                None,
            )
            if key:
                used.add(key)
            found.append(Note(mark, position, notes[key] if key else ""))
        out.append(
            Block(
                paragraph.text,
                level=_level(paragraph, body),
                page=page,
                indent=round(first.left - left, 1),
                italics=tuple(paragraph.italics),
                notes=tuple(found),
            )
        )
    for key in notes.keys() - used:
        _attach(out, key, notes[key])
    return out


def _attach(out: list[Block], key: tuple[int, str], text: str) -> None:
    for at in range(len(out) - 1, -1, -1):
        block = out[at]
        if (block.page or 0) <= key[0]:
            note = Note(key[1], len(block.text), text)
            out[at] = Block(
                block.text,
                block.number,
                block.level,
                block.page,
                block.indent,
                block.italics,
                (*block.notes, note),
            )
            return


def _level(paragraph: _Paragraph, body: float) -> int:
    """The depth of a heading: a bold paragraph, larger ones first; 0 for text."""
    line = paragraph.lines[0]
    if not all(each.bold for each in paragraph.lines) or not any(mark.isalpha() for mark in paragraph.text):
        return 0
    return 1 if line.size > body * 1.3 else 2 if line.size > body * 1.1 else 3
