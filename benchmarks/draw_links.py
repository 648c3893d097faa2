"""Draw the pairs of `labels/links_study.csv` and `labels/links.csv`: `python -m benchmarks.draw_links STORE`.

A pair is a commitment in force for a mission on the day of a report, and a relevant paragraph of that report about that mission.
Commitments that are addressed to none of `WHOM` are left out: a report of the UN cannot answer for them. Half of the
draws are near (the two share a theme, a function, or `WORDS` words of five letters or more), half are far. Prints the pairs in
the order in which a reader takes them: number, near or far, mission, symbol, unit, report, paragraph.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from windhoek.store.record import reports, texts
from windhoek.store.store import Store
from windhoek.tracing.asked import Asked, asked
from windhoek.tracing.reports import Paragraph, told

SEED, WORDS = 2493, 8
#: Those whom a report of the UN can answer for: the mission itself besides.
WHOM = {"secretary-general", "un-system", "troop-and-police-contributors"}


class Pair(NamedTuple):
    """A commitment and a paragraph of a report on the same mission; `near` says whether they share much."""

    near: bool
    mission: str
    asks: Asked
    report: str
    paragraph: Paragraph


def pairs(store: Store) -> Iterator[Pair]:
    """All pairs, by report and mission, in the order of the paragraphs and of the commitments."""
    for report in reports(store):
        day = date.fromisoformat(report.document.date)
        for mission in sorted(report.missions):
            answer = asked(mission, day, texts(store, [mission]))
            for paragraph in told(report, mission):
                for each in answer.asked:
                    if WHOM & {*each.code.addressees} or f"mission:{mission}" in each.code.addressees:
                        yield Pair(_near(each, paragraph), mission, each, report.document.symbol, paragraph)


def drawn(store: Store) -> Iterator[Pair]:
    """The pairs in the order drawn: near, far, near, far, and what is left of the longer one at the end."""
    chance = random.Random(SEED)
    found = list(pairs(store))
    strata = [[pair for pair in found if pair.near], [pair for pair in found if not pair.near]]
    for stratum in strata:
        chance.shuffle(stratum)
    while strata[0] or strata[1]:
        for stratum in strata:
            if stratum:
                yield stratum.pop(0)


def _near(asks: Asked, paragraph: Paragraph) -> bool:
    ours, theirs = asks.code, paragraph.code
    return bool(
        {*ours.themes} & {*theirs.themes}
        or {*ours.functions} & {*theirs.functions}
        or len(_words(asks.text) & _words(paragraph.unit.text)) >= WORDS
    )


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{5,}", text.lower()))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    for number, pair in enumerate(drawn(Store(sys.argv[1])), 1):
        print(
            number, "near" if pair.near else "far", pair.mission, pair.asks.symbol, pair.asks.unit,
            pair.report, pair.paragraph.unit.label, sep="\t",
        )  # fmt: skip
