"""Write `tracing/common_words.csv`: the words that stand in at least one operative unit in twenty of the resolutions at hand.

python -m benchmarks.common_words > src/windhoek/tracing/common_words.csv
"""

from __future__ import annotations

import csv
import sys
from collections import Counter

from benchmarks.units import SHARED
from windhoek.reading import ReadError, read
from windhoek.tracing.compare import operative

SHARE = 0.05


def counted() -> tuple[Counter[str], dict[str, Counter[str]]]:
    """By language how many operative units there are, and in how many each word stands."""
    units: Counter[str] = Counter()
    found: dict[str, Counter[str]] = {}
    seen = set()
    for path in sorted((SHARED / "corpus" / "sc-resolutions").rglob("*.xml")):
        try:
            document = read(path)
        except ReadError:
            continue
        if (document.symbol, document.language) not in seen:
            seen.add((document.symbol, document.language))
            for each in operative(document):
                units[document.language] += 1
                found.setdefault(document.language, Counter()).update(each.words.keys())
    return units, found


if __name__ == "__main__":
    units, found = counted()
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["language", "word", "share"])
    for language, words in sorted(found.items()):
        for word, count in sorted(words.items(), key=lambda each: (-each[1], each[0])):
            if count / units[language] >= SHARE:
                out.writerow([language, word, f"{count / units[language]:.2f}"])
