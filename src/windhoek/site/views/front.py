"""The front page: what this is, and what is in the store."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from windhoek.register.missions import in_force
from windhoek.site import addresses, shelf
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
        "themes": [shelf.theme(code, count) for code, count in seen.themes],
        "failed": seen.failed,
        "samples_only": bool(seen.paths) and all(map(shelf.is_sample, seen.paths)),
        "latest": latest,
        "example": next((each for each in latest if "/" in each["name"]), None),
    }
    return render(request, "front.html", {"store": shown, "missions": len(in_force(date.today()))})


def _line(document: Document) -> dict[str, str]:
    foreign = document.title.isascii() and document.language in ("ar", "ru", "zh")
    return {
        "name": document.symbol,
        "title": document.title,
        "language": "en" if foreign else document.language,
        "date": document.date,
        "url": addresses.document_url(slug(document.symbol), document.language),
    }
