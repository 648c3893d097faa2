"""Reports that PACT 2.0 coded: names become symbols, and the tables are what the data set says."""

from __future__ import annotations

from pathlib import Path

import pytest

from windhoek import register
from windhoek.register import build_report_activities, build_reports
from windhoek.register.write import text

SHARED = Path(__file__).parents[2] / "../shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the data sets of ../shared are not here")


@pytest.mark.parametrize(
    ("name", "mission", "symbol", "part"),
    [
        ("UNMIK_S/2004/613", "UNMIK", "S/2004/613", ""),
        ("UNMISET_S2004/888", "UNMISET", "S/2004/888", ""),
        ("UNOMIG_S/1996/507/Add1", "UNOMIG", "S/1996/507/Add.1", ""),
        ("UNMIK_S/2017/95/rev1", "UNMIK", "S/2017/95/Rev.1", ""),
        ("ONUSAL_S/26581_Annex", "ONUSAL", "S/26581", "annex"),
        ("MINUSTAH_S/2017/223_AnnexI", "MINUSTAH", "S/2017/223", "annex I"),
        ("UNPROFOR_S/1995/222_BiH", "UNPROFOR", "S/1995/222", "BiH"),
        ("MIPONHU_S/2000/150", "MIPONUH", "S/2000/150", ""),
    ],
)
def test_names(name: str, mission: str, symbol: str, part: str) -> None:
    assert build_reports.named(name) == (mission, symbol, part)


def test_a_name_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="BINUB is not named"):
        build_reports.named("BINUB")


@needs_shared
def test_built_again_byte_for_byte() -> None:
    for name, module in (("reports", build_reports), ("report-activities", build_report_activities)):
        written = text(module.build(SHARED), register.schema(name))
        assert written == (Path(register.read.TABLES) / f"{name}.csv").read_text("utf-8"), name


def test_coded_are_the_paragraphs_with_an_activity() -> None:
    counted: dict[str, set[int]] = {}
    for row in register.rows("report-activities"):
        counted.setdefault(row["report"], set()).add(row["paragraph"])
    for report in register.rows("reports"):
        assert report["coded"] == len(counted.get(report["id"], ())), report["id"]


def test_paragraphs_on_gender_are_those_of_the_activities() -> None:
    counted: dict[str, set[int]] = {}
    for row in register.rows("report-activities"):
        if row["activity"] == "Gender":
            counted.setdefault(row["report"], set()).add(row["paragraph"])
    for report in register.rows("reports"):
        assert report["gender"] == len(counted.get(report["id"], ()))


def test_functions_are_ours() -> None:
    from windhoek.coding.codebook import load

    ours = {label.code for label in load().functions}
    rows = register.rows("activities")
    assert len(rows) == 37
    assert {function for row in rows for function in row["functions"]} <= ours


def test_a_date_that_does_not_fit_its_symbol_is_marked() -> None:
    doubtful = {row["symbol"] for row in register.rows("reports") if row["date_doubtful"]}
    assert doubtful == {"S/1994/181", "S/1994/529/Add.1", "S/1999/764"}
