"""The map of the front page: coasts from Natural Earth, and a mark for each country that has a mission on a day."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.translation import gettext as _

from windhoek.register import Row
from windhoek.site import cells, forms, languages, mission

_FOLDER = files("windhoek.site") / "world"


@cache
def coasts() -> str:
    """The coasts of the world as the path of an SVG element (`tools/map.py` makes it)."""
    return (_FOLDER / "coasts.txt").read_text(encoding="utf-8").strip()


@cache
def _places() -> Mapping[str, tuple[str, str]]:
    with (_FOLDER / "places.csv").open(encoding="utf-8") as file:
        return {row["code"]: (row["x"], row["y"]) for row in csv.DictReader(file)}


def marks(missions: Sequence[Row]) -> list[dict[str, Any]]:
    """A mark for each host country: where it is on the map, what it says, and the page that it leads to."""
    hosts: dict[str, list[Row]] = {}
    for row in missions:
        for code in row["hosts"]:
            hosts.setdefault(code, []).append(row)
    return [
        {
            "x": _places()[code][0],
            "y": _places()[code][1],
            "r": f"{3.6 + 0.9 * len(rows):.1f}",  # as text: no page may write it with its own comma
            "title": _("{name}: {value}").format(
                name=cells.country(code), value=forms.listed(row["acronym"] for row in rows)
            ),
            "url": cells.mission_url(rows[0]["acronym"])
            if len(rows) == 1
            else languages.local("/missions/") + f"?host={code}",
        }
        for code, rows in sorted(hosts.items(), key=lambda item: cells.country(item[0]))
        if code in _places()
    ]


def listed(missions: Sequence[Row]) -> list[dict[str, str]]:
    """The same missions in words."""
    return [
        {
            "acronym": row["acronym"],
            "url": cells.mission_url(row["acronym"]),
            **mission.name(row),
            "where": forms.listed(map(cells.country, row["hosts"])),
        }
        for row in sorted(missions, key=lambda row: row["acronym"])
    ]
