"""How far an ingest or a fetch has come: a bar on a terminal, a line now and then where the output goes to a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


@contextmanager
def files(out: Console, doing: str = "Reading") -> Iterator[Callable[[int, int, str], None]]:
    """Give a function to call with files done, files in all, and a path, as `windhoek.store.ingest` does."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=out, transient=True, disable=not out.is_terminal) as shown:
        task = shown.add_task(doing, total=None)
        tenths = 0

        def step(done: int, total: int, path: str) -> None:
            nonlocal tenths
            shown.update(task, completed=done, total=total)
            if not out.is_terminal and done * 10 // max(total, 1) > tenths:
                tenths = done * 10 // total
                out.print(f"{doing}: {done:,} of {total:,} files")

        yield step


@contextmanager
def transfer(out: Console) -> Iterator[Callable[[str, int, int | None], None]]:
    """Give a function to call as `windhoek.fetch` does: bytes, then files, and sentences when something is amiss."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=out, transient=True, disable=not out.is_terminal) as shown:
        task = shown.add_task("Connecting", total=None)

        def step(stage: str, done: int, total: int | None) -> None:
            if stage == "downloading":
                shown.update(
                    task, description=f"Downloading, {done / 1e6:.1f} MB", completed=done, total=total
                )
            elif stage == "unpacking":
                shown.update(task, description=f"Unpacking, {done:,} files", completed=done, total=total)
            else:
                out.print(stage[0].upper() + stage[1:])

        yield step
