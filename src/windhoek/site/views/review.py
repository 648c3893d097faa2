"""Confirm, reject or take back a link between what was asked and what was reported, and see every decision."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.utils import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from windhoek.site import asked_reported, languages, matrices, reviewing, shelf
from windhoek.site.pagination import numbered
from windhoek.site.views import matrix as shown
from windhoek.site.views.missions import found as found_mission
from windhoek.store.reviews import VERDICTS, decide, history
from windhoek.tracing.matrix import Cell, Matrix

_PER_PAGE = 50
_LONGEST = 1000  # characters of a reason


@require_http_methods(["GET", "HEAD", "POST"])
def reviews(request: HttpRequest) -> HttpResponse:
    """Render every decision, the newest first; or keep one, of whoever may."""
    return _decide(request) if request.method == "POST" else _history(request)


def _history(request: HttpRequest) -> HttpResponse:
    every = history(shelf.store())
    newest: dict[tuple[str, str, str, str], int] = {}
    for row in every:
        newest.setdefault((row.mission, row.symbol, row.unit, row.evidence), row.pk)
    page = Paginator(every, _PER_PAGE).get_page(request.GET.get("page"))
    may = bool(every) and reviewing.may_review(request)
    context = {
        "rows": [
            {
                "row": row,
                "paragraph": f"{row.symbol}, {row.unit}",
                "verdict": asked_reported.verdict(row.verdict),
                "holds": row.verdict != "undone"
                and newest[row.mission, row.symbol, row.unit, row.evidence] == row.pk,
                "url": asked_reported.resting_url(paragraph=f"{row.symbol}, {row.unit}", mission=row.mission),
            }
            for row in page.object_list
        ],
        "total": len(every),
        "may_review": may,
        **reviewing.context(request, may),
        "done": asked_reported.verdict(request.GET.get("done", "")),
        "wrong": asked_reported.wrong(request.GET.get("wrong", "")),
        "pages": numbered(request, page),
    }
    return render(request, "reviews.html", context)


def _decide(request: HttpRequest) -> HttpResponse:
    if not reviewing.may_review(request):
        return refused(request)
    given = request.POST
    row = found_mission(given.get("mission", ""))
    verdict = given.get("verdict", "")
    if isinstance(row, HttpResponse) or verdict not in VERDICTS:
        raise Http404
    found = matrices.matrix(row["acronym"], shown.by_of(given.get("by", "")))
    cell = shown.chosen(found, given.get("row", ""), given.get("year", ""))
    links = [_link(each) for each in given.getlist("link")]
    who, why = reviewing.given(request), given.get("why", "").replace("\0", " ").strip()
    wrong = _wrong(found, cell, links, who, why)
    if not wrong:
        try:
            for symbol, unit, evidence in dict.fromkeys(links):
                decide(shelf.store(), found.mission, symbol, unit, evidence, verdict, who, why)
        except DatabaseError:
            wrong = "busy"
    told = {"wrong": wrong} if wrong else {"done": verdict}
    # Where it leads is made here from what was found, never taken from the form.
    response = redirect(
        asked_reported.url(found.mission, found.by, row=cell.row, year=cell.year, **told)
        if cell
        else f"{languages.local('/reviews')}?{urlencode(told)}"
    )
    reviewing.keep(response, who)
    return response


def _link(written: str) -> tuple[str, str, str]:
    """Symbol, unit and evidence of a link as a form names it."""
    name, _bar, evidence = written.partition("|")
    return (*matrices.paragraph(name), evidence)


def _wrong(
    found: Matrix, cell: Cell | None, links: Sequence[tuple[str, str, str]], who: str, why: str
) -> str:
    """What is missing in a decision or names nothing that there is, by its code; "" where nothing is."""
    years = [found.year(year) for year in ([cell.year] if cell else found.years)]
    there = (
        any(
            any((each.symbol, each.unit) == (symbol, unit) for each in year.asked)
            and any(each.id == evidence for each in year.evidence)
            for year in years
        )
        for symbol, unit, evidence in links
    )
    if not links:
        return "none"
    if not all(there):
        return "gone"
    if not who:
        return "nobody"
    return "long" if len(why) > _LONGEST else ""


def refused(request: HttpRequest) -> HttpResponse:
    """Say that whoever asks may not decide, and where to log in."""
    return render(request, "not_allowed.html", reviewing.context(request, False), status=403)
