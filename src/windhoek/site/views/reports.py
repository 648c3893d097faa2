"""What reports say of women: `/reports/`, all missions, one by years (`?mission=`), and one report with the words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from windhoek import symbols
from windhoek.site import cells, monitored
from windhoek.tracing.monitor import Report, Share


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Render the shares by mission; of one mission by year, with every report."""
    found = monitored.reports()
    mission = request.GET.get("mission", "").upper()[:20]
    some = [each for each in found if each.mission == mission] if mission else list(found)
    counted = monitored.counted(some)
    groups: dict[str, list[Share]] = {}
    for each in counted:
        groups.setdefault(each.year if mission else each.mission, []).append(each)
    context = {
        "mission": mission,
        "missions": sorted({each.mission for each in found if each.mission}),
        "lines": [_line(name, group, mission) for name, group in groups.items()],
        "whole": _counts(counted),
        "reports": [_one(each) for each in reversed(some)] if mission else [],
        "others": sorted({(each.name, monitored.url(each.name)) for each in found if each.source == "text"}),
    }
    return render(request, "reports.html", context)


@require_safe
def report(request: HttpRequest, name: str) -> HttpResponse:
    """Render what the monitor says of one report, for each mission that it is on."""
    wanted = symbols.slug(name.rstrip("/"))
    found = [each for each in monitored.reports() if symbols.slug(each.name) == wanted]
    if not found:
        raise Http404
    texts = monitored.texts_of(found)
    context = {
        "name": found[0].name,
        "url": monitored.document_url(found[0].name, texts),
        "parts": [monitored.shown(each, texts) for each in found],
    }
    return render(request, "report.html", context)


def _line(name: str, group: Sequence[Share], mission: str) -> dict[str, Any]:
    years = sorted(each.year for each in group)
    return {
        "name": name,
        "url": "" if mission else f"?mission={name}",
        "years": years[0] if years[0] == years[-1] else f"{years[0]}–{years[-1]}",
        **_counts(group),
    }


def _counts(group: Sequence[Share]) -> dict[str, Any]:
    """How many reports, and for each question the yes and of how many the answer is known."""
    return {
        "reports": sum(each.reports for each in group),
        **{
            question: [
                sum(column) for column in zip(*(getattr(each, question) for each in group), strict=True)
            ]
            or [0, 0]
            for question in ("speaks", "section", "figures", "asks")
        },
        "asked": sum(each.asked for each in group),
        "unknown": sum(each.asked - each.asks[1] for each in group),
    }


def _one(each: Report) -> dict[str, Any]:
    return {
        "name": each.name,
        "url": monitored.url(each.name),
        "date": each.date,
        "text": each.source == "text",
        "speaks": (each.speaks.said, len(each.speaks.evidence)),
        "section": each.section.said,
        "figures": each.figures.said,
        "answered": sum(ask.answer.said == "yes" for ask in each.asks),
        "asks": len(each.asks),
        "mission_url": cells.mission_url(each.mission),
    }
