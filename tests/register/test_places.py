"""Places to go on: enough of them, under codes of the codebook, each with an address that a source showed."""

from __future__ import annotations

import pytest
from own_words import SHARED, borrowed

from windhoek import register
from windhoek.coding import codebook

PLACES = register.rows("places")
BOOK = codebook.load()
THEMES = {label.code for label in BOOK.themes}
FUNCTIONS = {label.code for label in BOOK.functions}


def test_every_theme_and_function_has_a_place_to_go_on() -> None:
    assert len(PLACES) >= 40
    assert {code for row in PLACES for code in row["themes"]} == THEMES
    assert {code for row in PLACES for code in row["functions"] or ()} == FUNCTIONS


@pytest.mark.parametrize("row", PLACES, ids=lambda row: row["id"])
def test_a_place_has_an_address_that_a_source_showed(row: register.Row) -> None:
    assert row["address"].startswith(("https://", "http://"))
    assert row["source_url"].startswith(("https://", "http://"))
    assert row["source"] != "The page itself" or row["source_url"] == row["address"]


def test_no_place_is_there_twice() -> None:
    addresses = [row["address"].split("://")[1].removeprefix("www.") for row in PLACES]
    assert len(addresses) == len(set(addresses))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the documents in ../shared are not here")
def test_places_are_told_in_our_own_words() -> None:
    assert borrowed("places") == {}
