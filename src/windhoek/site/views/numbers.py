"""Numbers of all missions together, never alone: beside each stands what is being done, and what it cannot say."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from windhoek.site import numbers as told
from windhoek.site import women


@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """Render women in uniform, indicators and the report monitor."""
    done, figures = told.doing(), women.shown("")
    context = {
        "headline": told.headline(),
        "women": figures | {"groups": told.beside(figures["groups"], done)},
        "doing": done,
        "targets": told.other_targets(),
        "indicators": told.indicators(),
        "reports": told.reports(),
    }
    return render(request, "numbers.html", context)


@require_safe
def chart(request: HttpRequest, category: str) -> HttpResponse:
    """The share of women in one category in all missions as SVG; in light colours for dark paper with `?dark`."""
    if category not in women.GROUPS:
        raise Http404
    response = HttpResponse(women.chart("", category, "dark" in request.GET), content_type="image/svg+xml")
    response["Cache-Control"] = "max-age=3600"
    return response
