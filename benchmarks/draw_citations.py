"""Draw the units whose citations are labelled by hand, and print them to be read.

The draw is by stratum (folder, language, period) from `shared/corpus`. In each stratum the files are put in a random
order (seeded), and one unit is taken from each file, so that long documents do not crowd out short ones. Only units
that could cite are drawn: their text or a footnote holds a digit or one of the words for "paragraph" or "resolution".
In each stratum every second unit is one with a word for "paragraph", where a file still has one: such mentions are
the hardest and would else be rare. A stratum with fewer files than units goes round its files again.

    python benchmarks/draw_citations.py [CORPUS] > units.txt

What was drawn once is written down in `labels/citation_units.csv`; a change of the readers changes the draw, not the labels.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from windhoek.document import Document, Unit
from windhoek.reading import ReadError, read

CORPUS = Path(__file__).parents[1] / "../shared/corpus"
SEED = 1325
LONGEST = 4000  # characters: a longer unit is a speech that was not divided, and nobody reads it to the end

PARAGRAPH = re.compile(
    r"paragraph|\bparas?\b|paragraphe|alinéa|párrafo|apartado|inciso|пункт|абзац|فقر|段|\b[OP]P ?\d",
    re.IGNORECASE,
)
MAY_CITE = re.compile(PARAGRAPH.pattern + r"|\d|r[eé]sol|резолюц|قرار|决议", re.IGNORECASE)

OTHERS = ("Arabic", "Chinese", "French", "Russian", "Spanish")
#: folder pattern, how many units. `{a..b}` in a pattern stands for the years from a to b.
STRATA: list[tuple[str, int]] = [
    ("sc-resolutions/Pre-2020/{2000..2004}/*.xml", 14),
    ("sc-resolutions/Pre-2020/{2005..2009}/*.xml", 14),
    ("sc-resolutions/Pre-2020/{2010..2014}/*.xml", 14),
    ("sc-resolutions/Pre-2020/{2015..2019}/*.xml", 14),
    ("sc-resolutions/{2020..2026}/English/*.xml", 16),
    ("sc-presidential-statements/{2000..2007}/*.xml", 8),
    ("sc-presidential-statements/{2008..2015}/*.xml", 8),
    ("sc-presidential-statements/{2016..2026}/*.xml", 8),
    ("ga-resolutions/*/English/*.xml", 14),
    ("sc-not-adopted/English/*.xml", 8),
    ("draft-resolutions-pdf/*.pdf", 12),
    ("draft-resolutions-text/*.txt", 8),
    ("docx/*.docx", 12),
    ("statements/*.txt", 10),
    ("statements/*.md", 3),
]
for _folder in OTHERS:
    STRATA += [
        (f"sc-resolutions/{{2020..2022}}/{_folder}/*.xml", 10),
        (f"sc-resolutions/{{2023..2026}}/{_folder}/*.xml", 10),
        (f"ga-resolutions/*/{_folder}/*.xml", 10),
        (f"sc-not-adopted/{_folder}/*.xml", 5),
    ]
# Spanish and Russian, statements, reports and footnotes had fewer than the others after the first round.
STRATA += [
    ("sc-resolutions/{2020..2026}/Spanish/*.xml", 10),
    ("sc-resolutions/{2020..2026}/Russian/*.xml", 8),
    ("sc-presidential-statements/{2000..2026}/*.xml", 20),
    ("docx/A_80_6*.docx", 16),
    ("draft-resolutions-pdf/S_*.pdf", 10),
    ("ga-resolutions/*session/English/*.xml", 10),
]


def paths(corpus: Path, pattern: str) -> list[Path]:
    """The files of a stratum, in the order of their names."""
    years = re.search(r"\{(\d+)\.\.(\d+)\}", pattern)
    if not years:
        return sorted(corpus.glob(pattern))
    each = (pattern.replace(years[0], str(year)) for year in range(int(years[1]), int(years[2]) + 1))
    return [path for one in each for path in sorted(corpus.glob(one))]


def units(document: Document) -> Iterator[tuple[Document, Unit]]:
    """Every unit of a document and its annexes that could cite."""
    for unit in document.units:
        words = " ".join([unit.text, *(note.text for note in unit.notes)])
        if len(words) <= LONGEST and MAY_CITE.search(words):
            yield document, unit
    for annex in document.annexes:
        yield from units(annex)


def draw(corpus: Path, pattern: str, count: int) -> Iterator[tuple[Path, Document, Unit]]:
    """`count` units of a stratum, each second one with a word for "paragraph" where its file has one."""
    chance = random.Random(f"{SEED} {pattern}")
    order = paths(corpus, pattern)
    chance.shuffle(order)
    taken: set[tuple[Path, str, str]] = set()
    drawn = 0
    for path in order * (count // max(1, len(order)) + 2):
        if drawn == count:
            return
        try:
            document = read(path)
        except ReadError:
            continue
        choice = [(d, u) for d, u in units(document) if (path, d.part, u.label) not in taken]
        wanted = [pair for pair in choice if PARAGRAPH.search(pair[1].text)] if drawn % 2 else []
        if choice:
            owner, unit = chance.choice(wanted or choice)
            taken.add((path, owner.part, unit.label))
            drawn += 1
            yield path, owner, unit


def main() -> None:
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    number = 0
    for pattern, count in STRATA:
        for path, document, unit in draw(corpus, pattern, count):
            number += 1
            print(
                f"#{number} {path.relative_to(corpus)} | {document.name} | {document.language} | {unit.label}"
            )
            print(unit.text)
            for note in unit.notes:
                print(f"[note {note.mark}] {note.text}")
            print()


if __name__ == "__main__":
    main()
