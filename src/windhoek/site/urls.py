"""Addresses. A document stands under its symbol (`/S/RES/1325(2000)`); `/fr/` before an address is its language.

What is for programs (tables as files, JSON) has no language and stands outside.
"""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import path, re_path
from django.views.generic import RedirectView

from windhoek.document import LANGUAGES
from windhoek.site.api import served
from windhoek.site.views import (
    about,
    accounts,
    citedby,
    compare,
    correct,
    debates,
    document,
    extracts,
    feeds,
    front,
    matrix,
    method,
    missions,
    numbers,
    precedents,
    register,
    reports,
    review,
    rules,
    search,
    subjects,
    takeaway,
)

urlpatterns = [
    path("search.atom", feeds.atom, name="search-atom"),
    path("search.csv", feeds.table, name="search-csv"),
    path("precedents.csv", precedents.precedents_csv),
    path("register/<slug:name>.csv", register.table_csv, name="table-csv"),
    path("method/windhoek-register.zip", method.download, name="package"),
    path("api/register/<slug:name>.json", register.table_json, name="table-json"),
    path("api/missions/<str:acronym>.json", missions.mission_json, name="mission-json"),
    *i18n_patterns(
        path("api/", served.page, name="api"), path("api", served.page), prefix_default_language=False
    ),
    path("api/", served.api.urls),
    *(path(code, RedirectView.as_view(url=f"/{code}/")) for code in LANGUAGES),
    re_path(r"^en/(?P<address>.*)$", document.in_english),
    *i18n_patterns(
        path("", front.front, name="front"),
        path("asked", front.asked, name="asked"),
        path("search", search.search, name="search"),
        path("about", about.about, name="about"),
        path("method", method.method, name="method"),
        path("rules/", rules.rules, name="rules"),
        path("rules", rules.rules),
        path("rules/<str:name>", rules.rule, name="rule"),
        path("failed", about.failed, name="failed"),
        path("correct", correct.correct, name="correct"),
        path("corrections", correct.corrections, name="corrections"),
        path("extracts", extracts.extracts, name="extracts"),
        path("extracts/", extracts.extracts),
        path("precedents", precedents.precedents, name="precedents"),
        path("precedents/", precedents.precedents),
        path("reports/", reports.reports, name="reports"),
        path("reports", RedirectView.as_view(pattern_name="reports", query_string=True)),
        path("reports/<path:name>", reports.report, name="report"),
        path("compare/", compare.compare, name="compare"),
        path("compare", RedirectView.as_view(pattern_name="compare", query_string=True)),
        path("compare/compare.csv", compare.compare_csv),
        path("record.svg", subjects.picture, name="picture"),
        path("debates/", debates.debates, name="debates"),
        path("debates", debates.debates),
        path("debates/themes.svg", debates.chart, name="debates-chart"),
        path("numbers/", numbers.numbers, name="numbers"),
        path("numbers", numbers.numbers),
        path("numbers/women/<slug:category>.svg", numbers.chart, name="numbers-chart"),
        path("themes/", subjects.themes, name="themes"),
        path("themes", subjects.themes),
        path("themes/<slug:code>", subjects.old_address, {"kind": "theme"}),
        path("themes/<slug:code>/", subjects.theme, name="theme"),
        path("themes/<slug:code>/asked.svg", subjects.chart, {"kind": "theme"}),
        path("functions/", subjects.functions, name="functions"),
        path("functions", subjects.functions),
        path("functions/<slug:code>", subjects.old_address, {"kind": "function"}),
        path("functions/<slug:code>/", subjects.one_function, name="function"),
        path("functions/<slug:code>/asked.svg", subjects.chart, {"kind": "function"}),
        path("register/", register.tables, name="register"),
        path("register", register.tables),
        path("register/<slug:name>", register.old_address),
        path("register/<slug:name>/", register.table, name="table"),
        path("register/<slug:name>/<path:key>", register.row, name="row"),
        path("missions/", missions.missions, name="missions"),
        path("missions", missions.missions),
        path("missions/<str:acronym>", missions.old_address),
        path("missions/<str:acronym>/", missions.mission, name="mission"),
        path("missions/<str:acronym>/matrix", matrix.matrix, name="matrix"),
        path("missions/<str:acronym>/matrix.csv", matrix.matrix_csv, name="matrix-csv"),
        path("matrix", matrix.resting, name="resting"),
        path("reviews", review.reviews, name="reviews"),
        path("login", accounts.log_in, name="login"),
        path("logout", accounts.log_out, name="logout"),
        path("missions/<str:acronym>/women/<slug:category>.svg", missions.chart, name="chart"),
        path("missions/<str:acronym>/brief", takeaway.brief, name="brief"),
        re_path(r"^missions/(?P<acronym>[^/]+)/brief\.(?P<form>pdf|docx)$", takeaway.brief_file),
        path("missions/<str:acronym>/indicators.xlsx", takeaway.indicators, name="indicators"),
        path("cited/<path:address>", citedby.cited_by, name="cited"),
        re_path(r"^(?P<address>.+)$", document.document, name="document"),
        prefix_default_language=False,
    ),
]
handler400 = "windhoek.site.views.missing.not_answered"
handler404 = "windhoek.site.views.missing.not_found"
