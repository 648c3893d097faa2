"""Women in uniform in a mission, for its page: shares by category against the targets, with what the figures cannot say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from windhoek import register
from windhoek.register import Row, personnel
from windhoek.register import targets as goals
from windhoek.register.personnel import ALL_UNIFORMED, CATEGORIES, NAMES, POLICE, Figure
from windhoek.site import cells
from windhoek.site.templatetags.words import day

#: What is shown together, by the name of it in an address.
GROUPS: dict[str, tuple[str, ...]] = {
    **{category: (category,) for category in CATEGORIES},
    "all-police": POLICE,
    "all-uniformed": ALL_UNIFORMED,
}
_MONTHLY = tuple(group for group in GROUPS.values() if group != ALL_UNIFORMED)


@lru_cache(maxsize=256)
def chart(mission: str, group: str, dark: bool) -> str:
    """The share of women in one of `GROUPS` over time as SVG, with its targets."""
    from windhoek.publishing import charts

    categories = GROUPS[group]
    return charts.share(categories, personnel.figures(categories, mission), goals.targets(), dark)


@cache
def shown(mission: str) -> dict[str, Any]:
    """Everything on women in uniform that a mission's page shows; without `groups` where there are no figures."""
    series = {group: personnel.figures(group, mission) for group in GROUPS.values()}
    monthly, yearly = series[POLICE], series[ALL_UNIFORMED]
    tables = [name for name, found in (("personnel", monthly), ("personnel-averages", yearly)) if found]
    return {
        "groups": [
            _group(mission, name, group, known)
            for name, group in GROUPS.items()
            if (known := [each for each in series[group] if each.both and not each.partial])
        ],
        "months": [
            {"period": figure.period, "cells": [_cell(series[group][position]) for group in _MONTHLY]}
            for position, figure in enumerate(monthly)
        ],
        "month_names": [NAMES[group].capitalize() for group in _MONTHLY],
        "years": [{"period": each.period, "figure": each, "share": _share(each)} for each in yearly],
        "sources": [
            {
                "name": {"personnel": "By month", "personnel-averages": "By year, averages"}[name],
                "source": cells.source(name, register.rows(name)[0]),
                "limits": [_limit(row) for row in personnel.limits(name, mission) if _concerns(row, figures)],
                "url": cells.table_url(name, mission=mission),
            }
            for name, figures in (("personnel", monthly), ("personnel-averages", yearly))
            if name in tables
        ],
    }


def _group(mission: str, name: str, group: tuple[str, ...], known: Sequence[Figure]) -> dict[str, Any]:
    first, last = known[0], known[-1]
    best = max(known, key=lambda each: each.share or 0)
    return {
        "name": NAMES[group],
        "title": NAMES[group].capitalize(),
        "yearly": group == ALL_UNIFORMED,
        "chart": f"{cells.mission_url(mission)}women/{name}.svg",
        "ends": [{"figure": each, "share": _share(each)} for each in (first, best, last)],
        "alt": f"Line of women's share among {NAMES[group]}: {_share(first)} in {day(first.period)}, "
        f"{_share(last)} in {day(last.period)}; every figure is in the tables below.",
        "targets": [_against(row, known) for row in goals.targets(group)],
    }


def _against(row: Row, known: Sequence[Figure]) -> dict[str, str]:
    """A target in words, its row's address, and how far the last figure is from it."""
    told = {"words": goals.in_words(row), "url": cells.row_url("targets", row), "said": ""}
    last = known[-1]
    if row["measure"] == "share":
        gap = (last.share or 0) - row["value"]
        return told | {
            "said": f"{abs(gap):.1f} points {'above' if gap >= 0 else 'short'} in {day(last.period)}"
        }
    ends = {each.period: each for each in known}
    begun, due = ends.get(row["base"]), ends.get(row["due"])
    if begun is None or due is None or not begun.women:
        return told | {"said": f"no figures for both {row['base']} and {row['due']}"}
    return told | {
        "said": f"{begun.women:,} women in {begun.period}, {due.women:,} in {due.period}: "
        f"{due.women / begun.women:.2f} times as many"
    }


def _cell(figure: Figure) -> str:
    return f"{figure.share:.1f} ({figure.women:,} of {figure.both:,})" if figure.both else "nobody"


def _share(figure: Figure) -> str:
    return f"{figure.share:.1f} %" if figure.share is not None else "nobody"


def _concerns(row: Row, shown: Sequence[Figure]) -> bool:
    return not row["first"] or any(row["first"] <= each.period <= row["last"] for each in shown)


def _limit(row: Row) -> dict[str, Any]:
    return {
        "words": row["limit"],
        "first": row["first"] or "",
        "last": row["last"] if row["last"] != row["first"] else "",
        "url": cells.row_url("personnel-limits", row),
    }
