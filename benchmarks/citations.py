"""Citations: what windhoek finds, against the hand-made labels of `benchmarks/labels/citations.csv`.

A citation is right when unit, note, symbol and label are those of a label and the two spans overlap; how many spans
are equal to the character is told apart. Labels marked doubtful count neither way.
"""

from __future__ import annotations

import csv
import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.units import SHARED
from windhoek.coding.cite import cite
from windhoek.document import Citation, Document, Unit
from windhoek.reading import read

LABELS = Path(__file__).parent / "labels"


@dataclass(slots=True)
class Result:
    """Counts by language, and one line for each difference. `moved` are units whose text is not the labelled one."""

    right: Counter[str] = field(default_factory=Counter)
    equal: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    units: int = 0

    def precision(self) -> float:
        return self.right.total() / max(1, self.right.total() + self.extra.total())

    def recall(self) -> float:
        return self.right.total() / max(1, self.right.total() + self.missed.total())


def compare(shared: Path = SHARED, labels: Path = LABELS) -> Result:
    """Compare every labelled unit."""
    wanted: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    with (labels / "citations.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            wanted[row["path"], row["symbol"] + "|" + row["unit"]].append(row)
    result = Result()
    cache: dict[str, list[Document]] = {}
    with (labels / "citation_units.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            path = row["path"]
            if path not in cache:
                cache[path] = _family(read(shared / "corpus" / path))
            found = _unit(cache[path], row)
            if found is None or hashlib.sha1(found[1].text.encode()).hexdigest() != row["text_sha1"]:
                result.moved.append(f"{path} {row['unit']}")
                if found is None:
                    continue
            document, unit = found
            result.units += 1
            had = [each for each in _cited(document) if each.unit == unit.label]
            rows = [each for key in _keys(row, document) for each in wanted.get((path, key), ())]
            _match(result, path, document, unit, rows, had)
    return result


def _family(document: Document) -> list[Document]:
    return [document, *(each for annex in document.annexes for each in _family(annex))]


_CITED: dict[int, tuple[Citation, ...]] = {}


def _cited(document: Document) -> tuple[Citation, ...]:
    if id(document) not in _CITED:
        _CITED[id(document)] = cite(document)
    return _CITED[id(document)]


def _unit(family: list[Document], row: dict[str, str]) -> tuple[Document, Unit] | None:
    candidates = [(each, unit) for each in family for unit in each.units if unit.label == row["unit"]]
    same = [c for c in candidates if hashlib.sha1(c[1].text.encode()).hexdigest() == row["text_sha1"]]
    return next(iter(same or candidates), None)


def _keys(row: dict[str, str], document: Document) -> list[str]:
    return list(
        dict.fromkeys(
            f"{name}|{row['unit']}" for name in (row.get("symbol", ""), document.symbol, document.name)
        )
    )


def _match(
    result: Result, path: str, document: Document, unit: Unit, rows: list[dict[str, str]], had: list[Citation]
) -> None:
    language = document.language
    left = list(had)
    for row in rows:
        start, end = int(row["start"]), int(row["end"])
        fits = [
            each
            for each in left
            if (each.symbol, each.label, each.note) == (row["target"], row["label"], row["note"])
            and each.start < end
            and start < each.end
        ]
        best = min(fits, key=lambda each: abs(each.start - start) + abs(each.end - end), default=None)
        doubtful = "doubtful" in row["remark"]
        if best is not None:
            left.remove(best)
            if not doubtful:
                result.right[language] += 1
                result.equal[language] += (best.start, best.end) == (start, end)
        elif not doubtful:
            result.missed[language] += 1
            result.differences.append(
                f"missed  {document.name} {unit.label} ({language}): {row['target']} {row['label']}"
            )
        if doubtful:
            left = [each for each in left if not (each.start < end and start < each.end)]
    for each in left:
        result.extra[language] += 1
        result.differences.append(
            f"wrong   {document.name} {unit.label} ({language}): {each.symbol} {each.label}"
        )


def show(result: Result) -> str:
    """The comparison as lines for people."""
    lines = [
        f"  {language}: {result.right[language]} right ({result.equal[language]} to the character), "
        f"{result.extra[language]} wrong, {result.missed[language]} missed"
        for language in sorted(result.right | result.extra | result.missed)
    ]
    lines.append(
        f"  {result.units} units; precision {result.precision():.4f}, recall {result.recall():.4f} (goal 0.98 each); "
        f"spans equal to the character {result.equal.total() / max(1, result.right.total()):.4f}"
    )
    lines += [f"    {line}" for line in result.differences]
    lines += [f"    text differs from the labelled one: {line}" for line in result.moved]
    return "\n".join(lines)
