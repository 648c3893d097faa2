"""Draw the units of `labels/commitments_study.csv`, which commitments are mended by: `python -m benchmarks.draw_commitments`.

Operative units of English resolutions: of the ten of the agenda, one each of mandate renewals, one each of all others.
None has been marked before, and none has the wording of one that has, so that what is learnt here is measured by the
blind labels on other words. Prints group, path and unit.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks.draw_codes2 import CORPUS, LONGEST, RESOLUTIONS, Place, opened, read, rows, runs, same
from benchmarks.draw_documents import AGENDA, LABELLED, number, operative, renewals

SEED = 2106
AGENDA_UNITS, RENEWAL_UNITS, OTHER_UNITS = 20, 60, 70


def drawn(corpus: Path = CORPUS) -> Iterator[tuple[str, Place]]:
    """Group and place of every unit drawn."""
    chance = random.Random(SEED)
    old = {
        (row["path"], row["unit"])
        for name in ("commitment_units.csv", "commitment_units2.csv")
        for row in rows(name)
    }
    wordings = [
        runs(unit.text)
        for path in sorted({path for path, _ in old})
        for unit in read(corpus / path).units
        if (path, unit.label) in old
    ]
    files = sorted(path for pattern in RESOLUTIONS[:2] for path in corpus.glob(pattern))
    renewed = renewals(corpus) - LABELLED - AGENDA
    others = {number(path) for path in files} - renewed - LABELLED - AGENDA
    for group, numbers, wanted, most in (
        ("agenda", AGENDA, AGENDA_UNITS, AGENDA_UNITS),
        ("renewal", renewed, RENEWAL_UNITS, 1),
        ("other", others, OTHER_UNITS, 1),
    ):
        order = [path for path in files if number(path) in numbers]
        chance.shuffle(order)
        pool: list[Place] = []
        for file in order if most == 1 else sorted(order):
            path = file.relative_to(corpus).as_posix()
            document = opened(corpus, (path.replace("[", "[[]"),)).get(path)
            units = operative(document) if document else []
            units = [unit for unit in units if (path, unit.label) not in old and len(unit.text) <= LONGEST]
            chance.shuffle(units)
            pool += [(path, document, unit) for unit in units[:most] if document]
            if most == 1 and len(pool) > 2 * wanted:
                break
        if most > 1:
            chance.shuffle(pool)
        for place in pool:
            wording = runs(place[2].text)
            if wanted and not any(same(wording, other) for other in wordings):
                wanted -= 1
                wordings.append(wording)
                yield group, place


if __name__ == "__main__":
    for group, (path, _, unit) in drawn():
        print(group, path, unit.label, sep="\t")
