"""The files of a codebook: those that ship, and over them the ones in a folder of somebody's own.

In that folder a file with the name of a shipped one takes its place; `NAME.more.csv` beside it, or alone, adds rows to
`NAME.csv` and changes those of the same key; a row there with `yes` in the column `drop` takes its key out. What is not
there is as shipped.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Generic, TypeVar

from windhoek.document import LANGUAGES

SHIPPED = Path(__file__).parent / "codebook"
#: What a person writes for the shipped codebook where a folder may be named.
SHIPPED_NAME = "shipped"
_CSV, _MORE, _DROP = ".csv", ".more.csv", "drop"

Row = dict[str, str]
T = TypeVar("T")


class CodebookError(ValueError):
    """A mistake in a codebook's data. Printed as one line: file, line, reason."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(path, line, reason)
        self.path, self.line, self.reason = path, line, reason

    def __reduce__(self) -> tuple[type[CodebookError], tuple[Path, int, str]]:
        return type(self), (self.path, self.line, self.reason)

    def __str__(self) -> str:
        return f"{self.path}, line {self.line}: {self.reason}"


Fail = Callable[[str], CodebookError]


@dataclass(frozen=True)
class Files:
    """The tables of a codebook: the shipped ones under those of `folder` (empty: none), given as `own`.

    `own` holds the name of each, such as `lexicon/en.more.csv`, and its text: with them a codebook travels to other
    processes and into the store, whatever becomes of the folder.
    """

    folder: str = ""
    own: tuple[tuple[str, str], ...] = ()

    @cached_property
    def digest(self) -> str:
        """The SHA-256, in hex, of all that this codebook says; the place of its folder does not matter."""
        whole = hashlib.sha256(_shipped().encode())
        for name, text in self.own:
            whole.update(f"\0{name}\0{text}".encode())
        return whole.hexdigest()

    def has(self, name: str) -> bool:
        """Whether there is a table of this name."""
        return any(each in (name, _more(name)) for each, _ in self.own) or (SHIPPED / name).exists()

    def layers(self, name: str) -> Iterator[tuple[Path, str]]:
        """The files that make up a table, each with its text: the table itself, then what adds to it."""
        own = dict(self.own)
        if name in own:
            yield Path(self.folder, name), own[name]
        elif not (SHIPPED / name).exists() and _more(name) in own:
            pass
        else:
            yield SHIPPED / name, _text(SHIPPED / name)
        if _more(name) in own:
            yield Path(self.folder, _more(name)), own[_more(name)]


def files(folder: str | os.PathLike[str] | None = None) -> Files:
    """The codebook of a folder, not yet looked into: `load` does that. None or `SHIPPED_NAME`: the shipped one.

    Raises CodebookError where there is no folder or no table in it, or a file has the name of none.
    """
    if folder is None or os.fspath(folder) == SHIPPED_NAME or Path(folder).resolve() == SHIPPED:
        return Files()
    folder = Path(os.path.normpath(Path(folder).expanduser().absolute()))
    if not folder.is_dir():
        raise CodebookError(folder, 1, "there is no such folder")
    own = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob(f"*{_CSV}"))}
    own = {name: path for name, path in own.items() if not any(part[0] == "." for part in name.split("/"))}
    known = _known()
    for name, path in own.items():
        if (name.removesuffix(_MORE) + _CSV if name.endswith(_MORE) else name) not in known:
            raise CodebookError(path, 1, f"no table has this name; the tables are {', '.join(sorted(known))}")
    if not own:
        raise CodebookError(
            folder, 1, f"no table is in this folder; the tables are {', '.join(sorted(known))}"
        )
    return Files(str(folder), tuple((name, _text(path)) for name, path in own.items()))


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """How a table is read: its columns, the keys that a row gives, and the item of each of them.

    `item` raises what the function that it is given makes, for a row that is wrong.
    """

    columns: tuple[str, ...]
    keys: Callable[[Row], Iterable[str]]
    item: Callable[[Row, str, Fail], T]


def read(table: Table[T], source: Files, name: str) -> list[tuple[T, Fail]]:
    """The items of a table in their order, each with the error to raise about it.

    A changed item keeps its place, a new one comes last. Raises CodebookError for the first mistake.
    """
    found: dict[str, tuple[T, Fail]] = {}
    for path, text in source.layers(name):
        here: set[str] = set()
        for row, fail in _rows(path, text, table.columns):
            if row[_DROP] not in ("", "yes") or (row[_DROP] and not path.name.endswith(_MORE)):
                raise fail(f"{_DROP} is yes or empty, and stands in a file {_MORE} only")
            for key in table.keys(row):
                if row[_DROP]:
                    if found.pop(key, None) is None:
                        raise fail(f"there is no {key} to drop")
                    continue
                item = table.item(row, key, fail)
                if key in here and found[key][0] != item:
                    raise fail(f"{key} stands already in line {found[key][1]('').line}")
                here.add(key)
                found[key] = item, fail
    return list(found.values())


def _rows(path: Path, text: str, columns: tuple[str, ...]) -> Iterator[tuple[Row, Fail]]:
    """Each row of a CSV file with stripped fields, and the error to raise about it."""
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", strict=True)
    line = 1
    try:
        if missing := [column for column in columns if column not in (reader.fieldnames or ())]:
            raise CodebookError(path, 1, f"the header lacks the column {', '.join(missing)}")
        for row in reader:
            line = reader.line_num
            if "" in row or None in row.values():
                raise CodebookError(path, line, f"expected {len(reader.fieldnames or ())} fields")
            at = line
            yield (
                {column: row.get(column, "").strip() for column in (*columns, _DROP)},
                lambda reason, at=at: CodebookError(path, at, reason),  # type: ignore[misc]
            )
    except csv.Error as error:
        raise CodebookError(path, line + 1, str(error)) from None


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise CodebookError(path, 1, "there is no such file") from None
    except OSError as error:
        raise CodebookError(path, 1, f"the file cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise CodebookError(path, line, "the file is not UTF-8") from None


def _more(name: str) -> str:
    return name.removesuffix(_CSV) + _MORE


@cache
def _known() -> frozenset[str]:
    """The names that a table may have: those that ship, and what ships for one language for each of the six."""
    shipped = {path.relative_to(SHIPPED) for path in SHIPPED.rglob(f"*{_CSV}")}
    spoken = {
        path.with_name(f"{each}{_CSV}") for path in shipped if path.stem in LANGUAGES for each in LANGUAGES
    }
    return frozenset(path.as_posix() for path in shipped | spoken)


@cache
def _shipped() -> str:
    whole = hashlib.sha256()
    for path in sorted(SHIPPED.rglob(f"*{_CSV}")):
        whole.update(path.relative_to(SHIPPED).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()
