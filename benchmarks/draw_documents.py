"""Draw the ten documents and the sixty operative units that are labelled by hand, and print them to be read.

Each stratum has its own random order of all its files, so that one stratum can change without the others: the
first files of that order that fit are taken. A file fits when windhoek can read it, when it has from 2 to 90 units
(for the report, the longest kind, a run of 60 units stands in for the whole), and when neither it nor its draft is in
`gold/dev`. Statements and speeches that never speak of women, gender or sexual violence are passed over, since they
would say nothing but zero; resolutions are not. The pieces in which the data set holds one speech are one document.
Most resolutions are short or on other matters, so a second set, the supplement, goes on in the same orders to documents with
at least three units on the subject. It is no random sample of the record and is reported apart.

    python benchmarks/draw_documents.py [CORPUS] [documents|commitments] > units.txt

What was drawn once is written down in `labels/documents.csv` and `labels/commitment_units.csv`; a change of the readers
changes the draw, not the labels.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from windhoek.document import Document, Unit
from windhoek.reading import ReadError, read

CORPUS = Path(__file__).parents[1] / "../shared/corpus"
SEED = 2242
RUN = 60  # units of the report
SMALLEST, LARGEST = 2, 90

#: Stratum: the folder's pattern, and in how many of its units a document must speak of women or gender.
STRATA: dict[str, tuple[str, int]] = {
    "statement": ("sc-presidential-statements/20??/*.xml", 1),
    "speech": ("statements/UNSC_*.txt", 1),
    "report": ("docx/*.docx", 0),
    "resolution 2000-2005": ("sc-resolutions/Pre-2020/200[0-5]/*.xml", 0),
    "resolution 2020-2026": ("sc-resolutions/202?/English/*.xml", 0),
}
#: Set: how many documents of each stratum, and the least number of units on the subject in all its strata.
SETS: dict[str, tuple[dict[str, int], int]] = {
    "drawn": (
        {"statement": 2, "speech": 2, "report": 1, "resolution 2000-2005": 2, "resolution 2020-2026": 3},
        0,
    ),
    "supplement": ({"statement": 2, "speech": 1, "resolution 2000-2005": 2, "resolution 2020-2026": 3}, 3),
}
SUBJECT = re.compile(r"\b(?:wom[ae]n|girls?|gender|sexual|female)", re.IGNORECASE)

#: The resolutions that the drafts of `gold/dev` became: by the metadata, and for the drafts without a symbol by comparing the words.
LABELLED = {1706, 1784, 1812, 1912, 2116, 2348, 2408, 2429, 2457, 2461, 2540, 2624, 2686, 2709, 2730}

AGENDA = {1325, 1820, 1888, 1889, 1960, 2106, 2122, 2242, 2467, 2493}
AGENDA_UNITS, RENEWAL_UNITS = 35, 25
RENEWAL = re.compile(r"(?:extension|renewal|extending|renewing) of the mandate", re.IGNORECASE)
OPERATION = re.compile(r"\b(?:Mission|Operation|Force|Office|Forces)\b")
NO_OPERATION = re.compile(
    r"Panel|Group|Monitoring|Ombudsperson|Tribunal|sanction|judge|measures|Executive", re.IGNORECASE
)

#: A file, the document in it, and those of its units that are labelled.
Piece = tuple[Path, Document, tuple[Unit, ...]]


def number(path: Path) -> int:
    """The number of a resolution, from the name of its file; 0 where it has none."""
    found = re.search(r"RES_(\d{4})|SC_(\d{4})_", path.name)
    return int(found[1] or found[2]) if found else 0


def speech(path: Path) -> str:
    """The name of the speech that a file is a piece of; of other files their own name."""
    found = re.match(r"UNSC_.*?_spch\d+", path.name)
    return found[0] if found else path.name


def shuffled(corpus: Path, name: str, pattern: str) -> list[list[Path]]:
    """The documents of a stratum in their random order, each as its files."""
    groups = [list(files) for _, files in groupby(sorted(corpus.glob(pattern)), key=speech)]
    random.Random(f"{SEED} {name}").shuffle(groups)
    return groups


def documents(corpus: Path) -> Iterator[tuple[str, str, int, list[Piece]]]:
    """Set, stratum, place in its random order, and the pieces of each document drawn, with the units to be labelled."""
    taken: set[Path] = set()
    for chosen, (counts, least) in SETS.items():
        for stratum, left in counts.items():
            pattern, own_least = STRATA[stratum]
            for place, files in enumerate(shuffled(corpus, stratum, pattern), 1):
                if not left:
                    break
                pieces = [] if files[0] in taken else fitting(files, stratum, max(least, own_least))
                if pieces:
                    left -= 1
                    taken.update(files)
                    yield chosen, stratum, place, pieces


def fitting(files: list[Path], stratum: str, least: int) -> list[Piece]:
    """The pieces of a document with the units to be labelled; none where it does not fit."""
    try:
        pieces = [(path, document, document.units) for path in files for document in [read(path)]]
    except ReadError:
        return []
    if stratum == "report":
        path, document, units = pieces[0]
        start = random.Random(f"{SEED} run").randrange(max(1, len(units) - RUN))
        pieces = [(path, document, units[start : start + RUN])]
    units = tuple(unit for *_, own in pieces for unit in own)
    labelled = any(number(path) in LABELLED for path in files)
    english = all(document.language == "en" for _, document, _ in pieces)
    on_subject = sum(bool(SUBJECT.search(unit.text)) for unit in units)
    return (
        pieces
        if english and not labelled and SMALLEST <= len(units) <= LARGEST and on_subject >= least
        else []
    )


def renewals(corpus: Path) -> set[int]:
    """The numbers of the resolutions whose title in the metadata says that an operation's mandate is extended."""
    found = set()
    for path in sorted((corpus / "sc-metadata").glob("*.json")):
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            title = record.get("resolution_title") or ""
            wanted = RENEWAL.search(title) and OPERATION.search(title) and not NO_OPERATION.search(title)
            if wanted and (digits := re.search(r"RES/(\d+)", record["symbol"])):
                found.add(int(digits[1]))
    return found


