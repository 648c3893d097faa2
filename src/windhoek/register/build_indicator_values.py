"""What the register's own tables say to the indicators, by mission and year; what missions entered by hand is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from windhoek.register.personnel import ALL_UNIFORMED, POLICE, Figure, figures, limits, missions
from windhoek.register.read import Row, rows

MILITARY = ("troops", "experts-on-mission")
ENTERED = "entered"
#: Resolution 1325 is of 31 October 2000; the reports of that year are there to compare with.
_FIRST_YEAR = 2000
_MEASURES = (
    ("ours-military", MILITARY, "personnel", "ipi-peacekeeping"),
    ("ours-police", POLICE, "personnel", "ipi-peacekeeping"),
    ("ours-uniformed", ALL_UNIFORMED, "personnel-averages", "country-by-year"),
)


def build(shared: Path) -> Iterable[Mapping[str, Any]]:
    """The rows of `indicator-values`. They come from tables of the register, so that `shared` is not read.

    A year is the sum of its months at hand. A year without personnel, and one in which contributors are missing from
    the source, has no row.
    """
    yield from _entered()
    for mission in (None, *missions()):
        for indicator, categories, table, source in _MEASURES:
            for year, months in groupby(figures(categories, mission), key=lambda figure: figure.period[:4]):
                yield from _share(indicator, categories, table, source, mission, year, tuple(months))
    yield from _reports()


def _entered() -> Iterable[Row]:
    """The values that people entered, as they stand in the table."""
    return (row for row in rows("indicator-values") if row["basis"] == ENTERED)


def _share(
    indicator: str,
    categories: tuple[str, ...],
    table: str,
    source: str,
    mission: str | None,
    year: str,
    at_hand: tuple[Figure, ...],
) -> Iterable[Mapping[str, Any]]:
    counted = [figure for figure in at_hand if figure.both]
    if not counted or any(figure.partial for figure in counted):
        return
    where = f"mission={mission}" if mission else "all missions"
    when = f"month={year}-*" if table == "personnel" else f"year={year}"
    which = f", category={' or '.join(categories)}" if table == "personnel" else ""
    yield _row(
        indicator=indicator,
        mission=mission,
        period=year,
        basis=table,
        part=sum(figure.women for figure in counted),
        whole=sum(figure.both for figure in counted),
        observations=len(counted),
        derived_from=f"{table}: {where}, {when}{which}",
        limits=tuple(
            row["id"]
            for row in limits(table, mission)
            if row["first"] and row["first"][:4] <= year <= row["last"][:4]
        ),
        source=source,
    )


def _reports() -> Iterable[Mapping[str, Any]]:
    """Reports of a year in which PACT found work of the mission on gender or sexual violence, of all that it coded."""
    found: dict[tuple[str, int], dict[str, bool]] = {}
    for row in rows("reports"):
        if row["date"].year >= _FIRST_YEAR and not row["date_doubtful"]:
            # A report that was coded in parts counts once.
            of_year = found.setdefault((row["mission"], row["date"].year), {})
            of_year[row["symbol"]] = of_year.get(row["symbol"], False) or bool(
                row["gender"] or row["sexual_violence"]
            )
    for (mission, year), said in found.items():
        yield _row(
            indicator="2",
            mission=mission,
            period=str(year),
            basis="reports",
            part=sum(said.values()),
            whole=len(said),
            observations=len(said),
            derived_from=f"reports: mission={mission}, date={year}-*; part: gender or sexual_violence above 0",
            limits=(),
            source="pact-2",
        )


def _row(
    *,
    indicator: str,
    mission: str | None,
    period: str,
    basis: str,
    part: int,
    whole: int,
    observations: int,
    derived_from: str,
    limits: tuple[str, ...],
    source: str,
) -> Mapping[str, Any]:
    known = next(row for row in rows("sources") if row["id"] == source)
    return {
        "id": "-".join((indicator, (mission or "all").lower().replace(" ", "-"), period, basis)),
        "indicator": indicator,
        "mission": mission,
        "period": period,
        "basis": basis,
        "value": round(100 * part / whole, 2),
        "unit": "per cent",
        "part": part,
        "whole": whole,
        "few": (),
        "observations": observations,
        "derived_from": derived_from,
        "limits": limits,
        "note": None,
        "source": known["title"],
        "source_url": known["url"],
        "checked_on": known["retrieved"],
        "status": "derived",
    }
