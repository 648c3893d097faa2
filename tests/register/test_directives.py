"""The timeline of policy says what each directive demands, and every paragraph that it names stands in its document."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from windhoek import register
from windhoek.document import Document
from windhoek.reading import ReadError, read

SHARED = Path(__file__).parents[2] / "../shared"
CORPUS = SHARED / "corpus"

#: What a directive is, the same in each of its rows.
OF_THE_DIRECTIVE = ("symbol", "issued", "issuer", "title", "replaces", "replaced_by")


def directives() -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in register.rows("directives"):
        found[row["directive"]].append(row)
    return found


def test_demands_are_counted_from_one_and_agree_on_the_directive() -> None:
    for name, rows in directives().items():
        assert [row["demand"] for row in rows] == list(range(1, len(rows) + 1)), name
        for column in OF_THE_DIRECTIVE:
            assert len({row[column] for row in rows}) == 1, (name, column)


def test_the_directive_of_2006_has_its_four_demands_and_the_gender_office() -> None:
    rows = directives()["directive-2006"]
    assert [row["functions"][0] for row in rows] == [
        "protection-of-civilians",
        "consultation",
        "recruitment-and-retention",
        "conduct-and-discipline",
        "gender-expertise",
    ]


def test_who_replaces_is_replaced_and_younger() -> None:
    found = directives()
    for name, rows in found.items():
        if older := rows[0]["replaces"]:
            assert found[older][0]["replaced_by"] == name
            assert found[older][0]["issued"] < rows[0]["issued"]
        if newer := rows[0]["replaced_by"]:
            assert found[newer][0]["replaces"] == name


def test_resolutions_have_the_day_on_which_they_were_adopted() -> None:
    adopted = {row["symbol"]: str(row["date"]) for row in register.rows("resolutions")}
    ours = [row for row in register.rows("directives") if (row["symbol"] or "").startswith("S/RES/")]
    assert len(ours) > 60
    assert not {
        row["symbol"]: row["issued"]
        for row in ours
        if adopted.get(row["symbol"], row["issued"]) != row["issued"]
    }


def test_a_demand_on_a_mission_names_the_mission() -> None:
    known = {row["acronym"] for row in register.rows("missions")}
    for row in register.rows("directives"):
        asked = {each.removeprefix("mission:") for each in row["of"] if each.startswith("mission:")}
        assert asked <= set(row["missions"]) <= known, row["directive"]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the Council's texts in ../shared are not here")
def test_every_paragraph_named_stands_in_its_document() -> None:
    asked = {(row["symbol"], row["place"]) for row in register.rows("directives") if _ours(row["symbol"])}
    missing = [
        (symbol, place)
        for symbol, place in sorted(asked)
        if place not in {unit.label for unit in _document(symbol).units}
    ]
    assert not missing


def _ours(symbol: str | None) -> bool:
    return (symbol or "").startswith(("S/RES/", "S/PRST/"))


def _document(symbol: str) -> Document:
    resolution = re.fullmatch(r"S/RES/(\d+) \((\d+)\)", symbol)
    if resolution:
        number, year = resolution.groups()
        folder, name = CORPUS / "sc-resolutions", re.compile(rf"(?<!\d){number}(?!\d)")
    else:
        year, number = symbol.split("/")[2:]
        folder, name = CORPUS / "sc-presidential-statements", re.compile(rf"{year}\D{{1,3}}{number}(?!\d)")
    for path in sorted(folder.glob(f"**/{year}/**/*")):
        if path.is_file() and name.search(path.name):
            try:
                document = read(path)
            except ReadError:
                continue
            if document.symbol == symbol and document.language == "en":
                return document
    raise AssertionError(f"{symbol} is not among the texts in {folder}")
