"""`windhoek mandates`: the chain of acts on a mission's mandate."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer
from rich.table import Table

from windhoek import printing
from windhoek import register as facts
from windhoek.commands.common import Json, day_of, fail, print_json
from windhoek.register import mandates as known
from windhoek.register.read import Row


def mandates(
    mission: Annotated[str, typer.Argument(help="Acronym, such as UNMIL.", show_default=False)],
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="DAY",
            help="Only what is in force on a day such as 2013-05-31.",
            show_default=False,
        ),
    ] = None,
    as_object: Json = False,
) -> None:
    """Print the acts by which the Council set up, extended and ended a mission's mandate, with their paragraphs.

    Example: `windhoek mandates UNMIL --on 2013-05-31`
    """
    name = mission.upper()
    if name not in {row["acronym"] for row in facts.rows("missions")}:
        fail(f"No mission is called {mission}. `windhoek register show missions` lists them.")
    acts = known.chain(name) if on is None else _in_force(name, day_of(on))
    if as_object:
        print_json([_plain(act) for act in acts])
        return
    out = printing.console()
    if not acts:
        when = f" on {on}" if on else ""
        out.print(f"No act on the mandate of {name}{when} is in the resolutions at hand.")
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in ("Adopted", "Act", "Until", "Authorized", "Where"):
        table.add_column(column, no_wrap=column != "Authorized")
    for act in acts:
        most = "; ".join(
            f"{act[kind]:,} {kind.replace('_', ' ')}" for kind in known.CEILINGS if act[kind] is not None
        )
        until = f"{act['until'] or ''}{' *' if act['until_from'] == 'period' else ''}"
        table.add_row(str(act["date"]), act["act"], until, most, f"{act['symbol']}, {act['unit']}")
    out.print(table)
    if any(act["until_from"] == "period" for act in acts):
        out.print("\n* worked out: the paragraph gives how long, not until when.")
    for each in known.breaks(name) if on is None else ():
        before = f"{each.before['symbol']} ran until {each.before['until']}"
        if each.kind == "gap":
            out.print(f"\nGap of {each.days} days: {before}; the next act at hand is {each.after['symbol']}.")
        else:
            out.print(f"\n{each.after['symbol']} shortens the term by {each.days} days: {before}.")


def _in_force(mission: str, day: date) -> tuple[Row, ...]:
    term = known.in_force(mission, day)
    if term is None:
        return ()
    return tuple({id(act): act for act in (term, *known.ceilings(mission, day).values())}.values())


def _plain(act: Row) -> dict[str, Any]:
    return {key: str(value) if isinstance(value, date) else value for key, value in act.items()}
