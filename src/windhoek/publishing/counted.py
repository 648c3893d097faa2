"""Charts of counts as SVG, in one colour: bars by year, and a grid of years and rows. Each is shown with its figures as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from windhoek.publishing.charts import DARK, LIGHT, picture

#: From the strongest shade to the faintest: what comes first in a stack is what weighs most.
_SHADES = {
    False: ("#43157a", "#7b4ba8", "#b391d3", "#dccdea", "#ebe8ee"),
    True: ("#e2cbfb", "#a87fd4", "#7a55a3", "#50386d", "#383543"),
}
_RAMP = {False: ("#f1eaf7", "#5b2a86"), True: ("#2b2238", "#cba6f0")}
_STEP = 21  # pixels of a year in a grid
_HEIGHT = 22  # pixels of a row in it


def bars(counts: Mapping[str, Mapping[str, int]], title: str, dark: bool = False, width: int = 520) -> str:
    """Bars by year, stacked by group: `counts` has the groups in their order, each with its number by year.

    Years in between that have nothing are left blank. `title` names the axis; `width` is that of the bars in pixels.
    """
    altair = _altair()
    colours = DARK if dark else LIGHT
    years = _years(counts)
    values = [
        {"year": year, "group": group, "place": place, "count": number}
        for place, (group, held) in enumerate(counts.items())
        for year, number in held.items()
        if number
    ]
    chart = (
        altair.Chart(altair.Data(values=values))
        .mark_bar(aria=False, stroke=colours.paper if not dark else "#15141a", strokeWidth=0.5)
        .encode(
            x=altair.X(
                "year:O", title=None, scale=altair.Scale(domain=years), axis=_year_axis(altair, years)
            ),
            y=altair.Y("count:Q", title=title, stack="zero", axis=altair.Axis(tickCount=4, format=",d")),
            color=altair.Color(
                "group:N",
                title=None,
                scale=altair.Scale(domain=list(counts), range=list(_SHADES[dark][: len(counts)])),
                legend=altair.Legend(
                    orient="top", direction="horizontal", symbolType="square", labelColor=colours.ink
                ),
            ),
            order=altair.Order("place:Q"),
        )
        .properties(width=width, height=170, padding=4)
    )
    return picture(chart, colours)


def grid(counts: Mapping[str, Mapping[str, int]], dark: bool = False) -> str:
    """A grid of rows and years, the more in a field the stronger its colour: `counts` has the rows, each with its number by year.

    Fields are shaded by the root of their number, so that the few are not lost beside the many.
    """
    altair = _altair()
    colours = DARK if dark else LIGHT
    years = _years(counts)
    values = [
        {"year": year, "row": row, "count": number}
        for row, held in counts.items()
        for year, number in held.items()
        if number
    ]
    chart = (
        altair.Chart(altair.Data(values=values))
        .mark_rect(aria=False)
        .encode(
            x=altair.X(
                "year:O",
                title=None,
                scale=altair.Scale(domain=years, paddingInner=0.08),
                axis=_year_axis(altair, years),
            ),
            y=altair.Y(
                "row:N",
                title=None,
                scale=altair.Scale(domain=list(counts), paddingInner=0.12),
                axis=altair.Axis(grid=False, ticks=False, domain=False, labelLimit=280, labelFontSize=12),
            ),
            color=altair.Color(
                "count:Q", scale=altair.Scale(type="sqrt", range=list(_RAMP[dark])), legend=None
            ),
        )
        .properties(width=_STEP * len(years), height=_HEIGHT * len(counts), padding=4)
    )
    return picture(chart, colours)


def _altair() -> Any:
    """Altair, which takes half a second to import and is needed for charts alone."""
    import altair

    return altair


def _years(counts: Mapping[str, Mapping[str, int]]) -> list[str]:
    """All years from the first to the last that has a number."""
    there = sorted({year for held in counts.values() for year, number in held.items() if number})
    return [str(year) for year in range(int(there[0]), int(there[-1]) + 1)] if there else []


def _year_axis(altair: Any, years: Sequence[str]) -> Any:
    """Every fifth year in figures, and the last where no other stands close by."""
    told = [year for year in years if int(year) % 5 == 0]
    if years and (not told or int(years[-1]) - int(told[-1]) > 2):
        told.append(years[-1])
    return altair.Axis(grid=False, labelAngle=0, values=told)
