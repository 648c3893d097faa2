"""Why missions differ: `/compare/`, missions or years of them side by side, and the same as CSV."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from windhoek import register
from windhoek.publishing import spreadsheet
from windhoek.site import cells, forms, glossary, phrased, shelf, traced
from windhoek.tracing.factors import GROUPS, Column, Factor, Value, column, factors, spread

_MOST = 6  # columns
_CHOICES = 4  # missions that the form offers
_YEAR = re.compile(r"(?:19|20)\d\d")
#: What a person chooses to see; each is one or more groups of factors.
_SHOWN = {"": GROUPS, "themes": ("themes",), "functions": ("functions",), "factors": tuple(each for each in GROUPS if each not in ("themes", "functions"))}  # fmt: skip


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Render the comparison of `?mission=` (several) in `?years=`, of one `?kind=` of factors, sorted by `?sort=` a column."""
    columns, every = _asked(request.GET)
    kind = _kind(request.GET)
    found = _of_kind(every, kind)
    sort = request.GET.get("sort", "")
    at = int(sort) if sort.isdecimal() and int(sort) < len(columns) else None
    if at is not None:
        found = _sorted(found, at)
    texts = traced.held(
        source for each in found for value in each.values if value for source in value.sources
    )
    chosen = [each for each in request.GET.getlist("mission") if each][:_CHOICES]
    same = [("mission", each) for each in chosen] + [("years", request.GET.get("years", "")), ("kind", kind)]
    context = {
        "choices": [chosen[place] if place < len(chosen) else "" for place in range(_CHOICES)],
        "missions": [row["acronym"] for row in register.rows("missions")],
        "years": request.GET.get("years", ""),
        "kinds": [(code, name, code == kind) for code, name in _kinds()],
        "columns": [
            {"name": each.name, "url": cells.mission_url(each.mission), "sort": f"?{urlencode([*same, ('sort', place)])}", "sorted": place == at}
            for place, each in enumerate(columns)
        ],
        "groups": [
            {"name": _group(group), "rows": [_row(each, columns, texts) for each in some]}
            for group, some in groupby(found, key=lambda each: each.group)
        ],
        "counts": [_paragraphs(every, place, each) for place, each in enumerate(columns)],
        "csv": f"compare.csv?{urlencode(same)}",
    }  # fmt: skip
    return render(request, "compare.html", context)


@require_safe
def compare_csv(request: HttpRequest) -> HttpResponse:
    """The same comparison for a spreadsheet, a line for each value."""
    columns, every = _asked(request.GET)
    table = spreadsheet.text(spread(columns, _of_kind(every, _kind(request.GET))))
    response = HttpResponse(table, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="windhoek-compare.csv"'
    return response


def _asked(query: QueryDict) -> tuple[list[Column], tuple[Factor, ...]]:
    known = {row["acronym"] for row in register.rows("missions")}
    missions = [each for each in dict.fromkeys(map(str.upper, query.getlist("mission"))) if each in known]
    years = [int(each) for each in dict.fromkeys(_YEAR.findall(query.get("years", "")))]
    columns = [
        column(each, year, date.today())
        for each in missions
        for year in (years or [None])  # type: ignore[list-item]
    ][:_MOST]
    return columns, factors(columns) if columns else ()


def _of_kind(found: Sequence[Factor], kind: str) -> tuple[Factor, ...]:
    return tuple(each for each in found if each.group in _SHOWN[kind])


def _kind(query: QueryDict) -> str:
    return query.get("kind", "") if query.get("kind", "") in _SHOWN else ""


def _kinds() -> Sequence[tuple[str, str]]:
    return (("", _("everything")), ("themes", _("themes")), ("functions", _("functions")), ("factors", _("all but themes and functions")))  # fmt: skip


def _group(group: str) -> str:
    return {
        "mandate": _("Mandate"), "themes": _("Themes, paragraphs of the resolution in force"),
        "functions": _("Functions, paragraphs of the resolution in force"), "wording": _("Wording of what is asked"),
        "addressees": _("Who is addressed, paragraphs"), "structure": _("Structure"), "leadership": _("Leadership and funding"),
        "women in uniform": _("Women in uniform"), "work": _("Reports, training, practices"),
    }[group]  # fmt: skip


def _sorted(found: Sequence[Factor], at: int) -> tuple[Factor, ...]:
    """The factors of each group by the number in a column, the highest first; what has none after them."""

    def rank(each: Factor) -> tuple[int, bool, float]:
        value = each.values[at]
        number = value.number if value else None
        return GROUPS.index(each.group), number is None, -(number or 0.0)

    return tuple(sorted(found, key=rank))


def _paragraphs(found: Sequence[Factor], at: int, shown: Column) -> dict[str, Any]:
    counted = next(
        (each for each in found if each.group == "mandate" and each.name.startswith("paragraphs")), None
    )
    value = counted.values[at] if counted else None
    return {
        "name": shown.name,
        "count": phrased.shown(value.said) if value else None,
        "known": counted is not None,
    }


def _row(factor: Factor, columns: Sequence[Column], texts: cells.Texts) -> dict[str, Any]:
    values = zip(columns, factor.values, strict=True)
    return {
        "name": _named(factor),
        "values": [{"column": of.name, **_value(each, texts)} for of, each in values],
    }


def _named(factor: Factor) -> str:
    """The name of a factor in the language of the page."""
    if factor.group in ("themes", "functions"):
        return shelf.code_name(factor.name)
    if factor.group == "addressees":
        return shelf.addressee(factor.name)
    if factor.group == "women in uniform":
        whom, _comma, source = factor.name.partition(", ")
        return forms.listed((_(whom), glossary.term(source)))
    return glossary.term(factor.name)


def _value(value: Value | None, texts: cells.Texts) -> dict[str, Any]:
    if value is None:
        return {"said": None, "sources": []}
    return {
        "said": phrased.shown(value.said),
        "sources": [traced.link(each, texts) for each in value.sources],
    }
