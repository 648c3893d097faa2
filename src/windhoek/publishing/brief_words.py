"""The words of a brief in one of six languages: `brief_labels.csv`, days, numbers, names of functions and themes."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from windhoek.document import LANGUAGES
from windhoek.register import Row, rows
from windhoek.register.personnel import ALL_UNIFORMED, POLICE
from windhoek.tracing.phrases import Part, in_words, plain

#: Unicode's signs around what runs from left to right by itself.
_ISOLATE, _END = "\u2066", "\u2069"


class Words:
    """Labels in a language. Raises ValueError for a language that is none of the six."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"{language} is none of {', '.join(LANGUAGES)}.")
        self.language = language

    @property
    def direction(self) -> str:
        """The value of `dir`: right to left for Arabic."""
        return "rtl" if self.language == "ar" else "ltr"

    def __call__(self, key: str, **values: Any) -> str:
        """The label of a key with values in its places."""
        return _labels()[key][self.language].format(**values)

    def listed(self, several: Iterable[str]) -> str:
        """Several things in a row."""
        return self("comma").join(several)

    def latin(self, text: str) -> str:
        """A symbol, or English words, kept together where the rest runs from right to left."""
        return f"{_ISOLATE}{text}{_END}" if self.direction == "rtl" else text

    def phrase(self, said: Part) -> str:
        """A statement of the program in words."""
        return in_words(said, self.language, self._part)

    def _part(self, part: str | int, language: str) -> str:
        return self.number(part) if isinstance(part, int) else plain(part, language)

    def day(self, iso: str) -> str:
        """A day, or a month or year alone, as the United Nations prints it: `30 June 2013`."""
        parts = iso.split("-")
        if len(parts) == 1:
            return iso
        month = int(parts[1])
        if len(parts) == 2:  # a month without a day has a form of its own in Russian
            alone = self("months-alone").split("|")[month - 1]
            return self("month-and-year", month=alone, year=parts[0])
        return self("day", day=int(parts[2]), month=self(f"month-{month}"), year=parts[0], number=month)

    def number(self, value: float, places: int = 0) -> str:
        """A number with the marks of the language: `1,234.5`, `1 234,5`."""
        marks = {",": self("thousands") or ",", ".": self("decimal")}
        return "".join(marks.get(sign, sign) for sign in f"{value:,.{places}f}")

    def function(self, code: str) -> str:
        """The name of a function, or of none."""
        return _name("function", code, self.language) if code else self("no-function")

    def theme(self, code: str) -> str:
        """The name of a theme."""
        return _name("theme", code, self.language)

    def group(self, categories: tuple[str, ...]) -> str:
        """The name of categories of personnel together."""
        name = self(_GROUPS.get(categories) or categories[0])
        return name[:1].upper() + name[1:]

    def mission(self, mission: Row) -> tuple[str, str]:
        """The full name of a mission and the language it is in: English where none is known in this one."""
        for row in rows("mission-names"):
            if (
                row["mission"] == mission["acronym"]
                and row["language"] == self.language
                and row["use"] == "official"
                and row["name"]
            ):
                return row["name"], self.language
        return mission["name"], "en"


_GROUPS = {POLICE: "all-police", ALL_UNIFORMED: "all-uniformed"}


def keys() -> Mapping[str, Mapping[str, str]]:
    """All labels by key, with their text by language."""
    return _labels()


@cache
def _labels() -> Mapping[str, Mapping[str, str]]:
    with files("windhoek.publishing").joinpath("brief_labels.csv").open(encoding="utf-8") as table:
        return {row["key"]: row for row in csv.DictReader(table)}


def _name(kind: str, code: str, language: str) -> str:
    return _names().get((kind, code, language)) or code.replace("-", " ")


@cache
def _names() -> Mapping[tuple[str, str, str], str]:
    return {(row["kind"], row["code"], row["language"]): row["label"] for row in rows("labels")}
