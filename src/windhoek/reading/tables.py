"""The small CSV tables that stand beside the modules of this room, and the folding under which they match."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\u0640]")


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `windhoek/reading/NAME.csv`, each by the names of its columns."""
    with files("windhoek.reading").joinpath(f"{name}.csv").open(encoding="utf-8") as table:
        return tuple(csv.DictReader(table))


def fold(text: str) -> str:
    """`text` with single spaces and straight apostrophes, without invisible marks and Arabic stretching."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", text).replace("’", "'")).strip()
