"""The register as pages ask it: rows filtered and sorted, one row by its lasting name, and what refers to it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from statistics import fmean
from typing import Any

from windhoek import register
from windhoek.register import RegisterError, Row
from windhoek.register.check import Coverage, coverage
from windhoek.register.read import TABLES
from windhoek.register.schema import CHECKED, PROVENANCE, SOURCES, STATUS
from windhoek.register.write import cell
from windhoek.symbols import sort_key

FEW = 24  # values that a list of choices may have
_LONG = 24  # characters on average from which a column's words say what the row is about
#: Columns that say what a row is about, the best first.
_SAYING = ("asks", "what", "counts", "limit", "definition", "title", "name", "whom", "why")
_DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?")
_ASIDE = (*PROVENANCE, "note", "derived_from")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person wants of a table: words, a year, a mission, values by column, and the column to sort by."""

    words: str = ""
    year: str = ""
    mission: str = ""
    values: tuple[tuple[str, str], ...] = ()
    sort: str = ""
    down: bool = False

    @property
    def active(self) -> bool:
        """Whether anything narrows the table down."""
        return bool(self.words or self.year or self.mission or self.values)


@dataclass(frozen=True, slots=True)
class Reference:
    """Rows of another table that name a row in their column `column`."""

    table: str
    column: str
    value: str
    rows: Sequence[Row]


@cache
def covered(name: str) -> Coverage:
    """What a table reaches. Raises RegisterError where the table is wrong."""
    return coverage(register.schema(name), register.rows(name))


@cache
def checked_on(name: str) -> str:
    """The newest day on which a person or a program looked at a row of a table; "" where no row says so.

    Straight from the file, since every page says when its facts were last looked at and none should wait for all of them.
    """
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return max(
            (row.get(CHECKED) or row.get("retrieved") or "" for row in csv.DictReader(file)), default=""
        )


@cache
def checked(name: str) -> str:
    """How far the rows of a table were checked, where all were alike; else ""."""
    found = {row.get(STATUS) or "" for row in register.rows(name)}
    return found.pop() if len(found) == 1 else ""


@cache
def newest() -> str:
    """The newest such day in the register."""
    return max(map(checked_on, register.tables()), default="")


@cache
def columns(name: str) -> tuple[str, ...]:
    """The columns of a table that say something, without those that say where it comes from."""
    return tuple(column for column in register.schema(name).columns if column not in PROVENANCE)


def cells(row: Row, column: str) -> tuple[str, ...]:
    """The values of a cell as the table's file has them; more than one where it is a list, none where it is empty."""
    value = row[column]
    if isinstance(value, tuple):
        return value
    return () if value is None else (cell(value),)


@cache
def saying(name: str) -> str:
    """The column whose words say what a row is about, or "" in a table of figures and codes."""
    described, found = register.schema(name), register.rows(name)[:400]
    lengths = {
        field.name: fmean(map(len, written))
        for field in described.fields
        if field.type == "string"
        and field.name not in _ASIDE
        and (written := [row[field.name] for row in found if row[field.name] and not field.separator])
    }
    known = next((column for column in _SAYING if lengths.get(column, 0) >= _LONG), "")
    return known or next((column for column, length in lengths.items() if length > 2 * _LONG), "")


@cache
def few(name: str) -> Mapping[str, Mapping[str, int]]:
    """The columns with few values, and how many rows have each; not the mission and the year, which one asks for apart."""
    described, found = register.schema(name), register.rows(name)
    counted = {}
    for field in described.fields:
        told = field.type in ("string", "boolean") and field.name not in (described.mission, described.year)
        if not told or field.name in PROVENANCE[:3] or field.name == saying(name):
            continue
        counts: Counter[str] = Counter()
        for row in found:
            counts.update(cells(row, field.name))
            if len(counts) > FEW:
                break
        else:
            dates = all(_DAY.fullmatch(value) for value in counts)
            if len(counts) > 1 and 2 * len(counts) <= len(found) and not dates:
                counted[field.name] = dict(sorted(counts.items()))
    return counted


@cache
def missions(name: str) -> Mapping[str, Sequence[Row]]:
    """The rows of a table by mission; none where it is not by mission."""
    column = register.schema(name).mission
    return _by(name, column) if column else {}


@cache
def years(name: str) -> Sequence[str]:
    """The years that a table has rows of, the newest first."""
    return sorted(_of_years(name), reverse=True)


@cache
def _of_years(name: str) -> Mapping[str, Sequence[Row]]:
    found: dict[str, list[Row]] = {}
    column = register.schema(name).year
    for row in register.rows(name) if column else ():
        if row[column] is not None:
            found.setdefault(str(row[column])[:4], []).append(row)
    return found


