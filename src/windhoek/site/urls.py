"""Addresses. A document stands under its symbol (`/S/RES/1325(2000)`), in another language under `/fr/…`."""

from __future__ import annotations

from django.urls import path, re_path

from windhoek.document import LANGUAGES
from windhoek.site.views import (
    about,
    citedby,
    correct,
    document,
    extracts,
    front,
    missions,
    register,
    rules,
    search,
    subjects,
)

urlpatterns = [
    path("", front.front, name="front"),
    path("search", search.search, name="search"),
    path("about", about.about, name="about"),
    re_path(r"^rules/?$", rules.rules, name="rules"),
    path("failed", about.failed, name="failed"),
    path("correct", correct.correct, name="correct"),
    path("corrections", correct.corrections, name="corrections"),
    re_path(r"^extracts/?$", extracts.extracts, name="extracts"),
    re_path(r"^themes/?$", subjects.themes, name="themes"),
    path("themes/<slug:code>", subjects.old_address, {"kind": "theme"}),
    path("themes/<slug:code>/", subjects.theme, name="theme"),
    path("themes/<slug:code>/asked.svg", subjects.chart, {"kind": "theme"}),
    re_path(r"^functions/?$", subjects.functions, name="functions"),
    path("functions/<slug:code>", subjects.old_address, {"kind": "function"}),
    path("functions/<slug:code>/", subjects.one_function, name="function"),
    path("functions/<slug:code>/asked.svg", subjects.chart, {"kind": "function"}),
    re_path(r"^register/?$", register.tables, name="register"),
    path("register/<slug:name>.csv", register.table_csv, name="table-csv"),
    path("register/<slug:name>", register.old_address),
    path("register/<slug:name>/", register.table, name="table"),
    path("register/<slug:name>/<path:key>", register.row, name="row"),
    path("api/register/<slug:name>.json", register.table_json, name="table-json"),
    re_path(r"^missions/?$", missions.missions, name="missions"),
    path("missions/<str:acronym>", missions.old_address),
    path("missions/<str:acronym>/", missions.mission, name="mission"),
    path("missions/<str:acronym>/women/<slug:category>.svg", missions.chart, name="chart"),
    path("api/missions/<str:acronym>.json", missions.mission_json, name="mission-json"),
    path("cited/<path:address>", citedby.cited_by, name="cited"),
    re_path(rf"^(?P<language>{'|'.join(LANGUAGES)})/(?P<address>.+)$", document.document, name="translation"),
    re_path(r"^(?P<address>.+)$", document.document, name="document"),
]
handler404 = "windhoek.site.views.missing.not_found"
