"""Draft PDFs held against the adopted resolutions: do both readings give the same labels and the same words?

A draft and the resolution that was adopted from it were typeset twice and read here by two independent ways (PDF,
AKN4UN), so that what differs is an error of reading, a misprint of one of the files, or a change of the text between
draft and adoption. All differences are listed; none is hidden or excused.

    python benchmarks/drafts.py [CORPUS]
"""

from __future__ import annotations

import difflib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from windhoek.document import Document
from windhoek.reading import read
from windhoek.symbols import normalize

CORPUS = Path(__file__).parents[1] / "../shared/corpus"


@dataclass(frozen=True, slots=True)
class Difference:
    """A unit whose text differs: `draft` and `adopted` are the words around the first place where they part."""

    label: str
    draft: str
    adopted: str


@dataclass(slots=True)
class Pair:
    """A draft and its resolution. Labels that only one of them has, and the units of both whose text differs."""

    draft: str
    adopted: str
    both: int
    only_draft: list[str] = field(default_factory=list)
    only_adopted: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)


@dataclass(slots=True)
class Comparison:
    """All pairs. `labels`: share of the labels of either that both have; `texts`: share of those with equal text."""

    pairs: list[Pair]

    @property
    def labels(self) -> float:
        both = sum(pair.both for pair in self.pairs)
        every = both + sum(len(pair.only_draft) + len(pair.only_adopted) for pair in self.pairs)
        return both / every if every else 0.0

    @property
    def texts(self) -> float:
        both = sum(pair.both for pair in self.pairs)
        return 1 - sum(len(pair.differences) for pair in self.pairs) / both if both else 0.0


def compare(corpus: Path = CORPUS) -> Comparison:
    """Read every draft PDF of `corpus` whose adopted resolution is there too, and compare them unit by unit."""
    adopted = dict(_adopted(corpus))
    pairs = []
    for path in sorted((corpus / "draft-resolutions-pdf").glob("*.pdf")):
        symbol = re.sub(r"-[A-Z]{2}$", "", path.stem).replace("_", "/")
        file = _file(corpus, adopted.get(symbol, ""))
        if file:
            pairs.append(_pair(read(path), read(file)))
    return Comparison(pairs)


def _adopted(corpus: Path) -> Iterator[tuple[str, str]]:
    """Symbols of drafts with the symbols of the resolutions that they became."""
    for path in sorted((corpus / "sc-metadata").glob("*.json")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                if row.get("draft_resolution"):
                    yield row["draft_resolution"].strip(), normalize(row["symbol"])


def _file(corpus: Path, symbol: str) -> Path | None:
    """The English AKN file of a resolution: four ways of naming them hold its number."""
    number = re.search(r"/(\d+) ", symbol)
    if not number:
        return None
    pattern = re.compile(rf"(?:S_RES|SC)_{number[1]}(?!\d)")
    files = [
        *corpus.glob("sc-resolutions/20*/English/*.xml"),
        *corpus.glob("sc-resolutions/Pre-2020/*/*.xml"),
    ]
    return next((file for file in sorted(files) if pattern.match(file.name)), None)


def _pair(draft: Document, adopted: Document) -> Pair:
    ours = {unit.label: unit.text for unit in draft.units}
    theirs = {unit.label: unit.text for unit in adopted.units}
    both = [label for label in ours if label in theirs]
    return Pair(
        draft.symbol,
        adopted.symbol,
        len(both),
        [label for label in ours if label not in theirs],
        [label for label in theirs if label not in ours],
        [found for label in both if (found := _difference(label, ours[label], theirs[label]))],
    )


def _difference(label: str, draft: str, adopted: str) -> Difference | None:
    left, right = draft.split(), adopted.split()
    if left == right:
        return None
    parts = difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    _, a, b, c, d = next(part for part in parts if part[0] != "equal")
    return Difference(label, " ".join(left[max(a - 2, 0) : b + 2]), " ".join(right[max(c - 2, 0) : d + 2]))


def table(found: Comparison) -> str:
    """The comparison as text for a terminal: a line a pair, then every difference."""
    lines = [f"{'draft':<13}{'adopted':<18}{'units of both':>14}{'one only':>10}{'text differs':>14}"]
    for pair in found.pairs:
        alone = len(pair.only_draft) + len(pair.only_adopted)
        lines.append(
            f"{pair.draft:<13}{pair.adopted:<18}{pair.both:>14}{alone:>10}{len(pair.differences):>14}"
        )
    lines.append(f"labels equal {found.labels:.2%} (goal 99 %), text equal {found.texts:.2%} (goal 98 %)")
    for pair in found.pairs:
        for label in pair.only_draft:
            lines.append(f"  {pair.draft} {label}: not in {pair.adopted}")
        for label in pair.only_adopted:
            lines.append(f"  {pair.adopted} {label}: not in {pair.draft}")
        for each in pair.differences:
            lines.append(f"  {pair.draft} {each.label}: “{each.draft}” | adopted: “{each.adopted}”")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(compare(Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS)))
