"""What the page of debates shows: meetings, speakers and States, who speaks of which theme, and when."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from windhoek import register
from windhoek.register.write import cell
from windhoek.site import cells, languages, naming, shelf, spoken, subject
from windhoek.store.extracts import Found, everything

_THEMES = 3  # that are named beside a meeting or a speaker
_SPEAKERS = 4  # that are named beside a theme
_DRAWN = 4  # years that make a picture
_ROWS = 24  # meetings and speakers that are shown at once


def address(**filters: str) -> str:
    """The extracts that the filters let through."""
    return languages.local("/extracts") + (f"?{urlencode(filters)}" if filters else "")


def told() -> dict[str, Any]:
    """Everything on the page, from the extracts of the store."""
    found = everything(shelf.store())
    years = sorted({each.date[:4] for each in found if each.date})
    speakers = _speakers(found)
    meetings = _meetings(found)
    return {
        "count": len(found),
        "held": len(meetings),
        "years": years,
        "drawn": len(years) >= _DRAWN,
        "meetings": meetings[:_ROWS],
        "more_meetings": meetings[_ROWS:],
        "speakers": speakers[:_ROWS],
        "more_speakers": speakers[_ROWS:],
        "states": len({each.speaker.whom for each in found if each.speaker.kind == "state"}),
        "themes": _themes(found, years),
        "adopted": _adopted(),
    }


def _meetings(found: tuple[Found, ...]) -> list[dict[str, Any]]:
    groups: dict[str, list[Found]] = defaultdict(list)
    for each in found:
        groups[each.symbol].append(each)
    rows = [
        {
            "meeting": naming.meeting(symbol, each[0].title, each[0].date),
            "speakers": len({one.speech for one in each}),
            "count": len(each),
            "themes": _names(each),
            "url": address(meeting=symbol),
        }
        for symbol, each in groups.items()
    ]
    return sorted(rows, key=lambda row: row["meeting"].date, reverse=True)


def _speakers(found: tuple[Found, ...]) -> list[dict[str, Any]]:
    groups: dict[tuple[str, str], list[Found]] = defaultdict(list)
    for each in found:
        speaker = each.speaker
        groups[speaker.whom or speaker.name or speaker.printed, speaker.kind].append(each)
    return [
        {
            "name": naming.state(name) if kind == "state" else (name, languages.ENGLISH),
            "kind": spoken.called(kind),
            "count": len(each),
            "meetings": len({one.symbol for one in each}),
            "themes": _names(each),
            "url": address(country=name) if kind == "state" else "",
        }
        for (name, kind), each in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    ]


def _names(found: list[Found]) -> list[dict[str, Any]]:
    counted = Counter(theme for each in found for theme in each.extract.themes)
    return [
        {"name": subject.name(code), "url": subject.url("theme", code), "count": count}
        for code, count in counted.most_common(_THEMES)
    ]


def _themes(found: tuple[Found, ...], years: list[str]) -> list[dict[str, Any]]:
    by_theme: dict[str, list[Found]] = defaultdict(list)
    for each in found:
        for theme in each.extract.themes:
            by_theme[theme].append(each)
    return [
        {
            "name": subject.name(code),
            "url": subject.url("theme", code),
            "extracts": address(theme=code),
            "count": len(each),
            "years": [
                {"year": year, "count": counted[year], "url": address(theme=code, year=year)}
                for year in years
            ],
            "states": [
                {"name": naming.state(state), "count": count, "url": address(theme=code, country=state)}
                for state, count in Counter(
                    one.speaker.whom for one in each if one.speaker.kind == "state"
                ).most_common(_SPEAKERS)
            ],
        }
        for code, each in sorted(by_theme.items(), key=lambda item: -len(item[1]))
        if (counted := Counter(one.date[:4] for one in each)) is not None
    ]


def _adopted() -> list[dict[str, Any]]:
    """The meetings at which the Council adopted its resolutions on women, peace and security: facts of the register."""
    ours = {row["symbol"] for row in register.rows("agenda")}
    rows = [row for row in register.rows("resolutions") if row["symbol"] in ours]
    held = cells.Texts(
        [*(row["symbol"] for row in rows), *(row["meeting"] for row in rows if row["meeting"])]
    )
    return [
        {
            "symbol": cells.link(held, row["symbol"]),
            "meeting": cells.link(held, row["meeting"]) if row["meeting"] else "",
            "date": cell(row["date"]),
            "title": row["title"],
            "votes": (row["in_favour"], row["against"], row["abstaining"]),
            "row": cells.row_url("resolutions", row),
        }
        for row in sorted(rows, key=lambda row: row["date"], reverse=True)
    ]


@lru_cache(maxsize=16)
def drawn(found: tuple[Found, ...], dark: bool, language: str) -> str:
    """Extracts by theme and year as a grid in SVG, in words of `language`, which is that of the page."""
    from windhoek.publishing import counted

    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for each in found:
        for theme in each.extract.themes:
            counts[subject.name(theme)][each.date[:4]] += bool(each.date)
    most = sorted(counts, key=lambda name: -counts[name].total())
    return counted.grid({name: counts[name] for name in most}, dark)
