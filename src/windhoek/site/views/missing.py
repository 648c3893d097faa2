"""What is not there: said plainly, with what is near."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import urlencode

from windhoek import register
from windhoek.site import addresses, cells, glossary, shelf
from windhoek.store import pages
from windhoek.store.tables import Document, Unit
from windhoek.symbols import resolution_year, slug

_RESOLUTION = re.compile(r"S/RES/(\d+)(?: \(\d{4}\))?$")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """An address that means nothing here."""
    return render(request, "missing.html", {"address": request.path}, status=404)


def not_answered(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request with too much in it, or for another site: its page asks nothing of it, not even under which name it came."""
    return HttpResponseBadRequest(render_to_string("400.html"))


def document(request: HttpRequest, address: str, name: str | None) -> HttpResponse:
    """A document that is not in the store; `name` as the UN prints it, None when the address is no symbol."""
    if name is None:
        return not_found(request)
    store = shelf.store()
    symbol = name.partition(", ")[0]
    resolution = _RESOLUTION.match(symbol)
    number = int(resolution[1]) if resolution else 0
    context = {
        "name": name,
        "number": number,
        "year": resolution_year(number) if number else None,
        "official": cells.official_url(symbol),
        "known": _known(symbol),
        "citing": len(pages.cited_by(store, symbol)),
        "citing_url": addresses.cited_url(slug(symbol)),
        "near": [
            {"name": each.symbol, "url": addresses.document_url(each.slug, each.language)}
            for each in pages.neighbours(store, symbol)
        ],
    }
    return render(request, "missing.html", context, status=404)


def _known(symbol: str) -> list[dict[str, object]]:
    """The tables of the register with rows on a document, with their number and address."""
    return [
        {
            "title": glossary.term(register.schema(name).title),
            "count": count,
            "url": f"{cells.table_url(name)}?{urlencode({'symbol': symbol})}",
        }
        for name in register.tables()
        if "symbol" in register.schema(name).columns
        and (count := sum(row["symbol"] == symbol for row in register.rows(name)))
    ]


def unit(request: HttpRequest, document: Document, units: list[Unit], label: str) -> HttpResponse:
    """A label that the document does not have."""
    near = addresses.near(label, [each.label for each in units])
    texts = {each.label: each.text for each in units}
    context = {
        "document": {
            "name": f"{document.symbol}, {document.part}" if document.part else document.symbol,
            "url": addresses.document_url(document.slug, document.language),
            "language": document.language,
        },
        "label": label,
        "near": [
            {
                "label": each,
                "text": texts[each],
                "url": addresses.unit_url(document.slug, each, document.language),
            }
            for each in near
        ],
    }
    return render(request, "missing.html", context, status=404)
