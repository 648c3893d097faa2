"""Which paragraphs of the Secretary-General's reports PACT 2.0 coded under which activity, and how the mission was engaged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from windhoek.register.build_reports import FOLDER, NO_ACTIVITIES, SOURCE, read


def build(shared: Path) -> Iterable[Mapping[str, Any]]:
    """The rows of `report-activities`: one for each paragraph and activity, from PACT 2.0 in `shared`."""
    for row in read(shared / FOLDER / "paragraphs.csv"):
        for activity, engagement in row.items():
            if activity not in NO_ACTIVITIES and engagement:
                yield {
                    "report": row["report_namePKO"],
                    "paragraph": int(row["paragraphNumber"]),
                    "activity": activity,
                    "engagement": tuple(engagement.split(",")),
                    "source": SOURCE,
                    "status": "derived",
                }
