"""The rules of the codebook: what each gives, how often it fires in the store, and where."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from windhoek.coding.codebook import Rule
from windhoek.document import LANGUAGES
from windhoek.site import addresses, languages, shelf
from windhoek.site.marking import excerpt, highlight
from windhoek.store import codebooks, firings, pages
from windhoek.store.firings import Fired
from windhoek.store.tables import Unit

_EXAMPLES = 3
_WIDTH = 280  # characters of an example


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Render the rules, counted in one language when `?language=` names it."""
    language = request.GET.get("language", "")
    language = language if language in LANGUAGES else ""
    store = shelf.store()
    state = (pages.generation(store), shelf.codebook().files.digest)
    context = {
        **_listed(state, language, languages.current()),
        "language": language,
        "languages": [code for code, _ in shelf.overview().languages],
        "codebook": codebooks.told(store),
    }
    return render(request, "rules.html", context)


@lru_cache(maxsize=48)
def _listed(state: tuple[int, str], language: str, interface: str) -> dict[str, Any]:
    """The list as HTML, and what it comes to: made once for each state of the store, language counted, and of the page."""
    fired = shelf.fired(language, _EXAMPLES)
    units = firings.examples(shelf.store(), [number for each in fired.values() for number in each.examples])
    shown = [_shown(rule, fired.get(rule.name, Fired()), units) for rule in shelf.rules().values()]
    return {
        "list": render_to_string("rules_list.html", {"rules": shown}),
        "count": len(shown),
        "never": sum(not each["units"] for each in shown),
        "once": sum(each["documents"] == 1 for each in shown),
    }


def _shown(rule: Rule, fired: Fired, units: dict[int, Unit]) -> dict[str, Any]:
    return {
        "name": rule.name,
        "anchor": addresses.rule_anchor(rule.name),
        "correct_url": addresses.correct_url(f"rule {rule.name}"),
        "note": rule.note,
        "gives": [shelf.code_name(code) for code in (*rule.themes, *rule.functions)],
        "relevant": rule.relevant,
        "words": rule.words,
        "near": rule.near,
        "unless": rule.unless,
        "units": fired.units,
        "documents": fired.documents,
        "examples": [_example(units[each], rule.name) for each in fired.examples if each in units],
    }


def _example(unit: Unit, rule: str) -> dict[str, Any]:
    text, spans = excerpt(unit.text, _words(unit, rule), _WIDTH)
    document = unit.document
    return {
        "name": f"{document.symbol}, {document.part}" if document.part else document.symbol,
        "label": unit.label,
        "language": document.language,
        "url": addresses.unit_url(document.slug, unit.label, document.language),
        "html": highlight(text, spans),
    }


def _words(unit: Unit, rule: str) -> list[tuple[int, int]]:
    because: Iterable[tuple[str, int, int, str]] = unit.code.because
    return sorted({(start, end) for _, start, end, name in because if name == rule})
