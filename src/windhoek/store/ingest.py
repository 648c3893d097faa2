"""Ingest: from files to the store, on all cores, interruptible at any point, the same to the byte whoever does the work.

    report = ingest(store, ["corpus"])                                     # processes of this machine
    report = ingest(store, ["corpus"], executor=Client(address).get_executor())   # an existing Dask cluster
    report = ingest(store, ["one.pdf"], executor=Inline())                 # this process alone

Workers read, cite and code; this process writes, in the order of paths and a batch to a transaction, so that
whatever stops it leaves a store that is whole and that the next run goes on from.
"""

from __future__ import annotations

import os
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import current_process, get_context
from pathlib import Path
from typing import Any

from windhoek.reading.errors import ReadError
from windhoek.store import derive
from windhoek.store.found import Found, Search, find
from windhoek.store.store import Store
from windhoek.store.work import AnotherVersionError, Result, Task, reader, settle, work
from windhoek.store.write import Batch, Outcome, Seen, move, seen

# A batch is one task of a worker and one transaction: big enough to be worth its cost, small enough to lose.
_BATCH_FILES = 32
_BATCH_BYTES = 1_500_000

#: Called with how many files are done, how many there are, and the path of the last.
Progress = Callable[[int, int, str], None]


@dataclass(slots=True)
class Report:
    """What an ingest did, in files; the lists hold one line for people for each file.

    `stored` are new, `replaced` had other bytes before, `reread` were read again because windhoek has changed,
    `moved` have a new path, `unchanged` were left alone. `documents` and `units` count what was written.
    """

    stored: int = 0
    replaced: int = 0
    reread: int = 0
    moved: int = 0
    unchanged: int = 0
    facts: int = 0
    documents: int = 0
    units: int = 0
    changes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    @property
    def failed(self) -> int:
        return len(self.failures)


