"""Women and men in uniform in a terminal: `windhoek personnel`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from windhoek import printing
from windhoek import register as facts
from windhoek.commands import answers
from windhoek.commands.common import Json, fail, print_json
from windhoek.register import personnel as figures
from windhoek.register import targets as goals
from windhoek.register.personnel import ALL_UNIFORMED, CATEGORIES, NAMES, POLICE, Figure

#: What is shown together, in the order of the columns.
COLUMNS: tuple[tuple[str, ...], ...] = (*((category,) for category in CATEGORIES), POLICE)
Series = Mapping[tuple[str, ...], Sequence[Figure]]


def personnel(
    mission: Annotated[
        str | None, typer.Option(help="UNMIL …; all missions without it.", show_default=False)
    ] = None,
    target: Annotated[bool, typer.Option("--target", help="Set each target beside the figures.")] = False,
    targets: Annotated[
        bool, typer.Option("--targets", help="Say of each target whether our figures show it reached.")
    ] = False,
    compare: Annotated[
        bool, typer.Option("--compare", help="Set the two sources beside each other where they overlap.")
    ] = False,
    chart: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write an SVG chart too.", show_default=False)
    ] = None,
    as_object: Json = False,
) -> None:
    """Print the share of women in uniform over time, by category, with what the figures cannot say.

    Example: `windhoek personnel --mission UNMIL --target`
    """
    if mission is not None and mission not in figures.missions():
        fail(f"The register has no personnel of {mission}. It has {', '.join(figures.missions())}.")
    if targets and as_object:
        print_json([_answer(goals.answer(row)) for row in goals.targets()])
    elif targets:
        answers.show()
    elif compare:
        _comparison(mission, as_object)
    else:
        _figures(mission, target, chart, as_object)


def _figures(mission: str | None, target: bool, chart: Path | None, as_object: bool) -> None:
    monthly = {each: figures.figures(each, mission) for each in COLUMNS}
    yearly = figures.figures(ALL_UNIFORMED, mission)
    wanted = [row for row in goals.targets() if row["categories"]] if target else []
    limits = {
        table: [row for row in figures.limits(table, mission) if _concerns(row, shown)]
        for table, shown in (("personnel", monthly[POLICE]), ("personnel-averages", yearly))
        if shown
    }
    if chart is not None:
        _draw(chart, mission, {**monthly, ALL_UNIFORMED: yearly}, wanted)
    if as_object:
        print_json(
            {
                "mission": mission,
                "monthly": {
                    NAMES[each]: [_object(one) for one in series] for each, series in monthly.items()
                },
                "yearly": [_object(one) for one in yearly],
                "targets": [dict(row) | {"checked_on": str(row["checked_on"])} for row in wanted],
                "limits": {table: [row["limit"] for row in rows] for table, rows in limits.items()},
            }
        )
        return
    out = printing.console()
    out.print(f"{mission or 'All missions'}: women in uniform, per cent (number of women)", style="bold")
    if monthly[POLICE]:
        out.print(f"\nBy month. Source: {_source('personnel')}")
        out.print(_months(monthly, wanted))
    if yearly:
        out.print(f"\nBy year, all uniformed, averages. Source: {_source('personnel-averages')}")
        out.print(_years(yearly))
    if target:
        _against(out, mission, {**monthly, ALL_UNIFORMED: yearly}, wanted)
    for table, rows in limits.items():
        which = "monthly" if table == "personnel" else "yearly"
        out.print(f"\nWhat the {which} figures cannot say", style="bold")
        for row in rows:
            out.print(f"· {_span(row)}{row['limit']}")
    if chart is not None:
        out.print(f"\nThe chart is in {chart}.")


def _draw(path: Path, mission: str | None, series: Series, wanted: Sequence[facts.Row]) -> None:
    from windhoek.publishing import charts

    names = {table: _source(table).partition(":")[0] for table in ("personnel", "personnel-averages")}
    drawn = charts.shares(
        series,
        wanted,
        f"{mission or 'All missions'}: women in uniform",
        f"Monthly: {names['personnel']}. All uniformed, yearly averages: {names['personnel-averages']}.",
    )
    try:
        charts.save(path, drawn)
    except OSError as error:
        fail(f"{path}: cannot be written: {error.strerror or error}.")


def _months(monthly: Series, wanted: Sequence[facts.Row]) -> Table:
    shares = [row for row in wanted if row["measure"] == "share"]
    table = Table(box=None, padding=(0, 2, 0, 0), show_footer=bool(wanted))
    table.add_column("month", no_wrap=True, footer="target")
    for each in COLUMNS:
        aims = (f"{row['value']:g} % {row['due']}" for row in shares if row["categories"] == each)
        table.add_column(NAMES[each], justify="right", no_wrap=True, footer="\n".join(aims))
    for position, figure in enumerate(monthly[POLICE]):
        cells = (monthly[each][position] for each in COLUMNS)
        table.add_row(
            figure.period, *(f"{one.share:.1f} ({one.women:,})" if one.both else "–" for one in cells)
        )
    return table


def _years(yearly: Sequence[Figure]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for name in ("year", "women", "women and men", "share", ""):
        table.add_column(name, justify="right" if name[1:] else "left", no_wrap=True)
    for each in yearly:
        partial = "partial: contributors are missing" if each.partial else ""
        table.add_row(each.period, f"{each.women:,}", f"{each.both:,}", answers.share(each), partial)
    return table


def _against(out: Console, mission: str | None, series: Series, wanted: Sequence[facts.Row]) -> None:
    out.print("\nAgainst the targets", style="bold")
    if mission:
        out.print("They were set for all missions together, not for one alone.")
    for row in wanted:
        known = [each for each in series[row["categories"]] if each.both and not each.partial]
        if not series[row["categories"]]:
            said = "no figures"
        elif not known:
            said = "nobody in the category"
        elif row["measure"] == "share":
            gap = (known[-1].share or 0) - row["value"]
            where = f"{abs(gap):.1f} points {'above' if gap >= 0 else 'short'}"
            said = f"{answers.share(known[-1])} in {answers.when(known[-1].period)}, {where}"
        else:
            ends = {each.period: each for each in known}
            first, last = ends.get(row["base"]), ends.get(row["due"])
            if first and last and first.women:
                said = f"{first.women:,} in {first.period}, {last.women:,} in {last.period}, {last.women / first.women:.2f} times"
            else:
                said = f"no figures for {row['base']} and {row['due']}"
        out.print(f"· {goals.in_words(row)}: {said}")


def _comparison(mission: str | None, as_object: bool) -> None:
    found = [each for each in figures.comparison() if mission in (None, each.mission)]
    if as_object:
        print_json([asdict(each) | {"level": each.level} for each in found])
        return
    out = printing.console()
    out.print(
        "Women/all in both sources. Monthly: the months that it has, added and divided by twelve, as the yearly source "
        "does it. Level: all of the yearly source as a multiple of the monthly one's, 1 where both read the same "
        "months. Shares: women in per cent, monthly and yearly.\n"
    )
    table = Table(box=None, padding=(0, 2, 0, 0))
    for name in ("year", "mission", "months", "monthly", "yearly", "level", "shares"):
        table.add_column(name, justify="left" if name in ("year", "mission") else "right", no_wrap=True)
    for each in found:
        monthly, yearly = "–", "–"
        if each.monthly_both is not None:
            monthly = f"{each.monthly_women:,.1f}/{each.monthly_both:,.1f}"
        if each.yearly_both is not None:
            yearly = f"{each.yearly_women:,}/{each.yearly_both:,}"
        level = "" if each.level is None else f"{each.level:.2f}"
        table.add_row(str(each.year), each.mission, str(each.months), monthly, yearly, level, _shares(each))
    out.print(table)


def _shares(each: figures.Difference) -> str:
    if not each.monthly_both or not each.yearly_both:
        return ""
    monthly = (each.monthly_women or 0) / each.monthly_both
    return f"{100 * monthly:.1f} {100 * (each.yearly_women or 0) / each.yearly_both:.1f}"


def _concerns(row: facts.Row, shown: Sequence[Figure]) -> bool:
    return not row["first"] or any(row["first"] <= each.period <= row["last"] for each in shown)


def _span(row: facts.Row) -> str:
    if not row["first"]:
        return ""
    first, last = answers.when(row["first"]), answers.when(row["last"])
    return f"{first}: " if first == last else f"{first} to {last}: "


def _source(table: str) -> str:
    named = {row["source"] for row in facts.rows(table)}
    return "; ".join(row["title"] for row in facts.rows("sources") if row["id"] in named)


def _object(figure: Figure) -> dict[str, Any]:
    return asdict(figure) | {"share": figure.share}


def _answer(each: goals.Answer) -> dict[str, Any]:
    known = {"first": each.first, "best": each.best, "last": each.last}
    return {
        "target": each.target["id"],
        "verdict": each.verdict,
        "multiple": each.multiple,
        **{name: _object(figure) if figure else None for name, figure in known.items()},
    }
