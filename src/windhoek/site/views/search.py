"""The search page: words and filters in the address, hits with what was found marked, counts beside each filter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from windhoek.site import addresses, glossary, languages, marking, shelf, shown
from windhoek.site.pagination import around
from windhoek.site.templatetags.words import language as language_name
from windhoek.store import pages
from windhoek.store.index import Hit
from windhoek.store.index import search as find

_PER_PAGE = 20
_LAST_PAGE = 500  # nobody reads further, and a far page costs as much as all before it
_SHOWN = 8
_SAME = 4  # words for the same that are named beside a hit
_LONGEST = 500  # characters of a query
_MOST = 40  # values of one filter
_TITLES = {
    "relevant": gettext_noop("Women, peace and security"),
    "theme": gettext_noop("Theme"),
    "kind": gettext_noop("Kind"),
    "body": gettext_noop("Body"),
    "language": gettext_noop("Language of the text"),
    "year": gettext_noop("Year"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: where choosing it (or, when it is active, dropping it) leads."""

    name: str
    value: str
    title: str
    count: int
    url: str
    active: bool


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Render what `?q=` and the filters find; parameters that mean nothing are passed over."""
    words, filters = asked_of(request)
    asked = request.GET.get("page", "1")
    number = min(max(int(asked), 1), _LAST_PAGE) if asked.isdecimal() and len(asked) < 6 else 1
    store = shelf.store()
    results = find(store, words, filters=filters, limit=_PER_PAGE, offset=(number - 1) * _PER_PAGE)
    count = min(-(-results.total // _PER_PAGE), _LAST_PAGE)
    if number > max(count, 1):
        number = max(count, 1)
        results = find(store, words, filters=filters, limit=_PER_PAGE, offset=(number - 1) * _PER_PAGE)
    facets = [_facet(words, filters, name, results.counts.get(name, {})) for name in _TITLES]
    context = {
        "words": words,
        "total": results.total,
        "milliseconds": (
            _("{number} ms").format(number=f"{results.milliseconds:.0f}")
            if results.milliseconds >= 1
            else _("under 1 ms")
        ),
        "hits": [_hit(hit, filters.get("theme", [])) for hit in results.hits],
        "start": (number - 1) * _PER_PAGE + 1,
        "pages": around(request, number, count),
        "facets": [facet for facet in facets if facet["shown"]],
        "active": [
            {
                "name": facet,
                "value": value,
                "title": _title(facet, value),
                "remove": _address(words, filters, facet, value),
            }
            for facet, values in filters.items()
            for value in values
        ],
        "atom": saved("atom", words, filters),
        "csv": saved("csv", words, filters),
        "meant": _meant(words, results.symbol),
    }
    return render(request, "search.html", context)


def asked_of(request: HttpRequest) -> tuple[str, dict[str, list[str]]]:
    """The words and the filters of a search; parameters that mean nothing are passed over."""
    words = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:_LONGEST]
    return words, {
        facet: values
        for facet in _TITLES
        if (values := list(dict.fromkeys(filter(None, request.GET.getlist(facet))))[:_MOST])
    }


def saved(ending: str, words: str, filters: dict[str, list[str]]) -> str:
    """The address of a search as a file for programs: `atom`, `csv`."""
    query = QueryDict(mutable=True)
    if words:
        query["q"] = words
    for name, values in filters.items():
        query.setlist(name, values)
    return f"/search.{ending}?{query.urlencode()}" if query else f"/search.{ending}"


def _facet(words: str, filters: dict[str, list[str]], name: str, counts: dict[str, int]) -> dict[str, Any]:
    chosen = filters.get(name, [])
    values = [value for value in counts if not (name == "relevant" and value == "no" and value not in chosen)]
    values += [value for value in chosen if value not in counts]
    if name == "year":
        values.sort(reverse=True)
    choices = [
        Choice(
            name,
            value,
            _title(name, value),
            counts.get(value, 0),
            _address(words, filters, name, value),
            value in chosen,
        )
        for value in values
    ]
    first = [each for place, each in enumerate(choices) if place < _SHOWN or each.active]
    return {
        "name": name,
        "title": _(_TITLES[name]),
        "shown": first,
        "more": [each for each in choices if each not in first],
    }


def _title(facet: str, value: str) -> str:
    if facet == "theme":
        return shelf.theme(value).name
    if facet == "language":
        return language_name(value)
    if facet == "relevant":
        return {"yes": _("Speaks of it"), "no": _("Does not speak of it")}.get(value, value)
    words = glossary.term(value)
    return words[:1].upper() + words[1:]


def _address(words: str, filters: dict[str, list[str]], facet: str, value: str) -> str:
    """The address of this search with one value of a filter added, or dropped when it is there."""
    query = QueryDict(mutable=True)
    if words:
        query["q"] = words
    for name in _TITLES:
        values = filters.get(name, [])
        if name == facet:
            values = [each for each in values if each != value] if value in values else [*values, value]
        query.setlist(name, values)
    return languages.local(f"/search?{query.urlencode()}" if query else "/search")


def _hit(hit: Hit, themes: list[str]) -> dict[str, Any]:
    """A hit with the words of the query marked, or without words those that gave it one of the `themes` asked for."""
    unit, document = hit.unit, hit.unit.document
    spans = list(hit.spans)
    if not spans and themes and hasattr(unit, "code"):
        spans = shown.merged((start, end) for code, start, end, _ in unit.code.because if code in themes)
    text, spans = marking.excerpt(unit.text, spans)
    return {
        "name": f"{document.symbol}, {document.part}" if document.part else document.symbol,
        "label": unit.label,
        "url": addresses.unit_url(document.slug, unit.label, document.language),
        "kind": document.kind,
        "date": document.date,
        "language": document.language,
        "heading": unit.heading or "",
        "html": marking.highlight(text, spans),
        "same": list(dict.fromkeys(unit.text[start:end].casefold() for start, end in hit.by_meaning))[:_SAME],
        "themes": [shelf.theme(theme) for theme in unit.code.themes] if hasattr(unit, "code") else [],
    }


def _meant(words: str, symbol: str) -> dict[str, str] | None:
    """The document that the words name, when they are a symbol: with its address when it is in the store."""
    name = symbol or (addresses.printed(words) if "/" in words else None)
    if not name:
        return None
    slug = pages.slug_of(shelf.store(), name)
    return {"name": name, "url": addresses.document_url(slug) if slug else ""}
