"""Whether a table speaks in our own words: runs of words that it shares with the seeds and the documents at hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from windhoek import register

SHARED = Path(__file__).parents[2] / "../shared"
_WORD = re.compile(r"[A-Za-z]{2,}")
_TAG = re.compile(r"<[^>]+>")
LONGEST = 9


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = [word.lower() for word in _WORD.findall(text)]
    for at in range(len(words) - LONGEST):
        yield tuple(words[at : at + LONGEST + 1])


def borrowed(table: str, also: Iterable[Path] = ()) -> dict[str, str]:
    """Cells that have ten words in a row of a seed, a speech, the gold codebook or a file of `also`: identifier and
    column to those words. The whole record is compared when a change is committed; here, what the tables were written from.
    """
    ours = {
        run: f"{register.identifier(table, row)}, {column}"
        for row in register.rows(table)
        for column, value in row.items()
        if isinstance(value, str)
        for run in _runs(value)
    }
    texts = [
        *(SHARED / "seeds").iterdir(),
        *(SHARED / "corpus/statements").iterdir(),
        SHARED / "gold/CODEBOOK.md",
        *also,
    ]
    return {
        ours[run]: " ".join(run)
        for path in texts
        for run in _runs(_TAG.sub(" ", path.read_text(encoding="utf-8", errors="replace")))
        if run in ours
    }
