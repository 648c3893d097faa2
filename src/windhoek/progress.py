"""How far an ingest or a fetch has come: a bar on a terminal, a line now and then where the output goes to a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

Step = Callable[[int, int, str], None]


class Steps(NamedTuple):
    """Functions to call with how many are done, how many there are, and the name of the last."""

    files: Step
    documents: Step


@contextmanager
def steps(out: Console) -> Iterator[Steps]:
    """Give what `windhoek.store.ingest` and `windhoek.store.recode` tell of: files read, then documents coded."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=out, transient=True, disable=not out.is_terminal) as shown:

        def told(doing: str, what: str) -> Step:
            task = shown.add_task(doing, total=None, visible=False)
            tenths = 0

            def step(done: int, total: int, name: str) -> None:
                nonlocal tenths
                shown.update(task, completed=done, total=total, visible=True)
                if not out.is_terminal and done * 10 // max(total, 1) > tenths:
                    tenths = done * 10 // total
                    out.print(f"{doing}: {done:,} of {total:,} {what}")

            return step

        yield Steps(told("Reading", "files"), told("Coding", "documents"))


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
