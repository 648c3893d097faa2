"""The chain of acts of every mission's mandate, from the English resolutions of `corpus`.

The program finds the acts; where it errs, a person says so in the table `mandate-corrections`, and the builder follows.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]

from windhoek.coding.mandates import Act, acts
from windhoek.register.build_commitments import SOURCE, english
from windhoek.register.read import rows

_COUNTS = ("military", "observers", "police", "formed_police")
_PERIOD = re.compile(r"(\d+) (day|week|month|year)s?")


def build(shared: Path) -> Iterable[Mapping[str, Any]]:
    """The rows of `mandates`, each mission's acts in their order."""
    corrections = {
        (row["mission"], row["symbol"], row["unit"], row["act"]): row for row in rows("mandate-corrections")
    }
    known = {row["acronym"] for row in rows("missions")}
    chain: dict[str, list[dict[str, Any]]] = {}
    for document in english(shared):
        for act in acts(document):
            named = corrections.get((act.mission, document.symbol, act.unit, act.act))
            mission = named["should_be"] if named else act.mission
            if mission in known:
                row = _row(mission, document.symbol, document.date, act)
                if named:
                    row |= {day: named[day].isoformat() for day in ("since", "until") if named[day]}
                    row["until_from"] = "period" if named["until"] else row["until_from"]
                chain.setdefault(mission, []).append(row | {"status": "verified" if named else "derived"})
    for mission in sorted(chain):
        expires = ""
        for row in sorted(chain[mission], key=lambda row: (row["date"], row["symbol"], row["unit"])):
            if row["act"] in ("established", "extended") and not row["until"] and row["period"]:
                start = row["since"] or (expires if row["act"] == "extended" else "") or row["date"]
                row["until"], row["until_from"] = later(start, row["period"]), "period"
            if row["act"] == "ended" and row["since"] and not row["until"]:
                # "terminates as of 31 December": that is its last day.
                row["until"], row["until_from"], row["since"] = row["since"], "printed", ""
            expires = max(expires, row["until"]) if row["act"] != "ended" else expires
            yield row


def _row(mission: str, symbol: str, date: str, act: Act) -> dict[str, Any]:
    return {
        "mission": mission,
        "date": date,
        "symbol": symbol,
        "unit": act.unit,
        "act": act.act,
        "since": act.since,
        "until": act.until,
        "until_from": "printed" if act.until else "",
        "period": act.period,
        **{count: getattr(act, count) for count in _COUNTS},
        "source": SOURCE,
    }


def later(day: str, period: str) -> str:
    """The day a period after another, both in ISO 8601: `later("2003-09-19", "12 months")` is `2004-09-19`.

    Months end on their last day where they have no such day. Raises ValueError for a period of another form.
    """
    found = _PERIOD.fullmatch(period)
    if not found:
        raise ValueError(f"{period!r} is no number of days, weeks, months or years")
    end: datetime.date = datetime.date.fromisoformat(day) + relativedelta(**{f"{found[2]}s": int(found[1])})
    return end.isoformat()
