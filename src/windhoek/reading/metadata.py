"""The Council's record of adoptions: JSON Lines as the UN's repository extracts them, one resolution a line."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from windhoek import symbols
from windhoek.document import Adoption
from windhoek.reading.clean import clean
from windhoek.reading.errors import ReadError
from windhoek.reading.sponsored import believed


def read(data: bytes, path: str) -> list[tuple[str, Adoption, str]]:
    """Read a file of adoption facts.

    Gives the symbol, the facts and the title of each resolution. The source names meeting, date, outcome, draft,
    agenda item, votes by state, and sponsors. Raises ReadError with the line that is wrong.
    """
    out = []
    for number, line in enumerate(data.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            symbol = symbols.normalize(str(row["symbol"]))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise ReadError(
                path,
                f"this line holds no record of an adoption ({type(error).__name__})",
                "Correct the line or take the file from its source again",
                f"line {number}",
            ) from None
        out.append((symbol, believed(_adoption(row)), clean(str(row.get("resolution_title") or ""))))
    if not out:
        raise ReadError(path, "the file holds no record", "Take it from its source again")
    return out


def _adoption(row: dict[str, Any]) -> Adoption:
    votes = {
        side: int(row[f"MS_{side}_count"])
        for side in ("in_favour", "against", "abstaining")
        if str(row.get(f"MS_{side}_count") or "").isdigit()
    }
    return Adoption(
        meeting=_said(row, "adoption_meeting").removesuffix(" meeting"),
        date=_date(_said(row, "adoption_date")),
        outcome=_said(row, "adoption_type"),
        draft=_said(row, "draft_resolution"),
        agenda_item=_said(row, "agenda_item_name"),
        in_favour=_names(row, "MS_in_favour"),
        against=_names(row, "MS_against"),
        abstaining=_names(row, "MS_abstaining"),
        sponsors=_names(row, "sponsors") + _names(row, "additional_sponsors"),
        votes=votes,
    )


def _said(row: dict[str, Any], key: str) -> str:
    return clean(str(row.get(key) or ""))


def _names(row: dict[str, Any], key: str) -> tuple[str, ...]:
    found = row.get(key) or []
    return tuple(
        clean(str(each)) for each in (found if isinstance(found, list) else [found]) if str(each).strip()
    )


def _date(printed: str) -> str:
    """`31 October 2000`, with a place behind it or not, or `2024-01-30 00:00:00`, as an ISO date; else empty."""
    day = printed.partition(" in ")[0].partition(" 00:")[0]
    for form in ("%d %B %Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(day, form).date().isoformat()
        except ValueError:
            continue
    return ""
