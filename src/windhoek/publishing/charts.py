"""Charts as SVG, drawn on this machine. Each is shown with its figures as a table beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from windhoek.register.personnel import NAMES, Figure
from windhoek.register.read import Row


@dataclass(frozen=True, slots=True)
class Colours:
    """What a chart is drawn with; `paper` may let the page show through."""

    line: str
    target: str
    ink: str
    grid: str
    axis: str
    paper: str


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on a chart, in the language of the page: the axis, and a target with `{share}` and `{year}`."""

    axis: str = "women, per cent"
    target: str = "{share} by {year}"


_ENGLISH = Words()
LIGHT = Colours("#5b2a86", "#a3421a", "#1b1a1f", "#e3e6ea", "#8a929c", "white")
#: For a page with light letters on dark paper; the page's own colour shows through.
DARK = Colours("#cba6f0", "#f0a37e", "#e9e7ee", "#383543", "#6f6b7c", "transparent")
_FONT = "Noto Sans, Noto Sans Arabic, Noto Sans CJK SC, sans-serif"


def shares(
    series: Mapping[tuple[str, ...], Sequence[Figure]], targets: Sequence[Row], title: str, source: str
) -> str:
    """Women's share over time as SVG: a panel for each set of categories, its targets for a share as dashed lines.

    Periods without a figure are left blank: no line joins what is on either side of them. `source` is written below
    the title.
    """
    import altair  # takes half a second, and is needed for charts alone

    panels = [
        _panel(
            altair,
            NAMES[categories],
            figures,
            _of_share(targets, categories),
            LIGHT,
            _ENGLISH,
        )
        for categories, figures in series.items()
        if any(figure.both for figure in figures)
    ]
    chart = altair.concat(*panels, columns=2, spacing=28).properties(
        title=altair.TitleParams(
            title, subtitle=source, anchor="start", fontSize=16, subtitleColor="#5b5963", offset=14
        ),
        padding=12,
    )
    return svg(chart, LIGHT)


def share(
    categories: tuple[str, ...],
    figures: Sequence[Figure],
    targets: Sequence[Row],
    dark: bool = False,
    words: Words = _ENGLISH,
) -> str:
    """Women's share in one set of categories as SVG, for a page that has title and source beside it."""
    import altair

    colours = DARK if dark else LIGHT
    panel = _panel(altair, "", figures, _of_share(targets, categories), colours, words)
    return picture(panel.properties(padding=4), colours)


def panels(
    series: Mapping[str, tuple[tuple[str, ...], Sequence[Figure]]], targets: Sequence[Row], words: Words
) -> str:
    """Women's share over time as SVG, two panels in a row, for a page that has all else: by the name of each panel what is
    counted and its figures."""
    import altair

    found = [
        _panel(altair, name, figures, _of_share(targets, categories), LIGHT, words)
        for name, (categories, figures) in series.items()
    ]
    return picture(altair.concat(*found, columns=2, spacing=24).properties(padding=4), LIGHT)


def png(drawn: str) -> bytes:
    """A chart's SVG as an image of points, for what shows no SVG."""
    import vl_convert

    return bytes(vl_convert.svg_to_png(drawn, scale=3))


def save(path: Path, svg: str) -> None:
    """Write a chart to a file. Raises OSError where it cannot be written."""
    path.write_text(svg, encoding="utf-8")


def _of_share(targets: Sequence[Row], categories: tuple[str, ...]) -> list[Row]:
    return [row for row in targets if row["categories"] == categories and row["measure"] == "share"]


def svg(chart: Any, colours: Colours) -> str:
    """A chart of altair drawn in those colours."""
    import vl_convert

    drawn = (
        chart.configure(font=_FONT, background=colours.paper)
        .configure_view(stroke=None)
        .configure_axis(
            grid=True,
            gridColor=colours.grid,
            domainColor=colours.axis,
            tickColor=colours.axis,
            labelColor=colours.ink,
            titleColor=colours.ink,
        )
    )
    return str(vl_convert.vegalite_to_svg(drawn.to_dict()))


