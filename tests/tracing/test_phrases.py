"""Statements of the program: made in one place, with the same parts in six languages."""

from __future__ import annotations

import re

import pytest

from windhoek.document import LANGUAGES
from windhoek.tracing.phrases import English, Percent, fixed, in_words, joined, phrase, table


def test_each_statement_has_its_parts_in_every_language() -> None:
    for kind, row in table().items():
        parts = {frozenset(re.findall(r"\{\w+\}", row[language])) for language in LANGUAGES}
        assert all(row[language] for language in LANGUAGES) and len(parts) == 1, kind


def test_statements_go_into_one_another() -> None:
    names = phrase("names and more", names=joined(["S/1999/1", "S/1999/2"]), more=3)
    said = phrase("told without women", reports=names, aside=("S/1999/4", "S/1999/5"))
    assert str(said) == (
        "Not in S/1999/1, S/1999/2 and 3 more; told of without a word of women in S/1999/4, S/1999/5"
    )
    assert in_words(said, "zh") == "未见于S/1999/1、S/1999/2和另外3项；S/1999/4、S/1999/5提及此事但未提及妇女"
    assert said == phrase("told without women", reports=names, aside=("S/1999/4", "S/1999/5"))
    assert str(phrase("share of", share=Percent("17"), part=2, whole=1200)) == "17 % (2 of 1,200)"


def test_a_name_keeps_its_order_in_arabic() -> None:
    assert in_words(phrase("no text", names=("S/RES/1325 (2000)",)), "ar").endswith(
        "\u2066S/RES/1325 (2000)\u2069"
    )


def test_words_that_nobody_has_translated_stay_english() -> None:
    assert in_words(fixed("6 months"), "ru") == "6 месяцев"
    assert isinstance(fixed("a while"), English) and in_words(fixed("a while"), "fr") == "a while"
    with pytest.raises(KeyError):
        str(phrase("no such statement"))
