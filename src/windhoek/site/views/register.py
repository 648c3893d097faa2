"""The register: its tables, the rows of one, and a row with all that is known of it; as CSV and JSON too."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote, urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from windhoek import register
from windhoek.register import RegisterError, Row
from windhoek.register.schema import PROVENANCE, SOURCES, Field, Schema
from windhoek.register.write import cell
from windhoek.site import addresses, as_objects, asked_reported, cells, citing, facts, languages
from windhoek.site.facts import Asked
from windhoek.site.pagination import numbered

_PER_PAGE = 50
_PER_PAGE_WIDE = 40  # of many columns, lest the page weigh too much
_TOLD_PER_PAGE = 25  # rows in sentences, each with all of its columns
_LONGEST = 200  # characters of a filter
_MANY = 11  # columns that a sheet of A4 holds side by side
_VALUES = 8  # of a cell with a list that a table shows; the row's page shows all
_REFERRING = 5  # rows of another table that a row's page shows
#: How a column of a type stands in a table.
_FORMS = {"integer": "figure", "number": "figure", "date": "nobr", "yearmonth": "nobr"}
_NAMED = ("q", "mission", "year", "sort", "page")


View = Callable[..., HttpResponse]


def _readable(view: View) -> View:
    """A view that says file, line and reason where a table of the register is wrong."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except RegisterError as error:
            return render(request, "register.html", {"wrong": [str(error)]}, status=500)

    return shown


@require_safe
def tables(request: HttpRequest) -> HttpResponse:
    """Render the list of tables with what each reaches."""
    shown: list[dict[str, Any]] = []
    wrong: list[str] = []
    for name in register.tables():
        try:
            shown.append(
                {
                    "schema": register.schema(name),
                    "coverage": facts.covered(name),
                    "status": facts.checked(name),
                    "url": cells.table_url(name),
                }
            )
        except RegisterError as error:
            wrong.append(str(error))
    shown.sort(key=lambda each: each["schema"].title)
    context = {"tables": shown, "wrong": wrong, "rows": sum(each["coverage"].rows for each in shown)}
    return render(request, "register.html", context)


@require_safe
@_readable
def table(request: HttpRequest, name: str) -> HttpResponse:
    """Render a page of the rows that the filters of the address choose."""
    schema = schema_of(name)
    asked = asked_for(request, schema)
    found = facts.find(name, asked)
    saying = facts.saying(name)
    shown = [column for column in facts.columns(name) if column not in (saying, "id")]
    fields = [field for field in schema.fields if field.name in shown]
    many = len(fields) > _MANY
    per_page = _TOLD_PER_PAGE if saying else _PER_PAGE_WIDE if many else _PER_PAGE
    page = Paginator(found, per_page).get_page(request.GET.get("page"))
    rows: list[Row] = list(page.object_list)
    held = cells.texts(name, rows)
    query = _query(request)
    lines = [_line(name, row, fields, saying, held) for row in rows]
    sources = {tuple(line["source"].values()) for line in lines}
    context = {
        "schema": schema,
        "changed": facts.checked_on(name) or facts.checked_on(SOURCES),
        "total": len(found),
        "all": len(register.rows(name)),
        "asked": asked,
        "saying": saying,
        "fields": [_heading(field, asked, request) for field in fields],
        "rows": lines,
        "many": many,
        "one_source": lines[0]["source"] if len(sources) == 1 and len(lines) > 1 else None,
        "start": page.start_index(),
        "pages": numbered(request, page),
        "filters": _filters(name, schema, asked),
        "kept": [
            {
                "title": _title(schema, column),
                "value": cells.choice(column, value),
                "name": column,
                "written": value,
            }
            for column, value in asked.values
            if column not in facts.few(name)
        ],
        "missions": sorted(facts.missions(name)),
        "years": facts.years(name),
        "csv": f"/register/{name}.csv{query}",
        "json": f"/api/register/{name}.json{query}",
    } | _cited(request, name, schema.title, lines[0]["source"]["words"] if len(sources) == 1 else "")
    return render(request, "table.html", context)


@require_safe
@_readable
def table_csv(request: HttpRequest, name: str) -> HttpResponse:
    """The rows that the filters choose, as CSV: each with its lasting name, and its source in full."""
    schema = schema_of(name)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    own = facts.columns(name)
    writer.writerow(("identifier", *own, *PROVENANCE))
    separators = {field.name: field.separator for field in schema.fields}
    for row in facts.find(name, asked_for(request, schema)):
        source = cells.source(name, row)
        writer.writerow(
            (
                register.identifier(name, row),
                *(cell(row[column], separators[column]) for column in own),
                source["words"],
                source["url"],
                cell(source["checked_on"]),
                source["status"],
            )
        )
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="windhoek-{name}.csv"'
    return response


@require_safe
@_readable
def table_json(request: HttpRequest, name: str) -> HttpResponse:
    """A page of the rows that the filters choose, as JSON."""
    schema = schema_of(name)
    page = Paginator(facts.find(name, asked_for(request, schema)), _PER_PAGE).get_page(
        request.GET.get("page")
    )
    return JsonResponse(as_objects.rows(schema, page), json_dumps_params={"ensure_ascii": False})


