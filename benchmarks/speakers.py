"""Speakers: what windhoek says of who speaks for whom, against `labels/speakers.csv`: `python -m benchmarks.speakers`.

The speeches of `drawn` are a seeded draw (`random.Random(1325)`: 14 files of S/PV.7658, 26 speeches of the transcripts);
those of `behalf` were drawn from the others whose text has the words "behalf" or "speaking for". All were labelled by
reading, before the program existed. A speech is named by its file and, in a transcript, its number.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from windhoek.coding.speakers import speakers
from windhoek.document import Speaker
from windhoek.reading import read

SHARED = Path(__file__).parents[1] / "../shared"
LABELS = Path(__file__).parent / "labels" / "speakers.csv"
FIELDS = ("name", "title", "kind", "whom", "on_behalf", "behalf_kind")


@dataclass
class Score:
    """One field: labels that are given and right, given and wrong or missed, and values where the label has none."""

    right: int = 0
    wrong: int = 0
    extra: int = 0
    both_empty: int = 0


@dataclass
class Result:
    speeches: int = 0
    whole: int = 0  # speeches with every field right
    scores: dict[str, Score] = field(default_factory=lambda: {name: Score() for name in FIELDS})
    disagreements: list[str] = field(default_factory=list)


@cache
def _speakers(name: str) -> dict[str, Speaker]:
    return {each.speech: each for each in speakers(read(SHARED / "corpus/statements" / name))}


def compare() -> dict[str, Result]:
    """The labels of each draw against the program."""
    out: dict[str, Result] = {}
    with LABELS.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            result = out.setdefault(row["draw"], Result())
            found = _speakers(row["file"]).get(row["speech"])
            result.speeches += 1
            wrong = []
            for name, score in result.scores.items():
                value = getattr(found, name) if found else ""
                if value == row[name]:
                    score.right += bool(value)
                    score.both_empty += not value
                    continue
                score.wrong += bool(row[name])
                score.extra += not row[name]
                wrong.append(f"{name} {value or '–'}, label {row[name] or '–'}")
            result.whole += not wrong
            if wrong:
                result.disagreements.append(f"{row['file']} {row['speech']}: {'; '.join(wrong)}")
    return out


def show(found: dict[str, Result]) -> str:
    """The comparison as lines for people, every disagreement with its speech."""
    lines = []
    for draw, result in found.items():
        lines.append(f"  {draw}: {result.speeches} speeches, {result.whole} with every field as labelled")
        for name, score in result.scores.items():
            lines.append(
                f"    {name:12} {score.right:3} right, {score.wrong} wrong or missed, {score.extra} too many,"
                f" {score.both_empty} empty in both"
            )
        lines += [f"      {line}" for line in result.disagreements]
    return "\n".join(lines)


if __name__ == "__main__":
    print(show(compare()))