#: What nobody sees in a drawing of Vega, by attribute: those with any value, those with what holds anyway.
_UNSEEN = ("role", "class", "pointer-events", "aria-label", "aria-roledescription", "aria-hidden")
_ANYWAY = {"opacity": "1", "stroke-width": "1", "transform": "translate(0,0)"}
#: What shapes take over from the group around them.
_INHERITED = ("fill", "stroke", "stroke-width", "font-family", "font-size", "font-weight", "text-anchor")
_LONG = re.compile(r"\d+\.\d{3,}")
_RGB = re.compile(r"rgb\((\d+), (\d+), (\d+)\)")


def picture(chart: Any, colours: Colours) -> str:
    """The same picture as `svg` in a third of the bytes, for a page that shows it as an image with a text and a table beside it.

    Numbers are rounded to a hundredth of a pixel, what is not seen is left out, and what all of a group have is said once.
    """
    drawn = etree.fromstring(svg(chart, colours).encode())
    for each in drawn.iter():
        for name, value in ((str(name), str(value)) for name, value in each.items()):
            if name in _UNSEEN or _ANYWAY.get(name) == value:
                del each.attrib[name]
            else:
                each.set(
                    name, _RGB.sub(_hexadecimal, _LONG.sub(lambda number: f"{float(number[0]):.2f}", value))
                )
    for each in reversed([*drawn.iter("{*}path", "{*}g")]):
        shape = each.get("d", "") not in ("", "M0,0h0v0h0Z") and each.get("display") != "none"
        around = each.getparent()
        if around is not None and not shape and not len(each):
            around.remove(each)
    for each in reversed([*drawn.iter("{*}g")]):
        _say_once(each)
        around = each.getparent()
        if around is not None and not each.attrib:
            at = around.index(each)
            around[at : at + 1] = list(each)
    etree.cleanup_namespaces(drawn)
    return etree.tostring(drawn, encoding="unicode")


def _say_once(group: etree._Element) -> None:
    """Give to a group what all in it have."""
    for name in _INHERITED:
        values = {each.get(name) for each in group}
        if len(values) == 1 and (value := values.pop()) is not None:
            group.set(name, value)
            for each in group:
                del each.attrib[name]


def _hexadecimal(rgb: re.Match[str]) -> str:
    return "#" + "".join(f"{int(part):02x}" for part in rgb.groups())


def _panel(
    altair: Any, name: str, figures: Sequence[Figure], targets: Sequence[Row], colours: Colours, words: Words
) -> Any:
    # What is no figure of the mission is null, and breaks the line.
    points = [{"period": each.period, "share": None if each.partial else each.share} for each in figures]
    line = (
        altair.Chart(altair.Data(values=points))
        .mark_line(
            color=colours.line, strokeWidth=2, point=len(points) < 20 and {"color": colours.line, "size": 30}
        )
        .encode(
            x=altair.X(
                "period:T", title=None, axis=altair.Axis(format="%Y", tickCount="year", labelFlush=False)
            ),
            y=altair.Y("share:Q", title=words.axis, scale=altair.Scale(domainMin=0, nice=True)),
        )
    )
    layers = [line]
    if targets:
        marks = altair.Chart(
            altair.Data(
                values=[
                    {
                        "value": row["value"],
                        "label": words.target.format(share=f"{row['value']:g} %", year=row["due"]),
                        "set": row["set_on"],
                    }
                    for row in targets
                ]
            )
        )
        layers.append(
            marks.mark_rule(color=colours.target, strokeDash=[5, 4], strokeWidth=1.5).encode(y="value:Q")
        )
        layers.append(
            marks.mark_text(
                color=colours.target, align="left", baseline="bottom", dx=4, dy=-3, fontSize=11
            ).encode(y="value:Q", text="label:N", x=altair.value(0))
        )
    panel = altair.layer(*layers).properties(width=300, height=150)
    if not name:
        return panel
    return panel.properties(
        title=altair.TitleParams(name, anchor="start", fontSize=13, offset=12),
        description=f"Women's share among {name} over time",
    )
