"""`windhoek form`: the indicator form of a mission and period, and what was entered in one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from windhoek import printing
from windhoek import register as facts
from windhoek.commands.common import fail

READ = "read"


def form(
    mission: Annotated[str, typer.Argument(help="Acronym, such as UNMIL; or *read*.", show_default=False)],
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="After *read*: a form that is filled in.", show_default=False),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(help="A year or a month, such as 2013 or 2013-06.", show_default=False),
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to write it; else a name is made.", show_default=False),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="After *read*: write into the register.")] = False,
) -> None:
    """Write the indicator form of a mission and period for a spreadsheet; with *read*, read back what was entered in one.

    Example: `windhoek form UNMIL --period 2013 --to form.xlsx`, then `windhoek form read form.xlsx`
    """
    if mission == READ:
        if file is None:
            fail("Say which form:  windhoek form read FILE.xlsx", status=2)
        _read(file, yes=yes)
        return
    if period is None:
        fail(f"Say for which period:  windhoek form {mission} --period 2013", status=2)
    _write(mission, period, to)


def _write(mission: str, period: str, to: Path | None) -> None:
    from windhoek.publishing import form as forms

    row = next((row for row in facts.rows("missions") if row["acronym"] == mission.upper()), None)
    if row is None:
        fail(f"No mission is called {mission}. `windhoek register show missions` lists them.")
    path = to or Path(f"indicators-{row['acronym'].lower().replace(' ', '-')}-{period}.xlsx")
    try:
        path.write_bytes(forms.write(row, period))
    except ValueError as error:
        fail(str(error))
    except OSError as error:
        fail(f"{path}: cannot be written: {error.strerror}")
    out = printing.console()
    out.print(f"Written: {path}", highlight=False, soft_wrap=True)
    out.print("Fill in the yellow cells. Then:  windhoek form read FILE")


def _read(path: Path, *, yes: bool) -> None:
    from windhoek.commands.register import take_in
    from windhoek.publishing import form_read
    from windhoek.register import updates

    try:
        found = form_read.read(path)
    except ValueError as error:
        fail(str(error))
    for problem in found.problems:
        print(problem, file=sys.stderr)
    take_in(updates.compare("indicator-values", found.rows), yes=yes)
    if found.problems:
        raise typer.Exit(1)
