"""What an indicator form consists of: the same for who writes it and who reads it back."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from windhoek.register import Row, few, rows

FORM = "Form"
#: Columns of the sheet: number of the indicator, label, what is entered, help, and the hidden key of the row.
NUMBER, LABEL, ENTRY, HELP, KEY = "ABCDE"
MISSION, PERIOD = "mission", "period"
PROVENANCE = ("who", "record", "day")
YES_NO = ("yes", "no")


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to enter for an indicator: `name` is the same for all, `type` is that of `form_fields.csv`."""

    name: str
    label: str
    help: str
    type: str


def indicators() -> tuple[Row, ...]:
    """The indicators that a mission answers, by number."""
    return tuple(sorted((row for row in rows("indicators") if row["missions"]), key=_order))


def fields(indicator: Row) -> Iterator[Field]:
    """What has to be entered for an indicator, in order."""
    for row in _fields():
        answers = row["answers"].split(" | ") if row["answers"] else [indicator["answer"]]
        if indicator["answer"] in answers and not (indicator["incidents"] and row["incidents"] == "no"):
            told = row["help"].format(part=indicator["part"], whole=indicator["whole"])
            yield Field(row["field"], row["label"], told, row["type"])


def values(mission: str, indicator: str = "") -> list[Row]:
    """The values that the register has for a mission, or for one indicator of it, by indicator and period."""
    return [
        row
        for row in rows("indicator-values")
        if row["mission"] == mission and indicator in ("", row["indicator"])
    ]


def in_words(value: Row) -> str:
    """A value with its unit, and out of how many."""
    numbers = {name: few.shown(value, name) for name in (few.VALUE, few.PART, few.WHOLE)}
    if not any(numbers.values()):
        return value["note"] or ""
    said = f"{numbers[few.VALUE]} {value['unit']}" if numbers[few.VALUE] else ""
    if not numbers[few.PART]:
        return said
    counted = f"{numbers[few.PART]} of {numbers[few.WHOLE]}"
    return f"{said} ({counted})" if said else counted


def there(mission: Row, period: str) -> bool:
    """Whether a mission was there in a period (`2013`, `2013-06`), as far as its days are known."""
    started, ended = mission["start"] or "", mission["end"] or ""
    return (not started or started[: len(period)] <= period[: len(started)]) and (
        not ended or period[: len(ended)] <= ended[: len(period)]
    )


def is_period(written: str) -> bool:
    """Whether it is a year (`2013`) or a month (`2013-06`)."""
    try:
        date.fromisoformat({4: f"{written}-01-01", 7: f"{written}-01"}.get(len(written), ""))
    except ValueError:
        return False
    return True


def systems() -> tuple[Mapping[str, str], ...]:
    """The systems made for cases and survivors' data, which windhoek does not keep."""
    return _table("case_systems.csv")


@cache
def _fields() -> tuple[Mapping[str, str], ...]:
    return _table("form_fields.csv")


def _table(name: str) -> tuple[Mapping[str, str], ...]:
    with files("windhoek.publishing").joinpath(name).open(encoding="utf-8") as table:
        return tuple(csv.DictReader(table))


def _order(row: Row) -> tuple[bool, int, str]:
    number = "".join(filter(str.isdigit, row["id"]))
    return not number, int(number or 0), row["id"]
