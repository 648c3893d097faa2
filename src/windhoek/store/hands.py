"""Who does the work, and how it is handed out: in batches, in order, with no more under way than fits in memory."""

from __future__ import annotations

import os
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import current_process, get_context
from typing import Any, TypeVar

from windhoek.store.work import AnotherVersionError, settle

T = TypeVar("T")
R = TypeVar("R")
#: Does a batch somewhere, and gives its results as a future.
Work = Callable[[list[T]], "Future[list[R]]"]
Submit = Callable[..., "Future[Any]"]


class Inline(Executor):
    """An executor that does the work at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@contextmanager
def working(executor: Executor | None) -> Iterator[Submit]:
    """Give the `submit` of an executor, or without one that of processes of this machine.

    A pool of our own is started when it is first needed, and again when it breaks.
    """
    if executor is not None:
        yield executor.submit
        return
    if getattr(current_process(), "_inheriting", False):
        # A process of another run that imports its program, which lacks `if __name__ == "__main__"`: see _Processes.
        raise SystemExit(1)
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

    def submit(self, fn: Callable[..., Any], /, *args: Any) -> Future[Any]:
        for _ in range(2):
            if self._here:
                break
            try:
                return (self._pool or self._start()).submit(fn, *args)
            except BrokenExecutor:
                self.close()
                self._broke = True
        return Inline().submit(fn, *args)

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


def batches(tasks: Iterable[T], weight: Callable[[T], int], most: int, heaviest: int) -> Iterator[list[T]]:
    """Tasks in batches of at most `most`, and together no heavier than `heaviest` unless one alone is."""
    batch: list[T] = []
    load = 0
    for task in tasks:
        weighs = weight(task)
        if batch and (len(batch) == most or load + weighs > heaviest):
            yield batch
            batch, load = [], 0
        batch.append(task)
        load += weighs
    if batch:
        yield batch


def width(executor: Executor | None) -> int:
    """How many batches may be under way: enough that no worker waits, few enough to fit in memory."""
    if isinstance(executor, Inline):
        return 1
    if executor is None:
        return 2 * (os.cpu_count() or 1) + 2
    # A cluster does not tell how many workers it has, and may get more on the way.
    return 2 * int(getattr(executor, "_max_workers", 32)) + 2


def results(
    work: Work[T, R], waiting: Iterator[list[T]], most: int, lost: Callable[[T, Exception], R]
) -> Iterator[list[R]]:
    """The results of the batches, in their order, with no more than `most` under way.

    `lost` makes the result of a task whose worker died with it. Raises AnotherVersionError.
    """
    under_way: deque[tuple[Sequence[T], Future[list[R]]]] = deque()
    while True:
        while len(under_way) < most and (tasks := next(waiting, None)) is not None:
            under_way.append((tasks, work(tasks)))
        if not under_way:
            return
        done, future = under_way.popleft()
        try:
            found = future.result()
        except AnotherVersionError:
            raise
        except Exception:
            # A worker died (with a task that kills it, or for want of memory): find out which task it was.
            found = [_alone(work, task, lost) for task in done]
        yield found


def _alone(work: Work[T, R], task: T, lost: Callable[[T, Exception], R]) -> R:
    try:
        return work([task]).result()[0]
    except Exception as error:
        return lost(task, error)
