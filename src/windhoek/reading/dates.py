"""Dates as UN documents print them in six languages (`months.csv`), and their ISO form."""

from __future__ import annotations

import datetime
import re
from functools import cache

from windhoek.reading.tables import fold, rows


@cache
def _months() -> dict[str, int]:
    return {fold(row["word"]).lower(): int(row["month"]) for row in rows("months")}


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(_months(), key=len, reverse=True)
    month = "|".join(re.escape(word).replace("/", " ?/ ?").replace(r"\ ", " ?") for word in words)
    return re.compile(
        rf"(?<!\d)(?P<d1>\d{{1,2}})(?:er|re|º|°|st|nd|rd|th)?\.? (?:de |of )?(?P<m1>{month})\.?(?: de| del)?,? "
        rf"(?P<y1>\d{{4}})(?!\d)"
        rf"|(?<!\w)(?P<m2>{month})\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>\d{{4}})(?!\d)"
        r"|(?<!\d)(?P<y3>\d{4}) ?年 ?(?P<m3>\d{1,2}) ?月 ?(?P<d3>\d{1,2}) ?日",
        re.IGNORECASE,
    )


def _month(printed: str) -> int:
    if printed.isdigit():
        return int(printed)
    folded = re.sub(r" ?/ ?", "/", printed.lower())
    return _months().get(folded) or next(
        number for word, number in _months().items() if word.replace(" ", "") == folded.replace(" ", "")
    )


def find(text: str) -> list[tuple[int, int, str]]:
    """The dates in `text` (which is to be folded, see `tables.fold`): start, end and ISO form, in order."""
    found = []
    for match in _pattern().finditer(text):
        kind = next(key for key in ("1", "2", "3") if match["y" + key])
        try:
            date = datetime.date(int(match["y" + kind]), _month(match["m" + kind]), int(match["d" + kind]))
        except ValueError:
            continue  # 31 June: not a date
        found.append((match.start(), match.end(), date.isoformat()))
    return found


def first(text: str) -> str:
    """The first date in `text` in ISO form, or an empty string."""
    dates = find(fold(text))
    return dates[0][2] if dates else ""
