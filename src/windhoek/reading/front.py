"""The front matter of a document: symbol, date, adoption and title, from the blocks that stand before the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from windhoek.document import Adoption, DocumentKind
from windhoek.reading import dates
from windhoek.reading.blocks import Block
from windhoek.reading.tables import fold, rows
from windhoek.symbols import SYMBOL, normalize

_LONGEST = 60  # blocks: what stands behind is no front matter
_LONGEST_LINE = 200  # characters in a line of a masthead
_PROSE = 150
_QUOTES = " \t,，،.:;*\"'“”«»„‘’"
_TITLES = (
    # "Resolution 1784 (2007)" on a line of its own. The number decides, because extractions garble the year.
    (
        re.compile(r"^(?:Resolution|Résolution|Resolución|Резолюция|القرار) (\d{1,4}) ?\((\d{1,4})\)"),
        "S/RES/{}",
    ),
    (re.compile(r"^第(\d{1,4}) ?\((\d{1,4})\)号决议"), "S/RES/{}"),
)


@dataclass(frozen=True, slots=True)
class Front:
    """What the front matter says. `symbols` are all that the masthead prints (a joint document has two)."""

    symbols: tuple[str, ...]
    date: str
    adoption: Adoption | None
    title: str
    kind: DocumentKind | None
    opening: int | None
    body: str


@cache
def _openings() -> dict[str, str]:
    return {fold(row["phrase"]).lower(): row["body"] for row in rows("openings")}


@cache
def _mastheads() -> re.Pattern[str]:
    phrases = sorted(
        (fold(row["phrase"]) for row in rows("mastheads") if row["form"] == "words"), key=len, reverse=True
    )
    return re.compile("|".join(re.escape(phrase) for phrase in phrases), re.IGNORECASE)


@cache
def _masthead_lines() -> re.Pattern[str]:
    return re.compile(
        "|".join(row["phrase"] for row in rows("mastheads") if row["form"] == "line"), re.IGNORECASE
    )


@cache
def _adopted() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(fold(row["pattern"])), row["meeting_of"]) for row in rows("adopted"))


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], DocumentKind], ...]:
    return tuple((re.compile(fold(row["pattern"]), re.IGNORECASE), row["kind"]) for row in rows("kinds"))  # type: ignore[misc]


def opening(blocks: Sequence[Block]) -> tuple[int | None, str]:
    """The place of the block that opens a resolution (`The Security Council,`), and the body that speaks."""
    for at, block in enumerate(blocks):
        if len(block.text) < 400 and not block.table:
            spoken = fold(block.text.strip(_QUOTES)).lower()
            body = _openings().get(spoken)
            if body and ("," in block.text or "，" in block.text or "،" in block.text):
                return at, body
    return None, ""


def _masthead_symbols(text: str) -> tuple[list[str], bool]:
    """The symbols in a line, and whether it holds nothing else than words of a masthead and dates."""
    text = re.sub(r"[-–—](?=(?:S|A|E)/\w)", " ", text)
    # An extraction can lose the space in "United Nations S/2018/257".
    text = re.sub(r"(?<=[a-z])(?=(?:S|A)/(?:\d|RES|PRST|PV|HRC))", " ", text)
    spans = [(start, end) for start, end, _ in dates.find(text)]
    found: list[str] = []
    for match in SYMBOL.finditer(text):
        try:
            found.append(normalize(match[0]))
        except ValueError:
            continue
        spans.append(match.span())
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + " " + text[end:]
    rest = re.sub(r"[\W\d_]+", "", _mastheads().sub(" ", text))
    return found, not rest


def is_masthead(text: str) -> bool:
    """Whether a line holds nothing else than words of a masthead, dates and symbols."""
    return len(text) < _LONGEST_LINE and _masthead_symbols(fold(text))[1]


def _title_symbol(text: str) -> str:
    for pattern, form in _TITLES:
        found = pattern.match(text)
        if found:
            number, year = found[1], found[2]
            symbol = normalize(form.format(number))
            return symbol if "(" in symbol or len(year) < 4 else normalize(f"{form.format(number)}({year})")
    return ""


def _adoption(lines: Sequence[str]) -> Adoption | None:
    for at, line in enumerate(lines):
        for pattern, series in _adopted():
            found = pattern.search(line)
            if found:
                rest = [line, *lines[at + 1 : at + 2]]
                date = next((iso for text in rest for _, _, iso in dates.find(text)), "")
                return Adoption(meeting=f"{series}{int(found[1])}" if series else "", date=date)
    return None


def _title(front: Sequence[Block], lines: Sequence[str]) -> str:
    """A draft's own line or a resolution's; else the headings, each once; else the first line of words."""
    said: list[str] = []
    plain: list[str] = []
    for block, line in zip(front, lines, strict=True):
        symbol = _title_symbol(line)
        if symbol.startswith("S/RES/"):
            return f"Resolution {symbol.removeprefix('S/RES/')}" if line.startswith("Res") else line
        if any(pattern.search(line) for pattern, _ in _kinds()):
            return line
        if block.table or not line or len(line) > _LONGEST_LINE or is_masthead(line):
            continue
        if said and not block.level and len(line) > _PROSE:
            break  # headings behind the first paragraph are not the title
        line = line.strip(" *")
        if not _masthead_lines().fullmatch(_mastheads().sub("", line).strip()):
            (said if block.level else plain).append(line)
    chosen = list(dict.fromkeys(said)) or [line for line in plain if line[-1] not in ".;,،；。:"][:1]
    return ", ".join(chosen)


def read_front(blocks: Sequence[Block], end: int | None = None) -> Front:
    """The front matter of `blocks`; it ends before the block `end`, where the caller knows that the text begins."""
    at, body = opening(blocks)
    stop = min(x for x in (at, end, _LONGEST, len(blocks)) if x is not None)
    front = blocks[:stop]
    lines = [fold(block.text) for block in front]
    found: list[str] = []
    date = ""
    for line in lines:
        if len(line) < _LONGEST_LINE:
            symbols, masthead = _masthead_symbols(line)
            if masthead:
                found += symbols
                date = date or next((iso for _, _, iso in dates.find(line)), "")
    named = [symbol for symbol in map(_title_symbol, lines) if symbol]
    adoption = _adoption(lines)
    if not date:
        date = next((iso for line in lines if len(line) < 120 for _, _, iso in dates.find(line)), "")
    kind = next((kind for line in lines for pattern, kind in _kinds() if pattern.search(line)), None)
    if adoption and adoption.date:
        date = adoption.date
    return Front(tuple(dict.fromkeys(found or named)), date, adoption, _title(front, lines), kind, at, body)
