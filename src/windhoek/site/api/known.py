"""The API's register, missions, and what was asked of one on a day."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from ninja.params import functions as param

from windhoek import register
from windhoek.publishing import traced
from windhoek.publishing.matrix import whole
from windhoek.register import Row, mandates
from windhoek.register import missions as known
from windhoek.site import as_objects, cells, facts, matrices, shelf
from windhoek.site.api import shapes
from windhoek.site.views.register import asked_for, schema_of
from windhoek.tracing.asked import asked as asked_of
from windhoek.tracing.matrix import By

router = Router(tags=["register"])

_PER_PAGE = 50
Table = Annotated[str, param.Path(..., description="The name of a table: `/api/register` lists them.")]
Key = Annotated[str, param.Path(..., description="What follows the table in the lasting name of a row.")]
Acronym = Annotated[str, param.Path(..., description="A mission by its acronym: UNMIL.")]
Day = Annotated[date, param.Query(..., description="A day as 2013-05-31.")]
AnyDay = Annotated[date | None, param.Query(None, description="A day as 2013-05-31.")]
Host = Annotated[str, param.Query("", description="A country by its three letters: LBR.")]
View = Annotated[By, param.Query("function", description="What the rows of the matrix are.")]
Line = Annotated[str, param.Query("", description="One row of it by its code: elections.")]
Year = Annotated[int | None, param.Query(None, description="One year of it.")]


class Filters(Schema):
    """Which rows. Any column of the table may be named too: `?category=police`."""

    q: str = Field("", max_length=200, description="Words anywhere in the row.")
    mission: str = Field("", description="An acronym, in tables that are by mission.")
    year: str = Field("", description="In tables that are by year.")
    sort: str = Field("", description="A column; with - before it the last first.")
    page: int = Field(1, ge=1, le=1_000_000, description="Which page of the answer, from 1.")


@router.get(
    "/register",
    response=list[shapes.Table],
    summary="Tables of the register",
    openapi_extra={"x-examples": ["/api/register"]},
)
def tables(request: HttpRequest) -> list[dict[str, Any]]:
    """The tables with what each column says."""
    return [
        {
            "table": schema.name,
            "title": schema.title,
            "description": schema.description,
            "key": list(schema.key),
            "columns": {field.name: field.description for field in schema.fields},
            "rows": len(register.rows(schema.name)),
            "url": cells.table_url(schema.name),
        }
        for schema in map(register.schema, register.tables())
    ]


@router.get(
    "/register/{table}",
    response={200: shapes.Rows, 404: shapes.Problem},
    summary="Rows of a table",
    openapi_extra={"x-examples": ["/api/register/personnel?mission=UNMIL&year=2014"]},
)
def rows(request: HttpRequest, table: Table, filters: Query[Filters]) -> dict[str, Any]:
    """A page of fifty rows that the filters let through; empty cells are null and mean not known."""
    schema = schema_of(table)
    found = facts.find(table, asked_for(request, schema))
    return as_objects.rows(schema, Paginator(found, _PER_PAGE).get_page(filters.page))


@router.get(
    "/register/{table}/{path:key}",
    response={200: shapes.Row, 404: shapes.Problem},
    summary="One row",
    openapi_extra={"x-examples": ["/api/register/targets/police-20-by-2014"]},
)
def row(request: HttpRequest, table: Table, key: Key) -> dict[str, Any]:
    """A row by what follows the table in its lasting name."""
    schema_of(table)
    found = facts.one(table, key)
    if found is None:
        raise HttpError(404, f"{table} has no row {key}.")
    return as_objects.row(table, found)


@router.get(
    "/missions",
    response=shapes.Missions,
    summary="Missions in force on a day",
    openapi_extra={"x-examples": ["/api/missions?on=2013-05-31&host=LBR"]},
)
def missions(request: HttpRequest, on: AnyDay = None, host: Host = "") -> dict[str, Any]:
    """The missions in force on a day (today without it), in one country with `host` (three letters, ISO 3166)."""
    day = on or date.today()

    def here(found: list[Row] | tuple[Row, ...]) -> list[Row]:
        return [each for each in found if not host or host in each["hosts"]]

    return {
        "on": str(day),
        "missions": [
            as_objects.row("missions", each)
            | {"led_by": known.led_by(each, day), "certain": known.certain(each, day)}
            for each in here(known.in_force(day))
        ],
        "perhaps": [each["acronym"] for each in here(known.undated(day))],
    }


@router.get(
    "/missions/{acronym}",
    response={200: shapes.Mission, 404: shapes.Problem},
    summary="One mission on a day",
    openapi_extra={"x-examples": ["/api/missions/UNMIL?on=2013-05-31"]},
)
def mission(request: HttpRequest, acronym: Acronym, on: AnyDay = None) -> dict[str, Any]:
    """What is known of a mission, as of a day: without one today, or its last day."""
    found = _mission(acronym)
    return as_objects.mission(found, on or mandates.spoken_of(found, date.today()))


@router.get(
    "/missions/{acronym}/trace",
    response={200: shapes.Trace, 404: shapes.Problem},
    summary="What was asked of a mission on a day",
    openapi_extra={"x-examples": ["/api/missions/UNMIL/trace?on=2013-05-31"]},
)
def trace(request: HttpRequest, acronym: Acronym, on: Day) -> dict[str, Any]:
    """What the Council asked of a mission on women, peace and security, as it was in force on a day, and since when."""
    name = _mission(acronym)["acronym"]
    texts = shelf.texts()
    return traced.trace(asked_of(name, on, texts), texts)


@router.get(
    "/missions/{acronym}/matrix.json",
    response={200: shapes.Matrix, 404: shapes.Problem},
    summary="What was asked of a mission and what was reported, year by year",
    openapi_extra={"x-examples": ["/api/missions/UNMIL/matrix.json?row=elections&year=2006"]},
)
def matrix(
    request: HttpRequest,
    acronym: Acronym,
    by: View = "function",
    row: Line = "",
    year: Year = None,
) -> dict[str, Any]:
    """The cells of the matrix, or those of one row or one year of it, each with what it rests on."""
    name = _mission(acronym)["acronym"]
    found = matrices.matrix(name, by)
    if (row and row not in found.rows) or (year and year not in found.years):
        raise HttpError(404, f"The matrix of {name} by {by} has no row {row or 'of that year'} {year or ''}.")
    return whole(
        found,
        [
            found.cell(one, each)
            for one in ([row] if row else found.rows)
            for each in ([year] if year else found.years)
        ],
    )


def _mission(acronym: str) -> Row:
    found = facts.one("missions", acronym.upper())
    if found is None:
        raise HttpError(404, f"No mission is called {acronym}. /api/register/missions lists them.")
    return found
