"""Authorized strength by month is what the data set says, and agrees with the paragraphs that print a ceiling."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from windhoek import register
from windhoek.register import mandates
from windhoek.register.read import TABLES
from windhoek.register.write import text

SHARED = Path(__file__).parents[2] / "../shared"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the data set in ../shared is not here")
def test_built_again_byte_for_byte() -> None:
    pytest.importorskip(
        "pandas", reason="pandas, which reads Stata files, is not installed: make test installs it"
    )
    from windhoek.register import build_strength

    written = text(build_strength.build(SHARED), register.schema("strength"))
    assert written == (TABLES / "strength.csv").read_text("utf-8")


@pytest.mark.parametrize("mission", ["MONUSCO", "MINUSCA"])
def test_what_paragraphs_authorize_is_what_the_data_set_counts(mission: str) -> None:
    compared = 0
    for row in register.rows("strength"):
        if row["mission"] != mission or row["troops_authorized"] is None:
            continue
        year, month = map(int, row["month"].split("-"))
        act = mandates.ceilings(mission, date(year, month, 28)).get("military")
        if act:
            # One paragraph counts observers within the military, another beside them.
            troops, observers = row["troops_authorized"], row["observers_authorized"]
            assert act["military"] in (troops, troops + observers), (row["month"], act["symbol"])
            compared += 1
    assert compared >= 9  # MINUSCA from September 2014, when its ceilings begin, to the end of the data
