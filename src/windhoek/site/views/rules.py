"""The rules of the codebook: what each gives, how often it fires in the store, and where."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from windhoek.coding.codebook import BUT_NOT, Rule
from windhoek.document import LANGUAGES
from windhoek.site import addresses, languages, shelf
from windhoek.site.marking import excerpt, highlight
from windhoek.store import codebooks, firings, pages
from windhoek.store.firings import Fired
from windhoek.store.tables import Unit

_EXAMPLES = 8
_RELEVANT = "relevant"  # what a rule gives that gives neither theme nor function
_WIDTH = 280  # characters of an example


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Render the rules by what they give, counted in one language when `?language=` names it."""
    language = _language(request)
    store = shelf.store()
    state = (pages.generation(store), shelf.codebook().files.digest)
    context = {
        **_listed(state, language, languages.current()),
        "language": language,
        "languages": [code for code, _ in shelf.overview().languages],
        "codebook": codebooks.told(store),
    }
    return render(request, "rules.html", context)


@require_safe
def rule(request: HttpRequest, name: str) -> HttpResponse:
    """Render one rule, by the name that its address gives it: what it gives, its words, and where it is used."""
    found = next((each for each in shelf.rules().values() if addresses.rule_slug(each.name) == name), None)
    if found is None:
        raise Http404
    language = _language(request)
    fired = shelf.fired(language, _EXAMPLES).get(found.name, Fired())
    units = firings.examples(shelf.store(), fired.examples)
    context = {
        "rule": found,
        "concepts": _concepts(found.words),
        "near": _concepts(found.near),
        "unless": _concepts(found.unless),
        "gives": [shelf.code_name(code) for code in (*found.themes, *found.functions)],
        "fired": fired,
        "examples": [_example(units[each], found.name) for each in fired.examples if each in units],
        "language": language,
        "correct_url": addresses.correct_url(f"rule {found.name}"),
    }
    return render(request, "rule.html", context)


def _concepts(names: Iterable[str]) -> list[str]:
    """The concepts that a rule names, one with words left out as `talk (not peace-talk)`: in English, as the codebook is."""
    taken = (name.partition(BUT_NOT) for name in names)
    return [f"{name} (not {other})" if other else name for name, _, other in taken]


def _language(request: HttpRequest) -> str:
    language = request.GET.get("language", "")
    return language if language in LANGUAGES else ""


@lru_cache(maxsize=48)
def _listed(state: tuple[int, str], language: str, interface: str) -> dict[str, Any]:
    """The list as HTML, and what it comes to: made once for each state of the store, language counted, and of the page."""
    fired = shelf.fired(language, _EXAMPLES)
    shown = [(each, fired.get(each.name, Fired())) for each in shelf.rules().values()]
    book = shelf.codebook()
    codes = [label.code for label in (*book.themes, *book.functions)]
    groups: dict[str, list[dict[str, Any]]] = {code: [] for code in (_RELEVANT, *codes)}
    for each, did in shown:
        first = (*each.themes, *each.functions, _RELEVANT)[0]
        groups.setdefault(first, []).append({"rule": each, "fired": did} | _addressed(each, language))
    named = [
        {"code": code, "name": shelf.code_name(code), "rules": rules}
        for code, rules in groups.items()
        if rules
    ]
    return {
        "groups": named,
        "list": render_to_string("rules_list.html", {"groups": named}),
        "count": len(shown),
        "never": sum(not did.units for _, did in shown),
        "once": sum(did.documents == 1 for _, did in shown),
    }


def _addressed(rule: Rule, language: str) -> dict[str, str]:
    query = f"?language={language}" if language else ""
    return {"anchor": addresses.rule_anchor(rule.name), "url": addresses.rule_url(rule.name) + query}


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
