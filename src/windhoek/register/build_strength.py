"""Authorized and actual strength of peace operations by month, from the data set of Mandate_Contribute (Stata)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from windhoek.register.read import rows

FILE = Path("data/missions/authorized-and-actual-strength.dta")
SOURCE = "mandate-contribute"

_COLUMNS = {
    "troops_authorized": "authtroop",
    "police_authorized": "authpolice",
    "observers_authorized": "authmilobs",
    "troops": "troop",
    "police": "police",
    "observers": "milobs",
}
#: A name that the data set gives to several missions, which follow each other.
_FAMILIES = {"UNAVEM": ("UNAVEM I", "UNAVEM II", "UNAVEM III"), "UNOSOM": ("UNOSOM I",)}
_NO_MISSION = ("LBB",)  # the logistics base in Brindisi


def build(shared: Path) -> Iterable[Mapping[str, Any]]:
    """The rows of `strength`. A number that is not whole is an average of the data set's own, kept as it is."""
    import pandas  # type: ignore[import-untyped,unused-ignore]  # reads Stata; for builders only

    table = pandas.read_stata(shared / FILE, convert_categoricals=False)
    ends = {row["acronym"]: row["end"] or "9999" for row in rows("missions")}
    for record in table.to_dict("records"):
        month = f"{int(record['year'])}-{int(record['month']):02}"
        family = _FAMILIES.get(record["mission"], (record["mission"],))
        if record["mission"] in _NO_MISSION:
            continue
        yield {
            "mission": next((each for each in family if month <= ends[each][:7]), family[-1]),
            "month": month,
            **{ours: _number(record[theirs]) for ours, theirs in _COLUMNS.items()},
            "source": SOURCE,
            "status": "derived",
        }


def _number(value: float) -> float | None:
    # The file stores single precision: two decimals are all that it means.
    return None if value != value else round(value, 2)
