"""How the codes agree with hand-coded labels: `python -m benchmarks.codes`.

Four kinds of labels: `gold/dev`; the units of `labels/codes_seed2.csv`, drawn by chance, each draw by itself; those of
`labels/codes_study.csv`, to learn from; the documents of `labels/documents.csv`, each set by itself. Every labelled
unit is compared with the unit of the same label in the document as windhoek reads it, so that a unit which reading lost
counts as a miss here as well.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from windhoek.coding.code import code
from windhoek.document import Code, Document
from windhoek.reading import ReadError, read

SHARED = Path(__file__).resolve().parents[2] / "shared"
LABELS = Path(__file__).parent / "labels"
GOLD = SHARED / "gold" / "dev"
FOLDERS = (("draft-resolutions-pdf", ".pdf"), ("draft-resolutions-text", ".txt"))
# The codebook gives verb and strength to units of these; in speeches and reports there is nothing to score.
WITH_VERBS = ("resolution", "draft resolution", "presidential statement")

Label = Mapping[str, Any]


@dataclass
class Tally:
    """Hits, false alarms and misses of one code."""

    hit: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        """F1; 1.0 where neither side has the code."""
        return 2 * self.hit / total if (total := 2 * self.hit + self.extra + self.missed) else 1.0

    def add(self, expected: bool, given: bool) -> None:
        """Count one decision."""
        self.hit += expected and given
        self.extra += given and not expected
        self.missed += expected and not given


@dataclass
class Agreement:
    """One field with several codes: a tally a code, and all together."""

    codes: dict[str, Tally] = field(default_factory=dict)
    all: Tally = field(default_factory=Tally)

    def add(self, expected: set[str], given: set[str]) -> None:
        """Count the codes of one unit."""
        for name in expected | given:
            for tally in (self.codes.setdefault(name, Tally()), self.all):
                tally.add(name in expected, name in given)

    @property
    def macro(self) -> float:
        """The mean F1 over the codes that stand in the labels or were given."""
        return sum(tally.f1 for tally in self.codes.values()) / len(self.codes) if self.codes else 1.0


@dataclass
class Comparison:
    """One set of labels against the program. `disagreements`: one line each, with its document and unit."""

    relevance: Tally = field(default_factory=Tally)
    themes: Agreement = field(default_factory=Agreement)
    functions: Agreement = field(default_factory=Agreement)
    verbs: int = 0
    right: dict[str, int] = field(default_factory=lambda: {"verb": 0, "strength": 0})
    disagreements: list[str] = field(default_factory=list)

    def add(self, where: str, label: Label | None, entry: Code | None, with_verbs: bool = False) -> None:
        """Count one unit: its label (None: read and found not relevant) and the program's code (None: the same)."""
        if label is None and entry is None:
            return
        self.relevance.add(label is not None, entry is not None)
        for name, agreement in (("themes", self.themes), ("functions", self.functions)):
            wanted, given = set(label[name] if label else ()), set(getattr(entry, name, ()))
            agreement.add(wanted, given)
            if label and entry and wanted != given:
                marks = [f"+{c}" for c in sorted(given - wanted)] + [f"-{c}" for c in sorted(wanted - given)]
                self.disagreements.append(f"{where}: {name} {' '.join(marks)}")
        if label is None or entry is None:
            rules = (
                ", ".join(sorted({b.rule for b in entry.because if b.code == "relevant"})) if entry else ""
            )
            self.disagreements.append(
                f"{where}: {f'relevant by {rules}, not in the labels' if entry else 'missed'}"
            )
        if label and with_verbs:
            self.verbs += 1
            for name in self.right:
                written: str = getattr(entry, name, "")
                self.right[name] += written == label[name]
                if entry and written != label[name]:
                    self.disagreements.append(f"{where}: {name} {written or 'none'}, not {label[name]}")


def documents(gold: Path = GOLD) -> dict[str, Document | str]:
    """The document of each labelled name as windhoek reads it, or why it could not be read."""
    found: dict[str, Document | str] = {}
    for labels in sorted(gold.glob("*.codes.jsonl")):
        name = labels.name.removesuffix(".codes.jsonl")
        paths = [SHARED / "corpus" / folder / (name + suffix) for folder, suffix in FOLDERS]
        path = next((path for path in paths if path.exists()), None)
        try:
            found[name] = read(path) if path else "its text is not in the corpus"
        except ReadError as error:
            found[name] = str(error)
    return found


