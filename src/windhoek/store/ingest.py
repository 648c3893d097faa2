"""Ingest: from files to the store, on all cores, interruptible at any point, the same to the byte whoever does the work.

    report = ingest(store, ["corpus"])                                     # processes of this machine
    report = ingest(store, ["corpus"], executor=Client(address).get_executor())   # an existing Dask cluster
    report = ingest(store, ["one.pdf"], executor=Inline())                 # this process alone

Workers read, cite and code; this process writes, in the order of formats and paths and a batch to a transaction, so that
whatever stops it leaves a store that is whole and that the next run goes on from.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path

from windhoek.reading.errors import ReadError
from windhoek.store import derive
from windhoek.store.codebooks import chosen, keep
from windhoek.store.found import Found, Search, find
from windhoek.store.hands import Inline, batches, results, width, working
from windhoek.store.recode import bring_up_to_date
from windhoek.store.store import Store
from windhoek.store.work import Result, Task, Version, coder, reader, work
from windhoek.store.write import Batch, Outcome, Seen, move, rank, seen

__all__ = ["Inline", "Progress", "Report", "ingest"]

# A batch is one task of a worker and one transaction: big enough to be worth its cost, small enough to lose.
_BATCH_FILES = 32
_BATCH_BYTES = 1_500_000

#: Called with how many files are done, how many there are, and the path of the last.
Progress = Callable[[int, int, str], None]


@dataclass(slots=True)
class Report:
    """What an ingest did, in files; the lists hold one line for people for each file.

    `stored` are new, `replaced` had other bytes before, `reread` were read again because windhoek has changed,
    `moved` have a new path, `unchanged` were left alone. `documents` and `units` count what was written; `recoded`
    documents had been coded otherwise than now, and were coded again without their files.
    """

    stored: int = 0
    replaced: int = 0
    reread: int = 0
    moved: int = 0
    unchanged: int = 0
    facts: int = 0
    documents: int = 0
    units: int = 0
    recoded: int = 0
    changes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    @property
    def failed(self) -> int:
        return len(self.failures)


def ingest(
    store: Store,
    paths: Iterable[str | os.PathLike[str]],
    *,
    codebook: str | os.PathLike[str] | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    coding: Progress | None = None,
) -> Report:
    """Bring files, and all files under folders, into the store and its search index.

    The same file twice changes nothing; a corrected file replaces its documents. Failures are lines in the
    report and never raise; KeyboardInterrupt passes through after the transaction at hand is rolled back.
    `codebook` is a folder, or "shipped"; without it the store is coded as before. Where coding has changed, what the
    store has besides these files is coded again, which `coding` is told of.
    Raises AnotherVersionError when a worker of `executor` has another windhoek, CodebookError before anything is done.
    """
    files = chosen(store, codebook)
    version = Version(reader(), coder(files), files)
    search = find(paths)
    report = Report(skipped=search.skipped, failures=list(search.failed))
    known = seen(store)
    with working(executor) as submit:
        keep(store, version)
        tasks, quiet = _plan(store, search, known, report)
        outdated = {
            task.path
            for task in tasks
            if (row := known.get(task.path)) and row.sha256 not in ("", task.sha256)
        }
        read = {task.path for task in tasks}
        waiting = set(read)
        done, total = quiet, len(search.found)
        sizes = {found.path: found.size for found in search.found}
        weighed = batches(tasks, lambda task: sizes[task.path], _BATCH_FILES, _BATCH_BYTES)
        for some in results(lambda batch: submit(work, batch, version), weighed, width(executor), _lost):
            with store.writing() as cursor:
                # The best format first: what holds a place in the same transaction is never displaced.
                some.sort(key=lambda result: rank(result.media_type))
                batch = Batch(store, cursor, version, outdated)
                outcomes = [batch.add(result, known.get(result.path)) for result in some]
                batch.flush()
            for result, outcome in zip(some, outcomes, strict=True):
                _tell(report, result, outcome, known.get(result.path))
                outdated.discard(result.path)
                waiting.discard(result.path)
            for path, reason in (each for outcome in outcomes for each in outcome.displaced):
                # A file that is yet to be read again says so itself.
                if path not in waiting:
                    report.skipped.append(reason)
                    if path in read:
                        report.stored -= 1
                    else:
                        report.unchanged -= 1
            done += len(some)
            if progress:
                progress(done, total, some[-1].path)
        recoded = bring_up_to_date(store, version, submit, width(executor), coding)
    report.recoded = recoded.documents
    report.failures = sorted(report.failures + recoded.failures)
    derive.ensure(store)
    return report


def _plan(store: Store, search: Search, known: dict[str, Seen], report: Report) -> tuple[list[Task], int]:
    """What is to be read, the formats that keep most first, then in the order of paths; and how many files are settled without; moves are made here."""
    gone = {
        row.sha256: row
        for row in sorted(known.values(), key=lambda row: row.path, reverse=True)
        if row.sha256 and row.sha256 == row.seen and row.reader == reader() and not Path(row.path).exists()
    }
    moves: list[tuple[int, str]] = []
    tasks: list[Task] = []
    again: list[tuple[Found, Seen]] = []
    for found in search.found:
        row = known.get(found.path)
        if row is None and found.sha256 in gone:
            old = gone.pop(found.sha256)
            moves.append((old.id, found.path))
            report.moved += 1
            report.changes.append(f"{found.path}: moved from {old.path}")
        elif row is None or (row.seen, row.reader) != (found.sha256, reader()) or row.outcome == "crashed":
            tasks.append(Task(found.path, found.sha256, found.facts))
        elif row.rival:
            again.append((found, row))
        elif row.outcome == "failed":
            report.failures.append(row.reason)
        else:
            report.unchanged += 1
    move(store, moves)
    for number, path in moves:
        row = next(row for row in known.values() if row.id == number)
        known[path] = known.pop(row.path)
    reading = {task.path for task in tasks}
    for found, row in again:
        # A file that stood back for another is read again when the other has gone, moved or changed.
        if row.rival in reading or not Path(row.rival).exists():
            tasks.append(Task(found.path, found.sha256, found.facts))
        elif row.outcome in ("copy", "twin"):
            report.skipped.append(row.reason)
        else:
            report.failures.append(row.reason)
    tasks.sort(key=lambda task: (_SUFFIXES.get(Path(task.path).suffix.lower(), 0), task.path))
    return tasks, len(search.found) - len(tasks)


#: The formats that keep less of a document are read later, since what is better takes their place.
_SUFFIXES = {suffix: at for at, suffix in enumerate((".docx", ".html", ".htm", ".pdf", ".txt"), start=1)}


def _tell(report: Report, result: Result, outcome: Outcome, before: Seen | None) -> None:
    if outcome.outcome in ("failed", "crashed", "rival"):
        kept = " What was stored from it before stays." if before is not None and before.sha256 else ""
        report.failures.append(outcome.reason + kept)
        return
    if outcome.outcome in ("copy", "twin"):
        report.skipped.append(outcome.reason)
        return
    if outcome.replaced and before is not None:
        if before.sha256 == result.sha256:
            report.reread += 1
        else:
            report.replaced += 1
            report.changes.append(f"{result.path}: corrected, replaces what was stored from it before")
    else:
        report.stored += 1
    if outcome.note:
        report.changes.append(f"{result.path}: {outcome.note}")
    report.facts += len(result.facts)
    report.documents += len(result.documents)
    report.units += sum(len(document.units) for document in result.documents)


def _lost(task: Task, error: Exception) -> Result:
    reason = ReadError(
        task.path,
        f"the process that read it died ({type(error).__name__})",
        "It is tried again with the next ingest; should it die again, please report it with the file",
    )
    return Result(task.path, task.sha256, "", "crashed", str(reason))
