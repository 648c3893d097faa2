"""Women in uniform in a mission or in all, for a page: shares by category against the targets, with what the figures cannot say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from windhoek import register
from windhoek.register import Row, personnel
from windhoek.register import targets as goals
from windhoek.register.missions import last_day
from windhoek.register.personnel import ALL_UNIFORMED, CATEGORIES, POLICE, Figure
from windhoek.site import cells, forms, glossary, languages

#: What is shown together, by the name of it in an address.
GROUPS: dict[str, tuple[str, ...]] = {
    **{category: (category,) for category in CATEGORIES},
    "all-police": POLICE,
    "all-uniformed": ALL_UNIFORMED,
}
_MONTHLY = tuple(group for group in GROUPS.values() if group != ALL_UNIFORMED)


def chart(mission: str, group: str, dark: bool, until: date | None = None) -> str:
    """The share of women in one of `GROUPS` in a mission, in all for "", over time as SVG, with its targets, in the page's language.

    `until`: a day after which nothing is drawn.
    """
    figures = tuple(_figures(GROUPS[group], mission, until))
    targets = tuple(row["id"] for row in _targets(GROUPS[group], until))
    return _chart(group, dark, languages.current(), figures, targets)


@lru_cache(maxsize=512)
def _chart(
    group: str, dark: bool, _language: str, figures: tuple[Figure, ...], targets: tuple[str, ...]
) -> str:
    from windhoek.publishing import charts

    categories = GROUPS[group]
    words = charts.Words(_("women, per cent"), _("{share} by {year}"))
    shown = [row for row in goals.targets(categories) if row["id"] in targets]
    return charts.share(categories, figures, shown, dark, words)


def shown(mission: str, until: date | None = None) -> dict[str, Any]:
    """Everything on women in uniform in a mission, in all for "", that a page shows; without `groups` where there are no figures.

    `until`: a day after which no figure was counted, and no target set, that is shown.
    """
    return _shown(mission, languages.current(), until)


@lru_cache(maxsize=512)
def _shown(mission: str, _language: str, until: date | None) -> dict[str, Any]:
    series = {group: _figures(group, mission, until) for group in GROUPS.values()}
    monthly, yearly = series[POLICE], series[ALL_UNIFORMED]
    tables = [name for name, found in (("personnel", monthly), ("personnel-averages", yearly)) if found]
    return {
        "groups": [
            _group(mission, name, group, known, until)
            for name, group in GROUPS.items()
            if (known := [each for each in series[group] if each.both and not each.partial])
        ],
        "months": [
            {"period": figure.period, "cells": [_cell(series[group][position]) for group in _MONTHLY]}
            for position, figure in enumerate(monthly)
        ],
        "month_names": [_title(group) for group in _MONTHLY],
        "years": [{"period": each.period, "figure": each, "share": _share(each)} for each in yearly],
        "sources": [
            {
                "name": _("By month") if name == "personnel" else _("By year, averages"),
                "source": cells.source(name, register.rows(name)[0]),
                "limits": [
                    _limit(row) for row in personnel.limits(name, mission or None) if _concerns(row, figures)
                ],
                "url": cells.table_url(name, **({"mission": mission} if mission else {})),
            }
            for name, figures in (("personnel", monthly), ("personnel-averages", yearly))
            if name in tables
        ],
    }


def _figures(group: tuple[str, ...], mission: str, until: date | None) -> Sequence[Figure]:
    """The figures until a day; of a year or a month that goes on then, none."""
    found = personnel.figures(group, mission or None)
    return [each for each in found if not until or last_day(each.period) <= until]


def _targets(group: tuple[str, ...], until: date | None) -> tuple[Row, ...]:
    return tuple(row for row in goals.targets(group) if not until or str(row["set_on"] or "") <= str(until))


def _group(
    mission: str, name: str, group: tuple[str, ...], known: Sequence[Figure], until: date | None
) -> dict[str, Any]:
    first, last = known[0], known[-1]
    picture = f"{cells.mission_url(mission) if mission else languages.local('/numbers/')}women/{name}.svg"
    on = f"on={until}" if until else ""
    best = max(known, key=lambda each: each.share or 0)
    return {
        "group": name,
        "name": cells.called(group),
        "title": _title(group),
        "yearly": group == ALL_UNIFORMED,
        "chart": f"{picture}?{on}" if on else picture,
        "dark": f"{picture}?{on}&dark" if on else f"{picture}?dark",
        "ends": [{"figure": each, "share": _share(each)} for each in (first, best, last)],
        "alt": _(
            "Line of women’s share ({whom}): {first} ({first_day}), {last} ({last_day}); "
            "every figure is in the tables below."
        ).format(
            whom=cells.called(group),
            first=_share(first),
            first_day=forms.day(first.period),
            last=_share(last),
            last_day=forms.day(last.period),
        ),
        "targets": [_against(row, known) for row in _targets(group, until)],
    }


def goal(row: Row) -> str:
    """A target in a line."""
    if languages.current() == languages.ENGLISH:
        return goals.in_words(row)
    if row["measure"] == "multiple":
        told = _("{whom}: {times} times the number of {base} by {due}")
    else:
        told = _("{whom}: {share} by {due}")
    return told.format(
        whom=glossary.term(row["whom"]), times=forms.number(row["value"]), share=forms.percent(row["value"], None),
        base=row["base"], due=row["due"],
    )  # fmt: skip


def _against(row: Row, known: Sequence[Figure]) -> dict[str, str]:
    """A target in words, its row's address, and how far the last figure is from it."""
    told = {"words": goal(row), "url": cells.row_url("targets", row), "said": ""}
    last = known[-1]
    if row["measure"] == "share":
        gap = (last.share or 0) - row["value"]
        return told | {
            "said": (
                _("{points} points above ({day})") if gap >= 0 else _("{points} points short ({day})")
            ).format(points=forms.number(abs(gap), 1), day=forms.day(last.period))
        }
    ends = {each.period: each for each in known}
    begun, due = ends.get(row["base"]), ends.get(row["due"])
    if begun is None or due is None or not begun.women:
        return told | {
            "said": _("no figures for both {base} and {due}").format(base=row["base"], due=row["due"])
        }
    return told | {
        "said": _("women: {first} ({base}), {last} ({due}); ratio {times}").format(
            first=forms.number(begun.women),
            base=begun.period,
            last=forms.number(due.women or 0),
            due=due.period,
            times=forms.number((due.women or 0) / begun.women, 2),
        )
    }


def _cell(figure: Figure) -> str:
    if not figure.both or figure.share is None:
        return _("nobody")
    return _("{share} ({women} of {both})").format(
        share=forms.number(figure.share, 1),
        women=forms.number(figure.women or 0),
        both=forms.number(figure.both),
    )


def _share(figure: Figure) -> str:
    return forms.percent(figure.share) if figure.share is not None else _("nobody")


def _title(group: tuple[str, ...]) -> str:
    words = cells.called(group)
    return words[:1].upper() + words[1:]


def _concerns(row: Row, shown: Sequence[Figure]) -> bool:
    return not row["first"] or any(row["first"] <= each.period <= row["last"] for each in shown)


def _limit(row: Row) -> dict[str, Any]:
    return {
        "words": row["limit"],
        "first": row["first"] or "",
        "last": row["last"] if row["last"] != row["first"] else "",
        "url": cells.row_url("personnel-limits", row),
    }
