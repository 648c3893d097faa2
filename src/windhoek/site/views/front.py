"""The front page: what this is, and what is in the store."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from windhoek.site import addresses, shelf
from windhoek.symbols import slug


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Render the front page."""
    seen = shelf.overview()
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
        "samples_only": bool(seen.paths) and all("samples" in path.split("/") for path in seen.paths),
        "latest": [
            {
                "name": document.symbol,
                "title": document.title,
                "language": "en"
                if document.title.isascii() and document.language in ("ar", "ru", "zh")
                else document.language,
                "date": document.date,
                "url": addresses.document_url(slug(document.symbol), document.language),
            }
            for document in seen.latest
        ],
    }
    return render(request, "front.html", {"store": shown})
