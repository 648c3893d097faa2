"""A newer published file: what it would change is shown, and written only on yes."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
import small_register as small

from windhoek.register import RegisterError, rows
from windhoek.register.check import check
from windhoek.register.read import TABLES
from windhoek.register.updates import apply, plan

SHARED = Path(__file__).parents[3] / "shared"
MONTHLY = SHARED / "data/personnel-by-gender/ipi-gender-2009-11-to-2014-02.csv"
MISSIONS = SHARED / "data/missions/dppa-dpo-missions-2024-02.csv"
needs_files = pytest.mark.skipif(
    not MONTHLY.is_file(), reason="the published files of ../shared are not here"
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "tables"
    shutil.copytree(TABLES, folder)
    return folder


@needs_files
def test_the_published_file_itself_changes_nothing() -> None:
    found = plan("personnel", MONTHLY)
    assert found.empty
    assert not found.kept


@needs_files
def test_a_later_month_and_a_corrected_one(tmp_path: Path, copy: Path) -> None:
    """A file in the real layout: March 2014 is new; of February one number differs and the rest is left out."""
    with MONTHLY.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        february = [
            cells for cells in reader if cells["Date"] == "2014-02-28" and cells["Mission"] == "UNISFA"
        ]
    corrected = next(cells for cells in february if int(cells["Troops Total"]) > 100)
    corrected["Troops Female"] = str(int(corrected["Troops Female"]) + 1)
    corrected["Troops Male"] = str(int(corrected["Troops Male"]) - 1)
    march = {**february[0], "Date": "2014-03-31"}
    path = tmp_path / "march.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, reader.fieldnames or ())
        writer.writeheader()
        writer.writerows([corrected, march])
    found = plan("personnel", path, copy)
    assert {row["month"] for row in found.added} == {"2014-03"}
    ((before, after),) = found.changed
    assert after["women"] == before["women"] + 1
    # A month that a file has at all it has whole: whoever is no longer in it has gone.
    assert {row["month"] for row in found.gone} == {"2014-02"}
    stayed = sum(corrected[name] != "0" for name in corrected if name.endswith(" Total")) - 1
    assert len(found.gone) == sum(row["month"] == "2014-02" for row in rows("personnel")) - stayed
    apply(found, copy)
    assert plan("personnel", path, copy).empty
    assert sum(row["month"] == "2014-02" for row in rows("personnel", copy)) == stayed


@needs_files
def test_the_list_of_missions_takes_nothing_away_and_leaves_verified_rows(tmp_path: Path, copy: Path) -> None:
    path = tmp_path / "missions.csv"
    changed = MISSIONS.read_text(encoding="utf-8").replace(",2011-07-08,", ",2011-07-10,")
    path.write_text(changed, encoding="utf-8")
    found = plan("missions", path, copy)
    assert not found.gone
    told = {before["acronym"]: after["start"] for before, after in (*found.changed, *found.kept)}
    assert told["UNMISS"] == "2011-07-10"
    verified = {row["acronym"] for row in rows("missions") if row["status"] == "verified"}
    assert {before["acronym"] for before, _ in found.kept} <= verified
    assert not {before["acronym"] for before, _ in found.changed} & verified


def test_a_table_edited_in_a_spreadsheet_comes_back_as_the_register_writes_it(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    small.register(folder)
    edited = tmp_path / "edited.csv"
    header, attic, _ = small.ROWS
    shed = f"shed,1,green,,,{small.END}"
    edited.write_bytes("\r\n".join([header, shed, attic.replace("attic,1", "attic,3")]).encode("utf-8-sig"))
    found = plan("rooms", edited, folder)
    assert [row["room"] for row in found.added] == ["shed"]
    assert [row["room"] for row in found.gone] == ["cellar"]
    # A person's own edit changes rows that are verified too.
    assert [(before["doors"], after["doors"]) for before, after in found.changed] == [(1, 3)]
    apply(found, folder)
    (folder / "keys.csv").write_text(f"{small.KEY_ROWS[0]}\n", encoding="utf-8")
    assert check(folder).problems == ()


def test_a_file_of_another_table_is_sent_there(tmp_path: Path) -> None:
    path = tmp_path / "years.csv"
    path.write_text("Year,Country,Mission,Female,Male,Total\n", encoding="utf-8")
    with pytest.raises(
        RegisterError, match="layout of personnel-averages: `windhoek register update personnel-averages"
    ):
        plan("personnel", path)


def test_a_file_of_no_layout_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(RegisterError, match="neither in the layout of personnel nor"):
        plan("personnel", path)
    with pytest.raises(RegisterError, match="cannot be read"):
        plan("personnel", tmp_path / "nothing.csv")
