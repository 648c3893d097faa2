"""What people call a document, a meeting and a State: symbols where there are any, else titles, and States in the language of the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from windhoek import register
from windhoek.coding.speaker_tables import tables as speaker_tables
from windhoek.register.write import cell
from windhoek.site import cells, facts, glossary, languages

#: The day that transcripts have at the end of their titles: "(Sep 16, 2025)". It is shown beside the title.
_DAY = re.compile(r"\s*\([^()]*\b\d{4}\)\s*$")


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as a page tells of it: `name` says what it was, in `language`, and is empty where nobody knows."""

    symbol: str
    name: str
    language: str
    date: str


def document(symbol: str, part: str = "", title: str = "") -> str:
    """The symbol with its part; of a file without symbol, which is stored under its name, the title."""
    name = symbol if "/" in symbol else _titled(symbol, title)
    return f"{name}, {part}" if part else name


def about(symbol: str) -> str:
    """What a resolution is about in a few English words, as the register has them; nothing of other documents."""
    row = facts.one("resolutions", symbol) if symbol.startswith("S/RES/") else None
    return str(row["title"] or "") if row else ""


def meeting(symbol: str, title: str = "", date: str = "") -> Meeting:
    """A meeting by the symbol of its record. `title` and `date` are those of the stored record.

    More is known from `meetings.csv`, and from the register where the Council adopted a resolution there; a file without
    symbol has only its title.
    """
    if "/" not in symbol:
        return Meeting("", _titled(symbol, title), languages.ENGLISH, date)
    row = _known().get(symbol)
    if row:
        return Meeting(symbol, row["name"], languages.ENGLISH, row["date"])
    adopted = _adopted().get(symbol)
    if adopted:
        name = _("Adoption of %(resolution)s") % {"resolution": adopted[0]}
        return Meeting(symbol, name, languages.current(), adopted[1])
    return Meeting(symbol, "", languages.ENGLISH, date)


def state(name: str) -> tuple[str, str]:
    """The name of a State in the language of the page, and the language that it is in: English where no other is known."""
    called = cells.translated(_codes().get(name, ""))
    return (called, languages.current()) if called else (name, languages.ENGLISH)


def _titled(symbol: str, title: str) -> str:
    return _DAY.sub("", title).replace(" | ", ": ", 1).strip().replace("_", " ") or symbol.replace("_", " ")


@cache
def _known() -> Mapping[str, Mapping[str, str]]:
    return glossary.rows("meetings.csv", "symbol")


@cache
def _adopted() -> Mapping[str, tuple[str, str]]:
    """Meetings at which one resolution was adopted, with the resolution and the day."""
    by_meeting: dict[str, list[tuple[str, str]]] = {}
    for row in register.rows("resolutions"):
        if row["meeting"]:
            by_meeting.setdefault(row["meeting"], []).append((row["symbol"], cell(row["date"])))
    return {symbol: rows[0] for symbol, rows in by_meeting.items() if len(rows) == 1}


@cache
def _codes() -> Mapping[str, str]:
    """The codes of States by the names that speakers have."""
    named = speaker_tables().named
    return {
        named(name)[1]: code for code, name in glossary.country_names().items() if named(name)[0] == "state"
    }
