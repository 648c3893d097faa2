"""The missions: those in force on a day, and a page for each; as JSON too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from windhoek import register
from windhoek.register import Row, mandates, personnel
from windhoek.register import missions as known
from windhoek.site import as_objects, asked_reported, cells, facts, forms, matrices, women
from windhoek.site import mission as told

_KINDS = {
    known.PEACEKEEPING: gettext_noop("Peacekeeping operations"),
    known.POLITICAL: gettext_noop("Special political missions"),
    known.OTHER: gettext_noop("Others: support offices, and forces that the United Nations does not lead"),
}


@require_safe
def missions(request: HttpRequest) -> HttpResponse:
    """Render the missions in force on `?on=` (today without it, all with `all`), by kind, in one country with `?host=`."""
    every = request.GET.get("on") == "all"
    day, wrong = _day(request, date.today())
    host = request.GET.get("host", "")[:3]
    found = [
        row
        for row in (register.rows("missions") if every else known.in_force(day))
        if not host or host in row["hosts"]
    ]
    hosts = {code for row in register.rows("missions") for code in row["hosts"]}
    context = {
        "day": day,
        "changed": facts.checked_on("missions"),
        "every": every,
        "wrong": wrong,
        "host": host,
        "country": cells.country(host) if host else "",
        "total": len(found),
        "kinds": [
            {"title": _(title), "missions": [_line(row, day, every) for row in found if row["kind"] == kind]}
            for kind, title in _KINDS.items()
        ],
        "perhaps": [] if every else [row for row in known.undated(day) if not host or host in row["hosts"]],
        "hosts": sorted(((code, cells.country(code)) for code in hosts), key=lambda pair: pair[1]),
        "query": f"?on={day}" if request.GET.get("on") and not every else "",
    }
    return render(request, "missions.html", context)


@require_safe
def mission(request: HttpRequest, acronym: str) -> HttpResponse:
    """Render the page of a mission, as of the day `?on=`; without it today, or the last day of a mission that has ended."""
    row = found(acronym)
    if isinstance(row, HttpResponse):
        return row
    now = mandates.spoken_of(row, date.today())
    day, wrong = _day(request, now)
    past = day if day < now else None
    name = row["acronym"]
    matrix = matrices.matrix(name)
    context = {
        "mission": row,
        "changed": max(
            facts.checked_on(table) for table in ("missions", "mandates", "commitments", "reports")
        ),
        "name": told.name(row),
        "url": cells.mission_url(name),
        "wrong": wrong,
        "past": past,
        "now": now,
        "facts": told.facts_of(row, day, past),
        "names": told.names(row),
        "source": cells.source("missions", row),
        "row": cells.row_url("missions", row),
        "mandate": told.mandate(row, day, past),
        "timeline": told.timeline(row, day, past),
        "matrix_year": asked_reported.year_in_numbers(matrix, day.year),
        "matrix_block": asked_reported.newest_block(matrix, day.year),
        "matrix_url": asked_reported.url(name),
        "structures": told.structures(name, past),
        "women": women.shown(name, past or date(day.year, 12, 31)),
        "commitments": told.commitments(name, past),
        "reports": told.reports(name, past),
        "done": told.others(name, past, told.DONE),
        "others": told.others(name, past),
        "json": f"/api/missions/{name}.json?on={day}",
    }
    return render(request, "mission.html", context)


@require_safe
def mission_json(request: HttpRequest, acronym: str) -> HttpResponse:
    """What the page of a mission says, as JSON; the rows of large tables by their address alone."""
    row = found(acronym)
    if isinstance(row, HttpResponse):
        return row
    day, _ = _day(request, mandates.spoken_of(row, date.today()))
    return JsonResponse(as_objects.mission(row, day), json_dumps_params={"ensure_ascii": False})


@require_safe
def chart(request: HttpRequest, acronym: str, category: str) -> HttpResponse:
    """The chart of women's share in one category as SVG, until `?on=`; in light colours for dark paper with `?dark`."""
    if category not in women.GROUPS or acronym not in personnel.missions():
        raise Http404
    response = HttpResponse(
        women.chart(acronym, category, "dark" in request.GET, _until(request)), content_type="image/svg+xml"
    )
    response["Cache-Control"] = "max-age=3600"
    return response


def _until(request: HttpRequest) -> date | None:
    day, wrong = _day(request, date.max)
    return None if wrong or day == date.max else day


def old_address(request: HttpRequest, acronym: str) -> HttpResponse:
    """A mission without the slash at the end of its address."""
    row = found(acronym)
    return (
        row if isinstance(row, HttpResponse) else redirect(cells.mission_url(row["acronym"]), permanent=True)
    )


def found(acronym: str) -> Row | HttpResponsePermanentRedirect:
    """The mission of that acronym; a redirect where it is in other letters. Raises Http404 where there is none."""
    found = facts.one("missions", acronym)
    if found is not None and found["acronym"] == acronym:
        return found
    for row in register.rows("missions"):
        if row["acronym"].casefold().replace(" ", "") == acronym.casefold().replace(" ", ""):
            return HttpResponsePermanentRedirect(cells.mission_url(row["acronym"]))
    raise Http404


def _day(request: HttpRequest, otherwise: date) -> tuple[date, str]:
    """The day that `?on=` names, else `otherwise`, with what was written when it is no day."""
    written = request.GET.get("on", "").strip()[:20]
    if not written or written == "all":
        return otherwise, ""
    try:
        return date.fromisoformat(written), ""
    except ValueError:
        return otherwise, written


def _line(row: Mapping[str, Any], day: date, every: bool) -> dict[str, Any]:
    return {
        "acronym": row["acronym"],
        **told.name(row),
        "url": cells.mission_url(row["acronym"]),
        "hosts": forms.listed(map(cells.country, row["hosts"])),
        "led_by": "" if every else known.led_by(row, day),
        "start": row["start"] or "",
        "end": row["end"] or "",
        "ended": row["ended"],
        "sure": every or known.certain(row, day),
        "row": cells.row_url("missions", row),
        "source": cells.source("missions", row),
    }
