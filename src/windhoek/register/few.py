"""Numbers of incidents below five are never kept or shown as they are: docs/indicators.md says why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from windhoek.register.read import Row

VALUES = "indicator-values"
#: The least number of incidents that is given as it is. Guidance on small counts calls one and two unsafe, and three and four
#: where few people live or the matter is grave, as it is here (Public Health Intelligence, Cambridgeshire, May 2013, after
#: the Office for National Statistics).
LEAST = 5
SHOWN = "fewer than five"
PART, WHOLE, VALUE, REST = "part", "whole", "value", "rest"


def withheld(row: Row, incidents: frozenset[str]) -> Row:
    """A row of `indicator-values` as it may be kept: of a number of incidents below five only that it is below five.

    `incidents` are the indicators that count incidents. What the number could be worked out from goes too: the share, and
    the part where all the others are few. A share that does not say of how many goes as well (`blind`).
    """
    if row["indicator"] not in incidents:
        return row
    few = set(row["few"])
    part, whole, value = row[PART], row[WHOLE], row[VALUE]
    if row["unit"] != "per cent" and value is not None and value < LEAST:
        few.add(VALUE)
    few |= {name for name, number in ((PART, part), (WHOLE, whole)) if number is not None and number < LEAST}
    if part is not None and whole is not None and whole - part < LEAST <= part:
        few.add(REST)
    return {
        **row,
        "few": tuple(name for name in (VALUE, PART, WHOLE, REST) if name in few),
        VALUE: None if few or blind(row, incidents) else value,
        # A number of which the whole is few is few itself.
        PART: None if few & {PART, WHOLE, REST} else part,
        WHOLE: None if WHOLE in few else whole,
    }


def blind(row: Row, incidents: frozenset[str]) -> bool:
    """Whether a row gives a share of incidents without saying of how many: 50 per cent may be one of two."""
    share = row["unit"] == "per cent" and row[VALUE] is not None
    return row["indicator"] in incidents and share and None in (row[PART], row[WHOLE])


def shown(row: Row, name: str) -> str:
    """A number of a row (`part`, `whole`, `value`) for people; empty where it is not known."""
    number = row[name]
    if name in row["few"]:
        return SHOWN
    if number is None:
        return f"all but {SHOWN}" if name == PART and REST in row["few"] else ""
    return f"{number:,.2f}".rstrip("0").rstrip(".") if name == VALUE else f"{number:,}"


def told(found: Iterable[tuple[int, Row]], incidents: frozenset[str]) -> Iterator[tuple[int, str]]:
    """The lines of `indicator-values` that give a number of incidents below five as it is, each with what to do."""
    for line, row in found:
        kept = withheld(row, incidents)
        if blind(row, incidents):
            yield line, "gives a share of incidents without saying of how many: add part and whole"
        elif any(kept[name] != row[name] for name in (VALUE, PART, WHOLE)):
            yield (
                line,
                "gives a number of incidents below five, or what it could be worked out from; "
                f"`windhoek register update {VALUES} FILE --yes` with a copy of it withholds it",
            )
