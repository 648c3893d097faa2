"""The lines of a PDF page as PDFium sees them, with what the eye uses to tell paragraphs: place, size, weight, slant.

PDFium is asked about single characters only where a decision hangs on them (the first and last of a line, the
first of a word, both sides of a space that it made up itself), which keeps reading at about twice the time of its
bare text extraction.
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass, field
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from windhoek.reading import rightward

#: A space that PDFium made up is one only from this width on, in ems: narrower gaps are kerning (measured, LIBRARIES).
SPACE = 0.17
#: A wider gap than this is never one inside a word.
_WIDE = 0.25
#: No space stands before these.
_CLOSING = ")]-,;:.’"
_GAP = re.compile(r"(?<=\S) (?=\S)")
#: A mark of a footnote is set in at most this share of the size of the text around it.
RAISED = 0.82

_WORD = re.compile(r"\S+")
# The word before the mark ends in a letter, a bracket or a stop: `25th1`, `conflict,1`, `(2002).*`.
_MARK = re.compile(
    r"(?<=[^\s\d/.])(\d{1,3}|\*{1,3}|[†‡])(?=\W*$)|(?<=[.,;:)\]”’»])(\d{1,3}|\*{1,3}|[†‡])(?=\W*$)"
)
_WHOLE_MARK = re.compile(r"(\d{1,3}|\*{1,3}|[†‡a-z])(?=\W*$)")
#: PDFium's sign for a hyphen at the end of a line (U+FFFE in some builds, U+0002 in others): a printed hyphen.
_LINE_HYPHEN = re.compile("[\ufffe\u0002]((?:and|or|et|ou|y|u|o)\\b)?")
_CJK = re.compile("[\u2e80-\u30ff\u3400-\u9fff\uff00-\uffef]")
_SLANTED = re.compile(r"italic|oblique", re.IGNORECASE)
_HEAVY = re.compile(r"bold|black|heavy|semibd", re.IGNORECASE)


@dataclass(slots=True)
class Line:
    """One line of a page. Lengths in points from the lower left corner; `y_end` is the baseline of its last character,
    lower than `y` where PDFium joined two lines at a hyphen. `marks` are footnote marks taken out of the text, with the
    position at which each stood; `opens_note` is the raised mark that the line begins with."""

    text: str
    page: int
    left: float
    right: float
    y: float
    y_end: float
    size: float
    bold: bool
    italics: list[tuple[int, int]] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)
    opens_note: str = ""


class _Page:
    """Questions to PDFium about one page of text, with what was learnt kept."""

    def __init__(self, page: pdfium.PdfTextPage) -> None:
        self.handle = page.raw
        self._fonts: dict[int, tuple[bool, bool]] = {}
        self._objects: dict[int, tuple[bool, bool]] = {}
        self._box = raw.FS_RECTF()
        self._point = (ctypes.c_double(), ctypes.c_double())

    def face(self, index: int) -> tuple[bool, bool] | None:
        """Whether the character is (italic, bold); None for one that PDFium made up."""
        obj = raw.FPDFText_GetTextObject(self.handle, index)
        if not obj:
            return None
        key = ctypes.addressof(obj.contents)
        known = self._objects.get(key)
        if known is None:
            font = raw.FPDFTextObj_GetFont(obj)
            known = self._objects[key] = self._face_of(font) if font else (False, False)
        return known

    def _face_of(self, font: ctypes._Pointer[ctypes.Structure]) -> tuple[bool, bool]:
        key = ctypes.addressof(font.contents)
        known = self._fonts.get(key)
        if known is None:
            name = ctypes.create_string_buffer(256)
            raw.FPDFFont_GetBaseFontName(font, name, 256)
            text = name.value.decode("latin-1")
            angle = ctypes.c_int()
            slanted = bool(raw.FPDFFont_GetItalicAngle(font, angle)) and angle.value != 0
            # The weight that PDFium works out from the width of stems is no guide: only the name tells bold.
            known = (slanted or bool(_SLANTED.search(text)), bool(_HEAVY.search(text)))
            self._fonts[key] = known
        return known

    def size(self, index: int) -> float:
        return float(raw.FPDFText_GetFontSize(self.handle, index))

    def generated(self, index: int) -> bool:
        return bool(raw.FPDFText_IsGenerated(self.handle, index) == 1)

    def box(self, index: int) -> tuple[float, float]:
        """Left and right edge of a character with the room that its font gives it."""
        raw.FPDFText_GetLooseCharBox(self.handle, index, self._box)
        return self._box.left, self._box.right

    def gap(self, before: int, after: int) -> float:
        """The room between two characters."""
        return self.box(after)[0] - self.box(before)[1]

    def origin(self, index: int) -> tuple[float, float]:
        x, y = self._point
        raw.FPDFText_GetCharOrigin(self.handle, index, x, y)
        return x.value, y.value


def lines(page: pdfium.PdfPage, number: int) -> list[Line]:
    """The lines of a page (`number` counts from 1) in the order of its content, empty ones left out."""
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        if count <= 0:
            return []
        text = text_page.get_text_range()
        asked = _Page(text_page)
        if len(text) != count:
            # A character beyond the 16-bit plane, or one without a Unicode value: ask for each, so that places agree.
            text = "".join(_char(raw.FPDFText_GetUnicode(asked.handle, index)) for index in range(count))
        if rightward.needed(text):
            width = page.get_width()
            return [
                Line(row.text, number, row.start, row.end, row.y, row.y, row.size, row.bold)
                for row in rightward.rows(text, width, asked)
            ]
        return _split(text, number, asked)
    finally:
        text_page.close()


def _char(code: int) -> str:
    return chr(code) if code and not 0xD800 <= code <= 0xDFFF else "\ufffd"


def _split(text: str, number: int, asked: _Page) -> list[Line]:
    out = []
    start = 0
    for piece in re.split(r"(\r\n|\r|\n)", text):
        if piece and not piece.isspace():
            line = _line(piece, start, number, asked)
            if line.text or line.opens_note or line.marks:
                out.append(line)
        start += len(piece)
    return out


def _line(piece: str, start: int, number: int, asked: _Page) -> Line:
    words = [(found.start(), found.end()) for found in _WORD.finditer(piece)]
    first, last = start + words[0][0], start + words[-1][1] - 1
    left, y = asked.origin(first)
    _, y_end = asked.origin(last)
    sizes = [asked.size(start + at) for at, _ in words]
    # The size of a line is that of its longest stretch, so that a raised first mark does not set it.
    weight: dict[float, int] = {}
    for (at, end), size in zip(words, sizes, strict=True):
        weight[size] = weight.get(size, 0) + end - at
    line = Line(
        "", number, left, asked.box(last)[1], y, y_end, max(weight, key=lambda s: weight[s]), bold=True
    )
    face = (False, False)
    done = 0
    for (at, end), size in zip(words, sizes, strict=True):
        word = piece[at:end]
        face = asked.face(start + at) or face
        if line.text and not _false_space(piece, done, at, start, size, asked):
            line.text += " "
        done = end
        if size < line.size * RAISED and _WHOLE_MARK.fullmatch(word.rstrip(".,;:)")):
            _take_mark(line, word)
            continue
        mark = _MARK.search(word)
        if mark and asked.size(start + at + mark.start()) < size * RAISED:
            line.marks.append((len(line.text) + mark.start(), mark[0]))
            word = word[: mark.start()] + word[mark.end() :]
        italic, bold = face
        line.bold = line.bold and bold
        if italic:
            begin = len(line.text)
            if line.italics and line.italics[-1][1] >= begin - 1:
                line.italics[-1] = (line.italics[-1][0], begin + len(word))
            else:
                line.italics.append((begin, begin + len(word)))
        line.text += _LINE_HYPHEN.sub(_hyphen, word)
    return line


def _hyphen(found: re.Match[str]) -> str:
    return f"- {found[1]}" if found[1] else "-"


def _take_mark(line: Line, word: str) -> None:
    """A word that is a raised mark only: it opens a note at the start of a line, elsewhere it belongs to the word before."""
    mark = word.rstrip(".,;:)")
    line.text = line.text.rstrip()
    if line.text:
        line.marks.append((len(line.text), mark))
        line.text += word[len(mark) :]
    else:
        line.opens_note = mark


def _false_space(piece: str, done: int, at: int, start: int, size: float, asked: _Page) -> bool:
    """Whether the space between two words is one that PDFium made up inside a word.

    Where upright and slanted letters meet, a narrow gap is a space; in running text it is one from `SPACE` on, or
    from half the usual gap of its line, since a justified line stretches its spaces and not the gaps in words.
    """
    if at != done + 1 or not asked.generated(start + done):
        return False
    if _CJK.match(piece[at]) or _CJK.match(piece[done - 1]):
        # Chinese has no spaces: a justified line is stretched between its characters.
        return True
    before, after = start + done - 1, start + at
    gap = asked.gap(before, after)
    if gap > _WIDE * size or asked.face(before) != asked.face(after):
        return False
    if gap < SPACE * size or piece[at] in _CLOSING:
        return True
    gaps = [asked.gap(start + found.start() - 1, start + found.end()) for found in _GAP.finditer(piece)]
    return gap < median(gaps) / 2