class Inline(Executor):
    """An executor that does the work at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def ingest(
    store: Store,
    paths: Iterable[str | os.PathLike[str]],
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Report:
    """Bring files, and all files under folders, into the store and its search index.

    The same file twice changes nothing; a corrected file replaces its documents. Failures are lines in the
    report and never raise; KeyboardInterrupt passes through after the transaction at hand is rolled back.
    Raises AnotherVersionError when a worker of `executor` has another windhoek.
    """
    if executor is None and getattr(current_process(), "_inheriting", False):
        # A process of another ingest that imports its program, which lacks `if __name__ == "__main__"`: see _Processes.
        raise SystemExit(1)
    search = find(paths)
    report = Report(skipped=search.skipped, failures=list(search.failed))
    known = seen(store)
    tasks, quiet = _plan(store, search, known, report)
    outdated = {
        task.path for task in tasks if (row := known.get(task.path)) and row.sha256 not in ("", task.sha256)
    }
    done, total = quiet, len(search.found)
    sizes = {found.path: found.size for found in search.found}
    with _working(executor) as submit:
        for results in _results(submit, list(_batches(tasks, sizes)), _width(executor)):
            with store.writing() as cursor:
                batch = Batch(store, cursor, reader(), outdated)
                outcomes = [batch.add(result, known.get(result.path)) for result in results]
                batch.flush()
            for result, outcome in zip(results, outcomes, strict=True):
                _tell(report, result, outcome, known.get(result.path))
                outdated.discard(result.path)
            done += len(results)
            if progress:
                progress(done, total, results[-1].path)
    report.failures.sort()
    derive.ensure(store)
    return report


def _plan(store: Store, search: Search, known: dict[str, Seen], report: Report) -> tuple[list[Task], int]:
    """What is to be read, in the order of paths, and how many files are settled without; moves are made here."""
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
        elif row.outcome == "copy":
            report.skipped.append(row.reason)
        else:
            report.failures.append(row.reason)
    tasks.sort(key=lambda task: task.path)
    return tasks, len(search.found) - len(tasks)


def _tell(report: Report, result: Result, outcome: Outcome, before: Seen | None) -> None:
    if outcome.outcome in ("failed", "crashed", "rival"):
        kept = " What was stored from it before stays." if before is not None and before.sha256 else ""
        report.failures.append(outcome.reason + kept)
        return
    if outcome.outcome == "copy":
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


# --- handing out the work ---------------------------------------------------------------------------------

_Submit = Callable[[list[Task]], "Future[list[Result]]"]


def _batches(tasks: list[Task], sizes: dict[str, int]) -> Iterator[list[Task]]:
    batch: list[Task] = []
    weight = 0
    for task in tasks:
        if batch and (len(batch) == _BATCH_FILES or weight + sizes[task.path] > _BATCH_BYTES):
            yield batch
            batch, weight = [], 0
        batch.append(task)
        weight += sizes[task.path]
    if batch:
        yield batch


def _width(executor: Executor | None) -> int:
    """How many batches may be under way: enough that no worker waits, few enough to fit in memory."""
    if isinstance(executor, Inline):
        return 1
    if executor is None:
        return 2 * (os.cpu_count() or 1) + 2
    # A cluster does not tell how many workers it has, and may get more on the way.
    return 2 * int(getattr(executor, "_max_workers", 32)) + 2


@contextmanager
def _working(executor: Executor | None) -> Iterator[_Submit]:
    """Give a function that submits a batch. A pool of our own is started when it is first needed, and again when it breaks."""
    if executor is not None:
        yield lambda tasks: executor.submit(work, tasks, reader())
        return
    processes = _Processes()
    try:
        yield processes.submit
    finally:
        processes.close()


class _Processes:
    """Processes of this machine: started when they are first needed, and again when they break.

    Where none can live (the program was typed into Python, or starts an ingest whenever it is imported, as each
    process must import it) the work is done in this process, with a warning.
    """

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._broke = False
        self._here = False

    def submit(self, tasks: list[Task]) -> Future[list[Result]]:
        for _ in range(2):
            if self._here:
                break
            try:
                return (self._pool or self._start()).submit(work, tasks, reader())
            except BrokenExecutor:
                self.close()
                self._broke = True
        return Inline().submit(work, tasks, reader())

    def _start(self) -> ProcessPoolExecutor:
        pool = self._pool = ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=settle)
        if self._broke:
            # Was it a file, or does no process live here at all? Without a file it would have to.
            try:
                pool.submit(os.getpid).result()
            except BrokenExecutor:
                self._here = True
                warnings.warn(_NO_PROCESSES, RuntimeWarning, stacklevel=2)
                raise
        return pool

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


_NO_PROCESSES = (
    "no other process can be started from this program, so all is read in this one, which takes longer. In a script, "
    "call windhoek below the line: if __name__ == '__main__':"
)


def _results(submit: _Submit, batches: list[list[Task]], width: int) -> Iterator[list[Result]]:
    """The results of the batches, in their order, with no more than `width` under way."""
    waiting = iter(batches)
    under_way: deque[tuple[list[Task], Future[list[Result]]]] = deque()
    while True:
        while len(under_way) < width and (tasks := next(waiting, None)) is not None:
            under_way.append((tasks, submit(tasks)))
        if not under_way:
            return
        tasks, future = under_way.popleft()
        try:
            results = future.result()
        except AnotherVersionError:
            raise
        except Exception:
            # A worker died (with a file that kills its reader, or for want of memory): find out which file it was.
            results = [_alone(submit, task) for task in tasks]
        yield results


def _alone(submit: _Submit, task: Task) -> Result:
    try:
        return submit([task]).result()[0]
    except Exception as error:
        reason = ReadError(
            task.path,
            f"the process that read it died ({type(error).__name__})",
            "It is tried again with the next ingest; should it die again, please report it with the file",
        )
        return Result(task.path, task.sha256, "", "crashed", str(reason))
