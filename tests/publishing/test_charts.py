"""Charts are SVG that says what it shows, and draws nothing where there is no figure."""

from __future__ import annotations

import io

import pytest
from lxml import etree
from PIL import Image, ImageChops

from windhoek.publishing import charts, counted
from windhoek.publishing.charts import shares
from windhoek.register.personnel import ALL_UNIFORMED, POLICE, Figure
from windhoek.register.targets import targets


def drawn(series: dict[tuple[str, ...], list[Figure]]) -> tuple[str, etree._Element]:
    svg = shares(series, targets(), "UNMIL: women in uniform", "Source: invented")
    return svg, etree.fromstring(svg.encode())


def test_a_chart_has_its_title_source_and_targets() -> None:
    months = [Figure(f"2013-{month:02}", month, 100) for month in range(1, 13)]
    svg, root = drawn({POLICE: months})
    assert etree.QName(root).localname == "svg"
    for words in ("UNMIL: women in uniform", "Source: invented", "all police", "20 % by 2014"):
        assert words in svg
    # A multiple is no share: it has no line here.
    assert "2 % by 2020" not in svg


def test_who_was_not_there_has_no_panel() -> None:
    svg, _ = drawn(
        {POLICE: [Figure("2013-01", 0, 0)], ALL_UNIFORMED: [Figure("2013", 1, 9), Figure("2014", 2, 8)]}
    )
    assert "all uniformed" in svg
    assert "all police" not in svg


def test_a_partial_year_breaks_the_line() -> None:
    whole = [Figure("2013", 1, 9), Figure("2014", 2, 8), Figure("2015", 3, 7)]
    broken = [whole[0], Figure("2014", 2, 8, partial=True), whole[2]]
    points = [
        drawn({ALL_UNIFORMED: series})[0].count('aria-roledescription="point"') for series in (whole, broken)
    ]
    assert points == [3, 2]


def test_a_picture_for_a_page_is_lean_and_the_same_picture() -> None:
    import vl_convert

    years = {str(year): year - 1999 for year in range(2000, 2026, 2)}
    whole = counted.bars({"asks": years, "states": years}, "women & men")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counted, "picture", charts.svg)
        drawn = counted.bars({"asks": years, "states": years}, "women & men")
    etree.fromstring(whole.encode())
    assert len(whole) < 0.7 * len(drawn) and "aria-" not in whole and "women &amp; men" in whole
    same, real = (
        Image.open(io.BytesIO(bytes(vl_convert.svg_to_png(each)))).convert("L") for each in (whole, drawn)
    )
    assert max(ImageChops.difference(same, real).tobytes()) < 40  # a hundredth of a pixel at an edge
