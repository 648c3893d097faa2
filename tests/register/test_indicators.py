"""The indicators are as many as the annex has, and their values follow from the rows that they name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from windhoek import register
from windhoek.register import build_indicator_values
from windhoek.register.read import TABLES
from windhoek.register.write import text

SHARED = Path(__file__).parents[2] / "../shared"
VALUES = {row["id"]: row for row in register.rows("indicator-values")}
ANNEX = [row for row in register.rows("indicators") if not row["id"].startswith("ours-")]


def test_the_annex_has_26_indicators_and_none_is_lost() -> None:
    assert {int(row["id"].rstrip("ab")) for row in ANNEX} == set(range(1, 27))
    lettered = {row["id"] for row in ANNEX if row["id"][-1] in "ab"}
    assert all(name[:-1] + other in lettered for name in lettered for other in "ab")
    assert not {name[:-1] for name in lettered} & {row["id"] for row in ANNEX}


def test_pillars_follow_each_other_as_in_the_annex() -> None:
    order = ["prevention", "participation", "protection", "relief and recovery"]
    numbered = sorted(ANNEX, key=lambda row: (int(row["id"].rstrip("ab")), row["id"]))
    places = [order.index(row["pillar"]) for row in numbered]
    assert places == sorted(places) and set(places) == {0, 1, 2, 3}


def test_what_was_seen_in_no_copy_is_not_called_verified() -> None:
    unread = [row for row in ANNEX if row["source"].startswith("S/2010/498")]
    assert {row["status"] for row in unread} == {"unverified"}
    assert all(
        row["checked_on"] and "undocs.org" not in row["source_url"] for row in ANNEX if row not in unread
    )
    assert all(row["note"] for row in ANNEX)


def test_only_indicators_that_say_so_have_values() -> None:
    derivable = {row["id"] for row in register.rows("indicators") if row["derivable"] != "no"}
    with_values = {row["indicator"] for row in VALUES.values() if row["basis"] != "entered"}
    assert with_values == derivable - {"6"}  # 6: the texts at hand are not the whole record


def test_targets_of_indicators_are_in_the_table_of_targets() -> None:
    known = {row["id"] for row in register.rows("targets")}
    assert {target for row in register.rows("indicators") for target in row["targets"]} <= known


def test_limits_of_values_are_in_the_table_of_limits() -> None:
    known = {row["id"] for row in register.rows("personnel-limits")}
    assert {limit for row in VALUES.values() for limit in row["limits"]} <= known


def test_built_again_byte_for_byte() -> None:
    written = text(build_indicator_values.build(SHARED), register.schema("indicator-values"))
    assert written == (TABLES / "indicator-values.csv").read_text("utf-8")


def test_a_share_is_the_sum_of_the_rows_that_it_names() -> None:
    value = VALUES["ours-police-unmil-2012-personnel"]
    named = [
        row
        for row in register.rows("personnel")
        if row["mission"] == "UNMIL" and row["month"].startswith("2012-") and "police" in row["category"]
    ]
    women, men = sum(row["women"] for row in named), sum(row["men"] for row in named)
    assert (value["part"], value["whole"], value["observations"]) == (women, women + men, 12)
    assert value["value"] == pytest.approx(100 * women / (women + men), abs=0.005)
    assert "level-2012" not in value["limits"]  # of the yearly averages, not of the months


def test_women_of_all_missions_are_those_of_each_together() -> None:
    for name in ("ours-military", "ours-police"):
        of_2013 = [row for row in VALUES.values() if (row["indicator"], row["period"]) == (name, "2013")]
        everywhere = next(row for row in of_2013 if row["mission"] is None)
        assert everywhere["part"] == sum(row["part"] for row in of_2013 if row["mission"])
        assert everywhere["whole"] == sum(row["whole"] for row in of_2013 if row["mission"])


def test_a_year_that_lacks_contributors_has_no_value_and_one_with_a_limit_names_it() -> None:
    assert not [
        name for name in VALUES if name.startswith("ours-uniformed") and "-2010-personnel-averages" in name
    ]
    assert "ours-uniformed-unamid-2012-personnel-averages" not in VALUES
    assert "level-2017" in VALUES["ours-uniformed-all-2017-personnel-averages"]["limits"]
    assert "cameroon-unamid-2012" in VALUES["ours-police-unamid-2012-personnel"]["limits"]


def test_a_report_coded_in_parts_counts_once() -> None:
    for row in VALUES.values():
        if row["basis"] == "reports":
            of_year = {
                each["symbol"]
                for each in register.rows("reports")
                if each["mission"] == row["mission"]
                and str(each["date"].year) == row["period"]
                and not each["date_doubtful"]
            }
            assert row["whole"] == len(of_year), row["id"]


def test_what_a_mission_entered_stays_when_the_table_is_built_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    entered = {
        **VALUES["ours-police-unmil-2012-personnel"],
        "id": "10-unmil-2013-entered",
        "basis": "entered",
    }

    def with_one_more(name: str) -> tuple[Any, ...]:
        found = register.rows(name)
        return (*found, entered) if name == "indicator-values" else found

    monkeypatch.setattr(build_indicator_values, "rows", with_one_more)
    built = list(build_indicator_values.build(SHARED))
    assert entered in built
    assert len(built) == len(VALUES) + 1