def gold() -> Comparison:
    """All relevant units of `gold/dev`, and whatever else the program holds relevant there."""
    result = Comparison()
    for name, document in documents().items():
        labels = _labels(GOLD / f"{name}.codes.jsonl")
        if isinstance(document, str):
            result.disagreements.append(f"{name}: not read: {document}")
        coded = {} if isinstance(document, str) else {entry.unit: entry for entry in code(document)}
        for unit in dict.fromkeys((*labels, *coded)):
            result.add(f"{name} {unit}", labels.get(unit), coded.get(unit), with_verbs=True)
    return result


def draws(name: str = "codes_seed2.csv") -> dict[str, Comparison]:
    """For each draw of a table the comparison; a row without themes was read and found not relevant."""
    found: dict[str, Comparison] = {}
    for row in _rows(LABELS / name):
        label = {key: row[key].split() for key in ("themes", "functions")} if row["themes"] else None
        entry = _coded(row["path"]).get(row["unit"])
        result = found.setdefault(row.get("draw", "study"), Comparison())
        result.add(f"{row['path']} {row['unit']}", label, entry)
    return found


def sets() -> dict[str, Comparison]:
    """For each set of `documents.csv` the comparison over its documents, restricted to the units that were read."""
    found: dict[str, Comparison] = {}
    for row in sorted(_rows(LABELS / "documents.csv"), key=lambda row: row["set"]):
        labels = _labels(LABELS / "codes" / f"{row['name']}.codes.jsonl")
        listed = (LABELS / "codes" / f"{row['name']}.units.txt").read_text("utf-8").split()
        coded, result = _coded(row["path"]), found.setdefault(row["set"], Comparison())
        with_verbs = _read(row["path"]).kind in WITH_VERBS
        for unit in listed:
            result.add(f"{row['name']} {unit}", labels.get(unit), coded.get(unit), with_verbs)
    return found


def show(results: Mapping[str, Comparison]) -> str:
    """Each set of labels as lines for people: figures, a table of codes, every disagreement."""
    lines: list[str] = []
    for name, result in results.items():
        tally = result.relevance
        lines += ["", name]
        lines.append(
            f"  relevance F1 {tally.f1:.3f} ({tally.hit} right, {tally.extra} extra, {tally.missed} missed)"
        )
        for kind in ("themes", "functions"):
            agreement = getattr(result, kind)
            lines.append(f"  {kind} F1 micro {agreement.all.f1:.3f}, macro {agreement.macro:.3f}")
        if result.verbs:
            right = ", ".join(f"{kind} {count / result.verbs:.3f}" for kind, count in result.right.items())
            lines.append(f"  of {result.verbs} relevant units with a verb: {right}")
        for kind in ("themes", "functions"):
            lines += ["", f"  {kind:<42}   F1  hit extra missed"]
            for code_name, t in sorted(getattr(result, kind).codes.items()):
                lines.append(f"    {code_name:<40}{t.f1:5.2f} {t.hit:4} {t.extra:5} {t.missed:6}")
        lines += ["", "  Disagreements (+ given and not in the label, - in the label and not given)"]
        lines += [f"    {line}" for line in result.disagreements] or ["    none"]
    return "\n".join(lines)


def show_all() -> str:
    """All sets of labels."""
    return show(
        {
            "gold/dev": gold(),
            **{f"Units drawn with seed {seed}": result for seed, result in draws().items()},
            **draws("codes_study.csv"),
            **{f"Documents labelled before the program ran on them: {n}": r for n, r in sets().items()},
        }
    )


def _labels(path: Path) -> dict[str, Label]:
    return {label["unit"]: label for label in map(json.loads, path.read_text("utf-8").splitlines())}


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


@cache
def _read(path: str) -> Document:
    return read(SHARED / "corpus" / path)


@cache
def _coded(path: str) -> dict[str, Code]:
    return {entry.unit: entry for entry in code(_read(path))}


if __name__ == "__main__":
    print(show_all())
