"""Which missions a report is on, and which of its paragraphs and rows are on which of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from windhoek.coding.actors import Actors
from windhoek.coding.addressee_tables import MISSION, tables
from windhoek.coding.codebook_files import Files
from windhoek.coding.lexicon import fold
from windhoek.document import Document, Unit

__all__ = ["Part", "covered"]

#: A heading that comes so often opens each time the section of another mission.
_SECTIONS = 3
_SECTION = re.compile(r"¶(?:\d+\.)?[IVX]+\.")
_TABLE = re.compile(r"\btables? ([\w.]*\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """What a report has on one mission ("": on none, or on all together), each unit with the name of its document."""

    mission: str
    units: tuple[tuple[str, Unit], ...]


def covered(documents: Sequence[Document]) -> tuple[Part, ...]:
    """The parts of a report, given with its annexes and tables, in the order in which the missions come.

    Of a report whose title names a mission, or that names one more often than all others, there is one part. Else its
    sections are told apart by their numbers (`¶5.II.8`), or by the heading that recurs most, and are on the mission that
    their first paragraph names; rows go with the section that cites their table.
    """
    report, *others = documents
    numbered = _numbered(report.units)
    runs = numbered if len(numbered) > 1 else _runs(report.units)
    whole = _only(report)
    if whole or len(runs) == 1:
        return (Part(whole, tuple((each.name, unit) for each in documents for unit in each.units)),)
    found: dict[str, list[tuple[str, Unit]]] = {}
    tables: dict[str, str] = {}
    for at, run in enumerate(runs):
        # What stands before the first of these headings is on all missions together.
        mission = _first(run[0].text) if at or runs is numbered else ""
        found.setdefault(mission, []).extend((report.name, unit) for unit in run)
        for number in (match[1] for unit in run for match in _TABLE.finditer(unit.text)):
            tables.setdefault(number, mission)
    for each in others:
        for unit in each.units:
            heading = unit.heading or ""
            table = _TABLE.search(heading)
            mission = tables.get(table[1], "") if table else _first(heading)
            found.setdefault(mission if mission in found else "", []).append((each.name, unit))
    return tuple(Part(mission, tuple(units)) for mission, units in found.items())


def _first(text: str) -> str:
    return next((name for _, name in named(text)), "")


def _numbered(units: Sequence[Unit]) -> list[list[Unit]]:
    """The units by the Roman numeral that their numbers have before the last point."""
    found: dict[str, list[Unit]] = {}
    for unit in units:
        section = _SECTION.match(unit.label)
        found.setdefault(section[0] if section else "", []).append(unit)
    return list(found.values())


def _runs(units: Sequence[Unit]) -> list[list[Unit]]:
    """The units before the heading that recurs most, and from each time that it comes; all together where none recurs."""
    opens = [
        unit
        for before, unit in zip((None, *units), units, strict=False)
        if before is None or unit.heading != before.heading
    ]
    times = Counter(unit.heading for unit in opens if unit.heading)
    heading, count = times.most_common(1)[0] if times else ("", 0)
    if count < _SECTIONS:
        return [list(units)]
    starts = {unit.label for unit in opens if unit.heading == heading}
    runs: list[list[Unit]] = [[]]
    for unit in units:
        if unit.label in starts:
            runs.append([])
        runs[-1].append(unit)
    return runs


def _only(report: Document) -> str:
    """The mission that the title names, or that the paragraphs name more often than all others together; else ""."""
    if titled := list(dict.fromkeys(name for _, name in named(report.title))):
        return titled[0] if len(titled) == 1 else ""
    counts = Counter(name for unit in report.units for _, name in named(unit.text))
    name, count = counts.most_common(1)[0] if counts else ("", 0)
    return name if 2 * count > counts.total() else ""


def named(text: str) -> list[tuple[int, str]]:
    """The missions that a text names, each with the place."""
    return [
        (mention.start, mention.stands_for.removeprefix(MISSION))
        for mention in _actors().find(fold(text), {})
        if mention.stands_for.startswith(MISSION)
    ]


@cache
def _actors() -> Actors:
    named = tables(Files()).actors
    return Actors({phrase: who for phrase, who in named.items() if who.startswith(MISSION)})