def operative(document: Document) -> list[Unit]:
    """The operative units of a document, lead-ins and parts among them."""
    return [unit for unit in document.units if unit.label.startswith("OP")]


def commitments(corpus: Path) -> Iterator[tuple[Path, Document, Unit]]:
    """The operative units whose commitments are marked: from all units of the agenda's resolutions, and one a renewal."""
    pattern = "sc-resolutions/Pre-2020/20??/*.xml"
    files = sorted([*corpus.glob(pattern), *corpus.glob("sc-resolutions/202?/English/*.xml")])
    agenda = [(path, read(path)) for path in files if number(path) in AGENDA]
    pool = [(path, document, unit) for path, document in agenda for unit in operative(document)]
    yield from random.Random(f"{SEED} agenda").sample(pool, AGENDA_UNITS)
    wanted = renewals(corpus) - LABELLED - AGENDA
    order = [path for path in files if number(path) in wanted]
    chance = random.Random(f"{SEED} renewals")
    chance.shuffle(order)
    left = RENEWAL_UNITS
    for path in order:
        if not left:
            return
        try:
            document = read(path)
        except ReadError:
            continue
        if document.language == "en" and (units := operative(document)):
            left -= 1
            yield path, document, chance.choice(units)


def main() -> None:
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    which = sys.argv[2:] or ["documents", "commitments"]
    if "documents" in which:
        for chosen, stratum, place, pieces in documents(corpus):
            for path, document, units in pieces:
                print(
                    f"## {chosen}: {stratum} {place} | {path.relative_to(corpus)} | {document.name} | {len(units)} units"
                )
                for unit in units:
                    print(f"[{unit.label}] {unit.text}")
                print()
    if "commitments" in which:
        for place, (path, document, unit) in enumerate(commitments(corpus), 1):
            print(f"#{place} {path.relative_to(corpus)} | {document.name} | {unit.label}")
            parent = next((other for other in document.units if other.label == unit.parent), None)
            if parent:
                print(f"  ({parent.label}) {parent.text}")
            print(f"{unit.text}\n")


if __name__ == "__main__":
    main()
