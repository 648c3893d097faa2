"""The UN's list of missions (Peace and Security Data Hub, DPPA-DPO missions) becomes rows of `missions`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from windhoek.register.read import Row, rows
from windhoek.register.schema import RegisterError

HEADER = ("mission_acronym", "mission_name", "lead_department", "mission_isactive", "start_date", "end_date")

#: What a mission that only the list has starts with; whoever checks it fills in the rest.
NEW = {"source": "UN Peace and Security Data Hub, DPPA-DPO missions", "status": "unverified", "ended": False}


def read(path: Path) -> Iterator[Row]:
    """What the list says of each mission, under our acronym.

    What it leaves empty is not yielded, nor what says no more than the register has: a name or acronym that the mission
    also bears, the first of the month where the register knows the day (the list writes it for months too), or that a
    mission goes on, which may be older than the register. Raises RegisterError where the layout is another.
    """
    reader = csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
    if missing := [name for name in HEADER if name not in (reader.fieldnames or ())]:
        raise RegisterError(path, 1, f"lacks the column {missing[0]!r}")
    for cells in reader:
        active = cells["mission_isactive"].strip().lower()
        if active not in ("yes", "no"):
            raise RegisterError(
                path,
                reader.line_num,
                f"mission_isactive: {cells['mission_isactive']!r} is neither Yes nor No",
            )
        name, acronym = cells["mission_name"].strip(' "'), cells["mission_acronym"].strip()
        if name.endswith("(I & II)"):
            # Missions that followed each other, once more as one.
            continue
        known = _named().get(name.lower()) or _named().get(acronym.lower())
        said: dict[str, object] = {
            "department": cells["lead_department"].strip(),
            "start": _date(cells["start_date"], known["start"] if known else None),
            "end": _date(cells["end_date"], known["end"] if known else None),
            "ended": active == "no",
        }
        if known is None:
            said["name"] = name
        yield {"acronym": known["acronym"] if known else acronym} | {
            column: value for column, value in said.items() if value
        }


def _date(said: str, known: str | None) -> str | None:
    return known if known and said.endswith("-01") and known.startswith(said[:7]) else said.strip() or None


@cache
def _named() -> dict[str, Row]:
    """Names and acronyms, in lower case, with their mission. Of two missions with one acronym the first has it."""
    missions = {row["acronym"]: row for row in rows("missions")}
    found: dict[str, Row] = {}
    for acronym, row in missions.items():
        found.setdefault(acronym.lower(), row)
        found.setdefault(row["name"].lower(), row)
    for row in rows("mission-names"):
        for name in filter(None, (row["name"], row["acronym"])):
            found.setdefault(name.lower(), missions[row["mission"]])
    return found
