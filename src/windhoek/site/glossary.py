"""Terms in six languages as the United Nations uses them (`glossary.csv`): for the words that the data brings with it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from windhoek.site import languages


@cache
def terms() -> Mapping[str, Mapping[str, str]]:
    """The rows of the glossary by their English term."""
    with (files("windhoek.site") / "glossary.csv").open(encoding="utf-8") as file:
        return {row["en"]: row for row in csv.DictReader(file)}


def term(english: str) -> str:
    """The term in the language of the page; in English where the glossary does not have it."""
    row = terms().get(english)
    return row[languages.current()] if row else english
