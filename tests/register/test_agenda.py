"""A line for every operative paragraph of the agenda: whole, coded within the codebook, and in our own words."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import pytest

from windhoek.coding.codebook import load
from windhoek.reading import read
from windhoek.register import rows

RESOLUTIONS = Path(__file__).parents[2] / "../shared/corpus/sc-resolutions"
TEN = ("1325", "1820", "1888", "1889", "1960", "2106", "2122", "2242", "2467", "2493")
BESIDE = ("2272", "2538")
# Section 5 of the codebook; no mission is addressed by name in these resolutions.
ADDRESSEES = {
    "secretary-general", "member-states", "troop-and-police-contributors", "host-state", "parties-to-conflict",
    "un-system", "security-council", "sanctions-committee", "regional-organizations", "civil-society", "donors",
}  # fmt: skip
OWN = 7
needs_texts = pytest.mark.skipif(not RESOLUTIONS.is_dir(), reason="the resolutions in ../shared are not here")


@lru_cache
def texts() -> dict[tuple[str, str], str]:
    """Every operative unit of the twelve resolutions as it was read: (symbol, label) to words."""
    found = {}
    for number in (*TEN, *BESIDE):
        named = re.compile(rf"S_RES_{number}\D")
        (file,) = (
            path
            for folder in ("Pre-2020/*", "*/English")
            for path in RESOLUTIONS.glob(f"{folder}/*.xml")
            if named.match(path.name)
        )
        document = read(file)
        assert document.language == "en"
        found |= {(document.symbol, unit.label): unit.text for unit in document.units if unit.label[0] == "O"}
    return found


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


@needs_texts
def test_every_operative_unit_has_one_line_and_every_line_a_unit() -> None:
    lines = [(row["symbol"], row["unit"]) for row in rows("agenda")]
    assert len(lines) == len(set(lines))
    assert set(lines) == set(texts())


def test_the_ten_resolutions_have_210_numbered_paragraphs() -> None:
    numbered = {(row["symbol"], row["unit"].partition("(")[0]) for row in rows("agenda")}
    assert sum(symbol[6:10] in TEN for symbol, _ in numbered) == 210
    assert sum(symbol[6:10] in BESIDE for symbol, _ in numbered) == 27


@needs_texts
def test_no_line_repeats_seven_words_of_its_paragraph() -> None:
    for row in rows("agenda"):
        said = words(row["asks"])
        printed = f" {' '.join(words(texts()[row['symbol'], row['unit']]))} "
        for at in range(len(said) - OWN + 1):
            assert f" {' '.join(said[at : at + OWN])} " not in printed, (row["symbol"], row["unit"])


def test_codes_are_in_the_lists_of_the_codebook_and_in_its_order() -> None:
    codebook = load()
    for row in rows("agenda"):
        where = (row["symbol"], row["unit"])
        for column, known in (("themes", codebook.themes), ("functions", codebook.functions)):
            order = [label.code for label in known]
            given = list(row[column])
            assert given == sorted(given, key=order.index), where
        assert set(row["addressees"]) <= ADDRESSEES, where


def test_what_is_not_about_the_agenda_has_no_codes() -> None:
    for row in rows("agenda"):
        assert row["themes"] or not row["functions"], (row["symbol"], row["unit"])
    closing = [
        row for row in rows("agenda") if row["asks"] == "The Council will keep the subject on its table."
    ]
    assert len(closing) == 11  # resolution 2272 (2016) does not say that the Council remains seized
    assert all(not row["themes"] and row["strength"] == "binding" for row in closing)


def test_paragraphs_known_by_heart() -> None:
    by = {(row["symbol"], row["unit"]): row for row in rows("agenda")}
    indicators = by["S/RES/1889 (2009)", "OP17"]
    assert indicators["themes"] == ("implementation",)
    assert indicators["addressees"] == ("secretary-general",)
    doubling = by["S/RES/2242 (2015)", "OP8"]
    assert "recruitment-and-retention" in doubling["functions"] and "peacekeeping" in doubling["themes"]
    assert by["S/RES/1820 (2008)", "OP2"]["strength"] == "binding"
    assert by["S/RES/1888 (2009)", "OP2"]["strength"] == "statement"  # a demand that is only repeated
