"""`windhoek factors`: missions, or years of one, side by side: mandate, structure, women in uniform, reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from itertools import groupby
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from windhoek import printing
from windhoek import register as facts
from windhoek.commands.common import Json, fail, print_json
from windhoek.publishing import spreadsheet
from windhoek.tracing import factors as tracing
from windhoek.tracing.factors import Column, Factor, Value

#: So many columns stand side by side on a terminal.
_ABREAST = 3
_NOT_KNOWN = "not known"


def factors(
    missions: Annotated[
        list[str],
        typer.Argument(metavar="MISSION…", help="Acronyms, such as UNMIL UNOCI.", show_default=False),
    ],
    year: Annotated[
        list[int] | None,
        typer.Option(
            "--year", metavar="YEAR", help="A year, or several; without it the latest.", show_default=False
        ),
    ] = None,
    as_object: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a table for a spreadsheet.")] = False,
) -> None:
    """Set missions, or years of them, side by side: what may explain why they differ, each value with its source.

    Example: `windhoek factors UNMIL UNOCI --year 2013`
    """
    known = {row["acronym"] for row in facts.rows("missions")}
    for each in missions:
        if each.upper() not in known:
            fail(f"No mission is called {each}. `windhoek register show missions` lists them.")
    years: list[int | None] = [*dict.fromkeys(year)] if year else [None]
    columns = [
        tracing.column(each, one, date.today())
        for each in dict.fromkeys(map(str.upper, missions))
        for one in years
    ]
    found = tracing.factors(columns)
    if as_object:
        print_json(
            {
                "columns": [{**asdict(each), "day": str(each.day)} for each in columns],
                "factors": [
                    {
                        "group": each.group,
                        "name": each.name,
                        "values": [_object(value) for value in each.values],
                    }
                    for each in found
                ],
            }
        )
    elif as_csv:
        print(spreadsheet.text(tracing.spread(columns, found)), end="")
    else:
        out = printing.console()
        for at in range(0, len(columns), _ABREAST):
            _print(out, columns, found, range(at, min(at + _ABREAST, len(columns))))


def _print(out: Console, columns: Sequence[Column], found: Sequence[Factor], shown: Sequence[int]) -> None:
    notes: dict[tuple[str, ...], int] = {}
    grid = Table(box=None, padding=(0, 1, 0, 0), header_style=printing.LABEL, expand=True)
    grid.add_column("", ratio=4, overflow="fold")
    for at in shown:
        grid.add_column(columns[at].name, ratio=5, overflow="fold")
    for group, some in groupby(found, key=lambda each: each.group):
        told = [each for each in some if _tells([each.values[at] for at in shown])]
        if told:
            grid.add_row(Text(group.capitalize(), style="bold"))
        for factor in told:
            grid.add_row(
                f" {factor.name.replace('-', ' ')}", *(_cell(factor.values[at], notes) for at in shown)
            )
    out.print(grid)
    out.print(Text("\nSources", style="bold"))
    for sources, number in notes.items():
        out.print(Text(f"[{number}] {_joined(sources)}", style=printing.QUIET))
    out.print()


def _object(value: Value | None) -> dict[str, Any] | None:
    return {"text": value.text, "number": value.number, "sources": value.sources} if value else None


def _tells(values: Sequence[Value | None]) -> bool:
    """Whether a line is worth its place on a terminal: a theme that no mandate has is left to --json and --csv."""
    return any(value and value.text != "0" for value in values) or not any(values)


def _cell(value: Value | None, notes: dict[tuple[str, ...], int]) -> Text:
    if value is None:
        return Text(_NOT_KNOWN, style=printing.QUIET)
    number = notes.setdefault(value.sources, len(notes) + 1)
    return Text(value.text).append(f" [{number}]", style=printing.QUIET)


def _joined(sources: Sequence[str]) -> str:
    """Sources on one line; the paragraphs of one document behind its symbol once."""
    found: dict[str, list[str]] = {}
    for each in sources:
        symbol, comma, unit = each.partition(", ")
        if comma and ":" not in symbol:
            found.setdefault(symbol, []).append(unit)
        else:
            found.setdefault(each, [])
    return "; ".join(", ".join((symbol, *units)) for symbol, units in found.items())
