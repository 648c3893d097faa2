"""A filled-in indicator form becomes rows of `indicator-values`; what does not fit is told by cell, and the rest goes on."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from windhoek.publishing import form_parts as parts
from windhoek.publishing.form_parts import ENTRY, FORM, KEY, LABEL, MISSION, PERIOD, PROVENANCE, Field
from windhoek.register import Row, rows

#: How far a share may be from part and whole, in points: people round.
_ROUNDED = 0.5


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a cell of a form, and what to do about it; `cell` is empty where it is the file as a whole."""

    file: Path
    cell: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}{f', sheet {FORM}, cell {self.cell}' if self.cell else ''}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Entries:
    """The rows for `indicator-values` that a form gives, and what is wrong in it."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


class _Wrong(Exception):
    """A cell that cannot be taken, with what to do."""


def read(path: Path, today: date | None = None) -> Entries:
    """Read a filled-in form. An indicator with a wrong cell gives no row; the others go on.

    Raises ValueError, which says what to do, where the file is no form at all.
    """
    sheet = _sheet(path)
    keys = {str(cell.value): cell.row for cell in sheet[KEY] if cell.value}
    problems = [Problem(path, cell, reason) for cell, reason in _misplaced(sheet, keys)]
    problems += (Problem(path, cell, reason) for cell, reason in _head(sheet, keys))
    if any(each.cell.startswith(LABEL) for each in problems):
        return Entries((), tuple(problems))
    mission, period = (str(sheet[f"{LABEL}{at}"].value) for at in (3, 4))
    found = []
    for indicator in parts.indicators():
        at = {
            field: keys[f"{indicator['id']}|{field.name}"]
            for field in parts.fields(indicator)
            if f"{indicator['id']}|{field.name}" in keys
        }
        entered, wrong = _entered(sheet, at, today or date.today())
        if not wrong and entered:
            wrong = list(_unfit(entered, indicator, {field.name: row for field, row in at.items()}))
        problems += (Problem(path, cell, reason) for cell, reason in wrong)
        if entered and not wrong:
            found.append(_row(entered, indicator, mission, period))
    return Entries(tuple(found), tuple(problems))


def _sheet(path: Path) -> Any:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    again = "Write one with  windhoek form MISSION --period PERIOD --to FILE.xlsx  and fill that in."
    try:
        book = load_workbook(path, data_only=True)
    except OSError as error:
        raise ValueError(f"{path}: cannot be read: {error.strerror}") from None
    except (InvalidFileException, BadZipFile, KeyError, ValueError):
        raise ValueError(f"{path}: is no XLSX file. {again}") from None
    if FORM not in book.sheetnames:
        raise ValueError(f"{path}: has no sheet {FORM} and is no indicator form. {again}")
    return book[FORM]


def _head(sheet: Any, keys: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """What is wrong with mission and period: they have to be those that the form was written for."""
    known = {row["acronym"]: row for row in rows("missions")}
    written = dict(key.split("|", 1) for key in keys if key.split("|")[0] in (MISSION, PERIOD))
    for at, name in ((3, MISSION), (4, PERIOD)):
        said = str(sheet[f"{LABEL}{at}"].value or "")
        if said != written.get(name):
            yield (
                f"{LABEL}{at}",
                f"says {said or 'nothing'}, but the form was written for the {name} {written.get(name, '(none)')}. Put that "
                f"back, or write a form for {said or 'the other'} with  windhoek form.",
            )
            return
    mission, period = written[MISSION], written[PERIOD]
    if mission not in known:
        yield f"{LABEL}3", f"no mission is called {mission}. `windhoek register show missions` lists them."
    elif not parts.is_period(period):
        yield f"{LABEL}4", f"{period} is no period. Write a form for a year or a month with  windhoek form."
    elif not parts.there(known[mission], period):
        yield f"{LABEL}4", f"{mission} was not there in {period}. Write a form for a period in which it was."


def _misplaced(sheet: Any, keys: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Entries in rows that the form does not have, and rows that the register does not know."""
    expected = {f"{each['id']}|{field.name}" for each in parts.indicators() for field in parts.fields(each)}
    for key, at in keys.items():
        if key.split("|")[0] not in (MISSION, PERIOD) and key not in expected:
            yield (
                f"{ENTRY}{at}",
                f"the row is for {key.replace('|', ', ')}, which the register does not ask. Write a new form.",
            )
    last = max(keys.values(), default=0)
    for (cell,) in sheet[f"{ENTRY}{last + 1}:{ENTRY}{max(sheet.max_row, last) + 1}"]:
        if cell.value is not None:
            yield (
                f"{ENTRY}{cell.row}",
                "stands in no row of the form. Enter it in a yellow cell and empty this one.",
            )
    inside = set(keys.values())
    texts = {merged.min_row for merged in sheet.merged_cells.ranges}
    for at in range(5, last):
        if at not in inside | texts and sheet[f"{ENTRY}{at}"].value is not None:
            yield (
                f"{ENTRY}{at}",
                "stands in no row of the form. Enter it in a yellow cell and empty this one.",
            )


