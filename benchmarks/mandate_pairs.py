"""How well units of successive mandates are told apart, against `labels/mandate_pairs.csv`; and how the pairs were drawn.

python -m benchmarks.mandate_pairs          prints the pairs that a draw of today gives
"""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.units import SHARED
from windhoek.coding.code import code
from windhoek.document import Document
from windhoek.register.build_commitments import english
from windhoek.register.mandates import TERMS
from windhoek.register.read import rows
from windhoek.tracing.compare import VERDICTS, compare

LABELS = Path(__file__).parent / "labels" / "mandate_pairs.csv"
SEED, PAIRS, FEWEST = 2467, 20, 3
GOAL = 0.95
#: The draws: of the first at least one text has an operative unit on women, peace and security, of the second both.
DRAWS: Mapping[str, Callable[[bool, bool], bool]] = {
    "any": lambda before, after: before or after,
    "both": lambda before, after: before and after,
}

Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """One labelled unit or pair of units, with what the program says of it."""

    row: Mapping[str, str]
    said: tuple[str, str, str]

    @property
    def right(self) -> bool:
        return self.said == (self.row["unit_before"], self.row["unit_after"], self.row["verdict"])


def texts(shared: Path = SHARED) -> dict[str, Document]:
    """The English resolutions of the Council by symbol."""
    return {
        each.symbol: each
        for each in english(shared)
        if each.kind == "resolution" and each.symbol.startswith("S/") and not each.part
    }


def drawn(documents: Mapping[str, Document]) -> Iterator[tuple[str, Place]]:
    """Draw and place of every pair: twenty missions with a pair each, none twice."""
    chains: dict[str, list[str]] = {}
    for row in rows("mandates"):
        chain = chains.setdefault(row["mission"], [])
        if row["act"] in TERMS and row["symbol"] not in chain:
            chain.append(row["symbol"])
    speaks = {
        symbol: any(not found.unit.startswith("PP") for found in code(documents[symbol]))
        for symbol in {each for chain in chains.values() for each in chain}
    }
    taken: set[Place] = set()
    for draw, wanted in DRAWS.items():
        chance = random.Random(SEED)
        pool = {
            mission: [
                (mission, *pair)
                for pair in pairwise(chain)
                if wanted(*(speaks[each] for each in pair)) and (mission, *pair) not in taken
            ]
            for mission, chain in chains.items()
            if len(chain) >= FEWEST
        }
        pool = {mission: pairs for mission, pairs in pool.items() if pairs}
        for mission in sorted(chance.sample(sorted(pool), PAIRS)):
            place = chance.choice(pool[mission])
            taken.add(place)
            yield draw, place


def judge() -> list[Judged]:
    """Every label with the program's word for its unit: that of the later text, or of the earlier where it has none."""
    with LABELS.open(encoding="utf-8", newline="") as table:
        labels = list(csv.DictReader(table))
    documents = texts()
    found = []
    for before, after in dict.fromkeys((row["before"], row["after"]) for row in labels):
        pairs = compare(documents[before], documents[after])
        by_after = {pair.after.label: pair for pair in pairs if pair.after}
        by_before = {pair.before.label: pair for pair in pairs if pair.before}
        for row in labels:
            if (row["before"], row["after"]) == (before, after):
                pair = by_after[row["unit_after"]] if row["unit_after"] else by_before[row["unit_before"]]
                labels_ = (each.label if each else "" for each in (pair.before, pair.after))
                found.append(Judged(row, (*labels_, pair.verdict)))  # type: ignore[arg-type]
    return found


def show(judged: list[Judged]) -> str:
    """Agreement by draw and verdict, and every disagreement."""
    lines = []
    for draw in DRAWS:
        of = [each for each in judged if each.row["draw"] == draw]
        right = Counter(each.row["verdict"] for each in of if each.right)
        all_ = Counter(each.row["verdict"] for each in of)
        share = right.total() / len(of)
        kinds = ", ".join(f"{verdict} {right[verdict]}/{all_[verdict]}" for verdict in VERDICTS)
        lines.append(
            f"  pairs {draw:5} {right.total()}/{len(of)} units as read ({share:.1%}, goal {GOAL:.0%}): {kinds}"
        )
    lines += [
        "    {mission} {before} {unit_before} -> {after} {unit_after}: read {verdict}".format(**each.row)
        + f", said {each.said[2]} ({each.said[0] or 'none'} -> {each.said[1] or 'none'})"
        for each in judged
        if not each.right
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    for draw, place in drawn(texts()):
        print(draw, *place)
