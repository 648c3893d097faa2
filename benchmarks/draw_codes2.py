"""Draw the units of the blind labels, and print them to be read: `python -m benchmarks.draw_codes2 [codes|commitments]`.

Codes: in each stratum the units whose words could matter (`SUBJECT`) are put in a random order (seeded) and taken from
the top, at most one a document (three of a report: there are two), until the stratum is full. Left out are the documents of `gold/dev`
and their adopted texts, the documents of `labels/documents.csv`, the units of `labels/codes_seed2.csv`, and every unit
whose wording stands in any of these or was drawn before: labels have been tuned to those words already. Last come units without
such words that stand next to a unit drawn, to find false alarms.

Commitments: operative units that are not in `labels/commitment_units.csv`, from the ten resolutions of the agenda, and one each
from mandate renewals; none with the wording of one that has been marked.

What was drawn once is written down in `labels/codes_blind.csv` and `labels/commitment_units2.csv`; a change of the readers
changes the draw, not the labels.
"""

from __future__ import annotations

import csv
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.draw_documents import AGENDA, CORPUS, LABELLED, number, operative, renewals
from windhoek.document import Document, Unit
from windhoek.reading import ReadError, read

LABELS = Path(__file__).with_name("labels")
GOLD = CORPUS / "../gold/dev"
SEED, COMMITMENTS_SEED = 1325, 2493
LONGEST = 4000  # characters: a longer unit is a text that was not divided
AGENDA_UNITS, RENEWAL_UNITS = 15, 25
NEIGHBOURS = 15
SAME = 0.6  # share of four-word runs in common, of the shorter text, from which on the wording is the same

#: A word stem or the number of an agenda resolution that could make a unit relevant.
SUBJECT = re.compile(
    r"wom[ae]n|girl|gender|female|sexual|\brap(?:e|es|ed|ing)\b|widow|\bmother"
    r"|\b(?:1325|1820|1888|1889|1960|2106|2122|2242|2272|2467|2493|2538)\b",
    re.IGNORECASE,
)
RESOLUTIONS = (
    "sc-resolutions/Pre-2020/20??/*.xml",
    "sc-resolutions/202?/English/*.xml",
    "sc-not-adopted/English/**/*.xml",
)

#: Stratum: the folders' patterns, the kinds of labels, first and last year, units wanted, units at most from one document.
STRATA: dict[str, tuple[tuple[str, ...], str, int, int, int, int]] = {
    "operative 2000-2012": (RESOLUTIONS, "OP", 2000, 2012, 25, 1),
    "operative 2013-2026": (RESOLUTIONS, "OP", 2013, 2026, 25, 1),
    "preambular": (RESOLUTIONS, "PP", 2000, 2026, 10, 1),
    "statement": (("sc-presidential-statements/20??/*.xml",), "", 2000, 2026, 15, 1),
    "speech": (("statements/*.txt",), "", 2000, 2026, 10, 1),
    "report": (("docx/*.docx",), "", 2000, 2026, 5, 3),
}  # fmt: skip

#: Where a unit stands: its path below the corpus, its document, and the unit.
Place = tuple[str, Document, Unit]


