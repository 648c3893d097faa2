"""The shipped register is right in itself, and each kind of mistake is found and named with file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import small_register as small

from windhoek.register.check import check
from windhoek.register.read import TABLES

END = small.END
TODAY = date(2026, 6, 1)


def test_the_shipped_register_is_right() -> None:
    report = check()
    assert report.problems == ()
    assert {each.name for each in report.coverage} >= {"personnel", "targets", "sources"}


def test_the_shipped_register_is_small_enough() -> None:
    sizes = {path.name: path.stat().st_size for path in TABLES.iterdir()}
    assert sum(sizes.values()) <= 15_000_000
    assert sum(size for name, size in sizes.items() if name.startswith("personnel")) <= 4_000_000


def test_nothing_is_wrong_with_what_is_right(tmp_path: Path) -> None:
    report = check(small.register(tmp_path), TODAY)
    assert report.problems == ()
    rooms = next(each for each in report.coverage if each.name == "rooms")
    assert (rooms.rows, rooms.first, rooms.last, rooms.years, rooms.verified) == (2, 2000, 2001, 2, 2)
    assert next(each for each in report.coverage if each.name == "keys").missions == 2


ATTIC, CELLAR = small.ROWS[1:]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([CELLAR, ATTIC], "line 3: is out of order"),
        ([ATTIC, ATTIC], "line 3: says the same as line 2"),
        ([f"attic,0,,,,{END}"], "line 2: doors"),
        ([f",1,,,,{END}"], "line 2: room"),
        ([f"attic,1,,2002-01-01,2001-01-01,{END}"], "line 2: built 2002-01-01 is after left 2001-01-01"),
        ([f"attic ,1,,,,{END}"], "line 2: room: has a line break, or spaces at an end"),
        (["attic,1,,,,,,2026-01-02,verified"], "line 2: names no source"),
        (["attic,1,,,,plan,,,verified"], "line 2: checked_on: a row that is verified says when"),
        (["attic,1,,,,plan,,2026-06-02,verified"], "line 2: checked_on: 2026-06-02 has not come yet"),
        (["attic,1,,,,plan,plan.html,2026-01-02,verified"], "line 2: source_url: 'plan.html' is no address"),
        (["attic,1,,,,plan,,2026-01-02,sure"], "line 2: status: 'sure' is none of verified"),
        ([f'"attic",1,,,,{END}'], "is not written as the register writes it"),
        ([f"attic,one,,,,{END}"], "line 2: doors"),
    ],
)
def test_a_mistake_is_found(tmp_path: Path, lines: list[str], says: str) -> None:
    folder = small.register(tmp_path, [small.ROWS[0], *lines], [small.KEY_ROWS[0]])
    problems = check(folder, TODAY).problems
    assert any("rooms.csv" in problem and says in problem for problem in problems), problems


def test_an_unverified_row_need_not_say_when(tmp_path: Path) -> None:
    folder = small.register(tmp_path, [small.ROWS[0], "attic,1,,,,plan,,,unverified"], [small.KEY_ROWS[0]])
    assert check(folder, TODAY).problems == ()


def test_a_reference_to_nothing_is_found(tmp_path: Path) -> None:
    folder = small.register(tmp_path, keys=[small.KEY_ROWS[0], f"k1,garden,{END}"])
    (problem,) = check(folder, TODAY).problems
    assert "keys.csv, line 2" in problem
    assert "garden" in problem


def test_a_fact_twice_under_two_numbers_is_found(tmp_path: Path) -> None:
    folder = small.register(tmp_path, keys=[small.KEY_ROWS[0], f"k1,attic,{END}", f"k2,attic,{END}"])
    (problem,) = check(folder, TODAY).problems
    assert "keys.csv, line 3: says the same as line 2" in problem


def test_line_ends_of_a_spreadsheet_are_found(tmp_path: Path) -> None:
    folder = small.register(tmp_path)
    path = folder / "rooms.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert any("line ends" in problem for problem in check(folder, TODAY).problems)


def test_a_description_without_a_table_is_found(tmp_path: Path) -> None:
    folder = small.register(tmp_path)
    (folder / "keys.csv").unlink()
    assert any("describes a table that is not there" in problem for problem in check(folder, TODAY).problems)
