"""Sixty cells of the matrices of six missions, drawn by seed, and what a reader found who checked each by hand.

Ten of each mission: seven of the cells in which something is asked or reported, three of those that say that nothing is at hand
(the others where there are fewer), half of them from functions and half from themes.

    python -m benchmarks.matrix_cells draw STORE [SEED]     # the cells, with all that they rest on, for a reader
    python -m benchmarks.evaluate matrix             # the verdicts

A cell is right when its state follows from the texts and the register: what it names as asked does ask that of the operation on
that year, nothing that the mandate asks on the row is left out, what it names as reported is there, and no gap is claimed
where the sources at hand could not have shown it. The verdicts are kept in `labels/matrix_cells.csv`; those of a second and a third draw, by
other seeds and other readers after what came before was mended, in `labels/matrix_cells2.csv` and `3`.
"""

from __future__ import annotations

import csv
import random
import sys
from collections import Counter
from pathlib import Path

from windhoek.store.record import reports, texts
from windhoek.store.store import Store
from windhoek.tracing.matrix import By, Matrix, matrix

MISSIONS = ("MINUSTAH", "UNMIL", "UNMIK", "UNOCI", "UNAMID", "MONUSCO")
SEEDS = {"1325": "matrix_cells.csv", "1820": "matrix_cells2.csv", "1889": "matrix_cells3.csv"}
LABELS = Path(__file__).parent / "labels"
VERDICTS = ("right", "wrong")
GOAL = 57
_SILENT = ("no report at hand", "no mandate at hand")


def matrices(store: Store) -> dict[tuple[str, By], Matrix]:
    """The matrices of the missions by function and by theme, from the texts of the store."""
    told, mandates = reports(store), texts(store, MISSIONS)
    kinds: tuple[By, ...] = ("function", "theme")
    return {(mission, by): matrix(mission, mandates, told, by) for mission in MISSIONS for by in kinds}


def draw(found: dict[tuple[str, By], Matrix], seed: str) -> list[tuple[str, By, str, int]]:
    """The cells: mission, kind of row, row, year."""
    drawn = []
    for mission in MISSIONS:
        chance = random.Random(f"{seed} {mission}")
        speaking, silent = [], []
        for by in ("function", "theme"):
            one = found[mission, by]  # type: ignore[index]
            for row in one.rows:
                for year in one.years:
                    pool = silent if one.cell(row, year).state in _SILENT else speaking
                    pool.append((mission, by, row, year))
        some = chance.sample(speaking, min(7, len(speaking)))
        drawn += sorted(some + chance.sample(silent, 10 - len(some)))
    return drawn  # type: ignore[return-value]


def kept(name: str) -> list[dict[str, str]]:
    """The verdicts of a draw. Raises ValueError at one that is none."""
    with (LABELS / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["verdict"] not in VERDICTS:
            raise ValueError(f"{name}: {row['verdict']!r} is none of {', '.join(VERDICTS)}")
    return rows


def show() -> str:
    """How many of the cells of each draw were found right, by mission, and those that were not."""
    return "\n".join(
        line for name in SEEDS.values() if (LABELS / name).exists() for line in _shown(name, kept(name))
    )


def _shown(name: str, rows: list[dict[str, str]]) -> list[str]:
    counts = Counter((row["mission"], row["verdict"]) for row in rows)
    right = sum(row["verdict"] == "right" for row in rows)
    return [
        f"  {name}: {right} of {len(rows)} right (goal {GOAL})",
        *(
            f"    {mission:10} {counts[mission, 'right']:3} of {sum(counts[mission, v] for v in VERDICTS)}"
            for mission in MISSIONS
        ),
        *(
            f"    wrong: {row['mission']} {row['row']} {row['year']} ({row['state']}): {row['note']}"
            for row in rows
            if row["verdict"] == "wrong"
        ),
    ]


def _print(found: dict[tuple[str, By], Matrix], seed: str) -> None:
    for mission, by, row, year in draw(found, seed):
        one = found[mission, by]
        cell, of = one.cell(row, year), one.year(year)
        print(f"## {mission} | {by} | {row} | {year} | {cell.state}\n   why: {cell.why}")
        print(
            f"   acts: {', '.join(act['symbol'] + ' ' + act['unit'] for act in of.acts)}; missing: {', '.join(of.missing)}"
        )
        print(f"   reports: {', '.join(span.symbol for span in of.spans)} ({of.covered} of {of.days} days)")
        for title, asked in (("asked", cell.asked), ("of others", cell.of_others)):
            for each in asked:
                print(
                    f"   {title}: {each.symbol}, {each.unit} ({each.how}) {', '.join(each.code.addressees)}: {' '.join(each.text.split())}"
                )
        for evidence in cell.reported:
            print(f"   reported: {evidence.id} [{evidence.kind}] {evidence.says}")
        for evidence in cell.evidence:
            if evidence not in cell.reported:
                print(
                    f"   also: {evidence.id} [{evidence.kind}{', planned' if evidence.planned else ''}] {' '.join(evidence.says.split())[:300]}"
                )


if __name__ == "__main__":
    if sys.argv[1:2] != ["draw"] or len(sys.argv) not in (3, 4):
        raise SystemExit(__doc__)
    _print(matrices(Store(sys.argv[2])), *(sys.argv[3:] or ["1325"]))
