"""Debates: who speaks of which theme, for whom and when."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from windhoek.site import debates as told
from windhoek.site import languages, shelf
from windhoek.store.extracts import everything


@require_safe
def debates(request: HttpRequest) -> HttpResponse:
    """Render meetings, speakers and themes of the store's debates, and the meetings that the register knows."""
    return render(request, "debates.html", told.told())


@require_safe
def chart(request: HttpRequest) -> HttpResponse:
    """Extracts by theme and year as SVG; in light colours for dark paper with `?dark`."""
    found = told.drawn(everything(shelf.store()), "dark" in request.GET, languages.current())
    return HttpResponse(found, content_type="image/svg+xml")
