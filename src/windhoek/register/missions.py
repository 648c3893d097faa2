"""Which missions were in force on a day, and which department of the Secretariat led them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from windhoek.register.read import Row, rows

PEACEKEEPING, POLITICAL, OTHER = KINDS = (
    "peacekeeping operation",
    "special political mission",
    "other",
)
#: The two departments by their names of today, and the names that they had until the reform of the peace and security
#: pillar (A/RES/72/262 C, section III).
FORMER_NAMES = {"DPO": "DPKO", "DPPA": "DPA"}
RENAMED = date(2019, 1, 1)
DEPARTMENTS = (*FORMER_NAMES, *FORMER_NAMES.values())


def in_force(day: date, kind: str | None = None, department: str | None = None) -> tuple[Row, ...]:
    """The missions whose first day is not after `day` and whose last is not before it, the oldest first.

    `kind` is one of `KINDS`; `department` leads the mission on that day, by its name of any time. A mission of which we
    know the month or the year alone is taken for in force all through it (`certain` tells), and one whose first day
    is not known at all is left out (`undated` names these).
    """
    found = [
        row
        for row in rows("missions")
        if row["start"]
        and first_day(row["start"]) <= day
        and (day <= last_day(row["end"]) if row["end"] else not row["ended"])
        and kind in (None, row["kind"])
        and (department is None or _today(department) == _today(led_by(row, day)))
    ]
    return tuple(sorted(found, key=lambda row: (row["start"], row["acronym"])))


def certain(row: Row, day: date) -> bool:
    """Whether the dates of a mission that is in force on `day` are known closely enough to be sure of it."""
    return last_day(row["start"]) <= day and (not row["end"] or day <= first_day(row["end"]))


def undated(day: date) -> tuple[Row, ...]:
    """The missions that may have been in force on `day`: one of their days is not known, the other does not speak against it."""
    return tuple(
        row
        for row in rows("missions")
        if (not row["start"] and (day <= last_day(row["end"]) if row["end"] else not row["ended"]))
        or (row["start"] and row["ended"] and not row["end"] and first_day(row["start"]) <= day)
    )


def led_by(row: Row, day: date) -> str:
    """The department that led a mission on `day`, by the name that it had then; "" where that is not known."""
    before = row["led_before"] and day <= last_day(row["led_before_until"])
    name = row["led_before"] if before else row["department"]
    return "" if not name else name if day >= RENAMED else FORMER_NAMES[name]


def _today(department: str) -> str:
    return next((now for now, before in FORMER_NAMES.items() if before == department), department)


def first_day(known: str) -> date:
    """The first day that a date as precise as YYYY, YYYY-MM or YYYY-MM-DD can mean."""
    year, month, day = (*map(int, known.split("-")), 1, 1)[:3]
    return date(year, month, day)


def last_day(known: str) -> date:
    """The last day that it can mean."""
    if len(known) == 10:
        return date.fromisoformat(known)
    first = first_day(known) if len(known) == 7 else date(int(known), 12, 1)
    return first.replace(day=monthrange(first.year, first.month)[1])