@require_safe
@_readable
def row(request: HttpRequest, name: str, key: str) -> HttpResponse:
    """Render one row: all columns, its source, and the rows of other tables that refer to it."""
    schema = schema_of(name)
    found = facts.one(name, key)
    if found is None:
        raise Http404
    held = cells.texts(name, [found])
    saying = facts.saying(name)
    own = [field for field in schema.fields if field.name in facts.columns(name)]
    source, identifier = cells.source(name, found), register.identifier(name, found)
    heading = found[saying] if saying and found[saying] else ", ".join(_key(schema, found))
    context = {
        "schema": schema,
        "changed": source["checked_on"] or "",
        "url": cells.row_url(name, found),
        "table_url": cells.table_url(name),
        "heading": heading,
        "facts": [
            {"field": field, "html": cells.value(name, field, found, held)}
            for field in own
            if field.name != saying
        ],
        "source": source,
        "source_row": cells.table_url(SOURCES) + found["source"] if schema.sources_apart else "",
        "mission": found["acronym"] if name == "missions" else "",
        "resting": asked_reported.url_of_row(name, found),
        "references": [_reference(each) for each in facts.references(name, found)],
        "json": f"/api/register/{quote(identifier, safe=cells.SAFE)}",
        "correct_url": addresses.correct_url(identifier),
    } | _cited(request, identifier, str(heading), source["words"])
    return render(request, "row.html", context)


def old_address(request: HttpRequest, name: str) -> HttpResponse:
    """A table without the slash at its end."""
    schema_of(name)
    return redirect(cells.table_url(name), permanent=True)


def schema_of(name: str) -> Schema:
    """What a table is. Raises Http404 where there is none of that name."""
    if name not in register.tables():
        raise Http404
    return register.schema(name)


def asked_for(request: HttpRequest, schema: Schema) -> Asked:
    """What the address asks for; parameters that mean nothing are passed over."""
    given = {
        name: value
        for name in (*_NAMED, *schema.columns)
        if (value := request.GET.get(name, "").replace("\0", " ").strip()[:_LONGEST])
    }
    sort = given.get("sort", "")
    return Asked(
        " ".join(given.get("q", "").split()),
        given.get("year", "") if schema.year else "",
        (given.get("mission") or given.get(schema.mission, "")) if schema.mission else "",
        tuple(
            (column, given[column])
            for column in schema.columns
            if column in given and column not in (*_NAMED, schema.mission)
        ),
        sort.removeprefix("-") if sort.removeprefix("-") in schema.columns else "",
        sort.startswith("-"),
    )


def _query(request: HttpRequest) -> str:
    """What the address asks for, without the page."""
    kept = {name: str(value) for name, value in request.GET.items() if value and name != "page"}
    return f"?{urlencode(kept)}" if kept else ""


def _filters(name: str, schema: Schema, asked: Asked) -> list[dict[str, Any]]:
    chosen = dict(asked.values)
    return [
        {
            "name": column,
            "title": _title(schema, column),
            "values": sorted(
                (
                    {
                        "value": value,
                        "title": (title := cells.choice(column, value)),
                        "english": title == value and languages.current() != languages.ENGLISH,
                        "count": count,
                        "chosen": chosen.get(column) == value,
                    }
                    for value, count in counts.items()
                ),
                key=lambda each: each["title"],
            ),
        }
        for column, counts in facts.few(name).items()
        if column not in _NAMED
    ]


def _title(schema: Schema, column: str) -> str:
    return next(field.title for field in schema.fields if field.name == column)


def _heading(field: Field, asked: Asked, request: HttpRequest) -> dict[str, Any]:
    """A column: its name leads to the rows sorted by it, downwards where they are sorted by it already."""
    query = request.GET.copy()
    query.pop("page", None)
    query["sort"] = f"-{field.name}" if asked.sort == field.name and not asked.down else field.name
    return {
        "field": field,
        "url": f"?{query.urlencode()}",
        "sort": ("descending" if asked.down else "ascending") if asked.sort == field.name else "",
        "as": _FORMS.get(field.type, ""),
    }


def _line(name: str, row: Row, fields: list[Field], saying: str, held: cells.Texts) -> dict[str, Any]:
    values = [(field, cells.value(name, field, row, held, _VALUES)) for field in fields]
    return {
        "url": cells.row_url(name, row),
        "identifier": register.identifier(name, row),
        "saying": (row[saying] or register.identifier(name, row)) if saying else "",
        "cells": [
            {"title": field.title, "html": html, "as": _FORMS.get(field.type, "")} for field, html in values
        ],
        "told": [{"title": field.title, "html": html} for field, html in values if html],
        "source": cells.source(name, row),
    }


def _cited(request: HttpRequest, name: str, title: str, source: str) -> dict[str, str]:
    """How a row or a table is cited."""
    url = request.build_absolute_uri()
    return {
        "cite_as": citing.fact(name, source, url),
        "bibtex": citing.fact_bibtex(name, title, source, url),
    }


def _key(schema: Schema, row: Row) -> list[str]:
    fields = {field.name: field for field in schema.fields}
    return [cells.plain(fields[column], row[column]) for column in schema.key if row[column] is not None]


def _reference(found: facts.Reference) -> dict[str, Any]:
    schema = register.schema(found.table)
    saying = facts.saying(found.table)
    return {
        "title": schema.title,
        "column": _title(schema, found.column),
        "count": len(found.rows),
        "url": cells.table_url(found.table, **{found.column: found.value}),
        "rows": [
            {
                "url": cells.row_url(found.table, each),
                "words": (saying and each[saying]) or ", ".join(_key(schema, each)),
            }
            for each in found.rows[:_REFERRING]
        ],
        "more": len(found.rows) > _REFERRING,
    }
