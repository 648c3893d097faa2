"""The chain of a mission's mandate: which act is in force on a day, and where the texts leave a gap or go back."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache

from windhoek.register.read import Row, rows

#: Acts that give a mandate its term.
TERMS = ("established", "extended")
CEILINGS = ("military", "observers", "police", "formed_police")


@dataclass(frozen=True, slots=True)
class Break:
    """Where two acts of a chain do not meet: `kind` is gap or shortened; `days` how far they are apart."""

    kind: str
    before: Row
    after: Row
    days: int


@cache
def _chains() -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}
    for row in rows("mandates"):
        found.setdefault(row["mission"], []).append(row)
    return {mission: tuple(acts) for mission, acts in found.items()}


def chain(mission: str) -> tuple[Row, ...]:
    """The acts on the mandate of a mission, by acronym, in their order; none where the resolutions at hand have none."""
    return _chains().get(mission, ())


def in_force(mission: str, day: datetime.date) -> Row | None:
    """The act by which the mission has its mandate on that day: the latest until then, unless its term is over.

    A mandate whose act gives no last day is in force until another act. None: no act at hand covers the day.
    """
    latest = next(
        (
            act
            for act in reversed(chain(mission))
            if act["act"] in (*TERMS, "ended") and max(act["date"], act["since"] or act["date"]) <= day
        ),
        None,
    )
    if latest is None or (latest["until"] is not None and latest["until"] < day):
        return None
    return None if latest["act"] == "ended" and latest["until"] is None else latest


def ceilings(mission: str, day: datetime.date) -> dict[str, Row]:
    """For each of `CEILINGS` that an act has set by that day, the latest that did.

    What a paragraph adds or takes away without naming the sum is not followed: the table `strength` counts by month.
    """
    found: dict[str, Row] = {}
    for act in chain(mission):
        if act["act"] == "strength" and max(act["date"], act["since"] or act["date"]) <= day:
            found |= {kind: act for kind in CEILINGS if act[kind] is not None}
    return found


def spoken_of(mission: Row, today: datetime.date) -> datetime.date:
    """The day that is spoken of where nobody names one, for a row of `missions`: today, or the mission's last day."""
    ends = mission["end"] or ""
    if len(ends) == 10 and datetime.date.fromisoformat(ends) < today:
        return datetime.date.fromisoformat(ends)
    acts = [act["until"] or act["date"] for act in chain(mission["acronym"])]
    return min(max(acts), today) if mission["ended"] and acts else today


def last_told(mission: Row, today: datetime.date) -> datetime.date:
    """The same, and of a mission whose last term at hand is over the last day of that term: after it nothing is told."""
    day = spoken_of(mission, today)
    last = next(
        (act for act in reversed(chain(mission["acronym"])) if act["act"] in TERMS and act["date"] <= day),
        None,
    )
    if last is None or last["until"] is None or in_force(mission["acronym"], day):
        return day
    until: datetime.date = last["until"]
    return min(day, until)


def breaks(mission: str) -> tuple[Break, ...]:
    """Where the chain has a gap, or an act shortens the term of the one before; both as the texts at hand have it."""
    found: list[Break] = []
    before: Row | None = None
    for act in chain(mission):
        if act["act"] not in TERMS:
            continue
        if before is not None and before["until"] is not None:
            days = (act["date"] - before["until"]).days
            if days > 1:
                found.append(Break("gap", before, act, days - 1))
            elif act["until"] is not None and act["until"] < before["until"]:
                found.append(Break("shortened", before, act, (before["until"] - act["until"]).days))
        before = act
    return tuple(found)
