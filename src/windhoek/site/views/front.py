"""The front page: what this is, and what is in the store."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from windhoek import register
from windhoek.register.missions import in_force
from windhoek.site import addresses, languages, naming, shelf, straight, subject, world
from windhoek.store.tables import Document
from windhoek.symbols import slug


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Render the front page."""
    seen = shelf.overview()
    latest = [_line(document) for document in seen.latest]
    shown = {
        "documents": seen.documents,
        "paragraphs": seen.paragraphs,
        "relevant": seen.relevant,
        "first_year": seen.first_year,
        "last_year": seen.last_year,
        "kinds": seen.kinds,
        "languages": seen.languages,
        "failed": seen.failed,
        "latest": latest,
        "example": next((each for each in latest if "/" in each["name"]), None),
    }
    missions = in_force(date.today())
    now = {row["acronym"] for row in missions}
    return render(
        request,
        "front.html",
        {
            "store": shown,
            "missions": len(missions),
            "coasts": world.coasts(),
            "marks": world.marks(missions),
            "listed": world.listed(missions),
            "ended": world.listed(
                [
                    row
                    for row in register.rows("missions")
                    if row["acronym"] not in now and straight.functions_asked(row["acronym"])
                ]
            ),
            "functions": [
                {
                    "code": code,
                    "name": subject.name(code),
                    "url": subject.url("function", code),
                    "count": len(subject.of_council("function", code)),
                }
                for code in subject.codes("function")
            ],
            "themes": _themes(dict(seen.themes)),
            "record": _record(),
        },
    )


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Lead to what is asked of the mission `?mission=` in `?function=`, or to the page of the one that is named."""
    mission, function = request.GET.get("mission", ""), request.GET.get("function", "")
    if function not in subject.codes("function"):
        function = ""
    if mission in {row["acronym"] for row in register.rows("missions")}:
        return redirect(straight.asked_url(mission, function))
    return redirect(subject.url("function", function) if function else languages.local("/missions/"))


def _themes(spoken: dict[str, int]) -> list[dict[str, Any]]:
    """The themes with how many paragraphs of the store speak of each; of the register's commitments where it is empty."""
    counts = {
        code: spoken.get(code, 0) if spoken else years.total() for code, years in subject.whole().items()
    }
    return [
        {"name": subject.name(code), "url": subject.url("theme", code), "count": counts[code]}
        for code in sorted(counts, key=lambda code: -counts[code])
    ]


def _record() -> dict[str, Any]:
    """The record in one picture, with its figures as a table."""
    whole = subject.whole()
    years = sorted({year for counts in whole.values() for year in counts})
    most = max(whole, key=lambda code: whole[code].total())
    return {
        "years": years,
        "first": years[0],
        "last": years[-1],
        "most": subject.name(most),
        "count": len(subject.of_council("theme", "")),
        "rows": [
            {"name": subject.name(code), "url": subject.url("theme", code),
             "counts": [counts.get(year, "") for year in years], "total": counts.total()}
            for code, counts in whole.items()
        ],
    }  # fmt: skip


def _line(document: Document) -> dict[str, str]:
    foreign = document.title.isascii() and document.language in ("ar", "ru", "zh")
    return {
        "name": naming.document(document.symbol, title=document.title),
        "title": document.title,
        "language": "en" if foreign else document.language,
        "date": document.date,
        "url": addresses.document_url(slug(document.symbol), document.language),
    }
