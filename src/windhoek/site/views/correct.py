"""Suggest a correction of a paragraph, a code or a fact, and see what was suggested. Nothing is changed by it."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.db.utils import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from windhoek import register
from windhoek.site import addresses, cells, facts, languages, shelf
from windhoek.site.pagination import numbered
from windhoek.store import queries
from windhoek.store.suggestions import suggest, suggestions

_PER_PAGE = 50
RULE = "rule "  # before the name of a rule of the codebook


class Correction(forms.Form):
    """What a person writes; `website` is a trap: people do not see it, programs that fill in every field do."""

    about = forms.CharField(max_length=300)
    wrong = forms.CharField(max_length=2000)
    better = forms.CharField(max_length=4000, required=False)
    name = forms.CharField(max_length=100, required=False)
    contact = forms.CharField(max_length=200, required=False)
    website = forms.CharField(max_length=200, required=False)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest) -> HttpResponse:
    """Render the form for `?about=`, or put what it says into the queue and go to that."""
    if request.method != "POST":
        about = request.GET.get("about", "").replace("\0", " ").strip()[:300]
        return _form(request, Correction(initial={"about": about}), about)
    form = Correction(request.POST)
    if not form.is_valid():
        return _form(request, form, str(form["about"].value() or "")[:300], status=400)
    given = form.cleaned_data
    if given.pop("website"):
        return redirect(languages.local("/corrections"))
    try:
        number = suggest(shelf.store(), **given).pk
    except DatabaseError:
        form.add_error(None, _("The store cannot be written just now. Please try again later."))
        return _form(request, form, given["about"], status=503)
    return redirect(languages.local(f"/corrections?sent={number}#n{number}"))


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """Render the queue, without the names of those who wrote; `?sent=` thanks for one."""
    page = Paginator(suggestions(shelf.store()), _PER_PAGE).get_page(request.GET.get("page"))
    sent = request.GET.get("sent", "")
    context = {
        "rows": [{"row": row, "url": where(row.about)} for row in page.object_list],
        "total": page.paginator.count,
        "sent": sent if sent.isdecimal() and len(sent) < 10 else "",
        "pages": numbered(request, page),
    }
    return render(request, "corrections.html", context)


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form came without its token, or from elsewhere."""
    return render(request, "refused.html", status=403)


def where(about: str) -> str:
    """The address of what a suggestion speaks of; "" where nothing here has that name."""
    if about.startswith(RULE):
        name = about.removeprefix(RULE)
        return addresses.rule_url(name) if name in shelf.rules() else ""
    table, _slash, key = about.partition("/")
    if table in register.tables():
        row = facts.one(table, key)
        return cells.row_url(table, row) if row else ""
    named = about.partition(": ")[0]
    name, _comma, label = named.rpartition(", ")
    unit = addresses.canonical_label(label) if name else None
    document = queries.find(shelf.store(), name if unit else named)
    return addresses.unit_url(document.slug, unit or "", document.language) if document else ""


def _form(request: HttpRequest, form: Correction, about: str, status: int = 200) -> HttpResponse:
    context = {"form": form, "about": about, "url": where(about) if about else ""}
    return render(request, "correct.html", context, status=status)
