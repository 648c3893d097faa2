"""Is the register right in itself? Types, keys, references, dates, order, duplicate facts, missing sources; coverage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from windhoek.register import few
from windhoek.register.read import TABLES, Row, incidents, parse, tables
from windhoek.register.schema import CHECKED, SOURCE, SOURCES, STATUS, STATUSES, URL, RegisterError, Schema
from windhoek.register.schema import read as read_schema
from windhoek.register.write import order, text


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a table reaches: rows, distinct years and missions, first and last year, and rows that a person has checked,
    None where it has no rows or does not say."""

    name: str
    rows: int
    years: int
    first: int | None
    last: int | None
    missions: int
    verified: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """The mistakes of a register, a line each with file and line, and what its tables cover."""

    problems: tuple[str, ...]
    coverage: tuple[Coverage, ...]


def check(folder: Path = TABLES, today: date | None = None) -> Report:
    """Check every table in `folder`; no date on which a row was checked may be later than `today`."""
    problems: list[str] = []
    coverages: list[Coverage] = []
    described: dict[str, Schema] = {}
    for name in tables(folder):
        path = folder / f"{name}.csv"
        try:
            described[name] = read_schema(folder / f"{name}.schema.json")
            written = path.read_bytes().decode("utf-8")
            found = list(parse(path, written, described[name]))
        except RegisterError as error:
            problems.append(str(error))
        except UnicodeDecodeError as error:
            problems.append(f"{path}: is not UTF-8 at byte {error.start}; save it as UTF-8")
        else:
            wrong = sorted(_wrong(found, described[name], today or date.today()))
            if name == few.VALUES:
                wrong += few.told(found, incidents(folder))
            problems += (f"{path}, line {line}: {reason}" for line, reason in wrong)
            if not wrong and text((row for _, row in found), described[name]) != written:
                problems.append(
                    f"{path}: is not written as the register writes it (line ends, quotes, spaces); "
                    f"`windhoek register update {name} FILE` with a copy of it mends that"
                )
            coverages.append(coverage(described[name], [row for _, row in found]))
    for path in sorted(folder.glob("*.schema.json")):
        if path.name.removesuffix(".schema.json") not in tables(folder):
            problems.append(f"{path}: describes a table that is not there")
    # What is wrong in one cell can be wrong for both: the first who says it is enough.
    said = {problem.rpartition(": ")[0].split(": ")[0] for problem in problems}
    problems += (each for each in _frictionless(folder, described) if each.split(": ")[0] not in said)
    return Report(tuple(problems), tuple(coverages))


def _wrong(found: list[tuple[int, Row]], described: Schema, today: date) -> Iterator[tuple[int, str]]:
    facts: dict[tuple[Any, ...], int] = {}
    before: tuple[tuple[bool, Any], ...] = ()
    for line, row in found:
        here = order(row, described)
        if here < before:
            yield line, f"is out of order; rows are sorted by {', '.join(described.key)}"
        before = here
        fact = tuple(row[column] for column in described.fact)
        if (first := facts.setdefault(fact, line)) != line:
            yield line, f"says the same as line {first}"
        for early, late in described.order:
            if row[early] is not None and row[late] is not None and str(row[early]) > str(row[late]):
                yield line, f"{early} {row[early]} is after {late} {row[late]}"
        for column, value in row.items():
            if isinstance(value, str) and ("\n" in value or value != value.strip()):
                yield line, f"{column}: has a line break, or spaces at an end"
        if described.name != SOURCES:
            yield from ((line, reason) for reason in _unsourced(row, described, today))


def _unsourced(row: Row, described: Schema, today: date) -> Iterator[str]:
    if not row[SOURCE]:
        yield "names no source"
    if row[STATUS] not in STATUSES:
        yield f"{STATUS}: {row[STATUS]!r} is none of {', '.join(STATUSES)}"
    if described.sources_apart:
        return
    if row[URL] and not row[URL].startswith(("https://", "http://")):
        yield f"{URL}: {row[URL]!r} is no address"
    if row[STATUS] != "unverified" and row[CHECKED] is None:
        yield f"{CHECKED}: a row that is {row[STATUS]} says when it was checked"
    if row[CHECKED] and row[CHECKED] > today:
        yield f"{CHECKED}: {row[CHECKED]} has not come yet"


def coverage(described: Schema, found: Sequence[Row]) -> Coverage:
    """What the rows of a table reach."""
    years = {
        int(str(row[described.year])[:4])
        for row in found
        if described.year and row[described.year] is not None
    }
    missions = set()
    for row in found:
        named = row[described.mission] if described.mission else None
        missions |= set(named) if isinstance(named, tuple) else {named} - {None}
    return Coverage(
        described.name,
        len(found),
        len(years),
        min(years, default=None),
        max(years, default=None),
        len(missions),
        sum(row[STATUS] == "verified" for row in found) if found and STATUS in described.columns else None,
    )


def _frictionless(folder: Path, described: dict[str, Schema]) -> Iterator[str]:
    # Half a second to import, and needed here alone.
    from frictionless import Package

    package = Package.from_descriptor(
        {
            "name": "register",
            "resources": [
                {
                    "name": name,
                    "path": f"{name}.csv",
                    "scheme": "file",
                    "format": "csv",
                    "encoding": "utf-8",
                    "schema": each.descriptor,
                }
                for name, each in described.items()
            ],
        },
        basepath=str(folder),
    )
    report = package.validate()
    for error in report.errors:
        yield f"{folder}: {error.message}"
    for task in report.tasks:
        for found in task.errors:
            line = getattr(found, "row_number", None)
            field = getattr(found, "field_name", None)
            where = f"{folder / f'{task.name}.csv'}{f', line {line}' if line else ''}"
            yield f"{where}: {f'{field}: ' if field else ''}{found.note or found.message}"