def find(name: str, asked: Asked) -> Sequence[Row]:
    """The rows that a person asked for, sorted. Raises RegisterError where there is no such table or it is wrong."""
    described = register.schema(name)
    chosen = [(described.mission, asked.mission)] if asked.mission else []
    wanted = [
        _by(name, column).get(value, ()) if column else () for column, value in [*chosen, *asked.values]
    ]
    if asked.year:
        wanted.append(_of_years(name).get(asked.year, ()))
    found = _ordered(name, asked.sort, asked.down)
    if wanted:
        ids = set.intersection(*({id(row) for row in rows} for rows in wanted))
        found = [row for row in found if id(row) in ids]
    if asked.words:
        written = _written(name)
        for word in asked.words.casefold().split():
            found = [row for row in found if word in written[id(row)]]
    return found


def one(name: str, key: str) -> Row | None:
    """The row whose lasting name is `name/key`; spaces and a slash at the end make no difference."""
    return _named(name).get(_bare(key))


@lru_cache(maxsize=4096)
def _linked(name: str) -> tuple[tuple[str, str, str], ...]:
    """The (table, its column, our column) that may name rows of `name`."""
    found = []
    for other in register.tables():
        try:
            described = register.schema(other)
        except RegisterError:
            continue
        pairs = [
            (each["fields"][0], each["reference"]["fields"][0])
            for each in described.descriptor.get("foreignKeys", ())
            if each["reference"]["resource"] == name and len(each["fields"]) == 1
        ]
        if name == "missions" and described.mission and other != name:
            pairs.append((described.mission, "acronym"))
        if name == "resolutions" and "symbol" in described.columns and other != name:
            pairs.append(("symbol", "symbol"))
        found += [(other, theirs, ours) for theirs, ours in dict.fromkeys(pairs)]
    return tuple(found)


def references(name: str, row: Row) -> list[Reference]:
    """The rows of other tables that refer to a row."""
    found = []
    for other, theirs, ours in _linked(name):
        value = cell(row[ours])
        try:
            rows = _by(other, theirs).get(value, ())
        except RegisterError:
            continue
        if rows:
            found.append(Reference(other, theirs, value, rows))
    return found


def target(name: str, column: str) -> str:
    """The table that the values of a column name rows of, or ""."""
    described = register.schema(name)
    if column == described.mission and name != "missions":
        return "missions"
    return next(
        (
            str(each["reference"]["resource"])
            for each in described.descriptor.get("foreignKeys", ())
            if each["fields"] == [column] and each["reference"]["resource"] != SOURCES
        ),
        "",
    )


def warm() -> None:
    """Read every table, so that nobody waits for it. A table that is wrong is passed over: its page says why."""
    for name in register.tables():
        try:
            covered(name), few(name), missions(name), years(name)
        except RegisterError:
            continue


@cache
def _by(name: str, column: str) -> Mapping[str, Sequence[Row]]:
    found: dict[str, list[Row]] = {}
    for row in register.rows(name):
        for value in cells(row, column):
            found.setdefault(value, []).append(row)
    return found


@cache
def _named(name: str) -> Mapping[str, Row]:
    found: dict[str, Row] = {}
    for row in register.rows(name):
        found.setdefault(_bare(register.identifier(name, row).partition("/")[2]), row)
    return found


def _bare(key: str) -> str:
    return re.sub(r"\s", "", key).rstrip("/")


@cache
def _written(name: str) -> Mapping[int, str]:
    """Each row (by its id: rows live as long as the program) in small letters."""
    described = register.schema(name)
    separators = {field.name: field.separator for field in described.fields}
    return {
        id(row): "\n".join(cell(row[column], separators[column]) for column in described.columns).casefold()
        for row in register.rows(name)
    }


@lru_cache(maxsize=64)
def _ordered(name: str, column: str, down: bool) -> Sequence[Row]:
    rows = register.rows(name)
    if column not in register.schema(name).columns:
        return rows
    there = [row for row in rows if row[column] not in (None, ())]
    return [
        *sorted(there, key=_order(there, column), reverse=down),
        *(row for row in rows if row[column] in (None, ())),
    ]


def _order(rows: Sequence[Row], column: str) -> Callable[[Row], Any]:
    if rows and isinstance(rows[0][column], int | float | date):
        return lambda row: row[column]
    keys = {row[column]: sort_key(" ".join(cells(row, column)).casefold()) for row in rows}
    return lambda row: keys[row[column]]


def sums(rows: Iterable[Row], column: str) -> int:
    """The sum of a column of whole numbers."""
    return sum(row[column] or 0 for row in rows)
