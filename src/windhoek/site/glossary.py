"""Words that the data brings with it, in six languages: terms as the United Nations uses them (`glossary.csv`, each with its
source), names of States (`country-names.csv`), and our own words for tables, columns, values, rules and definitions (`words.csv`)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from windhoek import register
from windhoek.site import languages
from windhoek.tracing.phrases import table


@cache
def terms() -> Mapping[str, Mapping[str, str]]:
    """The rows of the glossary by their English term."""
    return rows("glossary.csv")


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    said = {row["en"]: row for row in table().values() if "{" not in row["en"]}
    return {**said, **rows("words.csv"), **_states(), **terms()}


def _states() -> Mapping[str, Mapping[str, str]]:
    english = country_names()
    return {
        english[code]: {"en": english[code], **row} for code, row in countries().items() if code in english
    }


@cache
def countries() -> Mapping[str, Mapping[str, str]]:
    """The names of countries in the other five languages, by their code of three letters."""
    return rows("country-names.csv", "code")


@cache
def country_names() -> Mapping[str, str]:
    """The English names of countries by code: of those that host a mission, and of those that gave personnel."""
    hosts = {code: row["name"] for code, row in rows("countries.csv", "code").items()}
    return hosts | {row["code"]: row["name"] for row in register.rows("contributors")}


def rows(name: str, key: str = "en") -> Mapping[str, Mapping[str, str]]:
    """The rows of one of the site's tables of words, by their English words or another column."""
    with (files("windhoek.site") / name).open(encoding="utf-8") as file:
        return {row[key]: row for row in csv.DictReader(file)}


def known(english: str) -> bool:
    """Whether English words of the data are there in the language of the page."""
    row = _words().get(english)
    return bool(row and row[languages.current()])


def term(english: str) -> str:
    """Words of the data in the language of the page; in English where nobody has translated them."""
    row = _words().get(english)
    return (row and row[languages.current()]) or english
