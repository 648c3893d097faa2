"""Matrices of asked and reported as pages want them: kept until the store or a decision changes, and found from both ends."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import product

from windhoek.register.missions import in_force
from windhoek.register.read import rows
from windhoek.site import facts, shelf
from windhoek.store import pages, record
from windhoek.store.reviews import newest, reviews
from windhoek.tracing.asked import Asked, dated, of_all_missions
from windhoek.tracing.mandates import Texts
from windhoek.tracing.matrix import BY, By, Cell, Matrix
from windhoek.tracing.matrix import matrix as made
from windhoek.tracing.reports import Told

#: Matrices that are kept at a time, about a third of a megabyte each: those of all missions by all kinds of rows.
_KEEP = 400
#: Seconds at least between two matrices that are made ahead.
_PAUSE = 0.02

#: The tables of the register whose rows are evidence.
EVIDENCE = ("report-activities", "reports", "indicator-values", "structures", "training", "practices")

_State = tuple[str, int, int]  # the store, its generation, its newest decision


@dataclass(frozen=True, slots=True)
class _Kept:
    state: _State
    matrix: Matrix
    texts: Texts
    dated: dict[tuple[str, str], Asked]


_kept: OrderedDict[tuple[str, By], _Kept] = OrderedDict()
_reports: dict[str, tuple[int, tuple[Told, ...]]] = {}
_lock = threading.Lock()


def matrix(mission: str, by: By = "function") -> Matrix:
    """The matrix of a mission as the store and all decisions have it now. Raises KeyError where the register has no such mission."""
    return _held(mission, by).matrix


def warm() -> None:
    """Make the matrices of all missions ahead, those in force first: made when somebody asks, one takes up to a second.

    Themes need no more than functions do. As long as a matrix took, the processor is left to whoever asks for a page.
    """
    now = {row["acronym"] for row in in_force(date.today())}
    ordered = sorted(rows("missions"), key=lambda row: row["acronym"] not in now)
    ways: tuple[By, ...] = ("function", "paragraph")
    for by, row in product(ways, ordered):
        begun = time.monotonic()
        matrix(row["acronym"], by)
        time.sleep(max(_PAUSE, time.monotonic() - begun))


def since(mission: str, by: By, asked: Sequence[Asked]) -> Sequence[Asked]:
    """Paragraphs of a cell with the day since when each is asked."""
    kept = _held(mission, by)
    for each in asked:
        if (key := (each.symbol, each.unit)) not in kept.dated:
            kept.dated[key] = each if each.since else dated(mission, each, kept.texts)
    return [
        replace(each, since=(found := kept.dated[each.symbol, each.unit]).since,
                since_symbol=found.since_symbol, since_unit=found.since_unit)
        for each in asked
    ]  # fmt: skip


def at_hand() -> tuple[str, int, int]:
    """What an answer rests on: the store, its generation, and its newest decision. Another one: work it out again."""
    opened = shelf.store()
    return opened.alias, pages.generation(opened), newest(opened)


def _held(mission: str, by: By) -> _Kept:
    opened, state = shelf.store(), at_hand()
    with _lock:
        held = _kept.get((mission, by))
        if held and held.state == state:
            _kept.move_to_end((mission, by))
            return held
        # What a mandate text asks, once worked out, holds for every kind of row and whatever was decided.
        known = next(
            (
                each.texts
                for other in BY
                if (each := _kept.get((mission, other))) and each.state[:2] == state[:2]
            ),
            None,
        )
    texts = known or record.texts(opened, [mission])
    found = made(mission, texts, reports(), by, reviews(opened, mission))
    with _lock:
        held = _kept[mission, by] = _Kept(state, found, texts, {})
        while len(_kept) > _KEEP:
            _kept.popitem(last=False)
    return held


def reports() -> tuple[Told, ...]:
    """The reports whose texts the store has, read again only when something in it has changed."""
    opened = shelf.store()
    state = pages.generation(opened)
    held = _reports.get(opened.alias)
    if held is None or held[0] != state:
        held = _reports[opened.alias] = (state, record.reports(opened))
    return held[1]


@dataclass(frozen=True, slots=True)
class Resting:
    """A cell of a mission's matrix by one kind of row."""

    by: By
    cell: Cell


def resting_on(mission: str, evidence: str) -> Sequence[Resting]:
    """The cells of a mission that count a piece of evidence as reported, named by its id or by a row of the register."""
    return [
        Resting(by, cell)
        for by in BY
        for cell in _cells(matrix(mission, by))
        if any(evidence == each.id or evidence in each.rows for each in cell.reported)
    ]


def asking(mission: str, symbol: str, unit: str) -> Sequence[Resting]:
    """The cells of a mission in which a paragraph asks something, of the operation or of others."""
    return [
        Resting(by, cell)
        for by in BY
        for cell in _cells(matrix(mission, by))
        if any((each.symbol, each.unit) == (symbol, unit) for each in (*cell.asked, *cell.of_others))
    ]


def _cells(found: Matrix) -> Iterator[Cell]:
    return (found.cell(row, year) for row in found.rows for year in found.years)


def missions_asked(symbol: str, unit: str) -> Sequence[str]:
    """The missions of which a paragraph asks something, as far as the register knows its mandate."""
    return _missions_asked().get((symbol, unit), ())


@cache
def _missions_asked() -> Mapping[tuple[str, str], Sequence[str]]:
    found: dict[tuple[str, str], dict[str, None]] = {}
    for row in rows("asked"):
        if row["unit"]:
            found.setdefault((row["symbol"], row["unit"]), {})[row["mission"]] = None
    for mission, symbol, unit in of_all_missions():
        found.setdefault((symbol, unit), {})[mission] = None
    return {key: tuple(sorted(missions)) for key, missions in found.items()}


def missions_of(evidence: str) -> Sequence[str]:
    """The missions of a piece of evidence, named by its id or by a row of the register; none where it is none."""
    table, _slash, key = evidence.partition("/")
    if table in EVIDENCE:
        row = facts.one(table, key)
        if row and table == "report-activities":
            row = facts.one("reports", row["report"])
        return (row["mission"],) if row and row["mission"] else ()
    return missions_told(*paragraph(evidence))


def missions_told(name: str, unit: str) -> Sequence[str]:
    """The missions on which a paragraph of a report tells, whose text the store has or that was coded by hand."""
    coded = _coded_reports().get(name, ())
    told = {each.about.get(unit) for each in reports() if each.document.name == name}
    return sorted({*coded, *filter(None, told)})


@cache
def _coded_reports() -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for row in rows("reports"):
        name = f"{row['symbol']}, {row['part']}" if row["part"] else row["symbol"]
        found.setdefault(name, []).append(row["mission"])
    return found


def paragraph(printed: str) -> tuple[str, str]:
    """Document and label of a paragraph as it is printed: `S/RES/1325 (2000), OP4`; the label empty where there is none."""
    name, comma, label = printed.rpartition(", ")
    return (name, label) if comma else (printed, "")
