"""Typed rows become a table's file: the same rows give the same bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from windhoek.register.read import TABLES, Row, schema
from windhoek.register.schema import Schema


def save(name: str, rows: Iterable[Row], folder: Path = TABLES) -> bytes:
    """Write the table `name` and return what was written. Builders call this: it sorts the rows by their key.

    Who has read the table before in this process clears `rows.cache_clear()` itself.
    """
    written = text(rows, schema(name, folder)).encode()
    (folder / f"{name}.csv").write_bytes(written)
    return written


def text(rows: Iterable[Row], described: Schema) -> str:
    """The table as CSV: a header, rows sorted by key, lines that end in LF, quotes only where they are needed."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(described.columns)
    separators = {field.name: field.separator for field in described.fields}
    for row in sorted(rows, key=lambda row: order(row, described)):
        writer.writerow(cell(row[column], separators[column]) for column in described.columns)
    return out.getvalue()


def order(row: Row, described: Schema) -> tuple[tuple[bool, Any], ...]:
    """What rows are sorted by: their key, empty values first."""
    return tuple((row[column] is not None, row[column]) for column in described.key)


def cell(value: Any, separator: str = "") -> str:
    """A value as a cell has it, without spaces at the ends; a list's parts divided by `separator`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return separator.join(part.strip() for part in value)
    return str(value).strip()
