"""Of a brief: women's share in uniform up to the day, the targets set by then, a chart, and the limits of the figures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from windhoek.publishing import charts
from windhoek.publishing.brief import Chart, Given, Line, Said, Section, Source, line, of_row, of_rows
from windhoek.publishing.brief_words import Words
from windhoek.register import Row, personnel, rows
from windhoek.register import targets as goals
from windhoek.register.personnel import ALL_UNIFORMED, CATEGORIES, POLICE, Figure

#: What the table has, in order.
_GROUPS: tuple[tuple[str, ...], ...] = (*((category,) for category in CATEGORIES), POLICE, ALL_UNIFORMED)
#: What the chart shows, where there are figures by month; else all in uniform.
_DRAWN: tuple[tuple[str, ...], ...] = (("troops",), POLICE)


def women(given: Given, words: Words) -> Section:
    """The last figures up to the day against the targets that had been set."""
    mission, until = given.mission["acronym"], given.day.isoformat()
    series: dict[tuple[str, ...], list[Figure]] = {
        group: found
        for group in _GROUPS
        if (
            found := [
                each for each in personnel.figures(group, mission) if each.both and each.period <= until
            ]
        )
        and any(not each.partial for each in found)
    }
    # The average of the year of the day is not known on the day.
    if ALL_UNIFORMED in series:
        past = [each for each in series.pop(ALL_UNIFORMED) if each.period < until[:4]]
        series |= {ALL_UNIFORMED: past} if any(not each.partial for each in past) else {}
    if not series:
        where = of_rows("personnel", f"mission={mission}", rows("personnel")[0])
        return Section("women", words("women"), (line(Said(words("no-figures"), (where,))),))
    lines = [_line(group, found, mission, until, words) for group, found in series.items()]
    columns = tuple(words(key) for key in ("group", "month", "share", "target"))
    notes = [line(Said(words("all-missions-target")))]
    limits = [
        Said(row["limit"], (of_row("personnel-limits", row),), "en" if words.language != "en" else "")
        for row in _limits(series, mission)
    ]
    notes.append(line(Said(f"{words('limits')}:"), *limits))
    return Section("women", words("women"), tuple(lines), columns, tuple(notes), _chart(series, until, words))


def _line(group: tuple[str, ...], found: Sequence[Figure], mission: str, until: str, words: Words) -> Line:
    last = [each for each in found if not each.partial][-1]
    source = _source(group, last, mission)
    share = words("women-of-all", share=words.number(last.share or 0, 1), women=words.number(last.women), both=words.number(last.both))  # fmt: skip
    due = [row for row in goals.targets(group) if row["set_on"] <= until]
    told = "; ".join(_target(row, last, words) for row in due) or words("no-target")
    targets = tuple(of_row("targets", row) for row in due) or (of_rows("targets", f"categories={' or '.join(group)}", rows("targets")[0]),)  # fmt: skip
    return line(
        Said(words.group(group)),
        Said(words.day(last.period), (source,)),
        Said(share, (source,)),
        Said(told, (*targets, source) if due else targets),
    )


def _at(figure: Figure, words: Words) -> str:
    share = words("per-cent", n=words.number(figure.share or 0, 1))
    return f"{share} ({words.day(figure.period)})"


def _target(row: Row, last: Figure, words: Words) -> str:
    if row["measure"] != "share":
        return words("target-multiple", value=words.number(row["value"]), base=row["base"], due=row["due"])
    gap = (last.share or 0) - row["value"]
    said = words("above" if gap >= 0 else "short-of", points=words.number(abs(gap), 1))
    target = words("target-share", share=words("per-cent", n=words.number(row["value"])), year=row["due"])
    return f"{target}: {said}"


def _source(group: tuple[str, ...], figure: Figure, mission: str) -> Source:
    """The rows that a figure is the sum of."""
    if group == ALL_UNIFORMED:
        return of_rows(
            "personnel-averages", f"mission={mission}, year={figure.period}", rows("personnel-averages")[0]
        )
    which = f"mission={mission}, month={figure.period}, category={' or '.join(group)}"
    return of_rows("personnel", which, rows("personnel")[0])


def _limits(series: dict[tuple[str, ...], list[Figure]], mission: str) -> list[Row]:
    """What has to be said beside the last figures: of the tables as a whole, and of those periods."""
    found: list[Row] = []
    for table, groups in (
        ("personnel", [group for group in series if group != ALL_UNIFORMED]),
        ("personnel-averages", [group for group in series if group == ALL_UNIFORMED]),
    ):
        if groups:
            last = series[groups[0]][-1].period
            found += [
                row
                for row in personnel.limits(table, mission)
                if not row["first"] or row["first"] <= last <= row["last"]
            ]
    return found


def _chart(series: dict[tuple[str, ...], list[Figure]], until: str, words: Words) -> Chart | None:
    drawn = {group: series[group] for group in _DRAWN if len(series.get(group, ())) > 1}
    drawn = drawn or {group: found for group, found in series.items() if len(found) > 1}
    if not drawn:
        return None
    ends = "; ".join(
        f"{words.group(group)}: {_at(found[0], words)} → {_at(found[-1], words)}"
        for group, found in drawn.items()
    )
    return Chart(
        _drawing(tuple((group, tuple(found)) for group, found in drawn.items()), until, words.language),
        f"{words('chart')}. {ends}",
    )


@lru_cache(maxsize=256)
def _drawing(
    series: tuple[tuple[tuple[str, ...], tuple[Figure, ...]], ...], until: str, language: str
) -> str:
    """The chart, which takes a fifth of a second to draw and is the same until the register changes."""
    words = Words(language)
    due = [row for row in goals.targets() if row["set_on"] <= until]
    said = charts.Words(words("axis"), words("target-share", share="{share}", year="{year}"))
    return charts.panels({words.group(group): (group, found) for group, found in series}, due, said)
