"""How well paragraphs of reports are linked to what was asked, against `labels/links_study.csv` and `labels/links.csv`.

Precision is that of the links that are certain by a rule: how many of them a reader says answer. Recall is that of all that is
certain or proposed: how many of the pairs that answer are found. What is only planned can never be certain; it is counted
apart too. Thresholds are set on the study set alone.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from benchmarks.monitor import reports, resolution
from windhoek.tracing.asked import standing
from windhoek.tracing.links import Link, Weigher, links
from windhoek.tracing.mandates import Texts
from windhoek.tracing.reported import reported
from windhoek.tracing.reports import Told

LABELS = Path(__file__).parent / "labels"
SETS: Mapping[str, str] = {"study": "links_study.csv", "test": "links.csv"}
PRECISION, RECALL = 0.95, 0.85


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled pair, with the link that the program makes of it: None where it makes none."""

    row: Mapping[str, str]
    link: Link | None

    @property
    def answers(self) -> bool:
        return self.row["answers"] == "yes"

    @property
    def certain(self) -> bool:
        return self.link is not None and self.link.status == "certain"


def judge(name: str) -> list[Judged]:
    """The pairs of a set. Raises KeyError where a commitment is no longer in force, or a paragraph no longer a mission's."""
    with (LABELS / name).open(encoding="utf-8", newline="") as table:
        labels = list(csv.DictReader(table))
    told = {each.document.symbol: each for each in _told()}
    found: list[Judged] = []
    for mission in dict.fromkeys(row["mission"] for row in labels):
        evidence = reported(mission, tuple(told.values()))
        weigher = Weigher(evidence)
        of = [row for row in labels if row["mission"] == mission]
        for symbol in dict.fromkeys(row["report"] for row in of):
            day = date.fromisoformat(told[symbol].document.date)
            asked = {(each.symbol, each.unit): each for each in standing(mission, day, _texts()).asked}
            at_hand = {(each.symbol, each.unit) for each in evidence}
            for row in of:
                if row["report"] == symbol:
                    if (symbol, row["paragraph"]) not in at_hand:
                        raise KeyError(f"{mission}: {symbol}, {row['paragraph']}")
                    made = links(asked[row["symbol"], row["unit"]], evidence, weigher, {})
                    place = symbol, row["paragraph"]
                    found.append(
                        Judged(
                            row,
                            next((x for x in made if (x.evidence.symbol, x.evidence.unit) == place), None),
                        )
                    )
    return found


@cache
def _told() -> tuple[Told, ...]:
    """The reports without their annexes, as the store gives them."""
    return tuple(Told.of(*parts[0]) for parts in reports())


@cache
def _texts() -> Texts:
    return Texts(resolution)


def show() -> str:
    """Precision and recall of each set, and every pair that the program judges otherwise than the reader."""
    return "\n".join(_show(name, judge(file)) for name, file in SETS.items())


def _show(name: str, judged: list[Judged]) -> str:
    yes = [each for each in judged if each.answers]
    certain = [each for each in judged if each.certain]
    right = [each for each in certain if each.answers]
    wrong = [each for each in certain if not each.answers]
    missed = [each for each in yes if each.link is None]
    proposed = [each for each in judged if each.link is not None and not each.certain]
    precision = f"{len(right) / len(certain):.2f}" if certain else "none"
    lines = [
        f"  {name}: {len(judged)} pairs, {len(yes)} that answer",
        f"    certain: {len(certain)}, precision {precision} (goal {PRECISION})",
        f"    certain or proposed: recall {1 - len(missed) / len(yes):.2f} (goal {RECALL});"
        f" proposals {len(proposed)}, of them right {sum(each.answers for each in proposed)}",
    ]
    for planned in ("no", "yes"):
        of = [each for each in yes if each.row["planned"] == planned]
        found = [each for each in of if each.link is not None]
        sure = sum(each.certain for each in of)
        words = "planned" if planned == "yes" else "done"
        lines.append(f"    {words}: {len(found)} of {len(of)} that answer found, {sure} certain")
    for word, of in (("certain, not so", wrong), ("missed", missed)):
        lines += [
            f"      {word}: {row['mission']} {row['symbol']}, {row['unit']} – {row['paragraph']}: {row['note']}"
            for row in (each.row for each in of)
        ]
    return "\n".join(lines)
