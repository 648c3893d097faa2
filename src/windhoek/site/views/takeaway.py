"""What a person takes away from a mission's page: the brief as page, PDF and Word, the indicator form as a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from windhoek.publishing import brief as briefs
from windhoek.publishing import brief_docx, brief_html, form
from windhoek.publishing.brief import Brief, Source
from windhoek.register import Row, mandates
from windhoek.site import cells, facts, languages, matrices, shelf
from windhoek.store.reviews import reviews

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FORMS: Mapping[str, tuple[str, Callable[[Brief], bytes]]] = {
    "pdf": ("application/pdf", brief_html.pdf),
    "docx": (_DOCX, brief_docx.docx),
}


@require_safe
def brief(request: HttpRequest, acronym: str) -> HttpResponse:
    """The brief on a mission as of `?on=`, in the language of the page; without it today, or the mission's last day."""
    row = _mission(acronym)
    day = _day(request, row)
    if isinstance(day, HttpResponse):
        return day
    made = _made(row, day)
    held = cells.Texts(source.symbol for source in made.sources)

    def address(source: Source) -> str:
        if source.row:
            return languages.local(f"/register/{quote(source.row.replace(' (', '('), safe=cells.SAFE)}")
        return held.url(source.symbol, source.unit) if source.symbol else source.address

    context = {
        "mission": row,
        "url": cells.mission_url(row["acronym"]),
        "day": day,
        "made": made,
        "brief": mark_safe(brief_html.article(made, address)),
        "style": f"{settings.STATIC_URL}windhoek/brief.css?{_digest()}",
    }
    return render(request, "brief.html", context)


@require_safe
def brief_file(request: HttpRequest, acronym: str, form: str) -> HttpResponse:
    """The same as a file: `pdf` or `docx`."""
    row = _mission(acronym)
    day = _day(request, row)
    if isinstance(day, HttpResponse):
        return day
    kind, write = _FORMS[form]
    try:
        content = write(_made(row, day))
    except brief_html.NoPango as error:
        return _plain(str(error), 501)
    return _file(content, kind, f"brief-{row['acronym']}-{day}-{languages.current()}.{form}")


@require_safe
def indicators(request: HttpRequest, acronym: str) -> HttpResponse:
    """The indicator form of a mission for `?period=`, a year or a month; without it the last year that it was there."""
    row = _mission(acronym)
    period = request.GET.get("period", "")[:7] or str(mandates.spoken_of(row, date.today()).year)
    try:
        written = form.write(row, period)
    except ValueError as error:
        return _plain(str(error), 400)
    return _file(written, _XLSX, f"indicators-{row['acronym']}-{period}.xlsx")


def _made(row: Row, day: date) -> Brief:
    return _kept(row["acronym"], day, languages.current(), matrices.at_hand())


@lru_cache(maxsize=32)
def _kept(acronym: str, day: date, language: str, _at_hand: tuple[str, int, int]) -> Brief:
    """A brief, kept for the same as PDF and in Word: its chart alone takes a tenth of a second."""
    decided = reviews(shelf.store(), acronym)
    given = briefs.gather(_mission(acronym), day, (), shelf.texts(), shelf.reports(), decided)
    return briefs.brief(given, language)


def _mission(acronym: str) -> Row:
    found = facts.one("missions", acronym)
    if found is None:
        raise Http404
    return found


def _day(request: HttpRequest, row: Row) -> date | HttpResponse:
    written = request.GET.get("on", "").strip()[:20]
    try:
        return date.fromisoformat(written) if written else mandates.last_told(row, date.today())
    except ValueError:
        return _plain(f"{written} is not a date. Write it as in 2013-05-31.", 400)


def _plain(words: str, status: int) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name.replace(" ", "-")}"'
    return response


@cache
def _digest() -> str:
    """Tells a browser that the style has changed."""
    style = files("windhoek.publishing").joinpath("static/windhoek/brief.css")
    return sha256(style.read_bytes()).hexdigest()[:10]
