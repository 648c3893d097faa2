"""Lines of Arabic in a PDF, put into reading order by where each character stands on the page.

PDF engines give Arabic in the order of its drawing, and mend it by rules that break words and figures. Here the
characters of a line are read from right to left, stretches of Latin letters and digits from left to right, brackets
as they open and close, and spaces by the gaps.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Protocol

#: Gaps from this width on, in ems, are surely spaces; a gap of half their usual width in a line is one, too, since
#: letters that do not join leave less.
_SURE = 0.22
_LEAST = 0.14
_ARABIC = re.compile("[\u0621-\u064a\ufb50-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")
#: Latin letters and digits with what holds a number or a symbol together: `S/PRST/2015/22`, `3.5`, `10:30`.
_LEFT = r"A-Za-z\u00c0-\u024f0-9\u0660-\u0669"
_LEFTWARD = re.compile(rf"(?P<year>[()]\d{{4}}[()] )?(?P<stretch>[{_LEFT}]+(?:[/.,:\-'’ ]?[{_LEFT}]+)*)")
_WORD_SPACE = re.compile(r"(?<=[\d\u0660-\u0669]) (?=[\d\u0660-\u0669])")
_MIRROR = str.maketrans("()[]{}«»<>“”", ")(][}{»«><”“")
_UNCLOSED = re.compile(r"\(([^()]{1,80})\((?![^()]*\))")
_SHAPED_YEAR = re.compile(r"(?<=[A-Z0-9]) \)(\d{4})\((?!\w)")
_NOT_DRAWN = re.compile(r"[\s\ufffe\u0002\u200e\u200f\u202a-\u202e]")


class Asked(Protocol):
    """What is asked about single characters, by their index."""

    def box(self, index: int) -> tuple[float, float]:
        """Left and right edge."""
        ...

    def origin(self, index: int) -> tuple[float, float]:
        """Place on the baseline."""
        ...

    def size(self, index: int) -> float:
        """Size in points."""
        ...

    def face(self, index: int) -> tuple[bool, bool] | None:
        """Whether it is (italic, bold)."""
        ...


@dataclass(slots=True)
class Row:
    """A line in reading order. `start` and `end` are measured from the right edge of the page, where Arabic begins."""

    text: str
    start: float
    end: float
    y: float
    size: float
    bold: bool


def needed(text: str) -> bool:
    """Whether most letters of a page are Arabic."""
    letters = len(_LETTER.findall(text))
    return letters > 0 and len(_ARABIC.findall(text)) * 2 > letters


def rows(text: str, width: float, asked: Asked) -> list[Row]:
    """The lines of a page `width` points wide. `text` is the page as the engine gives it, its lines ended by CR LF."""
    lines: list[tuple[float, list[int]]] = []
    start = 0
    for piece in re.split(r"(\r\n|\r|\n)", text):
        drawn = [start + at for at, mark in enumerate(piece) if not _NOT_DRAWN.match(mark)]
        if drawn:
            y = asked.origin(drawn[0])[1]
            if lines and abs(lines[-1][0] - y) < 0.6 * asked.size(drawn[0]):
                # The engine breaks lines at raised vowel signs.
                lines[-1][1].extend(drawn)
            else:
                lines.append((y, drawn))
        start += len(piece)
    out = [_row(text, drawn, y, width, asked) for y, drawn in lines]
    if _mirrored(out):
        for row in out:
            row.text = row.text.translate(_MIRROR)
    for row in out:
        # Beside Latin letters a bracket keeps its shape: the second that opens is the one that closes.
        row.text = _SHAPED_YEAR.sub(r" (\1)", _UNCLOSED.sub(r"(\1)", row.text))
    return out


def _row(text: str, indices: Sequence[int], y: float, width: float, asked: Asked) -> Row:
    size = asked.size(indices[0])
    drawn = sorted(
        ((asked.box(index), text[index]) for index in indices), key=lambda item: -(item[0][0] + item[0][1])
    )
    gaps = [0.0, *(before[0][0] - after[0][1] for before, after in pairwise(drawn))]
    sure = [gap for gap in gaps if gap > _SURE * size]
    space = max(_LEAST * size, median(sure) / 2 if sure else 0.0)
    marks: list[str] = []
    for gap, (_, mark) in zip(gaps, drawn, strict=True):
        if gap > space:
            marks.append(" ")
        marks.append(unicodedata.normalize("NFKC", mark) if mark >= "\ufb50" else mark)
    face = asked.face(indices[0])
    return Row(
        _turn("".join(marks)),
        width - drawn[0][0][1],
        width - min(box[0] for box, _ in drawn),
        y,
        size,
        bool(face and face[1]),
    )


def _turn(text: str) -> str:
    """Stretches that run from left to right turned round: each figure of its own, words and symbols as a whole."""

    def turned(found: re.Match[str]) -> str:
        stretch, year = found["stretch"], found["year"] or ""
        if _LETTER.search(stretch):
            # A symbol and its year are one stretch.
            return found[0][::-1]
        # Figures side by side follow each other from right to left, like words.
        figures = " ".join(figure[::-1] for figure in _WORD_SPACE.split(stretch))
        return year[:1] + year[1:5][::-1] + year[5:] + figures

    return _LEFTWARD.sub(turned, text)


def _mirrored(found: Sequence[Row]) -> bool:
    """Whether brackets are given by their shape, so that those that open look closed: more lines begin with a closed one."""
    closed = opened = 0
    for row in found:
        bracket = re.search(r"[()]", row.text)
        if bracket:
            closed += bracket[0] == ")"
            opened += bracket[0] == "("
    return closed > opened
