"""Draws of 100 rows of the register, to be compared with their sources by hand, and what came of them.

Each table has a `random.Random(SEED)` of its own, so that a change of one table does not move the rows of another.
Every table is seen: four rows each, two of those that are short or worked out from the program's own codes,
five where a wrong row does most harm. `sources` is left out: it holds addresses only. From the third draw on, so are
rows whose own status is `unverified`: they say of themselves that nobody has compared them.

    python -m benchmarks.register_draw [TABLE ...]

prints each row of the fifth draw with its source. The verdicts, on the rows as they were drawn, are kept in `labels/register_draw*.csv`;
`labels/register_extensions.csv` holds the terms of nine mandates as a person read them in the resolutions.
"""

from __future__ import annotations

import csv
import random
import sys
from collections import Counter
from pathlib import Path

from windhoek import register
from windhoek.register import mandates

SEED = 2467  # of the fifth draw; those before had 2000, 2024, 2242 and 2272
LABELS = Path(__file__).parent / "labels" / "register_draw.csv"
SECOND = LABELS.with_name("register_draw2.csv")  # by three readers
THIRD = LABELS.with_name("register_draw3.csv")  # by one reader, after every row had been read again
FOURTH = LABELS.with_name("register_draw4.csv")  # by the same, after the third was mended
FIFTH = LABELS.with_name("register_draw5.csv")  # by another reader, after the fourth was mended
EXTENSIONS = LABELS.with_name("register_extensions.csv")
UNVERIFIED = "unverified"
VERDICTS = ("right", "wrong", "cannot be checked")
SHORT = 20  # rows: a table below has two drawn
OWN = ("asked", "commitments", "indicator-values")
MOST_HARM = ("agenda", "mandates", "missions", "practices", "structures", "training")


def count(table: str, length: int) -> int:
    """How many rows are drawn from a table of that length."""
    if table in OWN or length < SHORT:
        return 2
    return 5 if table in MOST_HARM else 4


def draw() -> list[tuple[str, register.Row]]:
    """The rows, each with the name of its table, in the order of names and draw."""
    drawn = []
    for table in register.tables():
        if table != "sources":
            rows = [row for row in register.rows(table) if row["status"] != UNVERIFIED]
            chance = random.Random(SEED)
            drawn += [(table, row) for row in chance.sample(rows, count(table, len(rows)))]
    return drawn


def kept(path: Path = LABELS) -> list[dict[str, str]]:
    """The verdicts: table, key, verdict, what was compared, note. Raises ValueError at a verdict that is none."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["verdict"] not in VERDICTS:
            raise ValueError(
                f"{path}: {row['table']}/{row['key']}: {row['verdict']!r} is none of {', '.join(VERDICTS)}"
            )
    return rows


def show() -> str:
    """Each draw, what the last ones left out, and the terms of mandates read against the chains."""
    lines = ["  First draw, before anything was mended", *_verdicts(kept())]
    lines += ["  Second draw, other rows, after the first was mended", *_verdicts(kept(SECOND))]
    lines += ["  Third draw, after every row had been read again", *_verdicts(kept(THIRD))]
    lines += ["  Fourth draw, after the third was mended", *_verdicts(kept(FOURTH))]
    lines += ["  Fifth draw, by another reader, after the fourth was mended", *_verdicts(kept(FIFTH))]
    left_out = Counter(
        table
        for table in register.tables()
        for row in register.rows(table)
        if row.get("status") == UNVERIFIED
    )
    lines.append(
        f"  left out from the third on, since they say themselves that nobody has compared them: "
        f"{left_out.total()} rows ({', '.join(f'{table} {number}' for table, number in left_out.items())})"
    )
    return "\n".join([*lines, *_terms()])


def _verdicts(rows: list[dict[str, str]]) -> list[str]:
    """The verdicts by table, and the rows that were not right."""
    counts = Counter((row["table"], row["verdict"]) for row in rows)
    all_of = Counter(row["verdict"] for row in rows)
    lines = [f"  {'':20} {'right':>6} {'wrong':>6} {'cannot be checked':>18}"]
    for table in sorted({row["table"] for row in rows}):
        right, wrong, unknown = (counts[table, verdict] for verdict in VERDICTS)
        lines.append(f"  {table:20} {right:6} {wrong:6} {unknown:18}")
    lines.append(
        f"  {'all':20} {all_of[VERDICTS[0]]:6} {all_of[VERDICTS[1]]:6} {all_of[VERDICTS[2]]:18} (goal 98 right)"
    )
    unverified = {
        register.identifier(table, row)
        for table in {row["table"] for row in rows}
        for row in register.rows(table)
        if row["status"] == UNVERIFIED
    }
    apart = Counter(row["verdict"] for row in rows if f"{row['table']}/{row['key']}" in unverified)
    told = ", ".join(f"{apart[verdict]} {verdict}" for verdict in VERDICTS)
    lines.append(f"  of these, rows that say themselves that they are unverified: {told}")
    lines += [
        f"    {row['verdict']}: {row['table']}/{row['key']}: {row['note']}"
        for row in rows
        if row["verdict"] != VERDICTS[0]
    ]
    return lines


def _terms() -> list[str]:
    with EXTENSIONS.open(encoding="utf-8", newline="") as file:
        read = [tuple(row.values()) for row in csv.DictReader(file)]
    missions = sorted({row[0] for row in read})
    chain = {
        (mission, act["symbol"], act["unit"], str(act["until"]))
        for mission in missions
        for act in mandates.chain(mission)
        if act["act"] != "strength" and act["until"]
    }
    lines = [
        "  terms of mandates: read in the resolutions, of these in the chain with their day, in the chain only"
    ]
    for mission in missions:
        by_hand = {row for row in read if row[0] == mission}
        found = {row for row in chain if row[0] == mission}
        lines.append(f"    {mission:10} {len(by_hand):3} {len(by_hand & found):3} {len(found - by_hand):3}")
    lines += [f"    not in the chain: {' '.join(row)}" for row in sorted(set(read) - chain)]
    return lines


def main(tables: list[str]) -> None:
    for table, row in draw():
        if tables and table not in tables:
            continue
        print(f"## {register.identifier(table, row)}")
        for column, value in row.items():
            if value not in (None, ()):
                print(f"   {column}: {' | '.join(value) if isinstance(value, tuple) else value}")
        where = register.source(table, row)
        print(f"   -> {where['source']} {where['source_url'] or ''}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
