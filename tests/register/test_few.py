"""Numbers of incidents below five are nowhere: not in the register, not in what is shown, and not to be worked out."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from windhoek import register
from windhoek.register import few, updates
from windhoek.register.check import check
from windhoek.register.read import TABLES, Row, incidents
from windhoek.register.write import save, text

COUNTING = frozenset(["4"])
EMPTY = {field.name: () if field.separator else None for field in register.schema("indicator-values").fields}


def entered(indicator: str = "4", unit: str = "per cent", **cells: Any) -> Row:
    return {
        **EMPTY,
        "id": f"{indicator}-unmil-2013-entered",
        "indicator": indicator,
        "mission": "UNMIL",
        "period": "2013",
        "basis": "entered",
        "unit": unit,
        "source": "Conduct and discipline team; its file",
        "status": "unverified",
        **cells,
    }


@pytest.mark.parametrize(
    ("part", "whole", "kept"),
    [
        (2, 40, (None, 40, ("part",))),
        (0, 40, (None, 40, ("part",))),  # nought tells as much
        (37, 40, (None, 40, ("rest",))),  # three are left
        (2, 4, (None, None, ("part", "whole"))),
        (5, 40, (5, 40, ())),
        (35, 40, (35, 40, ())),
    ],
)
def test_what_is_below_five_and_what_tells_it_is_withheld(
    part: int, whole: int, kept: tuple[Any, ...]
) -> None:
    row = few.withheld(entered(part=part, whole=whole, value=100 * part / whole), COUNTING)
    assert (row["part"], row["whole"], row["few"]) == kept
    assert (row["value"] is None) == bool(row["few"])
    assert few.withheld(row, COUNTING) == row  # twice is once


def test_what_counts_no_incidents_is_left_alone() -> None:
    row = entered("9", part=2, whole=4, value=50.0)
    assert few.withheld(row, COUNTING) == row


def test_a_bare_number_and_a_bare_share() -> None:
    assert few.withheld(entered(unit="number", value=3), COUNTING)["value"] is None
    assert few.withheld(entered(unit="number", value=7), COUNTING)["value"] == 7
    assert few.blind(entered(value=50.0), COUNTING)
    assert few.withheld(entered(value=50.0), COUNTING)["value"] is None


def test_in_words() -> None:
    words = [
        few.shown(few.withheld(entered(part=part, whole=40, value=part * 2.5), COUNTING), name)
        for part in (3, 20, 38)
        for name in ("part", "whole", "value")
    ]
    assert words == [
        "fewer than five", "40", "", "20", "40", "50", "all but fewer than five", "40", "",
    ]  # fmt: skip


def test_which_indicators_count_incidents_is_said_in_the_table() -> None:
    assert incidents() == {row["id"] for row in register.rows("indicators") if row["incidents"]}
    assert {"4", "19"} <= incidents()
    assert not incidents() & {"9", "10", "ours-police"}


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    for name in ("indicators", "indicator-values", "missions"):
        for path in TABLES.glob(f"{name}.*"):
            shutil.copy(path, tmp_path)
    return tmp_path


def written(folder: Path, more: Iterable[Row] = ()) -> str:
    return text((*register.rows("indicator-values"), *more), register.schema("indicator-values", folder))


def test_a_table_that_comes_back_is_kept_without_them(tables: Path) -> None:
    copy = tables / "copy of values"
    copy.write_text(written(tables, [entered(part=3, whole=4, value=75.0)]), encoding="utf-8")
    plan = updates.plan("indicator-values", copy, tables)
    assert [row["few"] for row in plan.added] == [("part", "whole")]
    updates.apply(plan, tables)
    line = next(
        line
        for line in (tables / "indicator-values.csv").read_text("utf-8").splitlines()
        if line.startswith("4-unmil")
    )
    assert line.startswith("4-unmil-2013-entered,4,UNMIL,2013,entered,,per cent,,,part | whole,")
    assert not [each for each in check(tables).problems if "incidents" in each]


def test_a_share_of_incidents_without_their_number_is_refused(tables: Path) -> None:
    with pytest.raises(register.RegisterError, match="4-unmil-2013-entered gives a share of incidents"):
        updates.compare("indicator-values", [entered(value=50.0)], tables)


def test_what_somebody_wrote_past_the_door_is_not_shown_and_is_told(tables: Path) -> None:
    save(
        "indicator-values", [*register.rows("indicator-values"), entered(part=3, whole=40, value=7.5)], tables
    )
    register.rows.cache_clear()
    shown = next(row for row in register.rows("indicator-values", tables) if row["id"].startswith("4-unmil"))
    assert (shown["part"], shown["value"], shown["few"]) == (None, None, ("part",))
    assert [each for each in check(tables).problems if "a number of incidents below five" in each]
