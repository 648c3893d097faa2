"""Data and method: what can be taken away, how it was made, how good it is, what is wrong with it, how to cite it."""

from __future__ import annotations

import csv
from functools import cache
from importlib.metadata import version
from importlib.resources import files

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from windhoek import register
from windhoek.publishing import package
from windhoek.site import cells, glossary, shelf
from windhoek.store import codebooks


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """Render the page."""
    tables = sorted(map(register.schema, register.tables()), key=lambda schema: schema.title)
    counts = {schema.name: len(register.rows(schema.name)) for schema in tables}
    context = {
        "tables": [
            {
                "name": schema.name,
                "title": glossary.term(schema.title),
                "rows": counts[schema.name],
                "url": cells.table_url(schema.name),
            }
            for schema in tables
        ],
        "rows": sum(counts.values()),
        "codebook": codebooks.told(shelf.store()),
        "themes": shelf.themes(),
        "functions": [
            {"name": shelf.code_name(each.code), "definition": each.definition} for each in shelf.functions()
        ],
        "figures": read("figures.csv"),
        "faults": read("faults.csv"),
        "version": version("windhoek"),
    }
    return render(request, "method.html", context)


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The register as a data package in a ZIP file, made once."""
    response = HttpResponse(_archive(), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="windhoek-register.zip"'
    return response


_archive = cache(package.archive)


@cache
def read(name: str) -> list[dict[str, str]]:
    """The rows of a table of the site's own: `figures.csv`, what was measured; `faults.csv`, what is known to be wrong."""
    with (files("windhoek.site") / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
