"""How the UN names things: parse, print and compare symbols (`S/RES/1325 (2000)`) and labels (`OP7(a)(i)`).

The grammar of a symbol, as the UN's document series use it:

    symbol   = organ "/" piece { "/" piece } [ " (" year-or-session ")" ]
    organ    = "S" | "A" | "E" | "ST" | "DP" | "CEDAW" | "CCPR" | …
    piece    = letters, digits, ".", "-" [ " (" remark ")" ]      RES  PRST  PV.7658  2018  Add.1  80/6 (Sect. 3)

Security Council resolutions carry their year: `S/RES/1325 (2000)`. Resolutions of the General Assembly carry
their session: `A/RES/77/55`, or in the first thirty sessions a Roman numeral: `A/RES/3212 (XXIX)`.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

_ORGANS = "S|A|E|T|ST|DP|HSP|LOS|TD|CAT|CCPR|CEDAW|CERD|CRC|CRPD|CMW|CED|UNEP|UNIDIR|PBC|IAEA|INFCIRC|SG|JIU|ICC|DPKO|MSC"
_SPACE = "[ \u00a0\u202f\u2009]"
_PIECE = r"[A-Za-z0-9][A-Za-z0-9.\-]*"
_TAIL = rf"(?:{_SPACE}?\((?:\d{{4}}|(?:E?S-)?[IVXL]+|Resumption{_SPACE}\d+|Sect\.{_SPACE}\d+[A-Z]?|Part{_SPACE}[IVX]+|Vol\.{_SPACE}[IVX]+|Annex)\))?"
#: Finds a symbol in running text, ends before the stop that closes a sentence. ASCII: Chinese sets no space around it.
SYMBOL = re.compile(rf"(?<![\w/])(?:{_ORGANS})(?:/{_PIECE}(?<![.\-]){_TAIL})+(?![\w])", re.ASCII)
_RESOLUTION = re.compile(r"S/RES/(\d{1,4})(?:\((\d{4})\))?$")


def normalize(printed: str) -> str:
    """Print a symbol as the UN does.

    `printed` is a symbol in any spacing, or the form of a file name or an address (`S_RES_1325(2000)`).
    Returns for instance `S/RES/1325 (2000)`; the year of a Security Council resolution is added when it is
    missing and known. Raises ValueError when the text is no symbol.
    """
    text = re.sub(r"\s+", "", printed.strip().replace("_", "/").replace("\u200e", "").replace("\u200f", ""))
    text = re.sub(r"^[a-z]+/(?:res(?=/)|prst(?=/)|pv(?=\.)|hrc(?=/))?", lambda m: m[0].upper(), text)
    found = _RESOLUTION.match(text)
    if found:
        return resolution(int(found[1]), int(found[2]) if found[2] else None) or f"S/RES/{found[1]}"
    spaced = re.sub(r"\((Resumption|Sect\.|Part|Vol\.)(?=[\dIVX])", r"(\1 ", text.replace("(", " ("))
    if not SYMBOL.fullmatch(spaced):
        raise ValueError(f"not a UN document symbol: {printed!r}")
    return spaced


@cache
def _years() -> tuple[tuple[int, int, int], ...]:
    with files("windhoek").joinpath("resolution_years.csv").open(encoding="utf-8") as table:
        return tuple((int(row["year"]), int(row["first"]), int(row["last"])) for row in csv.DictReader(table))


@cache
def resolution_year(number: int) -> int | None:
    """The year of Security Council resolution `number`, or None where `resolution_years.csv` does not fix it."""
    for year, first, last in _years():
        if first <= number <= last:
            return year
    return None


def resolution(number: int, year: int | None = None) -> str | None:
    """The symbol of a Security Council resolution: `resolution(1325)` is `S/RES/1325 (2000)`; None if no year is known."""
    year = year or resolution_year(number)
    return f"S/RES/{number} ({year})" if year else None


def slug(name: str) -> str:
    """The form of a symbol (or of a document's name) in an address: `S/RES/1325(2000)`, `S/2010/498,annex-II`."""
    return name.replace(", ", ",").replace(" (", "(").replace(" ", "-")


def body(symbol: str) -> str:
    """The body that a symbol belongs to, by its first pieces; `United Nations` when it is none of the principal ones."""
    for prefix, name in (
        ("S/", "Security Council"),
        ("A/HRC/", "Human Rights Council"),
        ("A/", "General Assembly"),
        ("E/", "Economic and Social Council"),
    ):
        if symbol.startswith(prefix):
            return name
    return "United Nations"


def sort_key(symbol: str) -> tuple[tuple[int, int, str], ...]:
    """A key that puts symbols in the order of a reader: digits as numbers, so that 998 stands before 1325."""
    pieces = re.findall(r"\d+|[^\d]+", symbol)
    return tuple((0, int(piece), "") if piece.isdigit() else (1, 0, piece) for piece in pieces)


# --- labels of units --------------------------------------------------------------------------------------

_LABEL = re.compile(
    r"(PP|OP|¶|(?:\d+)?§)(\d+[A-Za-z]*(?:\.(?:\d+|[IVX]+)[A-Za-z]?)*)((?:\([0-9A-Za-z]+\))*)(~\d+)?$"
)


def label_path(label: str) -> tuple[str, ...]:
    """The steps of a label from the outside in: `OP7(a)(i)` is `("OP7", "a", "i")`. Raises ValueError if it is none."""
    found = _LABEL.match(label)
    if not found:
        raise ValueError(f"not the label of a unit: {label!r}")
    return (found[1] + found[2] + (found[4] or ""), *re.findall(r"\(([^)]+)\)", found[3]))


def label_parent(label: str) -> str | None:
    """The label that `label` is a part of, or None at the top: the parent of `OP7(a)(i)` is `OP7(a)`."""
    found = _LABEL.match(label)
    if not found or not found[3]:
        return None
    return found[1] + found[2] + found[3][: found[3].rindex("(")]


def unique_labels(labels: list[str]) -> list[str]:
    """Tell apart a label that stands twice in one document: the second `OP1` becomes `OP1~2`."""
    seen: dict[str, int] = {}
    out = []
    for label in labels:
        seen[label] = seen.get(label, 0) + 1
        out.append(label if seen[label] == 1 else f"{label}~{seen[label]}")
    return out
