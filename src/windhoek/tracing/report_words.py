"""The words of `report_words.csv`: what in a report counts women apart, and which headings are of a section on them. English."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Span", "at_large", "by_sex", "figures", "section", "wide"]


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a text and where they stand in it."""

    start: int
    end: int
    words: str


@cache
def _rows(kind: str) -> tuple[Mapping[str, str], ...]:
    with files("windhoek.tracing").joinpath("report_words.csv").open(encoding="utf-8") as table:
        return tuple(row for row in csv.DictReader(table) if row["class"] == kind)


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """Every pattern of a class as one; `{number}` and `{women}` stand for the patterns of those classes."""
    whole = "|".join(f"(?:{row['pattern']})" for row in _rows(kind))
    for inner in ("number", "women"):
        if f"{{{inner}}}" in whole:
            whole = whole.replace(f"{{{inner}}}", _pattern(inner).pattern)
    return re.compile(whole, re.IGNORECASE)


def figures(text: str) -> tuple[Span, ...]:
    """Where a text tells how many, or which share, are women or girls; numbers that are only aimed at are left out."""
    found = []
    for match in _pattern("figure").finditer(text):
        before = match.start()
        if number := _pattern("number").search(match[0]):
            before += number.start()
        if not _pattern("aim").search(text[:before]):
            found.append(Span(match.start(), match.end(), match[0]))
    return tuple(found)


def by_sex(heading: str) -> Span | None:
    """The words by which the title of a table says that it counts by sex, if it does."""
    found = _pattern("table").search(heading)
    return Span(found.start(), found.end(), found[0]) if found else None


def section(heading: str) -> Span | None:
    """The words by which a heading names women, gender or sexual violence as a subject of its section, if it does."""
    aside = _pattern("aside").search(heading)
    found = _pattern("section").search(heading, 0, aside.start() if aside else len(heading))
    return Span(found.start(), found.end(), found[0]) if found else None


@cache
def at_large() -> frozenset[str]:
    """The themes that a paragraph coded by hand for gender, and for nothing else, tells of."""
    return frozenset(row["theme"] for row in _rows("gender"))


@cache
def wide() -> frozenset[str]:
    """Themes that are no subject to report on."""
    return frozenset(row["pattern"] for row in _rows("wide"))
