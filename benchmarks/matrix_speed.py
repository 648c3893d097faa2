"""How long matrices take from a store with the whole record: that of one mission over all its years, and those of all missions."""

from __future__ import annotations

import time
from pathlib import Path

from windhoek.register import rows
from windhoek.store.ingest import ingest
from windhoek.store.record import reports, texts
from windhoek.store.store import Store
from windhoek.tracing.matrix import Matrix, matrix

_LONGEST = "UNIFIL"  # the longest chain of mandates


def measure(corpus: Path, where: Path) -> list[tuple[str, str, str]]:
    """What was measured, the figure and the goal. Each mission begins with nothing kept of the others."""
    store = Store(where / "record.sqlite3")
    ingest(store, [corpus / "sc-resolutions", corpus / "docx"])
    missions = [row["acronym"] for row in rows("missions")]
    (
        rows("commitments"),
        rows("asked"),
        rows("report-activities"),
    )  # read once for the process, not for each mission
    start = time.perf_counter()
    one = _filled(matrix(_LONGEST, texts(store, [_LONGEST]), reports(store)))
    single = time.perf_counter() - start
    start = time.perf_counter()
    cells = sum(_filled(matrix(mission, texts(store, [mission]), reports(store))) for mission in missions)
    return [
        (f"matrix of {_LONGEST} over all years ({one:,} cells)", f"{single:.2f} s", "≤ 1 s"),
        (
            f"matrices of all {len(missions)} missions ({cells:,} cells)",
            f"{time.perf_counter() - start:.1f} s",
            "≤ 30 s",
        ),
    ]


def _filled(found: Matrix) -> int:
    return sum(bool(found.cell(row, year).state) for row in found.rows for year in found.years)
