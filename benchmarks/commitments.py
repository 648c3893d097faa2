"""How commitments and addressees agree with labels: `python benchmarks/commitments.py`.

The addressees of units are compared with `gold/dev`; the commitments one by one, as pairs of verb and addressee,
with `benchmarks/labels/commitments.csv`. Last come the commitments of ten resolutions by kind of actor, as the
study *Where are the Words?* counted them.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.codes import GOLD, SHARED, Agreement, Tally, documents
from windhoek.coding.commitments import addressees, commitments, setting
from windhoek.document import Commitment, Document
from windhoek.reading import ReadError, read

LABELS = Path(__file__).with_name("labels") / "commitments.csv"
STUDY = (1325, 1820, 1888, 1889, 1960, 2106, 2122, 2242, 2467, 2493)
NOBODY = "none"


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
        result["pairs"] = _with_pairs(labels)
    return result


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


def _with_pairs(labels: Path) -> dict[str, Any]:
    """Pairs of verb and addressee, unit by unit; a commitment that addresses nobody is a pair with `none`."""
    with labels.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    wanted: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
    for row in rows:
        unit = wanted.setdefault((row["path"], row["unit"]), Counter())
        if row["verb"]:
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


def study() -> dict[str, Any]:
    """Operative paragraphs, commitments, and commitments by actor in the ten resolutions of the study."""
    numbers = {f"_{number}_" for number in STUDY}
    folder = SHARED / "corpus" / "sc-resolutions" / "Pre-2020"
    paths = [p for p in folder.rglob("S_RES_*.xml") if any(n in p.name + "_" for n in numbers)]
    actors: Counter[str] = Counter()
    paragraphs = count = 0
    seen = set()
    for path in sorted(paths):
        document = read(path)
        if document.symbol in seen or document.language != "en":
            continue
        seen.add(document.symbol)
        paragraphs += sum(unit.kind == "operative" for unit in document.units)
        for found in taken_apart(document).values():
            count += len(found)
            actors.update(code for each in found for code in each.addressees or (NOBODY,))
    return {"resolutions": len(seen), "paragraphs": paragraphs, "commitments": count, "actors": actors}


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
    if pairs := result.get("pairs"):
        lines += ["", f"Commitments of {pairs['units']} units labelled by hand, as (verb, addressee)"]
        for key in ("precision", "recall", "verb_precision", "verb_recall"):
            lines.append(f"  {key.replace('_', ' '):<18}{pairs[key]:.3f}")
        lines += [f"  {line}" for line in pairs["disagreements"]]
    return "\n".join(lines)


def show_study(result: dict[str, Any]) -> str:
    """The count of the study's resolutions as lines for people."""
    actors = result["actors"]
    return "\n".join(
        [
            f"{result['resolutions']} resolutions, {result['paragraphs']} operative paragraphs: {result['commitments']} "
            f"commitments, {actors.total()} when each addressee counts",
            *(f"  {actor:<34}{count:5}" for actor, count in actors.most_common()),
        ]
    )


if __name__ == "__main__":
    print(show(compare()))
    print()
    print(show_study(study()))
