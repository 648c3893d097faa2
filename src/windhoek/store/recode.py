"""Coding what is stored again: by a changed rule or program, from the stored texts, without any file.

    report = recode(store)                          # by the codebook that the store is coded by, as it is now
    report = recode(store, "my-codebook")           # by the tables of a folder
    report = recode(store, "shipped")               # by those of windhoek alone

Each document knows what coded it, so that whatever stops this leaves a store that the next run goes on from. Only
codes that differ are written, and only documents that have some are searched anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any

from django.db.backends.utils import CursorWrapper

from windhoek.document import Document, Note, Source, Unit
from windhoek.store import derive, queries
from windhoek.store.codebooks import chosen, hold, keep
from windhoek.store.hands import Submit, batches, results, width, working
from windhoek.store.store import Store
from windhoek.store.tables import Code
from windhoek.store.tables import Document as Documents
from windhoek.store.tables import File as Files
from windhoek.store.tables import Unit as Units
from windhoek.store.work import CodeRow, Recoded, Stored, Version, coder, reader
from windhoek.store.work import recode as code_again
from windhoek.store.write import next_generation, table

# A batch is one task of a worker and one transaction.
_BATCH_DOCUMENTS = 64
_BATCH_UNITS = 2_000

#: Called with how many documents are done, how many there are, and the symbol of the last.
Progress = Callable[[int, int, str], None]


@dataclass(slots=True)
class Report:
    """What a coding did: how many `documents` were coded, how many of them `changed`, and codes of how many `units`."""

    documents: int = 0
    changed: int = 0
    units: int = 0
    failures: list[str] = field(default_factory=list)


def recode(
    store: Store,
    codebook: str | os.PathLike[str] | None = None,
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Report:
    """Code the documents of the store that were coded otherwise than now, and bring its search index up to date.

    `codebook` is a folder, or "shipped"; without it the store is coded as before. Raises CodebookError before anything
    is done, AnotherVersionError when a worker of `executor` has another windhoek, and StoreError when another process
    begins to code by another codebook. KeyboardInterrupt passes through; the next run goes on from there.
    """
    files = chosen(store, codebook)
    version = Version(reader(), coder(files), files)
    with working(executor) as submit:
        keep(store, version)
        report = bring_up_to_date(store, version, submit, width(executor), progress)
    derive.ensure(store)
    return report


def bring_up_to_date(
    store: Store, version: Version, submit: Submit, most: int, progress: Progress | None
) -> Report:
    """Code what was not coded by `version`, in batches of which no more than `most` are under way."""
    report = Report()
    behind = store.fetch(_BEHIND, [version.coder])
    total = len(behind)
    symbols = {number: symbol for number, symbol, _ in behind}
    numbered = batches(behind, lambda row: int(row[2]), _BATCH_DOCUMENTS, _BATCH_UNITS)
    waiting = (stored(store, [number for number, _, _ in some]) for some in numbered)
    done = 0
    for found in results(lambda batch: submit(code_again, batch, version), waiting, most, _lost):
        with store.writing() as cursor:
            hold(store, version)
            _write(cursor, version, found, report)
        report.failures += [f"{symbols[each.number]}: {each.reason}" for each in found if each.reason]
        done += len(found)
        if progress:
            progress(done, total, symbols[found[-1].number])
    return report


def _lost(task: Stored, error: Exception) -> Recoded:
    return Recoded(
        task.number, {}, f"the process that coded it died ({type(error).__name__}); its codes stay"
    )


def stored(store: Store, numbers: Sequence[int]) -> list[Stored]:
    """Documents by their numbers as they were read, each with its codes; annexes are documents of their own."""
    marks = ", ".join(["%s"] * len(numbers))
    units: dict[int, list[Unit]] = {number: [] for number in numbers}
    for number, label, kind, text, page, parent, heading, notes in store.fetch(_UNITS.format(marks), numbers):
        units[number].append(Unit(label, kind, text, page, parent, heading, _notes(notes)))
    codes: dict[int, dict[str, CodeRow]] = {number: {} for number in numbers}
    for number, label, *code in store.fetch(_CODES.format(marks), numbers):
        codes[number][label] = tuple(code)
    return [
        Stored(row[0], _document(row, tuple(units[row[0]])), codes[row[0]])
        for row in store.fetch(_DOCUMENTS.format(marks), numbers)
    ]


def _document(row: tuple[Any, ...], units: tuple[Unit, ...]) -> Document:
    _, symbol, part, kind, body, date, language, title, adoption, repairs, *source = row
    return Document(
        symbol=symbol,
        kind=kind,
        body=body,
        date=date,
        language=language,
        title=title,
        source=Source(*source),
        units=units,
        part=part,
        adoption=queries.adopted(json.loads(adoption)) if adoption else None,
        repairs=tuple(json.loads(repairs)),
    )


def _notes(encoded: str) -> tuple[Note, ...]:
    return () if encoded == "[]" else tuple(Note(*each) for each in json.loads(encoded))


def _write(cursor: CursorWrapper, version: Version, found: Sequence[Recoded], report: Report) -> None:
    """Write what differs. Documents that have left the store meanwhile are passed over."""
    coded = [each.number for each in found if not each.reason]
    cursor.execute(_THERE.format(", ".join(["%s"] * len(coded)) or "NULL"), coded)
    there = {row[0] for row in cursor.fetchall()}
    changed = [each for each in found if each.codes and each.number in there]
    gone: list[tuple[int]] = []
    new: list[tuple[Any, ...]] = []
    for each in changed:
        cursor.execute(_LABELS, [each.number])
        numbers = {label: number for number, label in cursor.fetchall()}
        gone += [(numbers[label],) for label in each.codes]
        new += [(numbers[label], *code) for label, code in each.codes.items() if code is not None]
    if changed:
        cursor.executemany(_REMOVE, gone)
        cursor.executemany(_INSERT, new)
        generation = next_generation(cursor)
        cursor.executemany(_TOUCH, [(generation, each.number) for each in changed])
    cursor.executemany(_CODED, [(version.coder, number) for number in sorted(there)])
    report.documents += len(there)
    report.changed += len(changed)
    report.units += len(gone)


_D, _F, _U, _C = table(Documents), table(Files), table(Units), table(Code)
_CODE_COLUMNS = ("themes", "functions", "verb", "strength", "addressees", "commitments", "because")
_BEHIND = (
    f"SELECT d.id, d.symbol, COUNT(*) FROM {_D} d LEFT JOIN {_U} u ON u.document_id = d.id WHERE d.coder <> %s "
    "GROUP BY d.id, d.symbol ORDER BY d.id"
)
_DOCUMENTS = (
    "SELECT d.id, d.symbol, d.part, d.kind, d.body, d.date, d.language, d.title, d.adoption, d.repairs, f.path, f.sha256, "
    f"f.media_type FROM {_D} d JOIN {_F} f ON f.id = d.file_id WHERE d.id IN ({{}}) ORDER BY d.id"
)
_UNITS = (
    f"SELECT document_id, label, kind, text, page, parent, heading, notes FROM {_U} WHERE document_id IN ({{}}) "
    "ORDER BY document_id, position"
)
_CODES = (
    f"SELECT u.document_id, u.label, {', '.join(f'c.{column}' for column in _CODE_COLUMNS)} FROM {_C} c "
    f"JOIN {_U} u ON u.id = c.unit_id WHERE u.document_id IN ({{}})"
)
_THERE = f"SELECT id FROM {_D} WHERE id IN ({{}})"
_LABELS = f"SELECT id, label FROM {_U} WHERE document_id = %s"
_REMOVE = f"DELETE FROM {_C} WHERE unit_id = %s"
_INSERT = f"INSERT INTO {_C} (unit_id, {', '.join(_CODE_COLUMNS)}) VALUES ({', '.join(['%s'] * (len(_CODE_COLUMNS) + 1))})"
_TOUCH = f"UPDATE {_D} SET generation = %s WHERE id = %s"
_CODED = f"UPDATE {_D} SET coder = %s WHERE id = %s"
