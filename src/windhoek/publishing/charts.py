"""Charts as SVG, drawn on this machine. Each is shown with its figures as a table beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from windhoek.register.personnel import NAMES, Figure
from windhoek.register.read import Row

_LINE, _TARGET = "#5b2a86", "#a3421a"
_FONT = "Noto Sans, sans-serif"


def shares(
    series: Mapping[tuple[str, ...], Sequence[Figure]], targets: Sequence[Row], title: str, source: str
) -> str:
    """Women's share over time as SVG: a panel for each set of categories, its targets for a share as dashed lines.

    Periods without a figure are left blank: no line joins what is on either side of them. `source` is written below
    the title.
    """
    # Both take half a second to import, and are needed here alone.
    import altair
    import vl_convert

    panels = [
        _panel(
            altair,
            NAMES[categories],
            figures,
            [row for row in targets if row["categories"] == categories and row["measure"] == "share"],
        )
        for categories, figures in series.items()
        if any(figure.both for figure in figures)
    ]
    chart = (
        altair.concat(*panels, columns=2, spacing=28)
        .properties(
            title=altair.TitleParams(
                title, subtitle=source, anchor="start", fontSize=16, subtitleColor="#5b5963", offset=14
            ),
            padding=12,
        )
        .configure(font=_FONT, background="white")
        .configure_view(stroke=None)
        .configure_axis(grid=True, gridColor="#e3e6ea", domainColor="#8a929c", tickColor="#8a929c")
    )
    return str(vl_convert.vegalite_to_svg(chart.to_dict()))


def save(path: Path, svg: str) -> None:
    """Write a chart to a file. Raises OSError where it cannot be written."""
    path.write_text(svg, encoding="utf-8")


def _panel(altair: Any, name: str, figures: Sequence[Figure], targets: Sequence[Row]) -> Any:
    # What is no figure of the mission is null, and breaks the line.
    points = [{"period": each.period, "share": None if each.partial else each.share} for each in figures]
    line = (
        altair.Chart(altair.Data(values=points))
        .mark_line(color=_LINE, strokeWidth=2, point=len(points) < 20 and {"color": _LINE, "size": 30})
        .encode(
            x=altair.X(
                "period:T", title=None, axis=altair.Axis(format="%Y", tickCount="year", labelFlush=False)
            ),
            y=altair.Y("share:Q", title="women, per cent", scale=altair.Scale(domainMin=0, nice=True)),
        )
    )
    layers = [line]
    if targets:
        marks = altair.Chart(
            altair.Data(
                values=[
                    {
                        "value": row["value"],
                        "label": f"{row['value']:g} % by {row['due']}",
                        "set": row["set_on"],
                    }
                    for row in targets
                ]
            )
        )
        layers.append(marks.mark_rule(color=_TARGET, strokeDash=[5, 4], strokeWidth=1.5).encode(y="value:Q"))
        layers.append(
            marks.mark_text(color=_TARGET, align="left", baseline="bottom", dx=4, dy=-3, fontSize=11).encode(
                y="value:Q", text="label:N", x=altair.value(0)
            )
        )
    return altair.layer(*layers).properties(
        width=300,
        height=150,
        title=altair.TitleParams(name, anchor="start", fontSize=13),
        description=f"Women's share among {name} over time",
    )
