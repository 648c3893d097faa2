"""Chains of mandates: whole for the missions whose resolutions are at hand, and in force on the right days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from windhoek import register
from windhoek.register import build_mandates, mandates
from windhoek.register.read import TABLES
from windhoek.register.write import text

SHARED = Path(__file__).parents[2] / "../shared"

#: First act and last day of the missions that the issue names and one more; none of these chains has a gap.
WHOLE = {
    "UNMIL": (date(2003, 9, 19), date(2018, 3, 30)),
    "UNOCI": (date(2004, 2, 27), date(2017, 6, 30)),
    "MINUSTAH": (date(2004, 4, 30), date(2017, 10, 15)),
    "MONUC": (date(2000, 2, 24), date(2010, 6, 30)),
    "MONUSCO": (date(2010, 5, 28), date(2026, 12, 20)),
    "UNAMID": (date(2007, 7, 31), date(2020, 12, 31)),
    "UNIFIL": (date(2000, 1, 31), date(2026, 12, 31)),
    "UNDOF": (date(2000, 5, 31), date(2026, 12, 31)),
    "MINUSCA": (date(2014, 4, 10), date(2026, 11, 15)),
    # Named by its short name after its first resolution.
    "UNVMC": (date(2017, 7, 10), date(2026, 10, 31)),
}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the resolutions in ../shared are not here")
def test_built_again_byte_for_byte() -> None:
    written = text(build_mandates.build(SHARED), register.schema("mandates"))
    assert written == (TABLES / "mandates.csv").read_text("utf-8")


@pytest.mark.parametrize("mission", WHOLE)
def test_whole_chains(mission: str) -> None:
    acts = mandates.chain(mission)
    terms = [act for act in acts if act["act"] in mandates.TERMS]
    assert (acts[0]["date"], terms[-1]["until"]) == WHOLE[mission]
    assert mandates.breaks(mission) == ()


def test_in_force_on_a_day() -> None:
    act = mandates.in_force("UNMIL", date(2013, 5, 31))
    assert act is not None
    assert (act["symbol"], act["unit"], act["until"]) == ("S/RES/2066 (2012)", "OP1", date(2013, 9, 30))
    assert mandates.in_force("UNMIL", date(2003, 9, 18)) is None
    assert mandates.in_force("UNMIL", date(2018, 4, 1)) is None
    assert mandates.in_force("NONE", date(2013, 5, 31)) is None


def test_the_latest_ceiling_counts() -> None:
    found = mandates.ceilings("MINUSCA", date(2015, 1, 1))
    assert (found["military"]["symbol"], found["military"]["military"]) == ("S/RES/2149 (2014)", 10000)
    assert mandates.ceilings("MINUSCA", date(2014, 1, 1)) == {}


def test_a_gap_that_the_texts_at_hand_leave_is_listed() -> None:
    # S/RES/1919 (2010), which renewed the mandate for a year, is not among the resolutions at hand.
    (gap,) = mandates.breaks("UNMIS")
    assert (gap.kind, gap.before["until"], gap.after["symbol"]) == (
        "gap",
        date(2010, 4, 30),
        "S/RES/1978 (2011)",
    )


@pytest.mark.parametrize(
    ("day", "period", "end"),
    [
        ("2003-09-19", "12 months", "2004-09-19"),
        ("2004-08-31", "6 months", "2005-02-28"),
        ("2000-01-01", "2 weeks", "2000-01-15"),
        ("2020-02-29", "1 year", "2021-02-28"),
    ],
)
def test_periods(day: str, period: str, end: str) -> None:
    assert build_mandates.later(day, period) == end


def test_a_period_of_another_form_is_refused() -> None:
    with pytest.raises(ValueError, match="no number of days"):
        build_mandates.later("2020-01-01", "half a year")


def test_where_the_last_term_at_hand_is_over_its_last_day_is_spoken_of() -> None:
    (minusca,) = (row for row in register.rows("missions") if row["acronym"] == "MINUSCA")
    end = max(act["until"] for act in mandates.chain("MINUSCA") if act["until"])
    assert mandates.last_told(minusca, date(2099, 1, 1)) == end
    assert mandates.last_told(minusca, date(2020, 6, 1)) == date(2020, 6, 1)