def _entered(
    sheet: Any, at: Mapping[Field, int], today: date
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """What stands in the cells of one indicator, without those that are empty; and the cells that do not fit."""
    found: dict[str, Any] = {}
    wrong = []
    for field, row in at.items():
        value = sheet[f"{ENTRY}{row}"].value
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        try:
            found[field.name] = _READ[field.type](value)
        except _Wrong as error:
            wrong.append((f"{ENTRY}{row}", str(error)))
    day = found.get("day")
    if day and day > today:
        wrong.append((f"{ENTRY}{next(row for field, row in at.items() if field.name == 'day')}", f"{day} has not come yet. Write the day on which the number was taken from the record."))  # fmt: skip
    return found, wrong


def _unfit(entered: Mapping[str, Any], indicator: Row, at: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """What does not fit together in the entries of one indicator, by cell."""
    part, whole = entered.get("part"), entered.get("whole")
    for name, other, words in (("part", whole, indicator["part"]), ("whole", part, indicator["whole"])):
        if other is not None and name not in entered:
            yield f"{ENTRY}{at[name]}", f"is empty. Write how many: {words}; or empty the other of the two."
    if whole == 0:
        yield (
            f"{ENTRY}{at['whole']}",
            "is nought, and nothing is a share of nought. Empty part and whole and say so in words.",
        )
    elif part is not None and whole is not None:
        if part > whole:
            yield (
                f"{ENTRY}{at['part']}",
                f"{part} is more than the whole, {whole}. Change the one that is wrong.",
            )
        elif "value" in entered and abs(entered["value"] - 100 * part / whole) > _ROUNDED:
            yield (
                f"{ENTRY}{at['value']}",
                f"{entered['value']:g} is not {part} of {whole}, which is {100 * part / whole:.2f}. Leave the share empty.",
            )
    answered = {"answer", "value", "part", "whole"} & entered.keys()
    answered |= {"note"} & entered.keys()
    if not answered:
        first = next(iter(at))
        yield (
            f"{ENTRY}{at[first]}",
            "is empty, though it is said who recorded it. Answer, or empty the cells below.",
        )
    for name in PROVENANCE:
        if name not in entered:
            yield f"{ENTRY}{at[name]}", f"is empty. {_MISSING[name]}"


def _row(entered: Mapping[str, Any], indicator: Row, mission: str, period: str) -> Row:
    """The row of `indicator-values`, in which numbers of incidents below five are not yet withheld."""
    part, whole = entered.get("part"), entered.get("whole")
    value = entered.get("value")
    if part is not None and whole is not None:
        value = round(100 * part / whole, 2)
    answer = [entered[name] for name in ("answer", "note") if name in entered]
    unit = {"share": "per cent", "number": "number"}.get(indicator["answer"], "text")
    return {
        "id": "-".join((indicator["id"], mission.lower().replace(" ", "-"), period, "entered")),
        "indicator": indicator["id"],
        "mission": mission,
        "period": period,
        "basis": "entered",
        "value": value,
        "unit": unit if value is not None else "text",
        "part": part,
        "whole": whole,
        "few": (),
        "observations": None,
        "derived_from": None,
        "limits": (),
        "note": ". ".join(answer) or None,
        "source": f"{entered['who']}; {entered['record']}",
        "source_url": None,
        "checked_on": entered["day"],
        "status": "unverified",
    }


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise _Wrong(f"“{value}” is no number. Write it in digits, such as 12.")
    if value < 0:
        raise _Wrong(f"{value} is below nought. Write a number that is nought or more.")
    return float(value)


def _whole(value: Any) -> int:
    number = _number(value)
    if not number.is_integer():
        raise _Wrong(f"{value} is no whole number. Write how many were counted, such as 12.")
    return int(number)


def _share(value: Any) -> float:
    number = _number(value)
    if number > 100:
        raise _Wrong(f"{value} is above 100. A share is at most 100 per cent.")
    return round(number, 2)


def _yes_no(value: Any) -> str:
    said = str(value).strip().casefold()
    if said not in parts.YES_NO:
        raise _Wrong(f"“{value}” is neither yes nor no. Choose one of the two.")
    return said.capitalize()


def _text(value: Any) -> str:
    return " ".join(str(value).split())


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value).strip())
    except ValueError:
        raise _Wrong(f"“{value}” is no day. Write it as in 2014-01-31.") from None


_READ = {
    "whole number": _whole,
    "number": _number,
    "share": _share,
    "yes or no": _yes_no,
    "text": _text,
    "day": _day,
}
_MISSING = {
    "who": "Say who recorded it: office and post.",
    "record": "Say from which record it was taken.",
    "day": "Say on which day it was taken from the record, as in 2014-01-31.",
}
