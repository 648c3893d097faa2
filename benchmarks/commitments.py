"""How commitments and addressees agree with labels: `python benchmarks/commitments.py`.

The addressees of units are compared with `gold/dev`; the commitments one by one, as pairs of verb and addressee,
with `benchmarks/labels/commitments.csv`, and apart from these with `commitments_study.csv` and `commitments_study2.csv`,
which the rules have been mended by. Last come the commitments of the ten resolutions that the study *Where are
the Words?* counted, by addressee and by kind of actor, and its number beside what a finer rule of counting gives.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.codes import GOLD, SHARED, Agreement, Tally, documents
from windhoek.coding.addressee_tables import actors
from windhoek.coding.codebook_files import files
from windhoek.coding.commitments import addressees, commitments, setting
from windhoek.coding.lexicon import fold
from windhoek.document import Commitment, Document, Unit
from windhoek.reading import ReadError, read

LABELS = Path(__file__).with_name("labels") / "commitments.csv"
UNITS = LABELS.with_name("commitment_units.csv")
MENDED_BY = ("study", "study2")
STUDY = (1325, 1820, 1888, 1889, 1960, 2106, 2122, 2242, 2467, 2493)
NOBODY = "none"
DOUBTFUL = "doubtful"
# Where a further task of an action begins: a list item, an infinitive, or a gerund that says by what means.
_FURTHER = re.compile(
    r"(?:[,;:]\s*|\b(?:and/or|and|or|as well as)\b\s*|\b(?:by|including|through)\s+(?=[a-z]+ing\b)"
    r"|\bto\s+(?!(?:the|an?|all|this|that|these|those|its|their|his|any|such|armed)\b)(?=[a-z]))+",
    re.IGNORECASE,
)


def taken_apart(document: Document) -> dict[str, tuple[Commitment, ...]]:
    """The commitments of every unit of the document, by label."""
    units = {unit.label: unit for unit in document.units}
    where = setting(document)
    found = {}
    for unit in document.units:
        lead_ins, parent = [], unit.parent
        while parent in units:
            lead_ins.append(units[parent])
            parent = units[parent].parent
        found[unit.label] = commitments(unit, where, lead_ins)
    return found


def compare(
    gold: Path = GOLD, labels: Path = LABELS, texts: dict[str, Document | str] | None = None
) -> dict[str, Any]:
    """Compare with the labels. Figures between 0 and 1, tallies by code, and every disagreement by its unit."""
    result = _with_gold(gold, documents(gold) if texts is None else texts)
    if labels.exists():
        result["pairs"] = _both(labels, UNITS if labels == LABELS else None)
    for name in MENDED_BY if labels == LABELS else ():
        places = (LABELS.with_name(f"{kind}_{name}.csv") for kind in ("commitments", "commitment_units"))
        result[name] = _both(*places)
    return result


def _both(labels: Path, units: Path | None) -> dict[str, Any]:
    """The pairs of all units, and under "sure" those of units without a doubtful label."""
    return _with_pairs(labels, units) | {"sure": _with_pairs(labels, units, doubtful=False)}


def _with_gold(gold: Path, texts: dict[str, Document | str]) -> dict[str, Any]:
    agreement, disagreements = Agreement(), []
    for name, document in texts.items():
        found = {} if isinstance(document, str) else taken_apart(document)
        for line in (gold / f"{name}.codes.jsonl").read_text("utf-8").splitlines():
            label = json.loads(line)
            wanted = set(label["addressees"]) - {NOBODY}
            given = set(addressees(found.get(label["unit"], ())))
            agreement.add(wanted, given)
            marks = [f"+{code}" for code in sorted(given - wanted)]
            marks += [f"-{code}" for code in sorted(wanted - given)]
            if marks:
                disagreements.append(f"{name} {label['unit']}: {' '.join(marks)}")
    return {
        "addressees_micro": agreement.all.f1,
        "addressees_macro": agreement.macro,
        "addressees": {name: {"f1": t.f1, **vars(t)} for name, t in sorted(agreement.codes.items())},
        "disagreements": disagreements,
    }


def _with_pairs(labels: Path, units: Path | None, doubtful: bool = True) -> dict[str, Any]:
    """Pairs of verb and addressee, unit by unit; a commitment that addresses nobody is a pair with `none`.

    `units` also names those without any commitment. Without `doubtful`, units with a label that is marked so are
    left out.
    """
    rows = [*_rows(labels), *(_rows(units) if units else ())]
    wanted: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
    unsure = {(row["path"], row["unit"]) for row in rows if DOUBTFUL in (row.get("remark") or "")}
    for row in rows:
        if not doubtful and (row["path"], row["unit"]) in unsure:
            continue
        unit = wanted.setdefault((row["path"], row["unit"]), Counter())
        if row.get("verb"):
            unit[row["verb"], row["addressee"] or NOBODY] += 1
    tally, verbs, disagreements = Tally(), Tally(), []
    found: dict[str, dict[str, tuple[Commitment, ...]]] = {}
    for (path, unit_label), pairs in wanted.items():
        if path not in found:
            found[path] = _read(path)
        given = Counter(
            (commitment.verb, code)
            for commitment in found[path].get(unit_label, ())
            for code in commitment.addressees or (NOBODY,)
        )
        _count(tally, pairs, given)
        _count(verbs, Counter(v for v, _ in pairs.elements()), Counter(v for v, _ in given.elements()))
        marks = [f"+{verb} {code}" for verb, code in (given - pairs).elements()]
        marks += [f"-{verb} {code}" for verb, code in (pairs - given).elements()]
        if marks:
            disagreements.append(f"{path} {unit_label}: {'; '.join(marks)}")
    return {
        "units": len(wanted),
        "precision": tally.hit / max(tally.hit + tally.extra, 1),
        "recall": tally.hit / max(tally.hit + tally.missed, 1),
        "verb_precision": verbs.hit / max(verbs.hit + verbs.extra, 1),
        "verb_recall": verbs.hit / max(verbs.hit + verbs.missed, 1),
        "disagreements": disagreements,
    }


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _count(tally: Tally, wanted: Counter[Any], given: Counter[Any]) -> None:
    tally.hit += (wanted & given).total()
    tally.extra += (given - wanted).total()
    tally.missed += (wanted - given).total()


def _read(path: str) -> dict[str, tuple[Commitment, ...]]:
    where = next((p for p in (SHARED / path, SHARED / "corpus" / path) if p.exists()), Path(path))
    try:
        return taken_apart(read(where))
    except ReadError:
        return {}


def tasks(action: str) -> int:
    """How many things an action asks for when every list item, infinitive and gerund of means counts by itself."""
    return 1 + sum(match.start() > 0 for match in _FURTHER.finditer(action))


class Actors:
    """Which kinds of actor commitments address: the rows of `addressees/en.csv` that have the words as printed."""

    def __init__(self) -> None:
        self._rows = actors(files())
        self._known: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}

    def of(self, unit: Unit, commitment: Commitment) -> tuple[str, ...]:
        """The kinds of one commitment. "Them" are those of the one before, a part has those of its lead-in."""
        text, whom = fold(unit.text), commitment.addressees
        found = [self._row(text[start:end]) for start, end in commitment.addressees_at]
        if not found and not whom:
            return (NOBODY,)
        if "security-council" in whom and not found and commitment.verb_at:
            return ("Security Council",)
        if not all(found) or not found:
            inherited = (self._known.get((label, whom)) for label in (unit.label, unit.parent or ""))
            plain = (code.replace("-", " ") for code in whom)
            found = list(
                next(filter(None, inherited), None) or (self._rows.get(word, word) for word in plain)
            )
        kinds = tuple(dict.fromkeys(found))
        self._known[unit.label, whom] = kinds
        return kinds

    def _row(self, words: str) -> str:
        """The kind that the row with the longest phrase at the end of the words is for."""
        phrases = (words[at:] for at in range(len(words)) if at == 0 or not words[at - 1].isalnum())
        return next((self._rows[phrase] for phrase in phrases if phrase in self._rows), "host State")


def study() -> dict[str, Any]:
    """Operative paragraphs and commitments in the ten resolutions of the study, the latter by addressee and by kind of
    actor; `tasks` counts each task of each for each kind of actor.
    """
    numbers = {f"_{number}_" for number in STUDY}
    folder = SHARED / "corpus" / "sc-resolutions" / "Pre-2020"
    paths = [p for p in folder.rglob("S_RES_*.xml") if any(n in p.name + "_" for n in numbers)]
    codes: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    by_kind: Counter[str] = Counter()
    paragraphs = count = 0
    seen = set()
    for path in sorted(paths):
        document = read(path)
        if document.symbol in seen or document.language != "en":
            continue
        seen.add(document.symbol)
        paragraphs += sum(unit.kind == "operative" for unit in document.units)
        named, found = Actors(), taken_apart(document)
        for unit in document.units:
            for each in found[unit.label]:
                count += 1
                codes.update(each.addressees or (NOBODY,))
                for kind in named.of(unit, each):
                    kinds[kind] += 1
                    by_kind[kind] += tasks(each.action)
    return {
        "resolutions": len(seen),
        "paragraphs": paragraphs,
        "commitments": count,
        "actors": codes,
        "kinds": kinds,
        "tasks": by_kind,
    }


def show(result: dict[str, Any]) -> str:
    """The comparison as lines for people."""
    lines = [
        f"{key.replace('_', ' '):<18}{result[key]:.3f}" for key in ("addressees_micro", "addressees_macro")
    ]
    lines += ["", f"{'addressees':<42}   F1  hit extra missed"]
    for name, t in result["addressees"].items():
        lines.append(f"  {name:<40}{t['f1']:5.2f} {t['hit']:4} {t['extra']:5} {t['missed']:6}")
    lines += ["", "Disagreements (+ given and not in the label, - in the label and not given)"]
    lines += [f"  {line}" for line in result["disagreements"]]
    for name, said in (("pairs", ""), *((name, f"{name}: mended by. ") for name in MENDED_BY)):
        if not (pairs := result.get(name)):
            continue
        lines += [
            "",
            f"{said}Commitments of {pairs['units']} units labelled by hand, as (verb, addressee); beside, of the "
            f"{pairs['sure']['units']} without a doubtful label",
        ]
        for key in ("precision", "recall", "verb_precision", "verb_recall"):
            sure = pairs["sure"][key]
            lines.append(f"  {key.replace('_', ' '):<18}{pairs[key]:.3f} {sure:8.3f}")
        lines += [f"  {line}" for line in pairs["disagreements"]]
    return "\n".join(lines)


def show_study(result: dict[str, Any]) -> str:
    """The count of the study's resolutions as lines for people."""
    codes, kinds, by_kind = result["actors"], result["kinds"], result["tasks"]
    return "\n".join(
        [
            f"{result['resolutions']} resolutions, {result['paragraphs']} operative paragraphs: {result['commitments']} "
            f"commitments, {codes.total()} when each addressee counts",
            *(f"  {actor:<44}{count:5}" for actor, count in codes.most_common()),
            "",
            f"By the {len(kinds) - (NOBODY in kinds)} kinds of actor that the words name: {kinds.total()}; "
            f"with every task of each counted by itself: {by_kind.total():,}",
            *(f"  {kind:<44}{count:5}{by_kind[kind]:8,}" for kind, count in kinds.most_common()),
        ]
    )


if __name__ == "__main__":
    print(show(compare()))
    print()
    print(show_study(study()))
