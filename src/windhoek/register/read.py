"""A table's file becomes typed rows, once for each process."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from windhoek.register import few
from windhoek.register.schema import (
    CHECKED,
    SOURCE,
    SOURCES,
    STATUS,
    URL,
    Field,
    RegisterError,
    Schema,
)
from windhoek.register.schema import read as read_schema

__all__ = [
    "TABLES",
    "RegisterError",
    "Row",
    "identifier",
    "incidents",
    "parse",
    "rows",
    "schema",
    "source",
    "tables",
]

TABLES = Path(__file__).parent / "tables"

#: Column → value: str, int, float, bool, date, a tuple of str for a list; None for an empty cell, () for an empty list.
#: Years are int, months are str ("2011-06"). Shared by all who ask: never change one.
Row = Mapping[str, Any]


def tables(folder: Path = TABLES) -> tuple[str, ...]:
    """The names of the tables, sorted."""
    return tuple(sorted(path.stem for path in folder.glob("*.csv")))


@cache
def schema(name: str, folder: Path = TABLES) -> Schema:
    """The description of the table `name`. Raises RegisterError where there is none or it is wrong."""
    return read_schema(folder / f"{name}.schema.json")


@cache
def rows(name: str, folder: Path = TABLES) -> tuple[Row, ...]:
    """The rows of the table `name`, in the order of the file.

    Raises RegisterError where there is no such table or a cell is not of its column's type. Whatever the file has, numbers
    of incidents below five are withheld.
    """
    path = folder / f"{name}.csv"
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        known = ", ".join(tables(folder))
        raise RegisterError(path, None, f"there is no table {name}; there are {known}") from None
    except UnicodeDecodeError as error:
        raise RegisterError(path, None, f"is not UTF-8 at byte {error.start}; save it as UTF-8") from None
    found = tuple(row for _, row in parse(path, text, schema(name, folder)))
    return tuple(few.withheld(row, incidents(folder)) for row in found) if name == few.VALUES else found


@cache
def incidents(folder: Path = TABLES) -> frozenset[str]:
    """The indicators that count incidents of violence or abuse."""
    return frozenset(row["id"] for row in rows("indicators", folder) if row["incidents"])


def parse(path: Path, text: str, described: Schema) -> Iterator[tuple[int, Row]]:
    """The typed rows of a table's text, each with the line on which it ends.

    Raises RegisterError, which names `path`, at the first header or cell that does not fit the description.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    columns = described.columns
    header = next(reader, [])
    if tuple(header) != columns:
        raise RegisterError(path, 1, f"the columns should be {', '.join(columns)}")
    casts = [_cast(field) for field in described.fields]
    try:
        for cells in reader:
            if len(cells) != len(columns):
                raise RegisterError(
                    path, reader.line_num, f"has {len(cells)} cells where {len(columns)} are needed"
                )
            try:
                row = {name: cast(cell) for name, cast, cell in zip(columns, casts, cells, strict=True)}
            except ValueError:
                raise RegisterError(path, reader.line_num, _misfit(described.fields, casts, cells)) from None
            yield reader.line_num, row
    except csv.Error as error:
        raise RegisterError(path, reader.line_num, f"is no CSV: {error}") from None


def _cast(field: Field) -> Callable[[str], Any]:
    if field.separator:
        return lambda cell: tuple(part.strip() for part in cell.split(field.separator)) if cell else ()
    convert = _TYPES[field.type]
    known: dict[str, Any] = {"": None}

    def cast(cell: str) -> Any:
        # Columns repeat themselves: a value is worked out once, and rows share it.
        if cell not in known:
            known[cell] = convert(cell)
        return known[cell]

    return cast


def _boolean(cell: str) -> bool:
    if cell not in ("true", "false"):
        raise ValueError(cell)
    return cell == "true"


def _month(cell: str) -> str:
    date.fromisoformat(f"{cell}-01")
    return cell


_TYPES: Mapping[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": _boolean,
    "date": date.fromisoformat,
    "year": int,
    "yearmonth": _month,
}
_WANTED = {
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "date": "a date such as 2014-12-31",
    "year": "a year such as 2014",
    "yearmonth": "a month such as 2014-12",
}


def _misfit(fields: tuple[Field, ...], casts: list[Callable[[str], Any]], cells: list[str]) -> str:
    for field, cast, cell in zip(fields, casts, cells, strict=True):
        try:
            cast(cell)
        except ValueError:
            return f"{field.name}: {cell!r} is not {_WANTED[field.type]}"
    raise AssertionError(cells)


def identifier(name: str, row: Row, folder: Path = TABLES) -> str:
    """The row's lasting name: the table and the row's key, as in `targets/res-2242-doubling`."""
    return "/".join(
        [name, *("" if row[column] is None else str(row[column]) for column in schema(name, folder).key)]
    )


def source(name: str, row: Row, folder: Path = TABLES) -> Row:
    """Where a row comes from: `source` in words, `source_url`, `checked_on` and `status`."""
    if not schema(name, folder).sources_apart:
        return {column: row[column] for column in (SOURCE, URL, CHECKED, STATUS)}
    found = next(each for each in rows(SOURCES, folder) if each["id"] == row[SOURCE])
    return {
        SOURCE: f"{found['publisher']}, {found['title']}",
        URL: found["url"],
        CHECKED: found["retrieved"],
        STATUS: row[STATUS],
    }
