"""Practices: codes, places and years fit; and what is taken from documents at hand stands where the row says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from own_words import SHARED, borrowed

from windhoek import register
from windhoek.coding import codebook
from windhoek.reading import read

CORPUS = SHARED / "corpus"
needs_texts = pytest.mark.skipif(not CORPUS.is_dir(), reason="the documents in ../shared are not here")
PRACTICES = register.rows("practices")
MISSIONS = {row["acronym"]: row for row in register.rows("missions")}
NAMED_UNIT = re.compile(r"\b(?:PP|OP)\d+\b")
SPEECHES = "S/PV.7658"


def resolution(symbol: str) -> Path:
    number = symbol.split("/")[2].split()[0]
    years = CORPUS / "sc-resolutions"
    (found,) = {
        path
        for path in (*years.glob("Pre-2020/*/*.xml"), *years.glob("*/English/*.xml"))
        if re.search(rf"(?:RES|SC)_{number}(?!\d)", path.name)
    }
    return found


def test_there_are_enough_to_be_of_use() -> None:
    assert len(PRACTICES) >= 60
    assert len({row["mission"] for row in PRACTICES} - {None}) >= 15


@pytest.mark.parametrize("row", PRACTICES, ids=lambda row: row["id"])
def test_a_practice_fits_the_codebook_and_its_mission(row: register.Row) -> None:
    known = {label.code for label in codebook.load().functions}
    assert row["functions"] and set(row["functions"]) <= known
    assert row["source"] and row["place"] and row["source_url"]
    assert (row["figure"] is None) == (row["unit"] is None)
    if row["mission"]:
        mission = MISSIONS[row["mission"]]
        assert set(row["countries"]) <= set(mission["hosts"])
        if row["year"]:
            first, last = str(mission["start"])[:4], str(mission["end"] or "9999")[:4]
            assert first <= str(row["year"]) <= last


@needs_texts
def test_resolutions_speak_of_women_where_a_practice_says() -> None:
    cited = [row for row in PRACTICES if row["source"].startswith("S/RES/")]
    assert cited
    for row in cited:
        document = read(resolution(row["source"]))
        assert document.symbol == row["source"]
        (label,) = NAMED_UNIT.findall(row["place"])
        text = next(unit.text for unit in document.units if unit.label == label)
        assert re.search(r"women|gender|sexual", text, re.IGNORECASE), row["id"]


@needs_texts
def test_figures_from_the_debate_stand_in_the_speeches() -> None:
    said = "\n".join(path.read_text(encoding="utf-8") for path in (CORPUS / "statements").glob("*SPV.7658*"))
    written = {3: "three", 7: "seven", 1_000_000: "1 million"}
    figures = [row for row in PRACTICES if row["source"] == SPEECHES and row["figure"] is not None]
    assert len(figures) >= 5
    for row in figures:
        assert written.get(row["figure"], f"{row['figure']:,.0f}") in said, row["id"]


@needs_texts
def test_practices_are_told_in_our_own_words() -> None:
    cited = {row["source"] for row in PRACTICES if row["source"].startswith("S/RES/")}
    assert borrowed("practices", map(resolution, cited)) == {}
