"""All the documents that cite one document, or one paragraph of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from windhoek.site import addresses, citing, naming, shelf, shown
from windhoek.site.pagination import numbered
from windhoek.site.views import missing
from windhoek.store import pages
from windhoek.store.tables import Document
from windhoek.symbols import slug

_PER_PAGE = 100


@require_safe
def cited_by(request: HttpRequest, address: str) -> HttpResponse:
    """Render who cites the document under `address` (in the store or not), or only its paragraph `?label=`."""
    store = shelf.store()
    held = next(iter(pages.expressions(store, address)), None)
    name = (
        (f"{held.symbol}, {held.part}" if held.part else held.symbol) if held else addresses.printed(address)
    )
    if name is None:
        return missing.not_found(request)
    if held is None and slug(name) != address:
        return HttpResponseRedirect(addresses.cited_url(slug(name)))
    symbol, part = (held.symbol, held.part) if held else (name.partition(", ")[0], name.partition(", ")[2])
    label = request.GET.get("label", "").replace("\0", "")
    units = pages.units(store, held) if held and label else []
    if held and label and label not in {unit.label for unit in units}:
        return missing.unit(request, held, units, label)
    if label and addresses.canonical_label(label) is None:
        return missing.not_found(request)
    found = pages.cited_by(store, symbol, part)
    if label:
        within = [unit.label for unit in units] or [label]
        pairs = pages.by_label(found, within).get(label, [])
        listed = [
            (each, [where for other, where in pairs if other == each])
            for each in dict.fromkeys(p for p, _ in pairs)
        ]
    else:
        listed = [
            (each, list(dict.fromkeys(where for where, _ in each.labels)))
            for each in found
            if each.symbol != symbol
        ]
    page = Paginator(listed, _PER_PAGE).get_page(request.GET.get("page"))
    titles = _titles(each for each, _ in page.object_list)
    context = {
        "title": citing.cite(name, label),
        "label": label,
        "count": len(listed),
        "url": addresses.unit_url(held.slug, label, held.language) if held else "",
        "all_url": addresses.cited_url(address),
        "cited": [
            {
                "name": naming.document(each.symbol, each.part, titles.get(each, "")),
                **_title(each, titles.get(each, "")),
                "date": each.date,
                "url": shown.link(each).url,
                "labels": [shown.link(each, where) for where in labels],
            }
            for each, labels in page.object_list
        ],
        "pages": numbered(request, page),
    }
    return render(request, "cited.html", {"page": context})


def _title(citing: pages.Citing, title: str) -> dict[str, str]:
    """What a document that cites is about; nothing where its name is its title."""
    about = "" if citing.part else naming.about(citing.symbol)
    known = about or (title if "/" in citing.symbol else "")
    return {"title": known, "language": "en" if about else citing.language}


def _titles(citing: Iterable[pages.Citing]) -> dict[pages.Citing, str]:
    """The titles of documents that cite, in the language in which each is named."""
    wanted = {(each.slug, each.language): each for each in citing}
    found = Document.objects.using(shelf.store().alias).filter(slug__in={slug for slug, _ in wanted})
    rows = found.values_list("slug", "language", "title")
    return {wanted[slug, language]: title for slug, language, title in rows if (slug, language) in wanted}
