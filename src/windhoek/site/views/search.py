"""The search page: words and filters in the address, hits with what was found marked, counts beside each filter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from windhoek.document import Language
from windhoek.site import addresses, glossary, languages, marking, naming, shelf, shown, straight
from windhoek.site.pagination import around
from windhoek.site.templatetags.words import language as language_name
from windhoek.store import pages, spelling
from windhoek.store.index import Hit, Results
from windhoek.store.index import search as find
from windhoek.symbols import resolution, slug

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
    results = _found(words, filters, number)
    if results.label and not results.total and not filters:
        # The document is here and has no such paragraph: its own page says so, with those that are near.
        return HttpResponseRedirect(addresses.missing_url(slug(results.symbol), results.label))
    count = min(-(-results.total // _PER_PAGE), _LAST_PAGE)
    if number > max(count, 1):
        number = max(count, 1)
        results = _found(words, filters, number)
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
        "meant": _meant(words, results),
        "straight": straight.pages(words, date.today()),
        "corrected": _corrected(words, results),
    }
    return render(request, "search.html", context)


def _found(words: str, filters: dict[str, list[str]], number: int) -> Results:
    return find(
        shelf.store(),
        words,
        filters=filters,
        limit=_PER_PAGE,
        offset=(number - 1) * _PER_PAGE,
        first=languages.current(),
    )


def _corrected(words: str, results: Results) -> dict[str, str] | None:
    """The words as they were perhaps meant, where one of them stands in no text, and the address that searches for those."""
    language = languages.current()
    found = "" if results.symbol else spelling.meant(shelf.store(), words, cast(Language, language))
    return {"words": found, "url": _address(found, {}, "", "")} if found else None


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
        "name": naming.document(document.symbol, document.part, document.title),
        "label": unit.label,
        "url": addresses.unit_url(document.slug, unit.label, document.language),
        "kind": document.kind,
        "about": "" if document.part else naming.about(document.symbol),
        "date": document.date,
        "language": document.language,
        "heading": unit.heading or "",
        "html": marking.highlight(text, spans),
        "same": list(dict.fromkeys(unit.text[start:end].casefold() for start, end in hit.by_meaning))[:_SAME],
        "themes": [shelf.theme(theme) for theme in unit.code.themes] if hasattr(unit, "code") else [],
    }


def _meant(words: str, results: Results) -> dict[str, str] | None:
    """The document or paragraph that the words name, when they are a symbol or a number: with its address when it is in the store."""
    name = results.symbol or (addresses.printed(words) if "/" in words else _numbered(words))
    if not name:
        return None
    held = pages.slug_of(shelf.store(), name)
    return {
        "name": f"{name}, {results.label}" if results.label else name,
        "url": addresses.unit_url(held, results.label) if held else "",
    }


def _numbered(words: str) -> str | None:
    """The resolution that a number alone may mean, if the store has it: `1325`."""
    name = resolution(int(words)) if words.isdecimal() and len(words) < 6 else None
    return name if name and pages.slug_of(shelf.store(), name) else None
