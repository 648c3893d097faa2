"""What became of the paragraphs of the mandate before: a page under the address of the later one, and a table."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from windhoek.document import LANGUAGES
from windhoek.publishing import spreadsheet
from windhoek.site import addresses, cells, changed, languages
from windhoek.site.pagination import around
from windhoek.symbols import slug
from windhoek.tracing.mandates import before

_COLUMNS = (
    "verdict", "before", "before_label", "after", "after_label", "likeness", "language", "themes", "functions",
    "before_text", "after_text",
)  # fmt: skip


@require_safe
def page(request: HttpRequest, address: str) -> HttpResponse:
    """Render the comparison; `?mission=` chooses one where several have their mandate from it, `?only=wps` the paragraphs."""
    found, missions = _found(request, address, languages.current())
    only = request.GET.get("only") == "wps"
    chunks = changed.cut(found, changed.ordered(found, only))
    asked = request.GET.get("page", "")
    number = min(max(int(asked), 1), len(chunks)) if asked.isdecimal() and len(asked) < 6 else 1
    places = chunks[number - 1]
    path = changed.url(found.after, found.mission)
    context = {
        "held": found,
        "counts": found.counts(),
        "coded_counts": found.counts(only_coded=True),
        "before_count": sum(pair.before is not None for pair in found.pairs),
        "coded": [changed.shown(found, at) for at in places if at in found.coded],
        "others": [changed.shown(found, at) for at in places if at not in found.coded],
        "only": only,
        "mission_url": cells.mission_url(found.mission),
        "missions": [{"name": each, "url": changed.url(found.after, each)} for each in missions],
        "after_url": addresses.document_url(slug(found.after), found.language),
        "before_url": addresses.document_url(slug(found.before), found.language) if found.before else "",
        "all_url": path,
        "only_url": f"{path}{'&' if '?' in path else '?'}only=wps",
        "csv_url": f"{addresses.document_path(slug(found.after))}/before.csv?mission={found.mission}"
        + (f"&language={found.language}" if found.language != languages.ENGLISH else ""),
        "pages": around(request, number, len(chunks)),
    }
    return render(request, "changed.html", context)


@require_safe
def table(request: HttpRequest, address: str) -> HttpResponse:
    """The same as CSV, a line for each paragraph of either text, in `?language=`."""
    found, _ = _found(request, address, request.GET.get("language", languages.ENGLISH))
    lines = []
    for at, pair in enumerate(found.pairs):
        code = found.coded.get(at)
        was, now = pair.before, pair.after
        line = (
            pair.verdict, found.before, was.label if was else "", found.after, now.label if now else "",
            f"{pair.likeness:.2f}", found.language, " | ".join(code.themes) if code else "",
            " | ".join(code.functions) if code else "", was.text if was else "", now.text if now else "",
        )  # fmt: skip
        lines.append(line)
    written = spreadsheet.text((_COLUMNS, *lines), "\n")
    response = HttpResponse(written, content_type="text/csv; charset=utf-8")
    name = f"{slug(found.after)}-before-{found.mission}.csv".replace("/", "-")
    response["Content-Disposition"] = str(content_disposition_header(True, name))
    return response


def _found(request: HttpRequest, address: str, language: str) -> tuple[changed.Held, list[str]]:
    """The comparison under an address, and the missions that have their mandate from that resolution."""
    if language not in LANGUAGES:
        raise Http404
    name = addresses.printed(address)
    chains = dict(before(name)) if name else {}
    if not name or not chains:
        raise Http404
    mission = request.GET.get("mission", "")
    if mission not in chains:
        mission = next((each for each, earlier in chains.items() if earlier), next(iter(chains)))
    return changed.held(name, mission, chains[mission], language), list(chains)
