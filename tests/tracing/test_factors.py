"""Why missions differ: every value has its source, and what is not known is not known and never nought."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

from typer.testing import CliRunner

from windhoek.cli import app
from windhoek.register import personnel
from windhoek.register.read import identifier, rows, tables
from windhoek.tracing.factors import Value, column, factors

TODAY = date(2026, 11, 28)


def told(*asked: tuple[str, int | None]) -> dict[tuple[str, str], tuple[Value | None, ...]]:
    columns = [column(mission, year, TODAY) for mission, year in asked]
    return {(each.group, each.name): each.values for each in factors(columns)}


def test_every_value_leads_to_rows_that_exist() -> None:
    found = told(("UNMIL", 2013), ("UNOCI", 2013), ("UNAMA", None), ("UNMIK", None), ("UNTMIS", 2026))
    known = {identifier(name, row) for name in tables() if name != "personnel" for row in rows(name)}
    paragraphs = {f"{row['symbol']}, {row['unit']}" for row in rows("commitments")}
    symbols = {row["symbol"] for row in rows("resolutions")}
    for values in found.values():
        for value in filter(None, values):
            assert value.sources and value.text
            for source in value.sources:
                assert source in known | paragraphs | symbols or source.startswith("personnel"), source


def test_a_mandate_is_counted_as_the_register_has_coded_it() -> None:
    (value,) = told(("UNMIL", 2013))["mandate", "paragraphs on women, peace and security"]
    # In force on the last day of 2013.
    asks = {
        row["unit"] for row in rows("commitments") if row["symbol"] == "S/RES/2116 (2013)" and row["number"]
    }
    asks = {unit for unit in asks if not unit.startswith("PP")}
    assert value is not None and value.number == len(asks)
    assert set(value.sources) == {f"S/RES/2116 (2013), {unit}" for unit in asks}


def test_shares_of_wording_add_up() -> None:
    found = told(("MONUSCO", None))
    assert (
        sum(values[0].number or 0 for (group, _), values in found.items() if group == "wording" and values[0])
        == 100
    )


def test_what_is_not_known_is_not_nought() -> None:
    found = told(("UNMIK", 2005), ("UNMIL", 2005))
    # UNMIK's mandate is of 1999, before the record begins: nothing of it is known, and nothing is counted.
    assert found["mandate", "paragraphs on women, peace and security"][0] is None
    assert {
        values[0] for (group, _), values in found.items() if group in ("themes", "functions", "addressees")
    } == {None}
    assert found["leadership", "head of mission"] == found["leadership", "funding"] == (None, None)
    assert found["women in uniform", "troops, monthly source"] == (None, None)
    for key in (("structure", "gender unit"), ("work", "duties to train"), ("work", "practices")):
        assert found[key] == (None, None)
    # Two reports were coded by hand, and neither tells of it: that is known.
    reports = found["work", "reports that tell of work on gender or sexual violence"]
    assert reports[0] is not None and reports[0].number == 0 and reports[1] is None


def test_a_theme_that_a_known_mandate_lacks_is_nought() -> None:
    found = told(("UNMIL", 2013), ("UNAMA", 2013))
    for key, values in found.items():
        if key[0] in ("themes", "functions", "addressees"):
            assert None not in values, key


def test_the_two_sources_on_women_stay_apart() -> None:
    found = told(("UNMIL", 2013))
    monthly = found["women in uniform", "troops, monthly source"][0]
    yearly = found["women in uniform", "all uniformed, yearly source"][0]
    december = next(each for each in personnel.figures(("troops",), "UNMIL") if each.period == "2013-12")
    assert monthly is not None and yearly is not None
    assert monthly.number == december.share
    assert monthly.sources == ("personnel: mission=UNMIL, month=2013-12, category=troops",)
    assert yearly.sources == ("personnel-averages: mission=UNMIL, year=2013",)


def test_a_year_has_what_is_dated_in_it() -> None:
    found = told(("UNAMA", 2025), ("UNAMA", 2026), ("UNAMA", 2012))
    grades = found["structure", "highest grade in the gender unit"]
    assert [value.sources if value else None for value in grades] == [
        ("structures/unama-2025-grade",),
        ("structures/unama-2026-grade",),
        None,
    ]
    assert grades[1] is not None and "proposed" in grades[1].text


def test_a_mission_that_has_ended_has_its_last_mandate() -> None:
    assert column("UNMIL", None, TODAY).day == date(2018, 3, 30)
    assert column("UNMIL", 2030, TODAY).day == date(2030, 12, 31)
    assert told(("UNMIL", 2030))["mandate", "resolution in force"] == (None,)


def test_the_command() -> None:
    run = CliRunner().invoke
    printed = run(app, ["factors", "unmil", "UNOCI", "--year", "2013"], env={"COLUMNS": "80"}).stdout
    assert "UNMIL 2013" in printed and "not known" in printed and "Sources" in printed
    assert max(map(len, printed.splitlines())) <= 80
    found = json.loads(run(app, ["factors", "UNMIL", "--json"]).stdout)
    assert found["columns"] == [{"mission": "UNMIL", "year": None, "day": "2018-03-30"}]
    table = list(
        csv.DictReader(
            io.StringIO(run(app, ["factors", "UNMIL", "--year", "2012", "--year", "2013", "--csv"]).stdout)
        )
    )
    assert {row["year"] for row in table} == {"2012", "2013"}
    assert all(bool(row["sources"]) != (row["value"] == "not known") for row in table)
    wrong = run(app, ["factors", "UNSAMPLE"])
    assert wrong.exit_code == 1 and "No mission is called UNSAMPLE" in wrong.stderr
