"""Words that the data brings with it, in six languages: terms as the United Nations uses them (`glossary.csv`, each with its
source), and our own words for tables, columns, values, rules and definitions (`words.csv`)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from windhoek.site import languages


@cache
def terms() -> Mapping[str, Mapping[str, str]]:
    """The rows of the glossary by their English term."""
    return rows("glossary.csv")


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return {**rows("words.csv"), **terms()}


def rows(name: str) -> Mapping[str, Mapping[str, str]]:
    """The rows of one of the two tables by their English words."""
    with (files("windhoek.site") / name).open(encoding="utf-8") as file:
        return {row["en"]: row for row in csv.DictReader(file)}


def known(english: str) -> bool:
    """Whether English words of the data are there in six languages."""
    return english in _words()


def term(english: str) -> str:
    """Words of the data in the language of the page; in English where nobody has translated them."""
    row = _words().get(english)
    return row[languages.current()] if row else english
