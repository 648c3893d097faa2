"""Draw the units of `labels/codes_study.csv`, which the lexicon and rules are mended by: `python -m benchmarks.draw_study`.

The strata and the words are those of `draw_codes2`, four times as many units, at most two of a document. No unit has the
wording of a blind one, so that what is learnt here is measured there on other words. Prints path and unit.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.draw_codes2 import (
    CORPUS,
    LABELLED,
    LONGEST,
    STRATA,
    SUBJECT,
    Place,
    number,
    opened,
    read,
    rows,
    runs,
    same,
    worn,
)

SEED, TIMES, MOST = 1820, 4, 2


def drawn(corpus: Path = CORPUS) -> Iterator[tuple[str, Place]]:
    """Stratum and place of every unit drawn."""
    chance = random.Random(SEED)
    old_paths, old_units, wordings = worn(corpus)
    blind = {(row["path"], row["unit"]) for row in rows("codes_blind.csv")}
    for path in sorted({path for path, _ in blind}):
        wordings += [runs(unit.text) for unit in read(corpus / path).units if (path, unit.label) in blind]
    for stratum, (patterns, kind, first, last, wanted, _) in STRATA.items():
        pool = [
            (path, document, unit)
            for path, document in opened(corpus, patterns).items()
            if path not in old_paths and number(Path(path)) not in LABELLED
            if first <= int(document.date[:4] or 0) <= last
            for unit in document.units
            if unit.label.startswith(kind) and len(unit.text) <= LONGEST and SUBJECT.search(unit.text)
            if (path, unit.label) not in old_units | blind
        ]
        chance.shuffle(pool)
        taken: Counter[str] = Counter()
        for path, document, unit in pool:
            wording = runs(unit.text)
            if taken.total() == TIMES * wanted:
                break
            if taken[path] < MOST and not any(same(wording, other) for other in wordings):
                taken[path] += 1
                wordings.append(wording)
                yield stratum, (path, document, unit)


if __name__ == "__main__":
    for stratum, (path, _, unit) in drawn():
        print(stratum, path, unit.label, sep="\t")
