"""How codes and commitments agree with the blind labels: `python -m benchmarks.blind [--list]`.

`labels/codes_blind.csv` and `labels/commitments2.csv` were made by a reader who had not seen the program's codes, rules or
data, and nothing has been tuned to them. Whoever reads the list of disagreements ends that; so it is printed only with
`--list`, and never by `make evaluate`. `labels/codes_second.csv` was made by a second reader, who had not seen the labels of
the first either: how far the two agree stands beside the program's figures.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha1
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import commitments
from benchmarks.codes import SHARED, Agreement, Tally
from windhoek.coding.code import code
from windhoek.coding.commitments import addressees
from windhoek.reading import ReadError, read

LABELS = Path(__file__).with_name("labels")
CODES, PAIRS = LABELS / "codes_blind.csv", LABELS / "commitments2.csv"
SECOND = LABELS / "codes_second.csv"
ALL, SURE = "all", "all but doubtful"
#: Kinds of text without operative verbs: the codebook's verb, strength and addressees are not scored there.
SPOKEN = ("speech", "report")


class Coding(NamedTuple):
    """What the program gave one unit; `None` in its place says not relevant."""

    themes: tuple[str, ...]
    functions: tuple[str, ...]
    verb: str
    strength: str
    addressees: tuple[str, ...]


@dataclass
class Score:
    """The tallies of one group of units."""

    units: int = 0
    relevance: Tally = field(default_factory=Tally)
    themes: Agreement = field(default_factory=Agreement)
    functions: Agreement = field(default_factory=Agreement)
    addressees: Agreement = field(default_factory=Agreement)
    scored: int = 0
    verb: int = 0
    strength: int = 0


#: Codings by path below the corpus and label of the unit.
Codings = Mapping[tuple[str, str], Coding | None]


def codings(rows: list[dict[str, str]]) -> tuple[dict[tuple[str, str], Coding | None], list[str]]:
    """What the program gives each labelled unit, and the units that could not be compared, with the reason.

    A unit is left out when its text is not the one that was labelled.
    """
    given: dict[tuple[str, str], Coding | None] = {}
    left_out = []
    for path in dict.fromkeys(row["path"] for row in rows):
        try:
            document = read(SHARED / "corpus" / path)
        except (ReadError, OSError) as error:
            left_out.append(f"{path}: {error}")
            continue
        texts = {unit.label: unit.text for unit in document.units}
        coded = {entry.unit: entry for entry in code(document)}
        asked = commitments.taken_apart(document)
        for row in (row for row in rows if row["path"] == path):
            label = row["unit"]
            if sha1(texts.get(label, "").encode()).hexdigest() != row["text_sha1"]:
                left_out.append(f"{path} {label}: reading gives another text than was labelled")
                continue
            entry = coded.get(label)
            given[path, label] = (
                Coding(
                    tuple(entry.themes),
                    tuple(entry.functions),
                    entry.verb,
                    entry.strength,
                    tuple(addressees(asked.get(label, ()))),
                )
                if entry
                else None
            )
    return given, left_out


def labelled(path: Path) -> list[dict[str, str]]:
    """The rows of a file of labels."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def between(given: Codings) -> dict[str, Score]:
    """The program's codings and the second coder's labels, each against the labels, over the same units.

    The names of the lines say who is measured against whom. Doubtful is what was so to the first coder.
    """
    first = labelled(CODES)
    second = {(row["path"], row["unit"]): row for row in labelled(SECOND)}
    rows = [row | second[row["path"], row["unit"]] | {"remark": row["remark"]} for row in first]
    other = {
        key: Coding(
            tuple(row["themes"].split()),
            tuple(row["functions"].split()),
            row["verb"],
            row["strength"],
            tuple(row["addressees"].split()),
        )
        if row["themes"]
        else None
        for key, row in second.items()
        if key in given
    }
    pairs = {
        "program / first": (first, given),
        "program / second": (rows, given),
        "second / first": (first, other),
    }
    strata = {name: compare(*pair)["strata"] for name, pair in pairs.items()}
    return {
        f"{name}{mark}": strata[name][group] for group, mark in ((ALL, ""), (SURE, " *")) for name in strata
    }


