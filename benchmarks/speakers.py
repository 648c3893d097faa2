"""Speakers: what windhoek says of who speaks for whom, against `labels/speakers.csv`: `python -m benchmarks.speakers`.

The speeches of `drawn` are a seeded draw (`random.Random(1325)`: 14 files of S/PV.7658, 26 speeches of the transcripts);
those of `behalf` were drawn from the others whose text has the words "behalf" or "speaking for". All were labelled by
reading, before the program existed; but those with "behalf" had been read when its patterns were written, so that
their figure is a bound from above. A speech is named by its file and, in a transcript, its number.

`labels/extracts.csv` judges 30 extracts that were drawn (`random.Random(1325)`) from those that the program found: is the
passage one that a reader would take out, and of which themes? They were judged after it had run, and say nothing of
passages that it did not find.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from windhoek.coding.code import code
from windhoek.coding.extracts import extracts
from windhoek.coding.speakers import speakers
from windhoek.document import Extract, Speaker
from windhoek.reading import read

SHARED = Path(__file__).parents[1] / "../shared"
LABELS = Path(__file__).parent / "labels" / "speakers.csv"
JUDGED = Path(__file__).parent / "labels" / "extracts.csv"
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


@dataclass
class Judged:
    """Extracts held against a reader's judgement; `right`, `extra` and `missed` count themes of those wanted."""

    passages: int = 0
    found: int = 0
    wanted: int = 0
    exact: int = 0
    right: int = 0
    extra: int = 0
    missed: int = 0
    disagreements: list[str] = field(default_factory=list)


@cache
def _extracts(name: str) -> tuple[Extract, ...]:
    document = read(SHARED / "corpus/statements" / name)
    return extracts(document, code(document))


def judge() -> Judged:
    """The passages that were judged, against the extracts that now cover at least half of each."""
    out = Judged()
    with JUDGED.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            start, end = int(row["start"]), int(row["end"])
            place = f"{row['file']} {row['unit']} {start}–{end}"
            out.passages += 1
            found = next(
                (
                    each
                    for each in _extracts(row["file"])
                    if each.units[0] == row["unit"]
                    and min(end, each.end) - max(start, each.start) >= (end - start) / 2
                ),
                None,
            )
            out.found += found is not None
            if row["wanted"] != "yes":
                out.disagreements += [f"{place}: nobody would take it out ({row['note']})"] if found else []
                continue
            out.wanted += 1
            ours, theirs = set(found.themes) if found else set(), set(row["themes"].split())
            out.right += len(ours & theirs)
            out.extra += len(ours - theirs)
            out.missed += len(theirs - ours)
            out.exact += ours == theirs
            if ours != theirs:
                marks = [f"+{theme}" for theme in sorted(ours - theirs)]
                marks += [f"-{theme}" for theme in sorted(theirs - ours)]
                out.disagreements.append(f"{place}: {' '.join(marks)}")
    return out


def show_judged(judged: Judged) -> str:
    """The judgement as lines for people."""
    twice = 2 * judged.right
    lines = [
        f"  extracts judged: {judged.passages}, still found {judged.found}; a reader would take out {judged.wanted}",
        f"    themes of these: {judged.exact} exactly as read; micro F1"
        f" {twice / max(twice + judged.extra + judged.missed, 1):.3f}"
        f" ({judged.extra} too many, {judged.missed} missed)",
    ]
    return "\n".join([*lines, *(f"      {line}" for line in judged.disagreements)])


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
    print(show(compare()), show_judged(judge()), sep="\n")