def runs(text: str) -> frozenset[str]:
    """The four-word runs of a text without digits, marks and capitals; a shorter text is one run."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return frozenset(" ".join(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two wordings are the same for our purpose."""
    return len(one & other) >= SAME * min(len(one), len(other))


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of labels."""
    with (LABELS / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def opened(corpus: Path, patterns: tuple[str, ...]) -> dict[str, Document]:
    """The English documents of the patterns that can be read, by path."""
    found = {}
    for path in sorted(path for pattern in patterns for path in corpus.glob(pattern)):
        try:
            document = read(path)
        except ReadError:
            continue
        if document.language == "en":
            found[path.relative_to(corpus).as_posix()] = document
    return found


def worn(corpus: Path) -> tuple[set[str], set[tuple[str, str]], list[frozenset[str]]]:
    """Paths and units that have been labelled before, and their wording."""
    paths = {row["path"] for row in rows("documents.csv")}
    units = {(row["path"], row["unit"]) for row in rows("codes_seed2.csv")}
    texts = [unit.text for path in paths for unit in read(corpus / path).units]
    for path in {path for path, _ in units}:
        texts += [unit.text for unit in read(corpus / path).units if (path, unit.label) in units]
    for labels in GOLD.glob("*.units.txt"):
        name = labels.name.removesuffix(".units.txt")
        for file in corpus.glob(f"draft-resolutions-*/{name}.*"):
            texts += [unit.text for unit in read(file).units]
    return paths, units, [runs(text) for text in texts if SUBJECT.search(text)]


def drawn(corpus: Path) -> Iterator[tuple[str, Place]]:
    """Stratum and place of every unit drawn."""
    chance = random.Random(SEED)
    old_paths, old_units, wordings = worn(corpus)
    stores = {patterns: opened(corpus, patterns) for patterns in {stratum[0] for stratum in STRATA.values()}}
    places: list[Place] = []
    for stratum, (patterns, kind, first, last, wanted, most) in STRATA.items():
        pool = [
            (path, document, unit)
            for path, document in stores[patterns].items()
            if path not in old_paths and number(Path(path)) not in LABELLED
            if first <= int(document.date[:4] or 0) <= last
            for unit in document.units
            if unit.label.startswith(kind) and len(unit.text) <= LONGEST and SUBJECT.search(unit.text)
        ]  # fmt: skip
        chance.shuffle(pool)
        taken: Counter[str] = Counter()
        for path, document, unit in pool:
            wording = runs(unit.text)
            if taken.total() == wanted:
                break
            if (
                taken[path] == most
                or (path, unit.label) in old_units
                or any(same(wording, w) for w in wordings)
            ):
                continue
            taken[path] += 1
            wordings.append(wording)
            places.append((path, document, unit))
            yield stratum, (path, document, unit)
    for place in neighbours(places, chance, wordings):
        yield "neighbour", place


def neighbours(places: list[Place], chance: random.Random, wordings: list[frozenset[str]]) -> Iterator[Place]:
    """Units without the words of the subject, each the next or the one before of a unit drawn."""
    order = list(places)
    chance.shuffle(order)
    left = NEIGHBOURS
    for path, document, unit in order:
        at = document.units.index(unit)
        beside = [*document.units[at + 1 : at + 2], *document.units[max(0, at - 1) : at]]
        for other in beside:
            wording = runs(other.text)
            if (
                not SUBJECT.search(other.text)
                and len(other.text) <= LONGEST
                and not any(same(wording, w) for w in wordings)
            ):
                wordings.append(wording)
                left -= 1
                yield path, document, other
                break
        if not left:
            return


def commitments(corpus: Path) -> Iterator[tuple[str, Place]]:
    """Group and place of every operative unit whose commitments are marked."""
    old = {(row["path"], row["unit"]) for row in rows("commitment_units.csv")}
    wordings = [
        runs(unit.text)
        for path in {path for path, _ in old}
        for unit in read(corpus / path).units
        if (path, unit.label) in old
    ]
    chance = random.Random(COMMITMENTS_SEED)
    files = sorted(path for pattern in RESOLUTIONS[:2] for path in corpus.glob(pattern))
    agenda = opened(corpus, tuple(p.relative_to(corpus).as_posix() for p in files if number(p) in AGENDA))
    pool = [
        (path, document, unit)
        for path, document in agenda.items()
        for unit in operative(document)
        if (path, unit.label) not in old
    ]
    for place in chance.sample(pool, AGENDA_UNITS):
        yield "agenda", place
    wanted = renewals(corpus) - LABELLED - AGENDA
    order = [path for path in files if number(path) in wanted]
    chance.shuffle(order)
    left = RENEWAL_UNITS
    for file in order:
        path = file.relative_to(corpus).as_posix()
        document = opened(corpus, (path.replace("[", "[[]"),)).get(path)
        units = [u for u in operative(document) if (path, u.label) not in old] if document else []
        units = [u for u in units if not any(same(runs(u.text), wording) for wording in wordings)]
        if document and units:
            left -= 1
            unit = chance.choice(units)
            wordings.append(runs(unit.text))
            yield "renewal", (path, document, unit)
        if not left:
            return


def main() -> None:
    for name, draw in (("codes", drawn), ("commitments", commitments)):
        if name not in (sys.argv[1:] or (name,)):
            continue
        for place, (stratum, (path, document, unit)) in enumerate(draw(CORPUS), 1):
            above = {other.label: other for other in document.units}
            print(
                f"#{place} {stratum} | {path} | {document.name} | {document.date} | {unit.label} | {unit.heading or ''}"
            )
            lead_ins, parent = [], unit.parent
            while parent in above:
                lead_ins.append(above[parent])
                parent = above[parent].parent
            for lead_in in reversed(lead_ins):
                print(f"  ({lead_in.label}) {lead_in.text}")
            print(f"{unit.text}\n")


if __name__ == "__main__":
    main()