def compare(rows: list[dict[str, str]] | None = None, given: Codings | None = None) -> dict[str, Any]:
    """Compare codings with the labels: the program's, or those given (units without one are passed over).

    Out come a `Score` a stratum and for all, `disagreements` and `left_out` by unit, and, for the program, the `pairs`
    of commitments as `benchmarks.commitments` counts them and the `coders` of `between`.
    """
    rows = labelled(CODES) if rows is None else rows
    result: dict[str, Any] = {"strata": {}, "disagreements": [], "left_out": []}
    if given is None:
        given, result["left_out"] = codings(rows)
        result["pairs"] = commitments.compare(labels=PAIRS, texts={})["pairs"]
        result["coders"] = between(given)
    for row in rows:
        key = (row["path"], row["unit"])
        if key not in given:
            continue
        groups = [row["stratum"], ALL] + [SURE] * (not row["remark"].startswith("doubtful"))
        marks: list[str] = []
        for group in groups:
            marks = _count(result["strata"].setdefault(group, Score()), row, given[key])
        if marks:
            result["disagreements"].append(f"{' '.join(key)}: {'; '.join(marks)}")
    return result


def _count(score: Score, row: dict[str, str], coding: Coding | None) -> list[str]:
    """Count one unit; what differs, as words."""
    relevant = bool(row["themes"])
    score.units += 1
    score.relevance.add(relevant, coding is not None)
    marks = []
    if relevant != (coding is not None):
        marks.append("missed" if relevant else "coded, not in the labels")
    sets = ("themes", "functions") if row["stratum"] in SPOKEN else ("themes", "functions", "addressees")
    for key in sets:
        # An irrelevant unit may well ask something of somebody: its addressees are no false alarm.
        wanted, given = set(row[key].split()), set(getattr(coding, key)) if coding else set()
        if relevant or key != "addressees":
            getattr(score, key).add(wanted, given)
            signs = [f"+{c}" for c in sorted(given - wanted)] + [f"-{c}" for c in sorted(wanted - given)]
            marks += [f"{key} {' '.join(signs)}"] * bool(signs)
    if relevant and row["verb"] and row["stratum"] not in SPOKEN:
        score.scored += 1
        for key in ("verb", "strength"):
            answer = getattr(coding, key) if coding else ""
            setattr(score, key, getattr(score, key) + (answer == row[key]))
            marks += [f"{key} {answer or 'none'}, not {row[key]}"] * (answer != row[key])
    return marks


def show(result: dict[str, Any], listed: bool = False) -> str:
    """The comparison as lines for people, 80 columns wide; the disagreements only when asked for."""
    head = ("themes", "functions", "addressees")
    lines = [
        "Blind labels. F1; micro and macro where there are two figures; verb and strength",
        "as shares of the relevant units that have an operative verb",
        f"{'':<18}{'units':>5} {'relev.':>6} " + " ".join(f"{name:>11}" for name in head) + " verb strength",
    ]
    strata = sorted(result["strata"].items(), key=lambda item: item[0] in (ALL, SURE))
    lines += [_line(name, score) for name, score in strata]
    if coders := result.get("coders"):
        lines += ["", "Each against the labels of the first or the second coder (* all but doubtful)"]
        lines += [_line(name, score) for name, score in coders.items()]
    for key in head:
        agreement = result["strata"][ALL].__dict__[key] if ALL in result["strata"] else Agreement()
        lines += ["", f"{key:<42}   F1  hit extra missed"]
        lines += [
            f"  {name:<40}{t.f1:5.2f} {t.hit:4} {t.extra:5} {t.missed:6}"
            for name, t in sorted(agreement.codes.items())
        ]
    if pairs := result.get("pairs"):
        lines += ["", f"Commitments of {pairs['units']} units, as (verb, addressee)"]
        for key in ("precision", "recall", "verb_precision", "verb_recall"):
            lines.append(f"  {key.replace('_', ' '):<18}{pairs[key]:.3f}")
    lines += ["", *(f"left out: {line}" for line in result["left_out"])] if result["left_out"] else []
    if listed:
        lines += ["", "Disagreements (+ given and not in the label, - in the label and not given)"]
        lines += [
            f"  {line}" for line in result["disagreements"] + result.get("pairs", {}).get("disagreements", [])
        ]
    return "\n".join(lines)


def _line(name: str, score: Score) -> str:
    """The figures of one group of units."""
    both = " ".join(_two(agreement) for agreement in (score.themes, score.functions, score.addressees))
    shares = [f"{n / score.scored:.3f}" if score.scored else "    –" for n in (score.verb, score.strength)]
    return f"{name:<19}{score.units:>4}  {score.relevance.f1:.3f} {both} {shares[0]}  {shares[1]}"


def _two(agreement: Agreement) -> str:
    """Micro and macro F1, or a dash where nothing was there to agree on."""
    return f"{agreement.all.f1:.3f} {agreement.macro:.3f}" if agreement.codes else f"{'–':>11}"


if __name__ == "__main__":
    print(show(compare(), "--list" in sys.argv[1:]))
