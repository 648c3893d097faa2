"""The Secretary-General's reports that PACT 2.0 coded by hand: one row for each coding of a report.

PACT names a coding `MISSION_SYMBOL`, with the host country or the annex behind it where a report was coded in parts.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

FOLDER = Path("data/pact2")
SOURCE = "pact-2"
#: Columns of its paragraphs that are no activity.
NO_ACTIVITIES = ("report_namePKO", "paragraphNumber", "paragraph_ID")

#: Acronyms as PACT misprints them, and the mission that its reports are of: S/2000/150 is the report of MIPONUH, and
#: S/1997/564 falls into the mandate of UNSMIH.
_MISPRINTED = {"MIPONHU": "MIPONUH", "UNMISH": "UNSMIH"}
_NAME = re.compile(
    r"(?P<mission>[A-Z]+)_S/?(?P<year>(?:19|20)\d\d/)?(?P<number>\d+)(?:/(?P<kind>[Aa]dd|[Rr]ev)\.?(?P<count>\d+))?(?:_(?P<part>\w+))?"
)
_SAID = {"True": "true", "False": "false", "": ""}


def build(shared: Path) -> Iterable[Mapping[str, Any]]:
    """The rows of `reports`, from the files of PACT 2.0 in `shared`."""
    folder = shared / FOLDER
    facts = {row["report_namePKO"]: row for row in read(folder / "RBVE.csv")}
    coded: Counter[tuple[str, str]] = Counter()
    for row in read(folder / "paragraphs.csv"):
        found = [column for column, engagement in row.items() if column not in NO_ACTIVITIES and engagement]
        # PACT lists some paragraphs in which no activity is marked.
        coded[row["report_namePKO"], ""] += bool(found)
        for column in found:
            coded[row["report_namePKO"], column] += 1
    for row in read(folder / "RBVS.csv"):
        name = row["report_namePKO"]
        mission, symbol, part = named(name)
        said = facts.get(name, {})
        year = symbol.split("/")[1]
        yield {
            "id": name,
            "mission": mission,
            "symbol": symbol,
            "part": part,
            "date": row["reportDate"],
            "date_doubtful": str(len(year) == 4 and not _fits(row["reportDate"], int(year))).lower(),
            "period_start": row["reportPeriod_start"],
            "period_end": row["reportPeriod_end"],
            "paragraphs": row["numberParagraphs"],
            "coded": coded[name, ""],
            "gender": coded[name, "Gender"],
            "sexual_violence": coded[name, "SexualViolence"],
            "abuse_alleged": _SAID[said.get("abuseAllegations", "")],
            "abuse_investigated": _SAID[said.get("abuseInvestigation", "")],
            "sexual_violence_alleged": _SAID[said.get("sexualViolenceAllegation", "")],
            "sexual_violence_investigated": _SAID[said.get("sexualViolenceInvestigation", "")],
            "source": SOURCE,
            "status": "derived",
        }


def named(name: str) -> tuple[str, str, str]:
    """Mission, symbol as the UN prints it, and the part that was coded by itself, from PACT's name of a coding."""
    found = _NAME.fullmatch(name)
    if not found:
        raise ValueError(f"PACT 2.0: {name} is not named MISSION_SYMBOL or MISSION_SYMBOL_PART")
    mission = _MISPRINTED.get(found["mission"], found["mission"])
    symbol = f"S/{found['year'] or ''}{found['number']}"
    if found["kind"]:
        symbol += f"/{found['kind'].capitalize()}.{found['count']}"
    return mission, symbol, re.sub(r"^Annex ?", "annex ", found["part"] or "").strip()


def _fits(date: str, year: int) -> bool:
    """A document takes its number in the year that it is dated, or is dated in the first days of the next."""
    return date[:4] == str(year) or date[:7] == f"{year + 1}-01"


def read(path: Path) -> list[dict[str, str]]:
    """The rows of one of PACT's files, whose cells are divided by semicolons."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))
