"""The citation check held against sentences and the two seeds: `python -m benchmarks.check`.

The thirty sentences of `labels/check.csv` were written before the program was, half of them (`tune`) looked at while it was
made, the other half (`unseen`) when its rules stood; those of `check2.csv` (`second`), harder ones, after that and before any
was judged. Later
changes: with the register alone the unseen half first gave 13 of 14, and what counts as nothing was set anew by the lines of the
agenda against their paragraphs; the second set first gave 40 of 42 and 36 of 42, for `(1325, para. 16)` was not found; and
less is flagged in long sentences and for citations in passing, after the Council's own texts had been checked. A right citation is judged rightly when it is not flagged, a wrong one when it is flagged for
what is wrong with it. Everything is judged twice: with the texts of the resolutions that are cited in a store, and with the
register alone.
"""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from windhoek.commands.check import texts
from windhoek.document import Document
from windhoek.reading import read, read_bytes
from windhoek.tracing.check import Judged, check

SHARED = Path(__file__).parents[1] / "../shared"
LABELS = Path(__file__).parent / "labels"
SEEDS = ("000_63ee9c771fe19f99.txt", "004_e29718a86ea13053.txt")
#: The one wrong citation of the seeds, and where what it says stands.
WRONG_IN_SEEDS = {("S/RES/1325 (2000)", "OP6"): "OP4"}
WANTED = {
    "right": ("fits", "cannot tell"),
    "wrong paragraph": ("something else",),
    "does not exist": ("does not exist",),
}


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled sentence and what became of it; `named`: whether the likelier paragraph is the one labelled."""

    row: dict[str, str]
    judged: tuple[Judged, ...]

    @property
    def right(self) -> bool:
        return len(self.judged) == 1 and self.judged[0].verdict in WANTED[self.row["truth"]]

    @property
    def named(self) -> bool:
        return any(each.label == self.row["likelier"] for one in self.judged for each in one.likelier)


@contextmanager
def stored() -> Iterator[Callable[[str], Document | None]]:
    """The texts of the resolutions that labels and seeds cite, in a store of their own."""
    from windhoek.store.ingest import ingest
    from windhoek.store.store import Store

    numbers = {re.findall(r"\d+", row["symbol"])[0] for row in _rows()} | {"1325", "1820", "1960"}
    named = re.compile(rf"S_RES_(?:{'|'.join(numbers)})\D")
    files = [path for path in (SHARED / "corpus" / "sc-resolutions").rglob("*.xml") if named.match(path.name)]
    with tempfile.TemporaryDirectory() as where:
        store = Store(Path(where) / "check.sqlite3")
        ingest(store, files)
        yield texts(store)
        store.close()


def _rows() -> list[dict[str, str]]:
    found = []
    for name in ("check.csv", "check2.csv"):
        with (LABELS / name).open(encoding="utf-8", newline="") as table:
            found += list(csv.DictReader(table))
    return found


def cases(at_hand: Callable[[str], Document | None]) -> list[Case]:
    """The sentences, each judged as a draft of its own."""
    found = []
    for row in _rows():
        draft = read_bytes(f"A draft\n\n{row['sentence']}\n".encode(), "draft.txt")
        found.append(Case(row, check(draft, at_hand)))
    return found


def seeds(at_hand: Callable[[str], Document | None]) -> list[Judged]:
    """The citations of paragraphs in the two seed documents."""
    return [judged for name in SEEDS for judged in check(read(SHARED / "seeds" / name), at_hand)]


def show() -> str:
    """All figures with every miss."""
    lines = []
    with stored() as with_texts:
        for name, at_hand in (("with the texts", with_texts), ("register alone", lambda symbol: None)):
            judged = cases(at_hand)
            thirty = [case for case in judged if case.row["half"] != "second"]
            right = sum(case.right for case in thirty)
            lines.append(f"  {name}: {right} of {len(thirty)} sentences judged rightly (goal 28)")
            for half in ("tune", "unseen", "second"):
                some = [case for case in judged if case.row["half"] == half]
                lines.append(f"    {half}: {sum(case.right for case in some)} of {len(some)}")
            false_alarms = [case for case in judged if case.row["truth"] == "right" and not case.right]
            lines.append(f"    right citations flagged or not found: {len(false_alarms)} (goal 0)")
            wrong = [case for case in judged if case.row["truth"] == "wrong paragraph" and case.right]
            lines.append(
                f"    likelier paragraph named: {sum(case.named for case in wrong)} of {len(wrong)} flagged"
            )
            lines += [
                f"    miss {case.row['id']} ({case.row['truth']}): "
                + ("; ".join(f"{one.verdict}, {one.why}" for one in case.judged) or "no citation found")
                for case in judged
                if not case.right
            ]
            found = seeds(at_hand)
            flagged = [(one.cited.symbol, one.cited.label) for one in found if one.flagged]
            likelier = [each.label for one in found for each in one.likelier]
            false = [each for each in flagged if each not in WRONG_IN_SEEDS]
            lines.append(
                f"    seeds: {len(found)} citations of paragraphs; flagged {flagged}, likelier {likelier}; "
                f"right ones flagged: {len(false)} (goal 0)"
            )
    return "\n".join(lines)


if __name__ == "__main__":
    print(show())
