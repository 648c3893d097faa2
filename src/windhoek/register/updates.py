"""A newer published file against a table: what it would add, change and take away. Nothing is written before somebody says yes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from windhoek.register import few, missions_file, personnel_files
from windhoek.register.read import TABLES, Row, incidents, parse, rows, schema
from windhoek.register.schema import STATUS, RegisterError
from windhoek.register.write import save


@dataclass(frozen=True, slots=True)
class Layout:
    """How a published file becomes rows of a table.

    `read`: the rows of a file, with the columns that it fills. `header`: columns by which the layout is known.
    `scope`: columns of the table; rows that share their values with a row of the file, and that the file does not have,
    are gone. Empty: the file takes nothing away. `new`: what rows that are added have besides.
    """

    read: Callable[[Path], Iterator[Row]]
    header: tuple[str, ...]
    scope: tuple[str, ...] = ()
    new: Mapping[str, object] = field(default_factory=dict)


LAYOUTS: Mapping[str, Layout] = {
    "missions": Layout(missions_file.read, missions_file.HEADER, new=missions_file.NEW),
    "personnel": Layout(
        personnel_files.read_monthly, ("Date", "Contributor", "Mission", "Troops Female"), ("month", "source")
    ),
    "personnel-averages": Layout(
        personnel_files.read_yearly, ("Year", "Country", "Mission", "Female"), ("year", "source")
    ),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would do to a table: new rows; rows before and after; rows that go; and rows that it would change but
    that a person has verified, which stay as they are until somebody changes them by hand."""

    table: str
    added: tuple[Row, ...]
    changed: tuple[tuple[Row, Row], ...]
    gone: tuple[Row, ...]
    kept: tuple[tuple[Row, Row], ...]

    @property
    def empty(self) -> bool:
        """Whether the table would stay as it is."""
        return not (self.added or self.changed or self.gone)


def plan(table: str, path: Path, folder: Path = TABLES) -> Plan:
    """Compare a file, in the published layout or in the table's own, with the table.

    A file in the table's own layout is the whole table, by hand: it changes verified rows too. Raises RegisterError
    where the file cannot be read or is in no layout of this table.
    """
    columns = _columns(path)
    own = columns == schema(table, folder).columns
    if own:
        text = path.read_bytes().decode("utf-8-sig")
        new: list[Row] = [row for _, row in parse(path, text, schema(table, folder))]
        layout = Layout(lambda _: iter(()), ())
    else:
        layout = _layout(table, path, columns)
        new = list(layout.read(path))
    return _compare(table, new, layout, folder, own=own)


def compare(table: str, new: Iterable[Row], folder: Path = TABLES) -> Plan:
    """Compare rows that somebody hands in with the table: they add and change, and take nothing away.

    Raises RegisterError where one cannot be taken in.
    """
    return _compare(table, list(new), Layout(lambda _: iter(()), ()), folder, own=False)


def apply(change: Plan, folder: Path = TABLES) -> None:
    """Write a table with a plan's additions and changes, and without what goes."""
    key = schema(change.table, folder).key
    after = {_key(row, key): row for row in rows(change.table, folder)}
    after |= {_key(new, key): new for _, new in change.changed}
    after |= {_key(row, key): row for row in change.added}
    for row in change.gone:
        del after[_key(row, key)]
    save(change.table, after.values(), folder)
    rows.cache_clear()


def _compare(table: str, new: list[Row], layout: Layout, folder: Path, *, own: bool) -> Plan:
    described = schema(table, folder)
    if table == few.VALUES:
        new = [_kept(row, folder) for row in new]
    old = {_key(row, described.key): row for row in rows(table, folder)}
    empty = {each.name: () if each.separator else None for each in described.fields}
    added: list[Row] = []
    changed: list[tuple[Row, Row]] = []
    kept: list[tuple[Row, Row]] = []
    seen: set[tuple[object, ...]] = set()
    for row in new:
        key = _key(row, described.key)
        seen.add(key)
        before = old.get(key)
        if before is None:
            added.append(
                {column: {**layout.new, **row}.get(column, empty[column]) for column in described.columns}
            )
            continue
        after = {**before, **row}
        if any(after[column] != before[column] for column in described.columns if own or column != STATUS):
            (kept if before[STATUS] == "verified" and not own else changed).append((before, after))
    covered = {_key(row, layout.scope) for row in new}
    gone = [
        row
        for key, row in old.items()
        if key not in seen and (own or (layout.scope and _key(row, layout.scope) in covered))
    ]
    return Plan(table, tuple(added), tuple(changed), tuple(gone), tuple(kept))


def _kept(row: Row, folder: Path) -> Row:
    if few.blind(row, incidents(folder)):
        reason = f"{row['id']} gives a share of incidents without saying of how many: add part and whole"
        raise RegisterError(folder / f"{few.VALUES}.csv", None, reason)
    return few.withheld(row, incidents(folder))


def _key(row: Row, columns: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(row[column] for column in columns)


def _columns(path: Path) -> tuple[str, ...]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise RegisterError(path, None, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise RegisterError(path, None, f"is not UTF-8 at byte {error.start}; save it as UTF-8") from None
    return tuple(next(csv.reader(io.StringIO(text, newline="")), ()))


def _layout(table: str, path: Path, columns: tuple[str, ...]) -> Layout:
    fitting = [name for name, layout in LAYOUTS.items() if set(layout.header) <= set(columns)]
    if table in fitting:
        return LAYOUTS[table]
    if fitting:
        raise RegisterError(
            path, 1, f"is in the layout of {fitting[0]}: `windhoek register update {fitting[0]} {path}`"
        )
    raise RegisterError(path, 1, f"is neither in the layout of {table} nor in one that is published for it")
