"""Asked and reported: the matrix of a mission, one of its cells opened, and the cells that a source has to do with."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from windhoek.publishing import spreadsheet
from windhoek.publishing.matrix import columns, lines
from windhoek.site import asked_reported, cells, matrices, mission, opened, reviewing
from windhoek.site.views.missions import found as found_mission
from windhoek.tracing.matrix import BY, By, Cell, Matrix

_LONGEST = 300  # characters of the name of a row or a source


@require_safe
def matrix(request: HttpRequest, acronym: str) -> HttpResponse:
    """Render the matrix of a mission by `?by=`; with `row` and `year` that cell opened, with `done` what was decided of it."""
    row = found_mission(acronym)
    if isinstance(row, HttpResponse):
        return HttpResponsePermanentRedirect(f"{row['Location']}matrix")
    by = by_of(request.GET.get("by", ""))
    found = matrices.matrix(row["acronym"], by)
    cell = chosen(found, request.GET.get("row", ""), request.GET.get("year", ""))
    first = request.GET.get("from", "")
    shown = opened.opened(found, cell) if cell else None
    may = bool(shown) and reviewing.may_review(request)
    blocks = asked_reported.blocks(found, int(first) if first.isdecimal() and len(first) == 4 else 0, cell)
    context = {
        "mission": row,
        "name": mission.name(row),
        "mission_url": cells.mission_url(row["acronym"]),
        "by": found.by,
        "kinds": [
            {
                "title": title,
                "url": asked_reported.url(found.mission, by),
                "here": by == found.by,
            }
            for by, title in asked_reported.rows_titles().items()
        ],
        "legend": asked_reported.legend(blocks),
        "blocks": blocks,
        "cell": shown,
        "may_review": may,
        **reviewing.context(request, may),
        "done": asked_reported.verdict(request.GET.get("done", "")),
        "wrong": asked_reported.wrong(request.GET.get("wrong", "")),
        "csv": f"{cells.mission_url(found.mission)}matrix.csv?by={found.by}",
        "json": f"/api/missions/{found.mission}/matrix.json?by={found.by}",
    }  # fmt: skip
    return render(request, "matrix.html", context)


@require_safe
def matrix_csv(request: HttpRequest, acronym: str) -> HttpResponse:
    """The matrix as a table: a line a cell."""
    row = found_mission(acronym)
    if isinstance(row, HttpResponse):
        raise Http404
    found = matrices.matrix(row["acronym"], by_of(request.GET.get("by", "")))
    every = lines(found, (found.cell(each, year) for each in found.rows for year in found.years))
    table = spreadsheet.text((columns(found), *every), "\r\n")
    response = HttpResponse("\ufeff" + table, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.mission}-{found.by}.csv"'
    return response


@require_safe
def resting(request: HttpRequest) -> HttpResponse:
    """Render the cells in which a `paragraph` asks something, or that rest on a piece of `evidence`; of one `mission` or by mission."""
    paragraph = request.GET.get("paragraph", "").replace("\0", "")[:_LONGEST]
    evidence = request.GET.get("evidence", "").replace("\0", "")[:_LONGEST]
    if paragraph:
        symbol, unit = matrices.paragraph(paragraph)
        missions = matrices.missions_asked(symbol, unit)
    else:
        missions = matrices.missions_of(evidence)
    wanted = request.GET.get("mission", "")
    one = missions[0] if len(missions) == 1 else wanted if wanted in missions else ""
    about = {"paragraph": paragraph} if paragraph else {"evidence": evidence}
    found = (
        (matrices.asking(one, *matrices.paragraph(paragraph)) if paragraph else matrices.resting_on(one, evidence))
        if one
        else []
    )  # fmt: skip
    context = {
        "about": paragraph or evidence,
        "source": asked_reported.source_of(paragraph or evidence),
        "is_paragraph": bool(paragraph),
        "mission": one,
        "mission_url": asked_reported.url(one) if one else "",
        "rows": asked_reported.rows_of(one, found),
        "missions": [
            {"name": each, "url": asked_reported.resting_url(**about, mission=each)} for each in missions
        ],
    }
    return render(request, "resting.html", context, status=200 if missions else 404)


def by_of(written: str) -> By:
    """The kind of rows that an address names; functions where it names none that there is."""
    return written if written in BY else "function"


def chosen(found: Matrix, row: str, year: str) -> Cell | None:
    """The cell that an address names, or None. Raises Http404 where the matrix has no such cell."""
    if not row and not year:
        return None
    if row not in found.rows or not year.isdecimal() or int(year[:4]) not in found.years or len(year) != 4:
        raise Http404
    return found.cell(row, int(year))
