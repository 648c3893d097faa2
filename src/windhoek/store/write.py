"""Write what workers read into the tables: plain SQL in bulk, its statements taken from the models.

Django's own `bulk_create` makes an object for each row, which took longer than reading the files.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from django.db.backends.utils import CursorWrapper
from django.db.models import Model

from windhoek.store.store import Store
from windhoek.store.tables import Citation, Code, Document, Facts, File, Removal, Unit
from windhoek.store.work import DocumentRow, Result, Version

#: symbol, part, language: no two documents have all three alike
Name = tuple[str, str, str]


@dataclass(slots=True)
class Outcome:
    """What came of writing one result: the `outcome` and `reason` kept, and whether documents left for it.

    `displaced` are the files that held its place in a lesser format, each with what is said of it.
    """

    outcome: str
    reason: str = ""
    replaced: bool = False
    note: str = ""
    displaced: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Seen:
    """A row of the table of files."""

    id: int
    path: str
    sha256: str
    seen: str
    outcome: str
    reason: str
    rival: str
    reader: str


def seen(store: Store) -> dict[str, Seen]:
    """All files that the store knows, by path."""
    columns = ("id", "path", "sha256", "seen", "outcome", "reason", "rival", "reader")
    return {row[1]: Seen(*row) for row in File.objects.using(store.alias).values_list(*columns)}


def move(store: Store, moves: Sequence[tuple[int, str]]) -> None:
    """Give files their new paths."""
    if moves:
        with store.writing() as cursor:
            cursor.executemany(
                f"UPDATE {table(File)} SET path = %s WHERE id = %s",
                [(path, number) for number, path in moves],
            )


@cache
def table(model: type[Model]) -> str:
    """The name of a table as SQL writes it."""
    return f'"{model._meta.db_table}"'


@cache
def _columns(model: type[Model]) -> tuple[str, ...]:
    return tuple(str(column.column) for column in model._meta.concrete_fields)


@cache
def _insert(model: type[Model], rows: int) -> str:
    """An INSERT for SQLite that takes the columns in the order of the model, the identifier first, row after row."""
    columns = ", ".join(f'"{column}"' for column in _columns(model))
    marks = ", ".join(["?"] * len(_columns(model)))
    return f"INSERT INTO {table(model)} ({columns}) VALUES {', '.join([f'({marks})'] * rows)}"


def _order(model: type[Model], *names: str) -> None:
    """Hold the code below against the models: its rows are in the order of the columns."""
    assert _columns(model) == names, f"{model.__name__}: {_columns(model)}"


_order(File, "id", "path", "sha256", "seen", "media_type", "outcome", "reason", "rival", "reader")
_order(
    Document,
    *("id", "file_id", "symbol", "part", "slug", "language", "kind", "body", "date", "title", "adoption"),
    *("repairs", "generation", "coder"),
)
_order(Unit, "id", "document_id", "position", "label", "kind", "text", "page", "parent", "heading", "notes")
_order(Citation, "id", "unit_id", "start", "end", "symbol", "label", "note")
_order(
    Code, "id", "unit_id", "themes", "functions", "verb", "strength", "addressees", "commitments", "because"
)
_order(Facts, "id", "file_id", "symbol", "adoption", "title")
_order(Removal, "id", "document_id", "generation")

_TOGETHER = 50  # rows in one INSERT: SQLite takes no more than 999 values in its older versions
_WRITTEN: tuple[type[Model], ...] = (File, Document, Unit, Citation, Code, Facts, Removal)


@dataclass
class Batch:
    """Results on their way into the tables, all in one transaction.

    `outdated` are the paths whose bytes have changed and are yet to be read in this run: what is stored of
    them no longer stands in the way of another file.
    """

    store: Store
    cursor: CursorWrapper
    version: Version
    outdated: Collection[str] = ()
    _next: dict[type[Model], int] = field(default_factory=dict)
    _rows: dict[type[Model], list[tuple[Any, ...]]] = field(default_factory=dict)
    _names: dict[Name, tuple[str, str, str]] = field(default_factory=dict)
    _generation: int = 0

    def __post_init__(self) -> None:
        for model in _WRITTEN:
            self._next[model] = self._last(model) + 1
            self._rows[model] = []
        self._generation = next_generation(self.cursor)

    def add(self, result: Result, before: Seen | None) -> Outcome:
        """Take one result; `before` is the row of its path. What fails leaves what is stored in place."""
        outcome = Outcome(result.outcome, result.reason)
        rival = ""
        if result.outcome == "stored":
            outcome, rival = self._settle(result, before)
        if outcome.outcome in ("stored", "facts"):
            if before is not None and before.sha256:
                outcome.replaced = self._remove_content(before.id)
            number = self._file(
                before, result.path, result.sha256, result.sha256, result.media_type, outcome, rival
            )
            for document in result.documents:
                self._document(number, document, result)
            self._rows[Facts] += [(self._id(Facts), number, *facts) for facts in result.facts]
        elif before is not None and before.sha256:
            self.cursor.execute(
                f"UPDATE {table(File)} SET seen = %s, outcome = %s, reason = %s, rival = %s, reader = %s WHERE id = %s",
                [result.sha256, outcome.outcome, outcome.reason, rival, self.version.reader, before.id],
            )
        else:
            self._file(before, result.path, "", result.sha256, "", outcome, rival)
        return outcome

    def flush(self) -> None:
        """Write the rows; the transaction is the caller's to close."""
        if self.store.connection.vendor == "postgresql":
            for model in _WRITTEN:
                if self._rows[model]:
                    self._copy(model)
        else:
            for model in _WRITTEN:
                self._insert(model)

    def _insert(self, model: type[Model]) -> None:
        """Many rows to a statement: SQLite then takes them in three quarters of the time."""
        connection, rows = self.store.connection, self._rows[model]
        with connection.wrap_database_errors:
            for start in range(0, len(rows), _TOGETHER):
                some = rows[start : start + _TOGETHER]
                connection.connection.execute(_insert(model, len(some)), list(chain.from_iterable(some)))

    def _copy(self, model: type[Model]) -> None:
        """PostgreSQL's COPY, several times as fast as INSERT; then the sequence is told what has been used."""
        columns = ", ".join(f'"{column}"' for column in _columns(model))
        with self.cursor.cursor.copy(f"COPY {table(model)} ({columns}) FROM STDIN") as copy:
            for row in self._rows[model]:
                copy.write_row(row)
        self.cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table(model), self._next[model] - 1]
        )

    def _file(
        self,
        before: Seen | None,
        path: str,
        sha256: str,
        seen: str,
        media_type: str,
        outcome: Outcome,
        rival: str,
    ) -> int:
        if before is not None:
            self.cursor.execute(
                f"UPDATE {table(File)} SET sha256 = %s, seen = %s, media_type = %s, outcome = %s, reason = %s, "
                "rival = %s, reader = %s WHERE id = %s",
                [
                    sha256,
                    seen,
                    media_type,
                    outcome.outcome,
                    outcome.reason,
                    rival,
                    self.version.reader,
                    before.id,
                ],
            )
            return before.id
        number = self._id(File)
        self._rows[File].append(
            (
                number,
                path,
                sha256,
                seen,
                media_type,
                outcome.outcome,
                outcome.reason,
                rival,
                self.version.reader,
            )
        )
        return number

    def _document(self, file: int, row: DocumentRow, result: Result) -> None:
        number = self._id(Document)
        self._names[row.symbol, row.part, row.language] = (result.path, result.sha256, result.media_type)
        self._rows[Document].append(
            (
                *(number, file, row.symbol, row.part, row.slug, row.language, row.kind, row.body, row.date),
                *(row.title, row.adoption, row.repairs, self._generation, self.version.coder),
            )
        )
        units, citations, codes = self._rows[Unit], self._rows[Citation], self._rows[Code]
        unit_id, citation_id, code_id = self._next[Unit], self._next[Citation], self._next[Code]
        for position, (*content, cited, code) in enumerate(row.units):
            units.append((unit_id, number, position, *content))
            for citation in cited:
                citations.append((citation_id, unit_id, *citation))
                citation_id += 1
            if code is not None:
                codes.append((code_id, unit_id, *code))
                code_id += 1
            unit_id += 1
        self._next[Unit], self._next[Citation], self._next[Code] = unit_id, citation_id, code_id

    def _settle(self, result: Result, before: Seen | None) -> tuple[Outcome, str]:
        """Decide who holds the names of this result's documents; returns the outcome and the rival's path."""
        note = ""
        lesser: dict[int, tuple[str, str]] = {}
        for row in result.documents:
            name = (row.symbol, row.part, row.language)
            held = self._holder(name, before.id if before else 0)
            if held is None:
                continue
            file, path, sha256, document, media_type = held
            if not Path(path).exists():
                self._remove_content(file)
                self.cursor.execute(f"DELETE FROM {table(File)} WHERE id = %s", [file])
                note = f"takes the place of {path}, which is gone"
            elif path in self.outdated:
                self._remove([document])
            elif sha256 == result.sha256:
                return Outcome("copy", f"{result.path}: the same bytes as {path}, which is stored."), path
            elif rank(result.media_type) < rank(media_type) and file:
                lesser[file] = path, _twin(path, row, result.path)
            elif rank(result.media_type) > rank(media_type):
                return Outcome("twin", _twin(result.path, row, path)), path
            else:
                reason = (
                    f"{_is(result.path, row)}, which is stored from {path} with other bytes. "
                    "Remove one of the two and ingest again."
                )
                return Outcome("rival", reason), path
        for file, (_, reason) in lesser.items():
            self._remove_content(file)
            self.cursor.execute(
                f"UPDATE {table(File)} SET sha256 = '', media_type = '', outcome = 'twin', reason = %s, rival = %s "
                "WHERE id = %s",
                [reason, result.path, file],
            )
        return Outcome("stored", note=note, displaced=tuple(lesser.values())), ""

    def _holder(self, name: Name, own: int) -> tuple[int, str, str, int, str] | None:
        if name in self._names:
            path, sha256, media_type = self._names[name]
            return 0, path, sha256, 0, media_type
        self.cursor.execute(
            f"SELECT f.id, f.path, f.sha256, d.id, f.media_type FROM {table(Document)} d JOIN {table(File)} f ON f.id = d.file_id "
            "WHERE d.symbol = %s AND d.part = %s AND d.language = %s AND f.id <> %s",
            [*name, own],
        )
        found: tuple[int, str, str, int, str] | None = self.cursor.fetchone()
        return found

    def _remove_content(self, file: int) -> bool:
        """Remove the documents and facts of a file; says whether there were any."""
        self.cursor.execute(f"SELECT id FROM {table(Document)} WHERE file_id = %s", [file])
        documents = [row[0] for row in self.cursor.fetchall()]
        self._remove(documents)
        self.cursor.execute(f"DELETE FROM {table(Facts)} WHERE file_id = %s", [file])
        return bool(documents) or self.cursor.rowcount > 0

    def _remove(self, documents: list[int]) -> None:
        units = f"SELECT id FROM {table(Unit)} WHERE document_id = %s"
        for document in documents:
            for model in (Citation, Code):
                self.cursor.execute(f"DELETE FROM {table(model)} WHERE unit_id IN ({units})", [document])
            self.cursor.execute(f"DELETE FROM {table(Unit)} WHERE document_id = %s", [document])
            self.cursor.execute(f"DELETE FROM {table(Document)} WHERE id = %s", [document])
            self._rows[Removal].append((self._id(Removal), document, self._generation))

    def _id(self, model: type[Model]) -> int:
        self._next[model] += 1
        return self._next[model] - 1

    def _last(self, model: type[Model]) -> int:
        """The last identifier ever given: none is used twice, or the search index would mistake one for another."""
        if self.store.connection.vendor == "postgresql":
            self.cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table(model)])
            self.cursor.execute(f"SELECT last_value, is_called FROM {self.cursor.fetchone()[0]}")
            last, called = self.cursor.fetchone()
            return int(last) if called else 0
        self.cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        row = self.cursor.fetchone()
        return int(row[0]) if row else 0


