"""The table of resolutions is what the record of adoptions says, and says where that record contradicts itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from windhoek import register
from windhoek.register import build_resolutions
from windhoek.register.read import TABLES
from windhoek.register.write import text

SHARED = Path(__file__).parents[2] / "../shared"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the record of adoptions in ../shared is not here")
def test_built_again_byte_for_byte() -> None:
    written = text(build_resolutions.build(SHARED), register.schema("resolutions"))
    assert written == (TABLES / "resolutions.csv").read_text("utf-8")


def test_resolution_1325() -> None:
    row = next(row for row in register.rows("resolutions") if row["symbol"] == "S/RES/1325 (2000)")
    assert row["date"] == date(2000, 10, 31)
    assert (row["meeting"], row["how"], row["in_favour"], row["draft"]) == (
        "S/PV.4213",
        "unanimous",
        15,
        "S/2000/1044",
    )


def test_votes_add_up_to_the_members_of_the_council() -> None:
    rows = register.rows("resolutions")
    voted = [row for row in rows if row["how"] in ("unanimous", "vote") and not row["votes_doubtful"]]
    short = [
        row["symbol"]
        for row in voted
        if sum(row[side] for side in ("in_favour", "against", "abstaining")) != 15
    ]
    # Members that were absent or took no part.
    assert len(voted) > 1500
    assert len(short) <= 6, short
    for row in voted:
        assert len(row["voted_against"]) in (0, row["against"]), row["symbol"]
        assert len(row["abstained"]) in (0, row["abstaining"]), row["symbol"]


def test_a_vote_that_the_record_counts_in_two_ways_is_marked() -> None:
    doubtful = {row["symbol"]: row for row in register.rows("resolutions") if row["votes_doubtful"]}
    assert doubtful["S/RES/1559 (2004)"]["abstaining"] == 6
    assert len(doubtful) == 5


def test_chapter_vii_is_what_the_text_says_where_the_record_errs() -> None:
    acts = {row["symbol"]: row["chapter_vii"] for row in register.rows("resolutions")}
    assert acts["S/RES/1386 (2001)"] and acts["S/RES/2363 (2017)"] and acts["S/RES/2240 (2015)"]
    # On the appointment of the Secretary-General; on a committee that acts under Chapter VII.
    assert not acts["S/RES/2580 (2021)"] and not acts["S/RES/1535 (2004)"]


def test_sponsors_are_states() -> None:
    rows = {row["symbol"]: row for row in register.rows("resolutions")}
    named = {name for row in rows.values() for name in row["sponsors"]}
    assert not [name for name in named if "SECRETARY" in name or "COMMITTEE" in name or name[-1] in ".;"]
    # The record gives a report of the Secretary-General as its draft.
    assert rows["S/RES/2798 (2025)"]["draft"] is None
