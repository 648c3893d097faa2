"""Tables become typed rows and back; what does not fit is named with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import small_register as small

from windhoek.register import RegisterError, identifier, rows, schema, source, tables
from windhoek.register.write import save, text


def test_cells_are_typed(tmp_path: Path) -> None:
    found = rows("rooms", small.register(tmp_path))
    assert [row["room"] for row in found] == ["attic", "cellar"]
    assert found[0]["doors"] == 1
    assert found[0]["colours"] == ("red", "blue")
    assert found[0]["left"] is None
    assert found[1]["colours"] == ()
    assert found[1]["left"] == date(2010, 1, 1)


def test_a_row_has_a_lasting_name_and_a_source(tmp_path: Path) -> None:
    folder = small.register(tmp_path)
    row = rows("rooms", folder)[0]
    assert identifier("rooms", row, folder) == "rooms/attic"
    assert source("rooms", row, folder) == {
        "source": "plan",
        "source_url": "https://example.org/plan",
        "checked_on": date(2026, 1, 2),
        "status": "verified",
    }


def test_a_large_table_takes_its_source_from_the_table_of_sources() -> None:
    row = rows("personnel")[0]
    told = source("personnel", row)
    assert str(told["source"]).startswith("International Peace Institute, IPI Peacekeeping Database")
    assert str(told["source_url"]).startswith("http")
    assert told["checked_on"] == date(2026, 11, 21)


def test_what_is_written_is_what_was_read(tmp_path: Path) -> None:
    folder = small.register(tmp_path)
    for name in tables(folder):
        before = (folder / f"{name}.csv").read_bytes()
        assert save(name, reversed(rows(name, folder)), folder) == before


@pytest.mark.parametrize("name", tables())
def test_shipped_tables_are_written_as_the_register_writes_them(name: str) -> None:
    from windhoek.register.read import TABLES

    assert text(rows(name), schema(name)).encode() == (TABLES / f"{name}.csv").read_bytes()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("attic,one,,2001-02-03,,p,,2026-01-02,verified", "line 2: doors: 'one' is not a whole number"),
        ("attic,1,,2001-02-30,,p,,2026-01-02,verified", "line 2: built: '2001-02-30' is not a date"),
        ("attic,1", "line 2: has 2 cells where 9 are needed"),
    ],
)
def test_a_cell_that_does_not_fit_is_named(tmp_path: Path, line: str, says: str) -> None:
    folder = small.register(tmp_path, [small.ROWS[0], line])
    with pytest.raises(RegisterError, match=r"rooms\.csv") as caught:
        rows("rooms", folder)
    assert says in str(caught.value)


def test_other_columns_are_named(tmp_path: Path) -> None:
    folder = small.register(tmp_path, ["room,gates", "attic,1"])
    with pytest.raises(RegisterError, match="line 1: the columns should be room, doors"):
        rows("rooms", folder)


def test_an_unknown_table_is_said_with_those_that_there_are(tmp_path: Path) -> None:
    folder = small.register(tmp_path)
    (folder / "roofs.schema.json").write_text("{}", encoding="utf-8")
    with pytest.raises(RegisterError, match="there is no table roofs; there are keys, rooms"):
        rows("roofs", folder)


def test_a_table_without_columns_for_its_source_is_refused(tmp_path: Path) -> None:
    folder = small.register(tmp_path)
    path = folder / "rooms.schema.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"source"', '"origin"'), encoding="utf-8")
    with pytest.raises(RegisterError, match="lacks the column source"):
        schema("rooms", folder)
