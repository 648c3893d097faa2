"""A page for each theme and each function: what it is, what is asked, how often, of whom, what came of it, where to go on."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from windhoek.register import Row
from windhoek.site import coded_words, facts, function, languages, shelf, subject
from windhoek.site.facts import Asked
from windhoek.site.pagination import around
from windhoek.site.subject import Kind
from windhoek.site.views.extracts import choices, only, shown
from windhoek.store import extracts as stored

_PER_PAGE = 6
_LONGEST = 120  # characters of a filter
_FILTERS = ("country", "kind", "year")


@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    """Render the themes, each with how much is asked and said on it."""
    return _index(request, "theme")


@require_safe
def functions(request: HttpRequest) -> HttpResponse:
    """Render the functions, each with how much is asked on it."""
    return _index(request, "function")


def _index(request: HttpRequest, kind: Kind) -> HttpResponse:
    return render(
        request,
        "subjects.html",
        {"kind": kind, "subjects": [_summary(kind, code) for code in subject.codes(kind)]},
    )


def _summary(kind: Kind, code: str) -> dict[str, Any]:
    rows = subject.of_council(kind, code)
    return {
        "name": subject.name(code),
        "url": subject.url(kind, code),
        "definition": subject.definition(kind, code)["belongs"],
        "count": len(rows),
        "agenda": len(facts.find("agenda", Asked(values=((subject.COLUMNS[kind], code),)))),
        "missions": len(subject.missions(kind, code, date.today(), languages.current())["now"]),
    }


@require_safe
def theme(request: HttpRequest, code: str) -> HttpResponse:
    """Render what is known of one theme, with the extracts that the filters of the address choose."""
    context = _context("theme", code) | {
        "said": _said(request, "theme", code),
        "practices": subject.told("practices", coded_words.practices(code)),
    }
    return render(request, "theme.html", context)


@require_safe
def one_function(request: HttpRequest, code: str) -> HttpResponse:
    """Render what is known of one function."""
    evidence = function.evidence(code, languages.current())
    context = _context("function", code) | {
        "said": _said(request, "function", code),
        "practices": subject.told("practices", _rows("practices", code)),
        "training": subject.told("training", function.related(code, "training"), most=8),
        "structures": function.structures(code),
        "evidence": evidence,
        "paragraphs": function.examples(evidence) if evidence else [],
        "guidance": subject.told("directives", _rows("directives", code), most=10),
    }
    return render(request, "function.html", context)


def _said(request: HttpRequest, kind: Kind, code: str) -> dict[str, Any]:
    """A page of the extracts on it that the filters of the address choose."""
    store = shelf.store()
    asked = {name: request.GET.get(name, "").replace("\0", " ").strip()[:_LONGEST] for name in _FILTERS}
    page = request.GET.get("page", "")
    number = int(page) if page.isdecimal() and len(page) < 6 else 1
    chosen = {kind: code}
    found = stored.find(store, **chosen, **asked, page=number, size=_PER_PAGE)
    counts = stored.counts(store, **chosen)
    return {
        "total": found.total,
        "all": sum(counts["year"].values()),
        "filters": [choices(name, counts[name], asked[name]) for name in _FILTERS],
        "active": any(asked.values()),
        "extracts": [shown(each) for each in found.extracts],
        "only": only(found),
        "start": (found.number - 1) * _PER_PAGE + 1,
        "pages": around(request, found.number, found.pages),
    }


def _rows(table: str, code: str) -> list[Row]:
    return list(facts.find(table, Asked(values=(("functions", code),))))


def _context(kind: Kind, code: str) -> dict[str, Any]:
    if code not in subject.codes(kind):
        raise Http404
    missions = subject.missions(kind, code, date.today(), languages.current())
    name = subject.name(code)
    record = subject.record(kind, code)
    return {
        "kind": kind,
        "code": code,
        "name": name,
        "url": subject.url(kind, code),
        "definition": subject.definition(kind, code),
        "asked": subject.agenda(kind, code),
        "record": record,
        "alt": _("Bars: commitments on this by year and strength, from %(first)s to %(last)s. Most in %(most)s. The table has every figure.")
        % record,
        "missions": subject.links(code, missions),
        "before": missions["before"],
        "places": subject.places(kind, code),
        "index": languages.local(f"/{subject.COLUMNS[kind]}/"),
        "search": languages.local(f"/search?theme={code}") if kind == "theme" else "",
    }  # fmt: skip


@require_safe
def chart(request: HttpRequest, kind: Kind, code: str) -> HttpResponse:
    """The bars of a theme or function as SVG; in light colours for dark paper with `?dark`."""
    if code not in subject.codes(kind):
        raise Http404
    drawn = subject.chart(kind, code, "dark" in request.GET, languages.current())
    response = HttpResponse(drawn, content_type="image/svg+xml")
    response["Cache-Control"] = "max-age=3600"
    return response


@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """The whole record by theme and year as SVG; in light colours for dark paper with `?dark`."""
    drawn = subject.picture("dark" in request.GET, languages.current())
    response = HttpResponse(drawn, content_type="image/svg+xml")
    response["Cache-Control"] = "max-age=3600"
    return response


def old_address(request: HttpRequest, kind: Kind, code: str) -> HttpResponse:
    """A theme or function without the slash at its end."""
    if code not in subject.codes(kind):
        raise Http404
    return redirect(subject.url(kind, code), permanent=True)
