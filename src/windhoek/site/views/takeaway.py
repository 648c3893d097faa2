"""What a person takes away from a mission's page: the indicator form as a spreadsheet."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from windhoek.publishing import form
from windhoek.register import Row
from windhoek.site import facts
from windhoek.site import mission as told

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def indicators(request: HttpRequest, acronym: str) -> HttpResponseBase:
    """The indicator form of a mission for `?period=`, a year or a month; without it the last year that it was there."""
    row = _mission(acronym)
    period = request.GET.get("period", "")[:7] or str(told.day_of(row, date.today()).year)
    try:
        written = form.write(row, period)
    except ValueError as error:
        return HttpResponse(str(error), status=400, content_type="text/plain; charset=utf-8")
    return _file(written, _XLSX, f"indicators-{row['acronym']}-{period}.xlsx")


def _mission(acronym: str) -> Row:
    found = facts.one("missions", acronym)
    if found is None:
        raise Http404
    return found


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name.replace(" ", "-")}"'
    return response
