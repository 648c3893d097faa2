"""How the codes agree with the hand-coded labels of `gold/dev`: `python benchmarks/codes.py`.

Every relevant unit of the labels is compared with the unit of the same label in the document as windhoek reads
it, so that a unit which reading lost counts as a miss here as well. `labels/codes_seed2.csv` holds units drawn by chance and labelled
before the program was run on them; each draw is reported by itself.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from windhoek.coding.code import code
from windhoek.document import Code, Document
from windhoek.reading import ReadError, read

SHARED = Path(__file__).resolve().parents[2] / "shared"
DRAWN = Path(__file__).parent / "labels" / "codes_seed2.csv"
GOLD = SHARED / "gold" / "dev"
FOLDERS = (("draft-resolutions-pdf", ".pdf"), ("draft-resolutions-text", ".txt"))


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


def compare(gold: Path = GOLD, texts: dict[str, Document | str] | None = None) -> dict[str, Any]:
    """Compare with the labels. Figures between 0 and 1, tallies by code, and every disagreement by its unit."""
    relevance, themes, functions = Tally(), Agreement(), Agreement()
    verbs: Counter[str] = Counter()
    disagreements: list[str] = []
    for name, document in (documents(gold) if texts is None else texts).items():
        lines = (gold / f"{name}.codes.jsonl").read_text("utf-8").splitlines()
        expected = {label["unit"]: label for label in map(json.loads, lines)}
        if isinstance(document, str):
            disagreements.append(f"{name}: not read: {document}")
        given = {} if isinstance(document, str) else {entry.unit: entry for entry in code(document)}
        for unit in [*expected, *(unit for unit in given if unit not in expected)]:
            label, entry = expected.get(unit), given.get(unit)
            relevance.add(label is not None, entry is not None)
            wanted_themes, wanted_functions = (
                set(label[key]) if label else set() for key in ("themes", "functions")
            )
            themes.add(wanted_themes, set(entry.themes) if entry else set())
            functions.add(wanted_functions, set(entry.functions) if entry else set())
            if label:
                verbs["all"] += 1
                verbs["verb"] += entry is not None and entry.verb == label["verb"]
                verbs["strength"] += entry is not None and entry.strength == label["strength"]
            disagreements.extend(f"{name} {unit}: {difference}" for difference in _differences(label, entry))
    return {
        "relevance": relevance.f1,
        "relevance_tally": vars(relevance),
        "themes_micro": themes.all.f1,
        "themes_macro": themes.macro,
        "themes": {name: {"f1": t.f1, **vars(t)} for name, t in sorted(themes.codes.items())},
        "functions_micro": functions.all.f1,
        "functions_macro": functions.macro,
        "functions": {name: {"f1": t.f1, **vars(t)} for name, t in sorted(functions.codes.items())},
        "verb": verbs["verb"] / max(verbs["all"], 1),
        "strength": verbs["strength"] / max(verbs["all"], 1),
        "disagreements": disagreements,
    }


def compare_drawn(labels: Path = DRAWN) -> dict[str, dict[str, Any]]:
    """For each draw the tallies of relevance, themes and functions, and every disagreement by its unit.

    A unit without themes was read and found not relevant.
    """
    read_once: dict[str, Document | str] = {}
    draws: dict[str, dict[str, Any]] = {}
    with labels.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            draw = draws.setdefault(
                row["draw"],
                {"relevance": Tally(), "themes": Agreement(), "functions": Agreement(), "disagreements": []},
            )
            path, unit = row["path"], row["unit"]
            if path not in read_once:
                try:
                    read_once[path] = read(SHARED / "corpus" / path)
                except (ReadError, OSError) as error:
                    read_once[path] = str(error)
            document = read_once[path]
            entries = () if isinstance(document, str) else code(document)
            entry = next((entry for entry in entries if entry.unit == unit), None)
            label = {key: row[key].split() for key in ("themes", "functions")} if row["themes"] else None
            draw["relevance"].add(label is not None, entry is not None)
            for key in ("themes", "functions"):
                given = set(getattr(entry, key)) if entry else set()
                draw[key].add(set(row[key].split()), given)
            draw["disagreements"].extend(
                f"{path} {unit}: {difference}"
                for difference in (_differences(label, entry) if label or entry else ())
            )
    return draws


def compare_documents(labels: Path = DRAWN.parent) -> dict[str, dict[str, Any]]:
    """For each set of `labels/documents.csv` the comparison over its documents, restricted to the labelled units."""
    sets: dict[str, dict[str, Document | str]] = {}
    with (labels / "documents.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            document = read(SHARED / "corpus" / row["path"])
            listed = set((labels / "codes" / f"{row['name']}.units.txt").read_text("utf-8").split())
            units = tuple(unit for unit in document.units if unit.label in listed)
            sets.setdefault(row["set"], {})[row["name"]] = replace(document, units=units)
    return {name: compare(labels / "codes", texts) for name, texts in sorted(sets.items())}


def show_documents(sets: dict[str, dict[str, Any]]) -> str:
    """The sets as lines for people."""
    lines = []
    for name, result in sets.items():
        lines += ["", f"Documents labelled before the program ran on them: {name}"]
        for key in ("relevance", "themes_micro", "themes_macro", "functions_micro", "functions_macro"):
            lines.append(f"  {key.replace('_', ' '):<18}{result[key]:.3f}")
        lines += [f"    {line}" for line in result["disagreements"]]
    return "\n".join(lines)


def _differences(label: dict[str, Any] | None, entry: Code | None) -> list[str]:
    if label is None or entry is None:
        rules = ", ".join(sorted({b.rule for b in entry.because if b.code == "relevant"})) if entry else ""
        return [f"coded, not in the labels ({rules})" if entry else "missed"]
    lines = []
    for key in ("themes", "functions"):
        wanted, given = set(label[key]), set(getattr(entry, key))
        marks = [f"+{c}" for c in sorted(given - wanted)] + [f"-{c}" for c in sorted(wanted - given)]
        if marks:
            lines.append(f"{key} {' '.join(marks)}")
    for key in ("verb", "strength"):
        if key in label and label[key] != getattr(entry, key):
            lines.append(f"{key} {getattr(entry, key) or 'none'}, not {label[key]}")
    return lines


def show(result: dict[str, Any]) -> str:
    """The comparison as lines for people."""
    figures = (
        "relevance",
        "themes_micro",
        "themes_macro",
        "functions_micro",
        "functions_macro",
        "verb",
        "strength",
    )
    lines = [f"{name.replace('_', ' '):<18}{result[name]:.3f}" for name in figures]
    for kind in ("themes", "functions"):
        lines += ["", f"{kind:<42}   F1  hit extra missed"]
        for name, t in result[kind].items():
            lines.append(f"  {name:<40}{t['f1']:5.2f} {t['hit']:4} {t['extra']:5} {t['missed']:6}")
    return "\n".join(
        [*lines, "", "Disagreements (+ given and not in the label, - in the label and not given)"]
        + [f"  {line}" for line in result["disagreements"]]
    )


def show_drawn(draws: dict[str, dict[str, Any]]) -> str:
    """The draws as lines for people."""
    lines = []
    for name, draw in draws.items():
        lines += ["", f"Units drawn with seed {name}"]
        lines.append(f"  relevance F1     {draw['relevance'].f1:.3f}")
        for key in ("themes", "functions"):
            lines.append(f"  {key} micro F1 {draw[key].all.f1:.3f}, macro {draw[key].macro:.3f}")
        lines += [f"    {line}" for line in draw["disagreements"]]
    return "\n".join(lines)


if __name__ == "__main__":
    print(show(compare()))
    print(show_drawn(compare_drawn()))
