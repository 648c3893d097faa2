"""The page of a document, and the addresses that lead to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from windhoek.document import LANGUAGES
from windhoek.site import addresses, changed, citing, forms, languages, paging, shelf, shown, spoken
from windhoek.site.pagination import address as page_address
from windhoek.site.pagination import around
from windhoek.site.views import missing
from windhoek.store import pages, queries
from windhoek.store.tables import Document, Unit

_LONG_LIST = 120  # characters of a list of names that are shown at once
_OWN_PARTS = 60
_SIDES = {
    "in_favour": gettext_noop("In favour"),
    "against": gettext_noop("Against"),
    "abstaining": gettext_noop("Abstaining"),
}
_FACTS = {
    "meeting": gettext_noop("meeting"),
    "outcome": gettext_noop("outcome"),
    "draft": gettext_noop("draft"),
    "agenda_item": gettext_noop("agenda item"),
    "sponsors": gettext_noop("sponsors"),
    "votes": gettext_noop("vote"),
    "in_favour": gettext_noop("votes in favour"),
    "against": gettext_noop("votes against"),
    "abstaining": gettext_noop("abstentions"),
}
_NOT_LATIN = ("ar", "ru", "zh")


@require_safe
def document(request: HttpRequest, address: str) -> HttpResponse:
    """Render the document under `address`, redirect to it from another spelling, or say what is near.

    The text is that in the language of the page, or the one there is: English first.
    """
    store = shelf.store()
    found = pages.expressions(store, address)
    if found:
        chosen = _chosen(found)
        page = _page(request, chosen, found)
        took = {"cite_as": page["cite_as"], "bibtex": page["bibtex"], "permalink": page["url"]}
        return render(request, "document.html", {"page": page, "changed": chosen.date, **took})
    split = addresses.split_label(address)
    if split:
        unit = _unit(request, *split)
        if unit is not None:
            return unit
    name = addresses.printed(address)
    meant = pages.slug_of(store, name) if name else None
    if meant and meant != address:
        return HttpResponseRedirect(languages.local(addresses.document_path(meant)))
    if split:  # the paragraph of a document that is not here: the document is what can be looked for
        address, name = split[0], addresses.printed(split[0])
    return missing.document(request, address, name)


@require_safe
def in_english(request: HttpRequest, address: str) -> HttpResponse:
    """English has no language before the address."""
    return HttpResponseRedirect(languages.bare(request.get_full_path()))


def _chosen(found: list[Document]) -> Document:
    return next((each for each in found if each.language == languages.current()), found[0])


def _unit(request: HttpRequest, address: str, label: str) -> HttpResponse | None:
    """Send `/S/RES/1325(2000)/OP6` to the right page and anchor; None when there is no such document."""
    found = pages.expressions(shelf.store(), address)
    if not found and (name := addresses.printed(address)):
        found = pages.expressions(shelf.store(), pages.slug_of(shelf.store(), name) or "")
    if not found:
        return None
    laid = paging.lay_out(_chosen(found), found)
    number = laid.page_of(label)
    if number is None:
        return missing.unit(request, laid.document, laid.units, label)
    where = f"?page={number}" if number > 1 else ""
    page = languages.local(addresses.document_path(laid.document.slug))
    return HttpResponseRedirect(f"{page}{where}#{addresses.fragment(label)}")


def _page(request: HttpRequest, chosen: Document, found: list[Document]) -> dict[str, Any]:
    store = shelf.store()
    name = f"{chosen.symbol}, {chosen.part}" if chosen.part else chosen.symbol
    asked = request.GET.get("beside", "")
    other = next((each for each in found if each.language == asked and each is not chosen), None)
    laid = paging.lay_out(chosen, found, other)
    above = shown.headings(laid.units)
    number = _number(request, laid)
    pairs = [pair for chunk in laid.chunks for pair in chunk] if number is None else laid.chunks[number - 1]
    here = pages.with_citations([unit for unit, _ in pairs if unit])
    wanted = {(each.symbol, each.label) for unit in here for each in unit.citations.all()}
    facts = _adoption(chosen)
    if facts and facts["draft"]:
        wanted.add((facts["draft"], ""))
    targets = pages.targets(store, wanted, chosen.language)
    if facts and (draft := targets.get((facts["draft"], ""))):
        facts["draft_url"] = addresses.document_url(draft.document.slug, draft.document.language)
    citing_it = [each for each in laid.citing if each.symbol != chosen.symbol]
    anchors = _anchors(request, laid, number)
    relevant = [
        {"label": unit.label, "href": anchors[unit.label]} for unit in laid.units if unit.label in laid.codes
    ]
    own_url = languages.local(addresses.document_path(chosen.slug), chosen.language)
    shown_units, rows = [], []
    if other:
        rows = shown.beside(
            name,
            pairs,
            laid.codes,
            shown.words_of(chosen, here, above, targets),
            _words_of(other, laid.others, pairs),
        )
    else:
        shown_units = shown.show(chosen, name, here, above, laid.codes, laid.own_codes, targets, laid.cited)
    return {
        "name": name,
        "url": request.build_absolute_uri(own_url),
        "cite_as": citing.document(chosen.body, name, chosen.date),
        "bibtex": citing.bibtex(chosen, request.build_absolute_uri(own_url)),
        "first": number in (None, 1),
        "last": number in (None, len(laid.chunks)),
        "beside": _beside(request, chosen, found, other, asked),
        "rows": rows,
        "before": [] if chosen.part else changed.links(chosen.symbol),
        "elsewhere_on": _elsewhere(laid, number, anchors),
        "title": queries.title(store, chosen),
        "title_language": _title_language(chosen, found),
        "kind": chosen.kind,
        "body": chosen.body,
        "date": chosen.date,
        "language": chosen.language,
        "tongue": _tongue(chosen.language, languages.current()),
        "own_tongue": _tongue(languages.current(), chosen.language, with_direction=False),
        "english": _tongue(languages.ENGLISH, languages.current()),
        "elsewhere": chosen.language != languages.current(),
        "languages": [
            {
                "code": each.language,
                "url": languages.local(addresses.document_path(each.slug), each.language),
            }
            for each in found
        ],
        "adoption": facts,
        "adopted": [
            {"name": each.symbol, "url": addresses.document_url(each.slug, each.language)}
            for each in (
                pages.adopted_from(store, chosen.symbol) if chosen.kind == "draft resolution" else []
            )
        ],
        "parts": [
            {"label": each.part or _("main text"), "url": addresses.document_url(each.slug, each.language)}
            for each in pages.parts(store, chosen)[:_OWN_PARTS]
        ],
        "source": chosen.file,
        "repairs": chosen.repairs,
        "sample": shelf.is_sample(chosen.file.path),
        "unit_count": len(laid.units),
        "relevant": relevant,
        "relevant_shown": relevant[: paging.SHOWN_RELEVANT],
        "relevant_more": max(len(relevant) - paging.SHOWN_RELEVANT, 0),
        "borrowed": bool(laid.codes) and not laid.own_codes,
        "spoken": spoken.shown(store, chosen, anchors),
        "shows_words": any(unit.because for unit in shown_units),
        "shows_asked": any(unit.asked for unit in shown_units),
        "contents": [
            {"heading": heading, "label": label, "href": anchors[label]} for label, heading in above.items()
        ],
        "units": shown_units,
        "paged": len(laid.chunks) > 1,
        "pages": around(request, number or 1, len(laid.chunks) if number else 1, laid.weight),
        "by_page": page_address(request, 1) if number is None and len(laid.chunks) > 1 else "",
        "cited": [
            {
                "name": each.name,
                "date": each.date,
                "url": shown.link(each).url,
                "labels": [
                    shown.link(each, label) for label in dict.fromkeys(label for label, _ in each.labels)
                ],
            }
            for each in citing_it[: paging.SHOWN_CITING]
        ],
        "cited_count": len(citing_it),
        "cited_more": len(citing_it) > paging.SHOWN_CITING,
        "cited_url": addresses.cited_url(chosen.slug),
        "correct_url": addresses.correct_url(f"{name}, "),
    }


def _tongue(language: str, around: str, with_direction: bool = True) -> SafeString:
    """The attributes of an element in a language; none where what is `around` it is in the same."""
    if language == around:
        return SafeString("")
    said = format_html(' lang="{}"', language)
    return said + format_html(' dir="{}"', languages.direction(language)) if with_direction else said


def _words_of(other: Document, units: list[Unit], pairs: list[paging.Pair]) -> dict[Unit, shown.Words]:
    """The words of the language beside the chosen one."""
    here = pages.with_citations([unit for _, unit in pairs if unit])
    wanted = {(each.symbol, each.label) for unit in here for each in unit.citations.all()}
    targets = pages.targets(shelf.store(), wanted, other.language)
    return shown.words_of(other, here, shown.headings(units), targets, other.language)


def _beside(
    request: HttpRequest, chosen: Document, found: list[Document], other: Document | None, asked: str
) -> dict[str, Any]:
    """The languages that may stand beside the chosen one, and which does; `missing` is one asked for that is not here."""
    kept = "&page=all" if request.GET.get("page") == "all" else ""
    return {
        "language": other.language if other else "",
        "choices": [
            {"code": each.language, "url": f"{request.path}?beside={each.language}{kept}"}
            for each in found
            if each is not chosen
        ],
        "alone": request.path + kept.replace("&", "?"),
        "missing": asked if asked in LANGUAGES and asked not in {each.language for each in found} else "",
    }


def _number(request: HttpRequest, laid: paging.Laid) -> int | None:
    """The page asked for, by number or `?at=` a label, within bounds; None for the whole document."""
    asked = request.GET.get("page", "")
    if asked == "all":
        return None
    if asked.isdecimal() and len(asked) < 6:
        return min(max(int(asked), 1), len(laid.chunks))
    return laid.page_of(request.GET.get("at", "")) or 1


def _anchors(request: HttpRequest, laid: paging.Laid, number: int | None) -> dict[str, str]:
    """The address of each paragraph, as seen from page `number` of the document."""
    out = {}
    for place, chunk in enumerate(laid.chunks, start=1):
        page = "" if number in (None, place) else page_address(request, place)
        for label in map(paging.label_of, chunk):
            out[label] = f"{page}#{addresses.fragment(label)}"
    return out


def _elsewhere(laid: paging.Laid, number: int | None, anchors: Mapping[str, str]) -> list[dict[str, Any]]:
    """The paragraphs of other pages, for a link that names one and no page: reports and records have `?at=` for that."""
    return [
        {"number": place, "links": [{"label": label, "href": anchors[label]} for label in labels]}
        for place, chunk in enumerate(laid.chunks, start=1)
        if number not in (None, place)
        and (labels := [label for label in map(paging.label_of, chunk) if addresses.is_bare(label)])
    ]


def _title_language(chosen: Document, found: list[Document]) -> str:
    """The language of the title: metadata in English may have given it to a text in another language."""
    if any(each.language == "en" and each.title == chosen.title for each in found):
        return "en"
    return "en" if chosen.language in _NOT_LATIN and chosen.title.isascii() else chosen.language


def _adoption(chosen: Document) -> dict[str, Any] | None:
    """The facts of adoption in the words of their sources: the text's own file, and for what it lacks the metadata."""
    said: dict[str, Any] = dict(chosen.adoption or {})
    sources = [_("the file of the text")] if any(said.values()) else []
    for facts in pages.facts(shelf.store(), chosen.symbol) if not chosen.part else ():
        added = [key for key in _FACTS if facts.adoption.get(key) and not said.get(key)]
        if added:
            said |= {key: facts.adoption[key] for key in added}
            file = f"{facts.file.path} (SHA-256 {facts.file.sha256})"
            what = forms.listed(_(_FACTS[key]) for key in added)
            sources.append(_("{what} from {file}").format(what=what, file=file) if sources else file)
    if not sources:
        return None
    voters = [(_(title), said.get(key) or []) for key, title in _SIDES.items()]
    votes = said.get("votes") or {}
    counts = [votes.get(key) for key in _SIDES]
    if any(count is None for count in counts):
        counts = [len(names) for _, names in voters]
    meeting, outcome = said.get("meeting") or "", said.get("outcome") or ""
    number = re.search(r"\d+", meeting)
    return {
        "meeting": "" if number and number[0] in outcome else meeting,
        "outcome": outcome,
        "tally": _("{} in favour, {} against, {} abstaining").format(*counts) if any(counts) else "",
        "voters": [(title, names) for title, names in voters if names],
        "sponsors": said.get("sponsors") or [],
        "many_sponsors": sum(map(len, said.get("sponsors") or [])) > _LONG_LIST,
        "draft": said.get("draft") or "",
        "agenda_item": said.get("agenda_item") or "",
        "source": "; ".join(sources),
    }
