"""Published files on personnel by sex, in their real layouts, become rows of `personnel` and `personnel-averages`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from windhoek.register.read import Row, rows
from windhoek.register.schema import RegisterError

FOLDER = "data/personnel-by-gender"
MONTHLY, YEARLY = "ipi-peacekeeping", "country-by-year"
"""The sources of the two layouts, as the table `sources` calls them."""

#: Category → how the columns of the monthly layout name it.
CATEGORIES = {
    "troops": "Troops",
    "experts-on-mission": "Experts on Mission",
    "individual-police": "Individual Police",
    "formed-police-units": "Formed Police Units",
}
_MONTHLY = ("Date", "Contributor", "Contributor ISO-3", "Mission")
_YEARLY = ("Year", "Country", "Mission", "Female", "Male", "Total")


def monthly(shared: Path) -> Iterator[Row]:
    """The rows of `personnel`, from the folder that holds the published files."""
    return read_monthly(shared / FOLDER / "ipi-gender-2009-11-to-2014-02.csv")


def yearly(shared: Path) -> Iterator[Row]:
    """The rows of `personnel-averages`, from the folder that holds the published files."""
    return read_yearly(shared / FOLDER / "country-by-year-2010-2021.csv")


def read_monthly(path: Path) -> Iterator[Row]:
    """Rows of `personnel` from a file with a line for month, contributor and mission, and columns for category and sex.

    Raises RegisterError where the layout, a number, a sum or a contributor is not as it should be.
    """
    needed = [
        *_MONTHLY,
        *(f"{name} {sex}" for name in CATEGORIES.values() for sex in ("Male", "Female", "Total")),
    ]
    for line, cells in _lines(path, needed):
        try:
            month = date.fromisoformat(cells["Date"]).isoformat()[:7]
        except ValueError:
            raise RegisterError(
                path, line, f"Date: {cells['Date']!r} is not a day such as 2014-02-28"
            ) from None
        code = _contributor(path, line, cells["Contributor"])
        if cells["Contributor ISO-3"] != code:
            raise RegisterError(
                path,
                line,
                f"{cells['Contributor']} has the code {cells['Contributor ISO-3']}, the register says {code}",
            )
        for category, name in CATEGORIES.items():
            men, women, total = (
                _number(path, line, f"{name} {sex}", cells) for sex in ("Male", "Female", "Total")
            )
            if men + women != total:
                raise RegisterError(path, line, f"{name}: {men} men and {women} women are not {total}")
            if total:
                yield {
                    "month": month,
                    "mission": cells["Mission"],
                    "category": category,
                    "contributor": code,
                    "women": women,
                    "men": men,
                    "source": MONTHLY,
                    "status": "derived",
                }


def read_yearly(path: Path) -> Iterator[Row]:
    """Rows of `personnel-averages` from a file with a line for year, contributor and mission, zeros among them.

    Raises RegisterError where the layout, a number or a contributor is not as it should be.
    """
    for line, cells in _lines(path, _YEARLY):
        women, men, total, year = (
            _number(path, line, name, cells) for name in ("Female", "Male", "Total", "Year")
        )
        # Each was rounded by itself.
        if abs(women + men - total) > 1:
            raise RegisterError(path, line, f"{women} women and {men} men are not {total}")
        code = _contributor(path, line, cells["Country"])
        if women or men or total:
            yield {
                "year": year,
                "mission": cells["Mission"],
                "contributor": code,
                "women": women,
                "men": men,
                "total": total,
                "source": YEARLY,
                "status": "derived",
            }


def _lines(path: Path, needed: list[str] | tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise RegisterError(path, None, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise RegisterError(path, None, f"is not UTF-8 at byte {error.start}; save it as UTF-8") from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if missing := [name for name in needed if name not in (reader.fieldnames or ())]:
        raise RegisterError(path, 1, f"lacks the column {missing[0]!r}; the layout needs {', '.join(needed)}")
    for cells in reader:
        yield reader.line_num, {name: cells[name] or "" for name in needed}


def _number(path: Path, line: int, name: str, cells: dict[str, str]) -> int:
    if not cells[name].isdecimal():
        raise RegisterError(path, line, f"{name}: {cells[name]!r} is not a number of people")
    return int(cells[name])


def _contributor(path: Path, line: int, name: str) -> str:
    code = _codes().get(name)
    if code is None:
        raise RegisterError(
            path, line, f"{name!r} is no contributor of the register; add it to contributors.csv, under also"
        )
    return code


@cache
def _codes() -> dict[str, str]:
    return {name: row["code"] for row in rows("contributors") for name in (row["name"], *row["also"])}
