"""The register in a terminal: `windhoek register list`, `show`, `check` and `update`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from windhoek import printing
from windhoek import register as facts
from windhoek.commands.common import Json, fail, print_json
from windhoek.register.write import cell, text

if TYPE_CHECKING:
    from windhoek.register.updates import Plan

app = typer.Typer(no_args_is_help=True, help="The facts that ship with windhoek, each with its source.")

TableName = Annotated[str, typer.Argument(metavar="TABLE", help="As `list` names it.", show_default=False)]


@app.command("list")
def list_tables(as_object: Json = False) -> None:
    """Name the tables, what each holds and how many rows it has.

    Example: `windhoek register list`
    """
    described = [(facts.schema(name), len(facts.rows(name))) for name in facts.tables()]
    if as_object:
        print_json(
            [
                {"name": each.name, "title": each.title, "rows": rows, "description": each.description}
                for each, rows in described
            ]
        )
        return
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style=printing.LABEL, no_wrap=True)
    table.add_column(justify="right")
    table.add_column()
    for each, rows in described:
        table.add_row(each.name, f"{rows:,}", escape(each.description.split(". ")[0]))
    printing.console().print(table)


@app.command()
def show(
    table: TableName,
    mission: Annotated[
        str | None, typer.Option(help="Only the rows of this mission.", show_default=False)
    ] = None,
    as_object: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV for a spreadsheet.")] = False,
) -> None:
    """Print a table, a row after another, with where each row comes from.

    Example: `windhoek register show targets`
    """
    schema = facts.schema(_known(table))
    rows = list(facts.rows(table))
    if mission is not None:
        if not schema.mission:
            fail(f"{table} is not by mission. Leave out --mission.")
        rows = [row for row in rows if mission in _listed(row[schema.mission])]
        if not rows:
            fail(f"{table} has no row of {mission}.")
    if as_object:
        print_json([{column: _plain(value) for column, value in row.items()} for row in rows])
    elif as_csv:
        sys.stdout.write(text(rows, schema))
    else:
        out = printing.console()
        for row in rows:
            out.print(facts.identifier(table, row), style=printing.LABEL)
            for field in schema.fields:
                shown = cell(row[field.name], field.separator)
                if shown and field.name not in schema.key:
                    out.print(f"  {field.title}: {shown}")


@app.command()
def check(as_object: Json = False) -> None:
    """Check types, keys, references, dates, duplicates and sources, and print what the tables cover.

    Status 1 when anything is wrong. Example: `windhoek register check`
    """
    from windhoek.register.check import check as run

    report = run()
    if as_object:
        print_json({"problems": report.problems, "coverage": [asdict(each) for each in report.coverage]})
    else:
        table = Table(box=None, padding=(0, 2, 0, 0))
        for name in ("table", "rows", "years", "missions", "verified"):
            table.add_column(name, justify="left" if name == "table" else "right", no_wrap=True)
        for each in report.coverage:
            years = f"{each.years} ({each.first}–{each.last})" if each.years else ""
            share = "" if each.verified is None else f"{each.verified / each.rows:.0%}"
            table.add_row(each.name, f"{each.rows:,}", years, str(each.missions or ""), share)
        printing.console().print(table)
        for problem in report.problems:
            print(problem, file=sys.stderr)
        if not report.problems:
            print(f"{len(report.coverage)} tables, nothing wrong.")
    if report.problems:
        raise typer.Exit(1)


@app.command()
def update(
    table: TableName,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="As published, or in the table's own columns.", show_default=False
        ),
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Change the table.")] = False,
) -> None:
    """Compare a newer published file with a table; change the table only with --yes.

    Rows that a person has verified are never changed by a published file. A file with the table's own columns is the
    whole table as you want it: use it to bring back a table that you edited in a spreadsheet.

    Example: `windhoek register update personnel contributions.csv`
    """
    from windhoek.register import updates

    take_in(updates.plan(_known(table), file), yes=yes)


def take_in(change: Plan, *, yes: bool) -> None:
    """Print what would be added, changed and taken away; change the table where `yes` says so."""
    from windhoek.register import updates

    table = change.table
    out = printing.console()
    for row in change.added:
        out.print(Text(f"+ {_line(table, row)}", style="green"))
    for before, after in change.changed:
        out.print(Text(f"~ {_changes(table, before, after)}", style="yellow"))
    for row in change.gone:
        out.print(Text(f"- {_line(table, row)}", style="red"))
    for before, after in change.kept:
        out.print(f"  kept as verified: {_changes(table, before, after)}")
    counts = [(len(change.added), "new"), (len(change.changed), "changed"), (len(change.gone), "gone")]
    out.print(f"{table}: {', '.join(f'{number:,} {what}' for number, what in counts)}.")
    if yes:
        updates.apply(change)
        out.print("Written. Check it with  windhoek register check.")
    elif not change.empty:
        out.print("Nothing was written. Give --yes to change the table.")


def _line(table: str, row: facts.Row) -> str:
    schema = facts.schema(table)
    shown = (
        cell(row[field.name], field.separator) for field in schema.fields if field.name not in schema.key
    )
    return f"{facts.identifier(table, row)}: {', '.join(value for value in shown if value)}"


def _changes(table: str, before: facts.Row, after: facts.Row) -> str:
    told = (
        f"{field.name} {cell(before[field.name], field.separator) or '–'} → {cell(after[field.name], field.separator) or '–'}"
        for field in facts.schema(table).fields
        if before[field.name] != after[field.name]
    )
    return f"{facts.identifier(table, before)}: {', '.join(told)}"


def _known(table: str) -> str:
    if table not in facts.tables():
        fail(f"There is no table {table}. There are {', '.join(facts.tables())}.")
    return table


def _listed(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, bool | int | float | tuple) else str(value)
