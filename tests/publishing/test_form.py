"""The indicator form: what is known stands in it, what fits comes back, and what does not is told by cell."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from windhoek import cli, register
from windhoek.publishing import form, form_parts, form_read
from windhoek.register import updates

MISSIONS = {row["acronym"]: row for row in register.rows("missions")}
WHO = {"who": "Conduct and discipline team", "record": "Its file of 2013", "day": date(2014, 1, 31)}
TODAY = date(2014, 6, 1)


@pytest.fixture(scope="module")
def blank() -> bytes:
    return form.write(MISSIONS["UNMIL"], "2013")


def cells(sheet: Any) -> dict[str, str]:
    """The key of a row (`4|part`) → its cell for an entry."""
    return {str(cell.value): f"C{cell.row}" for cell in sheet["E"] if cell.value}


def filled(blank: bytes, folder: Path, entries: Mapping[str, Any], raw: Mapping[str, Any] = {}) -> Path:
    """A form with entries by key, and others by the name of the cell."""
    book = load_workbook(io.BytesIO(blank))
    sheet = book["Form"]
    where = cells(sheet)
    for key, value in entries.items():
        sheet[where[key]] = value
    for cell, value in raw.items():
        sheet[cell] = value
    path = folder / "form.xlsx"
    book.save(path)
    return path


def of(indicator: str, **entries: Any) -> dict[str, Any]:
    return {f"{indicator}|{name}": value for name, value in {**entries, **WHO}.items()}


def test_the_form_has_every_indicator_of_missions_and_what_is_known(blank: bytes) -> None:
    book = load_workbook(io.BytesIO(blank))
    sheet = book["Form"]
    asked = {key.split("|")[0] for key in cells(sheet)} - {"mission", "period"}
    assert asked == {row["id"] for row in register.rows("indicators") if row["missions"]}
    words = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    value = next(
        row for row in register.rows("indicator-values") if row["id"] == "ours-police-unmil-2013-personnel"
    )
    assert f"{value['value']} per cent ({value['part']:,} of {value['whole']:,})" in words
    assert "one month was not read" in words  # the limit of the yearly average of 2013
    known = "\n".join(str(cell.value) for row in book["Known"].iter_rows() for cell in row if cell.value)
    for row in register.rows("indicator-values"):
        if row["mission"] == "UNMIL":
            assert f"indicator-values/{row['id']}" in known and row["source_url"] in known
    notes = "\n".join(str(cell.value) for row in book["Notes"].iter_rows() for cell in row if cell.value)
    assert all(each["address"] in notes for each in form_parts.systems())


def test_labels_are_protected_and_entries_open_and_checked(blank: bytes) -> None:
    sheet = load_workbook(io.BytesIO(blank))["Form"]
    where = cells(sheet)
    entries = {
        cell for key, cell in where.items() if "|" in key and key.split("|")[0] not in ("mission", "period")
    }
    assert sheet.protection.sheet
    open_cells = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert open_cells == entries
    rules = {str(each.sqref): each for each in sheet.data_validations.dataValidation}
    assert rules[where["4|part"]].type == "whole"
    assert rules[where["9|value"]].formula2 == "100"
    assert rules[where["10|answer"]].formula1 == '"yes,no"'
    assert rules[where["9|day"]].type == "date"
    assert "4|value" not in where  # a share of incidents says of how many


def test_what_is_entered_becomes_rows(blank: bytes, tmp_path: Path) -> None:
    entries = {
        **of("9", part=7, whole=28, note="Filled on 31 December"),
        **of("10", answer="yes"),
        **of("5a", note="Two orders name it"),
        **of("4", part=2, whole=30),
        **of("ours-military", value=4.25),
    }
    found = form_read.read(filled(blank, tmp_path, entries), TODAY)
    assert found.problems == ()
    rows = {row["indicator"]: row for row in found.rows}
    assert set(rows) == {"9", "10", "5a", "4", "ours-military"}
    nine = rows["9"]
    assert (nine["id"], nine["value"], nine["part"], nine["whole"]) == ("9-unmil-2013-entered", 25.0, 7, 28)
    assert nine["source"] == "Conduct and discipline team; Its file of 2013"
    assert nine["checked_on"] == date(2014, 1, 31)
    assert (rows["10"]["unit"], rows["10"]["note"]) == ("text", "Yes")
    assert rows["ours-military"]["value"] == 4.25
    plan = updates.compare("indicator-values", found.rows)
    assert {row["id"] for row in plan.added} == {row["id"] for row in found.rows}
    four = next(row for row in plan.added if row["indicator"] == "4")
    assert (four["part"], four["whole"], four["value"], four["few"]) == (None, 30, None, ("part",))


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("9|part", "twelve", "“twelve” is no number. Write it in digits"),
        ("9|part", 2.5, "is no whole number"),
        ("9|part", -1, "is below nought"),
        ("9|part", 29, "29 is more than the whole, 28"),
        ("9|part", None, "is empty. Write how many: women in senior posts"),
        ("9|whole", 0, "is nought"),
        ("9|value", 101, "101 is above 100"),
        ("9|value", 30, "30 is not 7 of 28, which is 25.00"),
        ("9|who", None, "is empty. Say who recorded it"),
        ("9|record", " ", "is empty. Say from which record"),
        ("9|day", "last week", "“last week” is no day"),
        ("9|day", date(2015, 1, 1), "2015-01-01 has not come yet"),
        ("10|answer", "perhaps", "“perhaps” is neither yes nor no"),
    ],
)
def test_a_wrong_cell_is_named_and_the_others_go_on(
    blank: bytes, tmp_path: Path, key: str, value: Any, says: str
) -> None:
    entries = {**of("9", part=7, whole=28), **of("10", answer="no"), **of("5a", note="None"), key: value}
    path = filled(blank, tmp_path, entries)
    found = form_read.read(path, TODAY)
    cell = cells(load_workbook(path)["Form"])[key]
    assert len(found.problems) == 1
    told = str(found.problems[0])
    assert told.startswith(f"{path}, sheet Form, cell {cell}: ") and says in told
    assert {row["indicator"] for row in found.rows} == {"9", "10", "5a"} - {key.split("|")[0]}


def test_who_recorded_nothing_is_asked_for_it(blank: bytes, tmp_path: Path) -> None:
    found = form_read.read(filled(blank, tmp_path, of("9")), TODAY)
    assert found.rows == () and "is empty, though it is said who recorded it" in str(found.problems[0])


@pytest.mark.parametrize(
    ("cell", "value", "says"),
    [
        ("B3", "MINUSTAH", "says MINUSTAH, but the form was written for the mission UNMIL"),
        ("B4", "2012", "says 2012, but the form was written for the period 2013"),
        ("B3", None, "says nothing"),
    ],
)
def test_a_form_of_another_mission_or_period_gives_nothing(
    blank: bytes, tmp_path: Path, cell: str, value: str | None, says: str
) -> None:
    found = form_read.read(filled(blank, tmp_path, of("9", part=7, whole=28), {cell: value}), TODAY)
    assert found.rows == ()
    assert f"cell {cell}: " in str(found.problems[0]) and says in str(found.problems[0])


def test_rows_that_the_form_does_not_have_are_named(blank: bytes, tmp_path: Path) -> None:
    sheet = load_workbook(io.BytesIO(blank))["Form"]
    last = max(int(cell[1:]) for cell in cells(sheet).values())
    raw = {f"C{last + 3}": 12, f"E{last + 5}": "99|part"}
    found = form_read.read(filled(blank, tmp_path, of("9", part=7, whole=28), raw), TODAY)
    told = "\n".join(map(str, found.problems))
    assert f"cell C{last + 3}: stands in no row of the form" in told
    assert f"cell C{last + 5}: the row is for 99, part, which the register does not ask" in told
    assert [row["indicator"] for row in found.rows] == ["9"]


@pytest.mark.parametrize(
    ("mission", "period", "says"),
    [
        ("UNMIL", "2013-13", "is no period"),
        ("UNMIL", "1999", "was not there in 1999"),
        ("UNMIL", "soon", "no period"),
    ],
)
def test_no_form_for_a_time_without_the_mission(mission: str, period: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        form.write(MISSIONS[mission], period)


def test_what_is_no_form_says_so(tmp_path: Path) -> None:
    from openpyxl import Workbook

    other = tmp_path / "other.xlsx"
    Workbook().save(other)
    text = tmp_path / "text.xlsx"
    text.write_text("not a spreadsheet")
    for path, says in (
        (other, "has no sheet Form"),
        (text, "is no XLSX file"),
        (tmp_path / "no.xlsx", "cannot be read"),
    ):
        with pytest.raises(ValueError, match=says):
            form_read.read(path)


def test_the_command_prints_rows_and_errors_and_its_status_tells(
    blank: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["windhoek", "form", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    target = tmp_path / "new.xlsx"
    assert run("UNMIL", "--period", "2013", "--to", str(target))[0] == 0
    assert load_workbook(target)["Form"]["B3"].value == "UNMIL"
    good = filled(blank, tmp_path, of("4", part=3, whole=30))
    status, out, err = run("read", str(good))
    assert (status, err) == (0, "")
    assert "+ indicator-values/4-unmil-2013-entered" in out and "Nothing was written" in out
    assert "10 per cent" not in out and " 3," not in out
    bad = filled(blank, tmp_path, {**of("9", part=9, whole=3), **of("10", answer="yes")})
    status, out, err = run("read", str(bad))
    assert status == 1 and "9 is more than the whole, 3" in err and "1 new" in out
    for arguments, says in (
        (("UNXYZ", "--period", "2013"), "No mission is called UNXYZ"),
        (("UNMIL",), "Say for which period"),
        (("read",), "Say which form"),
        (("UNMIL", "--period", "1999"), "was not there in 1999"),
    ):
        status, _, err = run(*arguments)
        assert status and says in err


def test_the_paper_names_the_systems_made_for_cases() -> None:
    paper = (Path(__file__).parents[2] / "docs/indicators.md").read_text("utf-8")
    assert all(each["address"] in paper for each in form_parts.systems())
