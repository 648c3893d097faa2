"""Draw the units of `labels/commitments_study.csv`, which commitments are mended by: `python -m benchmarks.draw_commitments`.

Operative units of English resolutions: of the ten of the agenda, one each of mandate renewals, one each of all others.
None has been marked before, and none has the wording of one that has, so that what is learnt here is measured by the
blind labels on other words. Prints seed, group, path and unit.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks.draw_codes2 import CORPUS, LONGEST, RESOLUTIONS, Place, opened, read, rows, runs, same
from benchmarks.draw_documents import AGENDA, LABELLED, number, operative, renewals

# Seed: units of the agenda's resolutions (of the first draw from the first 20 of each in random order), of renewals, of
# others. The second draw was made when the first had been learnt from.
GROUPS = ("agenda", "renewal", "other")
DRAWS = {2106: (20, 60, 70), 2107: (25, 35, 10)}


def drawn(corpus: Path = CORPUS) -> Iterator[tuple[int, str, Place]]:
    """Seed, group and place of every unit drawn."""
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
    for seed, counts in DRAWS.items():
        chance, left = random.Random(seed), dict(zip(GROUPS, counts, strict=True))
        for group, numbers in zip(GROUPS, (AGENDA, renewed, others), strict=True):
            order = [path for path in files if number(path) in numbers]
            chance.shuffle(order)
            pool: list[Place] = []
            for file in sorted(order) if group == "agenda" else order:
                path = file.relative_to(corpus).as_posix()
                document = opened(corpus, (path.replace("[", "[[]"),)).get(path)
                units = operative(document) if document else []
                units = [
                    unit for unit in units if (path, unit.label) not in old and len(unit.text) <= LONGEST
                ]
                chance.shuffle(units)
                most = 1 if group != "agenda" else 20 if seed == 2106 else len(units)
                pool += [(path, document, unit) for unit in units[:most] if document]
                if group != "agenda" and len(pool) > 2 * left[group]:
                    break
            if group == "agenda":
                chance.shuffle(pool)
            for place in pool:
                wording = runs(place[2].text)
                if left[group] and not any(same(wording, other) for other in wordings):
                    left[group] -= 1
                    wordings.append(wording)
                    yield seed, group, place


if __name__ == "__main__":
    for seed, group, (path, _, unit) in drawn():
        print(seed, group, path, unit.label, sep="\t")
