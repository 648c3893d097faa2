"""Rows of the register and missions as plain objects: what the site answers to programs."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Page

from windhoek import register
from windhoek.register import Row, mandates, personnel
from windhoek.register import missions as known
from windhoek.register.schema import Schema
from windhoek.register.write import cell
from windhoek.site import cells, facts, women


def row(name: str, found: Row) -> dict[str, Any]:
    """A row for a program: its lasting name, its columns, and its source in full."""
    source = cells.source(name, found)
    return {
        "identifier": register.identifier(name, found),
        **{column: _plain(found[column]) for column in facts.columns(name)},
        "source": source["words"],
        "source_url": source["url"],
        "checked_on": cell(source["checked_on"]),
        "status": source["status"],
    }


def rows(schema: Schema, page: Page[Row]) -> dict[str, Any]:
    """A page of the rows of a table."""
    return {
        "table": schema.name,
        "title": schema.title,
        "total": page.paginator.count,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "rows": [row(schema.name, each) for each in page.object_list],
    }


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | float | tuple) else str(value)


def mission(found: Row, day: date) -> dict[str, Any]:
    """What the page of a mission says, as of a day; the rows of large tables by their address alone."""
    name = found["acronym"]
    term = mandates.in_force(name, day)
    tables = {}
    for table in register.tables():
        if table != "missions" and (rows := facts.missions(table).get(name)):
            tables[table] = {"rows": len(rows), "url": f"/api/register/{table}.json?mission={name}"}
    return {
        "mission": row("missions", found),
        "on": cell(day),
        "led_by": known.led_by(found, day),
        "in_force": row("mandates", term) if term else None,
        "ceilings": {kind: row("mandates", act) for kind, act in mandates.ceilings(name, day).items()},
        "acts": [row("mandates", act) for act in mandates.chain(name)],
        "breaks": [
            {
                "kind": each.kind,
                "days": each.days,
                "before": register.identifier("mandates", each.before),
                "after": register.identifier("mandates", each.after),
            }
            for each in mandates.breaks(name)
        ],
        "women": {
            group: [
                {
                    "period": each.period,
                    "women": each.women,
                    "men": each.men,
                    "share": each.share,
                    "partial": each.partial,
                }
                for each in personnel.figures(categories, name)
            ]
            for group, categories in women.GROUPS.items()
        },
        "limits": {
            table: [limit["limit"] for limit in personnel.limits(table, name)]
            for table in ("personnel", "personnel-averages")
        },
        "tables": tables,
    }
