"""`windhoek missions`: the missions in force on a day."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer
from rich.table import Table

from windhoek import printing
from windhoek.commands.common import Json, day_of, fail, print_json
from windhoek.register import missions as known

#: What a person types for a kind, and how several of it are called.
KINDS = {
    "peacekeeping": (known.PEACEKEEPING, "peacekeeping operations"),
    "political": (known.POLITICAL, "special political missions"),
    "other": (known.OTHER, "others: support offices, and forces that the UN does not lead"),
}


def missions(
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="A day such as 2013-05-31; today without it.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help=f"Only one kind: {', '.join(KINDS)}.", show_default=False)
    ] = None,
    department: Annotated[
        str | None,
        typer.Option(
            help="Only those led by DPO (until 2018 DPKO) or DPPA (until 2018 DPA).", show_default=False
        ),
    ] = None,
    as_object: Json = False,
) -> None:
    """Name the missions in force on a day, with where they worked, who led them, and since when.

    Example: `windhoek missions --on 2013-05-31 --department DPKO`
    """
    day = day_of(on) if on else date.today()
    if kind is not None and kind not in KINDS:
        fail(f"There is no kind {kind}. There are {', '.join(KINDS)}.")
    if department is not None and department not in known.DEPARTMENTS:
        fail(f"There is no department {department}. There are {', '.join(known.DEPARTMENTS)}.")
    wanted = [KINDS[kind]] if kind else list(KINDS.values())
    found = {each: known.in_force(day, each, department) for each, _ in wanted}
    if as_object:
        print_json(
            [
                {
                    **row,
                    "led_by": known.led_by(row, day),
                    "certain": known.certain(row, day),
                    "checked_on": str(row["checked_on"] or ""),
                }
                for rows in found.values()
                for row in rows
            ]
        )
        return
    out = printing.console()
    doubtful = False
    for each, words in wanted:
        rows = found[each]
        if not rows:
            continue
        out.print(f"{len(rows)} {each if len(rows) == 1 else words} on {day}", style=printing.LABEL)
        table = Table(box=None, padding=(0, 1, 0, 0), header_style=printing.QUIET)
        for name in ("", "name", "where", "led by", "from", "until"):
            table.add_column(
                name, no_wrap=name not in ("name", "where"), max_width=11 if name == "where" else None
            )
        for row in rows:
            sure = known.certain(row, day)
            doubtful |= not sure
            table.add_row(
                row["acronym"],
                row["name"],
                " ".join(row["hosts"]),
                known.led_by(row, day),
                row["start"] + ("" if sure else " ?"),
                row["end"] or "",
            )
        out.print(table)
    if not any(found.values()):
        out.print(f"None that we know of on {day}.")
    if doubtful:
        out.print("? The day lies in the month or year of which no day is known.", style=printing.QUIET)
    if kind is None and department is None and (open_ones := known.undated(day)):
        names = ", ".join(row["acronym"] for row in open_ones)
        out.print(f"Perhaps also (the first or last day is not known): {names}.", style=printing.QUIET)
