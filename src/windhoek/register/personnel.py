"""Women and men in uniform over time: sums of the personnel tables, never filled in where the sources have nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from windhoek.register.read import Row, rows

Key = TypeVar("Key")

CATEGORIES = ("troops", "experts-on-mission", "individual-police", "formed-police-units")
POLICE = ("individual-police", "formed-police-units")
NAMES: Mapping[tuple[str, ...], str] = {
    ("troops",): "troops",
    ("experts-on-mission",): "observers",
    ("individual-police",): "individual police",
    ("formed-police-units",): "formed police",
    POLICE: "all police",
    ("all-uniformed",): "all uniformed",
}
"""Categories together → what people call them."""

ALL_UNIFORMED = ("all-uniformed",)
"""The one category of the yearly averages."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Women and men in a month (2014-02) or on average in a year (2014).

    `partial`: contributors are missing from the source, so that this is no figure of the mission.
    """

    period: str
    women: int
    men: int
    partial: bool = False

    @property
    def both(self) -> int:
        """Women and men together."""
        return self.women + self.men

    @property
    def share(self) -> float | None:
        """Women in per cent of both, or None where there is nobody."""
        return 100 * self.women / self.both if self.both else None


@dataclass(frozen=True, slots=True)
class Difference:
    """A mission's year in both sources: `months` in the monthly one, its women and all summed and divided by twelve, as
    the other does, and the women and all of the other; either's are None where it has nothing."""

    year: int
    mission: str
    months: int
    monthly_women: float | None
    monthly_both: float | None
    yearly_women: int | None
    yearly_both: int | None

    @property
    def level(self) -> float | None:
        """The yearly source's number of people as a multiple of the monthly one's."""
        if self.yearly_both is None or not self.monthly_both:
            return None
        return self.yearly_both / self.monthly_both


def missions() -> tuple[str, ...]:
    """The missions that either source has figures on, sorted."""
    return tuple(sorted({mission for mission, _, _ in _monthly()} | {mission for mission, _ in _yearly()}))


def figures(categories: Sequence[str], mission: str | None = None) -> tuple[Figure, ...]:
    """The sums of `categories` in a mission, or in all missions: a figure a month, or a year for ALL_UNIFORMED.

    A month in which a mission had personnel but none of these categories is 0 women and 0 men.
    """
    if tuple(categories) == ALL_UNIFORMED:
        table = "personnel-averages"
        sums = _totals(
            (str(year), *pair) for (where, year), pair in _yearly().items() if mission in (None, where)
        )
    else:
        table = "personnel"
        sums = _totals(
            (month, *(pair if category in categories else (0, 0)))
            for (where, month, category), pair in _monthly().items()
            if mission in (None, where)
        )
    partial = [row for row in limits(table, mission) if row["kind"] == "partial"]
    return tuple(
        Figure(period, *sums[period], any(row["first"] <= period <= row["last"] for row in partial))
        for period in sorted(sums)
    )


def comparison() -> tuple[Difference, ...]:
    """Both sources beside each other, for every mission and year that the two have in common."""
    months: dict[tuple[str, int], dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for (mission, month, _), (women, men) in _monthly().items():
        pair = months[mission, int(month[:4])][month]
        pair[0] += women
        pair[1] += men
    years = {year for _, year in months} & {year for _, year in _yearly()}
    found = []
    for mission, year in sorted({*months, *_yearly()}, key=lambda key: (key[1], key[0])):
        if year in years:
            read = months.get((mission, year), {})
            averages = _yearly().get((mission, year))
            found.append(
                Difference(
                    year,
                    mission,
                    len(read),
                    sum(women for women, _ in read.values()) / 12 if read else None,
                    sum(women + men for women, men in read.values()) / 12 if read else None,
                    averages[0] if averages else None,
                    sum(averages) if averages else None,
                )
            )
    return tuple(found)


def limits(table: str, mission: str | None = None) -> tuple[Row, ...]:
    """What has to be said beside the figures of `table` (`personnel`, `personnel-averages`) on a mission or on all."""
    return tuple(
        sorted(
            (
                row
                for row in rows("personnel-limits")
                if row["table"] == table
                and (mission is None or not row["missions"] or mission in row["missions"])
            ),
            key=lambda row: row["first"] or "",
        )
    )


@cache
def _monthly() -> Mapping[tuple[str, str, str], tuple[int, int]]:
    """(Mission, month, category) → women and men of all contributors."""
    return _totals(
        ((row["mission"], row["month"], row["category"]), row["women"], row["men"])
        for row in rows("personnel")
    )


@cache
def _yearly() -> Mapping[tuple[str, int], tuple[int, int]]:
    """(Mission, year) → women and men of all contributors, on average."""
    return _totals(
        ((row["mission"], row["year"]), row["women"], row["men"]) for row in rows("personnel-averages")
    )


def _totals(counted: Iterable[tuple[Key, int, int]]) -> Mapping[Key, tuple[int, int]]:
    sums: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    for key, women, men in counted:
        pair = sums[key]
        pair[0] += women
        pair[1] += men
    return {key: (women, men) for key, (women, men) in sums.items()}