def next_generation(cursor: CursorWrapper) -> int:
    """Generations are microseconds since 1970, so that those of a store made anew are later than the old one's."""
    cursor.execute(
        f"SELECT COALESCE(MAX(g), 0) FROM (SELECT MAX(generation) AS g FROM {table(Document)} "
        f"UNION ALL SELECT MAX(generation) FROM {table(Removal)}) AS both_tables"
    )
    return max(int(cursor.fetchone()[0]), time.time_ns() // 1000) + 1


def rank(media_type: str) -> int:
    """How much of a document's structure its format keeps: the lower, the more. The best of several is stored."""
    return next((at for at, kind in enumerate(_FORMATS) if kind in media_type), len(_FORMATS))


_FORMATS = ("akn+xml", "wordprocessingml", "html", "pdf")


def _is(path: str, row: DocumentRow) -> str:
    part = f", {row.part}" if row.part else ""
    return f"{path}: is {row.symbol}{part} in {_LANGUAGE_NAMES[row.language]}"


def _twin(path: str, row: DocumentRow, better: str) -> str:
    return f"{_is(path, row)}, which is stored from {better} in a format that keeps more of it."


_LANGUAGE_NAMES = {
    "ar": "Arabic",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "ru": "Russian",
    "zh": "Chinese",
}
