"""Rows as CSV that people open in a spreadsheet, in which no text of a document is taken for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

#: How formulas begin (OWASP, "CSV Injection"); a number may begin so too.
_FORMULA = re.compile(r"(?![+-]?[\d.,]+%?$)[=+\-@\t\r]")


def text(rows: Iterable[Sequence[Any]], ending: str = "\n") -> str:
    """Rows as CSV with `ending` after each; a text that a spreadsheet would run has an apostrophe before it."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=ending).writerows([cell(each) for each in row] for row in rows)
    return out.getvalue()


def cell(value: Any) -> Any:
    """A value as it is, or the text with an apostrophe before it, which spreadsheets do not run and do not show."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
