"""A search as others take it: a feed of the newest paragraphs that it finds, and a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.views.decorators.http import require_safe

from windhoek.publishing import spreadsheet
from windhoek.site import addresses, marking, shelf
from windhoek.site.views.search import asked_of, saved
from windhoek.store.index import Hit, search

_ENTRIES = 50
_ROWS = 5000  # of a table, the newest; filters take the rest in parts
_AT_ONCE = 500
_SHOWN = 600  # characters of a paragraph in a feed
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_COLUMNS = (
    "symbol", "part", "label", "date", "language", "kind", "body", "themes", "text", "link",
)  # fmt: skip


@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    """The newest paragraphs that a search finds, as an Atom feed; identifiers are the same wherever the site stands."""
    words, filters = asked_of(request)
    chosen = [words, *(value for values in filters.values() for value in values)]
    feed = Atom1Feed(
        title=f"Windhoek: {', '.join(filter(None, map(_plain, chosen))) or 'all paragraphs'}",
        link=request.build_absolute_uri(saved("atom", words, filters).replace(".atom", "")),
        description="The newest paragraphs that this search finds",
        feed_url=request.build_absolute_uri(),
        feed_guid=f"tag:windhoek,2026:{_plain(saved('atom', words, filters))}",
    )
    found = search(shelf.store(), words, filters=filters, limit=_ENTRIES, counts=False, newest=True)
    for hit in found.hits:
        document = hit.unit.document
        when = _moment(document.date)
        text, _ = marking.excerpt(hit.unit.text, hit.spans, _SHOWN)
        feed.add_item(
            title=_plain(f"{_name(hit)}, {hit.unit.label}"),
            link=_link(request, hit),
            description=escape(_plain(text)),  # a summary is HTML
            unique_id=f"tag:windhoek,2026:{document.slug}/{document.language}/{hit.unit.label}",
            pubdate=when,
            updateddate=when,
            categories=_themes(hit),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@require_safe
def table(request: HttpRequest) -> StreamingHttpResponse:
    """The paragraphs that a search finds as CSV, the newest first, each with its words whole and a link."""
    response = StreamingHttpResponse(
        _lines(request, *asked_of(request)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="windhoek-search.csv"'
    return response


def _lines(request: HttpRequest, words: str, filters: dict[str, list[str]]) -> Iterator[str]:
    yield _row(_COLUMNS)
    for offset in range(0, _ROWS, _AT_ONCE):
        found = search(
            shelf.store(), words, filters=filters, limit=_AT_ONCE, offset=offset, counts=False, newest=True
        )
        for hit in found.hits:
            document = hit.unit.document
            yield _row(
                (
                    document.symbol, document.part, hit.unit.label, document.date, document.language,
                    document.kind, document.body, " | ".join(_themes(hit)),
                    hit.unit.text, _link(request, hit),
                )
            )  # fmt: skip
        if len(found.hits) < _AT_ONCE:
            return


def _row(cells: tuple[str, ...]) -> str:
    return spreadsheet.text([cells], "\r\n")


def _name(hit: Hit) -> str:
    document = hit.unit.document
    return f"{document.symbol}, {document.part}" if document.part else document.symbol


def _link(request: HttpRequest, hit: Hit) -> str:
    document = hit.unit.document
    return request.build_absolute_uri(addresses.unit_url(document.slug, hit.unit.label, document.language))


def _themes(hit: Hit) -> list[str]:
    return list(hit.unit.code.themes) if hasattr(hit.unit, "code") else []


def _moment(date: str) -> datetime:
    """Noon of the day, so that it is that day wherever it is read; of the first of a month or year of which no day is known."""
    year, month, day = (*map(int, date.split("-")), 1, 1)[:3] if date else (1970, 1, 1)
    return datetime(year, month, day, 12, tzinfo=UTC)


def _plain(text: str) -> str:
    return _NO_XML.sub(" ", text)
