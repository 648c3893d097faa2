"""The life and the mandate of a mission as a line of time: an SVG that stretches with the page, every place in per cent.

Its text alternative is the list of acts below it; nothing is in the picture alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from windhoek.register import Row
from windhoek.register.mandates import TERMS
from windhoek.register.missions import first_day, last_day

_LABELS = 7  # years that are written below the line at most: more do not fit a phone
_STEPS = (1, 2, 5, 10, 20, 50)
_EDGE = 96  # per cent: a year that begins after it would be cut off


def drawn(
    mission: Row, acts: Sequence[Row], in_force: Row | None, day: date, on_women: Iterable[date]
) -> dict[str, Any] | None:
    """`terms` of the mandate as bars, other acts as `marks`, passages on women as `dots`, `years` and the `day`; None without acts.

    `acts` are those on its mandate in their order, `in_force` the one that is on `day`.
    """
    if not acts:
        return None
    begun = first_day(mission["start"]) if mission["start"] else acts[0]["date"]
    known = [date.fromisoformat(str(act["until"] or act["date"])) for act in acts]
    over = last_day(mission["end"]) if mission["end"] else max([*known, day])
    first, last = date(min(begun, acts[0]["date"]).year, 1, 1), date(max(over, day).year, 12, 31)
    days = (last - first).days

    def at(when: date) -> float:
        return min(max((when - first).days / days * 100, 0.0), 100.0)

    def span(start: date, end: date) -> dict[str, str]:
        return {"x": _percent(at(start)), "width": _percent(max(at(end) - at(start), 0.2))}

    terms = [act for act in acts if act["act"] in (*TERMS, "ended")]
    bars = [
        {**span(_from(act), min(act["until"] or over, _from(after) if after else over)), "now": act is in_force}
        for act, after in pairwise([*terms, None])
        if act is not None and act["act"] in TERMS
    ]  # fmt: skip
    years = range(first.year, last.year + 1)
    step = next(step for step in _STEPS if len(years) <= step * _LABELS or step == _STEPS[-1])
    marked = [year for year in years if year % step == 0 and at(date(year, 1, 1)) < _EDGE]
    return {
        "from": first.year,
        "to": last.year,
        "life": span(begun, over),
        "terms": bars,
        "marks": [_percent(at(act["date"])) for act in acts if act["act"] not in (*TERMS, "ended")],
        "dots": [_percent(at(when)) for when in sorted(set(on_women)) if first <= when <= last],
        "years": [{"year": year, "x": _percent(at(date(year, 1, 1)))} for year in marked],
        "day": _percent(at(day)),
    }


def _from(act: Row) -> date:
    """The day from which an act holds."""
    adopted: date = act["date"]
    return max(adopted, act["since"] or adopted)


def _percent(share: float) -> str:
    """As text, for no page to write it with a comma of its own."""
    return f"{share:.2f}%"
