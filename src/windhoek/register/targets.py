"""Targets for women's numbers, and how far our figures answer them."""

from __future__ import annotations

from dataclasses import dataclass

from windhoek.register.personnel import NAMES, Figure, figures
from windhoek.register.read import Row, rows

REACHED, MISSED = "reached", "not reached"
OPEN, OUT_OF_REACH = "not reached where our figures end", "our figures do not say"


@dataclass(frozen=True, slots=True)
class Answer:
    """A target and what our figures say to it, all missions together.

    `verdict`: REACHED or MISSED where the figures go up to the day it was due (a share at the last figure up to then, a
    multiple at the year itself); OPEN where they end before, after the target was set; OUT_OF_REACH where they have
    nothing from the time that it speaks of. `first`, `best`, `last`: the figures between the setting and the due date,
    or None; `last` alone, where all of them are older, is the newest there is. `multiple`: for a multiple, what the
    number of women at `last` is of that at `first`.
    """

    target: Row
    verdict: str
    first: Figure | None
    best: Figure | None
    last: Figure | None
    multiple: float | None

    @property
    def categories(self) -> str:
        """What was counted, in words."""
        return NAMES[self.target["categories"]] if self.target["categories"] else ""


def targets(categories: tuple[str, ...] | None = None) -> tuple[Row, ...]:
    """The targets, or those that count exactly `categories`, by due date."""
    return tuple(
        sorted(
            (row for row in rows("targets") if categories in (None, row["categories"])),
            key=lambda row: (row["due"], row["id"]),
        )
    )


def in_words(target: Row) -> str:
    """A target in a line: `20 % women among United Nations police by 2014`."""
    whom = f"{target['whom'][0].lower()}{target['whom'][1:]}"
    if target["measure"] == "multiple":
        return f"{target['value']:g} times the {target['base']} number of {whom} by {target['due']}"
    unit = " %" if target["measure"] == "share" else ""
    return f"{target['value']:g}{unit} {whom} by {target['due']}"


def answer(target: Row) -> Answer:
    """What our figures say to a target."""
    known = figures(target["categories"]) if target["categories"] else ()
    series = [each for each in known if not each.partial]
    # A multiple is counted from its base, a share from the time when it was set.
    start = target["base"] or target["set_on"][: len(series[0].period)] if series else ""
    inside = [
        each for each in series if start <= each.period and each.period[: len(target["due"])] <= target["due"]
    ]
    if not inside:
        return Answer(target, OUT_OF_REACH, None, None, series[-1] if series else None, None)
    first, last = inside[0], inside[-1]
    if target["measure"] == "multiple":
        return _multiple(target, first, last)
    best = max(inside, key=lambda each: each.share or 0)
    if not _covers(last.period, target["due"]):
        return Answer(
            target, OPEN if (last.share or 0) < target["value"] else REACHED, first, best, last, None
        )
    verdict = REACHED if (last.share or 0) >= target["value"] else MISSED
    return Answer(target, verdict, first, best, last, None)


def _multiple(target: Row, first: Figure, last: Figure) -> Answer:
    if not first.period.startswith(target["base"]) or not first.women:
        return Answer(target, OUT_OF_REACH, None, None, last, None)
    multiple = last.women / first.women
    verdict = (
        REACHED if multiple >= target["value"] else MISSED if _covers(last.period, target["due"]) else OPEN
    )
    return Answer(target, verdict, first, max(first, last, key=lambda each: each.women), last, multiple)


def _covers(period: str, due: str) -> bool:
    """Whether a figure of `period` is as late as `due`: the year itself, or in a year of months its December."""
    return period >= (f"{due}-12" if len(period) > len(due) == 4 else due[: len(period)])
