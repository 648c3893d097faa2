"""What only the page of a function shows: what missions are and do in it – structures, training, guidance, evidence in reports."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from windhoek import register
from windhoek.register import Row
from windhoek.site import cells, facts
from windhoek.site.facts import Asked
from windhoek.site.templatetags.words import day as day_in_words

_EXAMPLES = 8  # paragraphs of reports that are named
_MISSIONS = 6


@cache
def _related() -> Mapping[tuple[str, str], list[tuple[str, str]]]:
    """Function and table → the columns and values by which its rows belong to the function (`related.csv`)."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    with (files("windhoek.site") / "related.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found.setdefault((row["function"], row["table"]), []).append((row["column"], row["value"]))
    return found


def related(function: str, table: str) -> Sequence[Row]:
    """The rows of `training` or `structures` that belong to a function, each once."""
    found = [
        row
        for pair in _related().get((function, table), ())
        for row in facts.find(table, Asked(values=(pair,)))
    ]
    return list({id(row): row for row in found}.values())


def structures(function: str) -> list[dict[str, Any]]:
    """The structures of missions for a function by what they are, each with its number and day, the newest first."""
    groups: dict[str, list[Row]] = {}
    for row in sorted(related(function, "structures"), key=lambda row: str(row["as_of"] or ""), reverse=True):
        groups.setdefault(row["what"], []).append(row)
    return [
        {
            "what": what,
            "lines": [
                {
                    "whose": row["mission"] or row["scope"],
                    "value": row["value"],
                    "when": day_in_words(str(row["as_of"])) if row["as_of"] else "",
                    "basis": row["basis"],
                    "url": cells.row_url("structures", row),
                    "source": cells.source("structures", row),
                }
                for row in rows
            ],
        }
        for what, rows in groups.items()
    ]


@cache
def evidence(function: str, language: str) -> dict[str, Any] | None:
    """What the Secretary-General's reports tell of a function, as PACT coded them by hand; None where it has no activity of it.

    `together` are paragraphs in which it was coded with work on gender or on sexual violence. `language` is that of the page.
    """
    activities = {row["activity"]: row for row in register.rows("activities")}
    own = {name for name, row in activities.items() if function in row["functions"]}
    on_women = {name for name, row in activities.items() if row["on_women"]}
    if not own:
        return None
    reports = {row["id"]: row for row in register.rows("reports")}
    coded: dict[tuple[str, str], set[str]] = {}
    for row in register.rows("report-activities"):
        coded.setdefault((row["report"], str(row["paragraph"])), set()).add(row["activity"])
    mine = {place: names for place, names in coded.items() if names & own}
    both = {place for place, names in mine.items() if names & on_women}
    missions = Counter(reports[report]["mission"] for report, _ in both)
    newest = sorted(both, key=lambda place: (str(reports[place[0]]["date"]), place), reverse=True)
    return {
        "activities": [
            {
                "name": name,
                "count": sum(name in names for names in mine.values()),
                "url": cells.table_url("report-activities", activity=name),
            }
            for name in sorted(own)
        ],
        "paragraphs": len(mine),
        "reports": len({report for report, _ in mine}),
        "together": len(both),
        "missions": [
            {"acronym": name, "count": count, "url": cells.mission_url(name)}
            for name, count in missions.most_common(_MISSIONS)
        ],
        "examples": [(reports[report], paragraph) for report, paragraph in newest[:_EXAMPLES]],
        "first": min(str(row["date"])[:4] for row in reports.values()),
        "last": max(str(row["date"])[:4] for row in reports.values()),
        "source": cells.source("report-activities", register.rows("report-activities")[0]),
    }


def examples(found: dict[str, Any]) -> list[dict[str, Any]]:
    """The paragraphs that `evidence` names, with links: into the store where it has the report, else to the United Nations."""
    held = cells.Texts(row["symbol"] for row, _ in found["examples"])
    return [
        {
            "where": cells.link(held, row["symbol"], f"¶{paragraph}"),
            "mission": row["mission"],
            "date": day_in_words(str(row["date"])),
            "row": cells.row_url("reports", row),
        }
        for row, paragraph in found["examples"]
    ]
