"""Who was asked the same before: `/precedents`, for a paragraph, words, or a theme, a function and an addressee."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from windhoek import register
from windhoek.coding.addressee_tables import MISSION
from windhoek.publishing import spreadsheet
from windhoek.site import cells, languages, shelf
from windhoek.site.cells import Texts
from windhoek.store.precedents import NoExample, find, sought
from windhoek.tracing.precedents import (
    ANY_MISSION,
    Held,
    Place,
    Precedent,
    Precedents,
    Sought,
    excerpt,
    names,
    spread,
)

_LONGEST = 600  # characters of an example
_SHOWN, _ALL = 6, 80  # paragraphs of a strength
_WORDS = 320
#: Somebody who has not asked yet is shown how: a paragraph of the agenda, and two ways to ask.
_EXAMPLES = (
    "q=S/RES/2467+(2019),+OP16",
    "function=gender-expertise&to=mission",
    "theme=participation&to=host-state",
)


@require_safe
def precedents(request: HttpRequest) -> HttpResponse:
    """Render the form, and where something is asked the paragraphs from the strongest wording to the weakest."""
    asked = _asked(request)
    context: dict[str, Any] = {
        "asked": asked,
        "choices": [_choice(name, asked[name]) for name in ("theme", "function", "to")],
        "examples": [(f"?{each}", _in_words(each)) for each in _EXAMPLES],
    }
    if any(asked.values()):
        context |= _answer(asked, "all" in request.GET)
        context |= {"whole": f"?{request.GET.urlencode()}&all", "asked_whole": "all" in request.GET}
        context |= {
            "table": f"/precedents.csv?{urlencode({name: value for name, value in asked.items() if value})}"
        }
    return render(request, "precedents.html", context)


@require_safe
def precedents_csv(request: HttpRequest) -> HttpResponse:
    """Every paragraph of the same answer for a spreadsheet, the strongest wording first, with its words whole."""
    asked = _asked(request)
    try:
        found, texts = find(shelf.store(), _sought(asked), date.today())
    except NoExample as wrong:
        raise Http404 from wrong
    response = HttpResponse(
        spreadsheet.text(spread(found, texts), "\r\n"), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="windhoek-precedents.csv"'
    return response


def _asked(request: HttpRequest) -> dict[str, str]:
    return {
        name: request.GET.get(name, "").replace("\0", " ").strip()[:_LONGEST]
        for name in ("q", "theme", "function", "to")
    }


def _in_words(query: str) -> str:
    values = [part.partition("=")[2] for part in query.split("&")]
    return " · ".join(each.replace("+", " ") if "/" in each else _name(each) for each in values)


def _choice(name: str, chosen: str) -> dict[str, Any]:
    title, values = {
        "theme": (_("Theme"), names("themes")),
        "function": (_("Function"), names("functions")),
        "to": (_("Asked of"), (ANY_MISSION, *names("addressees"))),
    }[name]
    named = sorted(((each, _name(each)) for each in values), key=lambda pair: pair[1].casefold())
    if name == "to":
        named += [(row["acronym"], row["acronym"]) for row in register.rows("missions")]
    return {"name": name, "title": title, "values": [(code, words, code == chosen) for code, words in named]}


def _name(code: str) -> str:
    if code == ANY_MISSION:
        return _("any mission")
    return shelf.addressee(code) if code in names("addressees") else shelf.code_name(code)


def _answer(asked: Mapping[str, str], whole: bool) -> dict[str, Any]:
    try:
        looked_for = _sought(asked)
    except NoExample:
        return {"wrong": asked["q"]}
    found, texts = find(shelf.store(), looked_for, date.today())
    held = Texts(", ".join(filter(None, (each.symbol, each.part))) for each in found.found)
    return {
        "found": found,
        "like": ", ".join(filter(None, looked_for.place)) if looked_for.place else "",
        "example": excerpt(looked_for.words, "", _WORDS),
        "sought": [
            *(_("asked of %(whom)s") % {"whom": _whom(each)} for each in looked_for.addressees),
            *map(shelf.code_name, (*looked_for.functions, *looked_for.themes)),
        ],
        "documents": len({each.symbol for each in found.found}),
        "first": _shown(found.first, texts, held),
        "latest": _shown(found.latest, texts, held),
        "strengths": [_group(strength, list(group), texts, held, whole) for strength, group in groupby(found.found, key=lambda each: each.strength)],
        "have": [_held(each) for each in found.have],
        "never": [_held(each) for each in found.never],
        "unknown": _unknown(found),
    }  # fmt: skip


def _sought(asked: Mapping[str, str]) -> Sought:
    whom = asked["to"]
    if whom in {row["acronym"] for row in register.rows("missions")}:
        whom = MISSION + whom
    codes = (asked["theme"], asked["function"], whom)
    return sought(shelf.store(), asked["q"], *((code,) if code else () for code in codes))


def _whom(addressee: str) -> str:
    return _("any mission") if addressee == ANY_MISSION else shelf.addressee(addressee)


def _group(
    strength: str, found: list[Precedent], texts: Mapping[Place, str], held: Texts, whole: bool
) -> dict[str, Any]:
    most = _ALL if whole else _SHOWN
    title = {
        "binding": _("Binding"),
        "request": _("Requests"),
        "encouragement": _("Encouragement"),
        "statement": _("Statements"),
    }[strength]
    return {
        "code": strength,
        "title": title,
        "count": len(found),
        "more": max(len(found) - most, 0),
        "paragraphs": [_shown(each, texts, held) for each in found[:most]],
    }


def _shown(each: Precedent | None, texts: Mapping[Place, str], held: Texts) -> dict[str, Any] | None:
    if each is None:
        return None
    symbol = ", ".join(filter(None, (each.symbol, each.part)))
    return {
        "symbol": symbol,
        "unit": each.unit,
        "url": held.url(symbol, each.unit),
        "here": held.here(symbol),
        "date": each.date,
        "verb": each.verb,
        "missions": cells.missions_named(each.missions),
        "words": excerpt(texts.get(each.place, ""), each.verb, _WORDS),
        "shared": ", ".join(each.shared[:8]),
        "row": languages.local(f"/register/{each.row.replace(' (', '(')}"),
    }


def _held(each: Held) -> dict[str, Any]:
    return {"url": cells.mission_url(each.mission), "year": each.latest[:4], "name": each.mission} | {
        "count": each.paragraphs,
        "today": each.today,
    }


def _unknown(found: Precedents) -> dict[str, Any]:
    today = [_held(each) for each in found.unknown if each.today]
    return {"today": today, "rest": len(found.unknown) - len(today)}
