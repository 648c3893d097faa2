"""What was said in meetings and speeches, by theme, speaker, State, meeting and year."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from windhoek.site import addresses, languages, naming, shelf, spoken
from windhoek.site.pagination import around
from windhoek.store import extracts as stored

_PER_PAGE = 20
_LONGEST = 120  # characters of a filter
TITLES = {
    "theme": gettext_noop("Theme"),
    "function": gettext_noop("Function"),
    "kind": gettext_noop("Speaker"),
    "country": gettext_noop("State"),
    "meeting": gettext_noop("Meeting"),
    "year": gettext_noop("Year"),
}


@require_safe
def extracts(request: HttpRequest) -> HttpResponse:
    """Render the extracts that the filters of the address choose; a filter that means nothing finds nothing."""
    store = shelf.store()
    asked = {name: request.GET.get(name, "").replace("\0", " ").strip()[:_LONGEST] for name in TITLES}
    page = request.GET.get("page", "")
    found = stored.find(
        store, **asked, page=int(page) if page.isdecimal() and len(page) < 6 else 1, size=_PER_PAGE
    )
    counts = stored.counts(store)
    titles = {
        each.symbol: naming.document(each.symbol, title=each.title) for each in stored.everything(store)
    }
    context = {
        "total": found.total,
        "start": (found.number - 1) * _PER_PAGE + 1,
        "filters": [
            choices(name, counts[name], asked[name], titles if name == "meeting" else {}) for name in TITLES
        ],
        "active": any(asked.values()),
        "extracts": [shown(each) for each in found.extracts],
        "only": only(found),
        "pages": around(request, found.number, found.pages),
    }
    return render(request, "extracts.html", context)


def only(found: stored.Page) -> str:
    """The language that all extracts of a page are in, where they share one."""
    held = {each.language for each in found.extracts}
    return held.pop() if len(held) == 1 else ""


def choices(
    name: str, counts: dict[str, int], chosen: str, titles: Mapping[str, str] = MappingProxyType({})
) -> dict[str, Any]:
    """A filter with its values and counts; a chosen value that the store does not have is shown with none.

    `titles` has those of the meetings.
    """
    values = sorted(counts, reverse=True) if name == "year" else sorted(counts, key=lambda v: _title(name, v))
    return {
        "name": name,
        "title": _(TITLES[name]),
        "values": [
            {
                "value": each,
                "title": titles.get(each) or _title(name, each),
                # A file without a symbol has its English title.
                "language": languages.ENGLISH if each in titles and "/" not in each else "",
                "count": counts.get(each, 0),
                "chosen": each == chosen,
            }
            for each in ([] if not chosen or chosen in counts else [chosen]) + values
        ],
    }


def _title(name: str, value: str) -> str:
    if name in ("theme", "function"):
        return shelf.code_name(value)
    if name == "country":
        return naming.state(value)[0]
    words = (spoken.called(value) or value) if name == "kind" else value
    return words[:1].upper() + words[1:]


def shown(found: stored.Found) -> dict[str, Any]:
    """An extract with its title, its speaker, and where it stands."""
    extract = found.extract
    last = extract.units[-1]
    met = naming.meeting(found.symbol, found.title, found.date)
    return {
        "title": extract.title,
        "text": extract.text,
        "language": found.language,
        "name": naming.document(found.symbol, found.part, found.title),
        "meeting": met if met.symbol else None,
        "label": extract.units[0] + (f"–{last}" if len(extract.units) > 1 else ""),
        "url": addresses.unit_url(found.slug, extract.units[0], found.language),
        "date": met.date,
        "speaker": spoken.speaker(found.speaker),
        "themes": [shelf.theme(theme) for theme in extract.themes],
    }
