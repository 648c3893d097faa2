"""Addresses. A document stands under its symbol (`/S/RES/1325(2000)`), in another language under `/fr/…`."""

from __future__ import annotations

from django.urls import path, re_path

from windhoek.document import LANGUAGES
from windhoek.site.views import about, citedby, document, extracts, front, rules, search

urlpatterns = [
    path("", front.front, name="front"),
    path("search", search.search, name="search"),
    path("about", about.about, name="about"),
    re_path(r"^rules/?$", rules.rules, name="rules"),
    path("failed", about.failed, name="failed"),
    re_path(r"^extracts/?$", extracts.extracts, name="extracts"),
    path("cited/<path:address>", citedby.cited_by, name="cited"),
    re_path(rf"^(?P<language>{'|'.join(LANGUAGES)})/(?P<address>.+)$", document.document, name="translation"),
    re_path(r"^(?P<address>.+)$", document.document, name="document"),
]
handler404 = "windhoek.site.views.missing.not_found"
