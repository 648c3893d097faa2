"""Personnel: what the tables say is what the published files say, and nothing is filled in."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest

from windhoek.register import RegisterError, personnel, rows, schema
from windhoek.register.personnel import ALL_UNIFORMED, CATEGORIES, POLICE, Figure, figures
from windhoek.register.personnel_files import monthly, read_monthly, read_yearly, yearly
from windhoek.register.write import text

SHARED = Path(__file__).parents[3] / "shared"
FILES = SHARED / "data/personnel-by-gender"
MONTHLY = FILES / "ipi-gender-2009-11-to-2014-02.csv"
YEARLY = FILES / "country-by-year-2010-2021.csv"
needs_files = pytest.mark.skipif(not FILES.is_dir(), reason="the published files of ../shared are not here")
HEADER = MONTHLY_HEADER = (
    "Date,Contributor,Contributor ISO-3,Mission,Individual Police Male,Individual Police Female,Individual Police Total,"
    "Formed Police Units Male,Formed Police Units Female,Formed Police Units Total,Experts on Mission Male,"
    "Experts on Mission Female,Experts on Mission Total,Troops Male,Troops Female,Troops Total"
)


@needs_files
@pytest.mark.parametrize(("name", "build"), [("personnel", monthly), ("personnel-averages", yearly)])
def test_the_table_is_what_the_published_file_gives(name: str, build) -> None:  # type: ignore[no-untyped-def]
    from windhoek.register.read import TABLES

    assert text(build(SHARED), schema(name)).encode() == (TABLES / f"{name}.csv").read_bytes()


@needs_files
def test_months_add_up_to_the_published_totals() -> None:
    """Read without our reader: the file's own total of women and men, month by month, in all missions."""
    published: dict[str, list[int]] = {}
    with MONTHLY.open(encoding="utf-8", newline="") as lines:
        for cells in csv.DictReader(lines):
            pair = published.setdefault(cells["Date"][:7], [0, 0])
            pair[0] += int(cells["Total Female"])
            pair[1] += int(cells["Total Total"])
    ours = {each.period: [each.women, each.both] for each in figures(CATEGORIES)}
    assert ours == published


@needs_files
def test_drawn_rows_of_the_yearly_file_are_in_the_table() -> None:
    with YEARLY.open(encoding="utf-8", newline="") as lines:
        published = [cells for cells in csv.DictReader(lines) if cells["Total"] != "0"]
    names = {name: row["code"] for row in rows("contributors") for name in (row["name"], *row["also"])}
    ours = {(row["year"], row["mission"], row["contributor"]): row for row in rows("personnel-averages")}
    for cells in random.Random(1325).sample(published, 200):
        row = ours[int(cells["Year"]), cells["Mission"], names[cells["Country"]]]
        assert [row["women"], row["men"], row["total"]] == [
            int(cells[name]) for name in ("Female", "Male", "Total")
        ]


def test_a_mission_has_only_the_months_that_the_source_has() -> None:
    assert [each.period for each in figures(CATEGORIES, "UNSMIS")] == [
        f"2012-{month:02}" for month in range(4, 9)
    ]
    assert figures(CATEGORIES, "BINUH") == ()
    assert "BINUH" in personnel.missions()


def test_police_are_both_kinds_of_police() -> None:
    parts = [{each.period: each for each in figures((one,), "UNMIL")} for one in POLICE]
    for each in figures(POLICE, "UNMIL"):
        assert each.women == sum(part[each.period].women for part in parts)
        assert each.men == sum(part[each.period].men for part in parts)


def test_a_share_of_nobody_is_none() -> None:
    assert Figure("2014-02", 0, 0).share is None
    assert Figure("2014-02", 1, 3).share == 25


def test_years_with_missing_contributors_are_no_figures() -> None:
    assert {each.period for each in figures(ALL_UNIFORMED) if each.partial} == {"2010", "2011", "2012"}
    assert {each.period for each in figures(ALL_UNIFORMED, "UNIFIL") if each.partial} == {"2010", "2011"}
    assert {each.period for each in figures(ALL_UNIFORMED, "UNMIL") if each.partial} == {"2010"}


def test_the_sources_agree_on_missions_of_2011_and_differ_by_missing_months_later() -> None:
    found = {(each.year, each.mission): each for each in personnel.comparison()}
    for mission in ("MINUSTAH", "MONUSCO", "UNAMID", "UNMIL", "UNOCI"):
        assert found[2011, mission].level == pytest.approx(1, abs=0.002)
        assert found[2013, mission].level == pytest.approx(11 / 12, abs=0.01)
    assert found[2011, "UNIFIL"].level == pytest.approx(0.38, abs=0.01)
    # In one source alone: the other's figures are not nought but unknown.
    assert found[2014, "MINUSCA"].monthly_both is None
    assert found[2014, "MINUSCA"].level is None


def test_limits_are_those_of_the_mission() -> None:
    said = {row["id"] for row in personnel.limits("personnel", "UNMIL")}
    assert "not-counted" in said
    assert "ethiopia-unisfa-2012" not in said
    assert "ethiopia-unisfa-2012" in {row["id"] for row in personnel.limits("personnel", "UNISFA")}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            "2014-03-31,Ghana,GHA,UNMIL,1,1,3,0,0,0,0,0,0,0,0,0",
            "line 2: Individual Police: 1 men and 1 women are not 3",
        ),
        (
            "2014-03-31,Ghana,GHA,UNMIL,1,x,2,0,0,0,0,0,0,0,0,0",
            "line 2: Individual Police Female: 'x' is not a number",
        ),
        ("2014-03-31,Atlantis,ATL,UNMIL,1,1,2,0,0,0,0,0,0,0,0,0", "line 2: 'Atlantis' is no contributor"),
        (
            "2014-03-31,Ghana,GIN,UNMIL,1,1,2,0,0,0,0,0,0,0,0,0",
            "line 2: Ghana has the code GIN, the register says GHA",
        ),
        ("March 2014,Ghana,GHA,UNMIL,1,1,2,0,0,0,0,0,0,0,0,0", "line 2: Date: 'March 2014' is not a day"),
    ],
)
def test_a_mistake_in_a_monthly_file_is_named(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "new.csv"
    path.write_text(f"{HEADER}\n{line}\n", encoding="utf-8")
    with pytest.raises(RegisterError, match=r"new\.csv") as caught:
        list(read_monthly(path))
    assert says in str(caught.value)


def test_a_mistake_in_a_yearly_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "new.csv"
    path.write_text("Year,Country,Mission,Female,Male,Total\n2022,Ghana,UNIFIL,5,5,20\n", encoding="utf-8")
    with pytest.raises(RegisterError, match="line 2: 5 women and 5 men are not 20"):
        list(read_yearly(path))
