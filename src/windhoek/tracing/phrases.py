"""Short statements of the program in six languages, each made in one place from its kind and its parts (`phrases.csv`).

    said = phrase("part of the year", covered=92, days=365)
    in_words(said)          # The reports at hand tell of 92 of 365 days
    in_words(said, "fr")    # Les rapports disponibles couvrent 92 jours sur 365

A part is a name that is the same in every language, a number, a day, words that are English everywhere, another phrase, or
several of these one after another.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeAlias

__all__ = [
    "English",
    "Part",
    "Percent",
    "Phrase",
    "Term",
    "When",
    "fixed",
    "in_words",
    "joined",
    "phrase",
    "plain",
    "table",
]

#: Unicode's signs around what runs from left to right by itself.
_ISOLATE, _END = "\u2066", "\u2069"


class English(str):
    """Words that there are in English alone."""


class Percent(str):
    """A share in per cent, as its number is written in English."""


class Term(str):
    """A word of the register's own for a kind of thing, in English."""


class When(str):
    """A day, a month or a year in ISO form."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A statement: its kind in the table and what goes into it. Equal where both are."""

    kind: str
    parts: tuple[tuple[str, Part], ...] = ()

    def __str__(self) -> str:
        return in_words(self)


Part: TypeAlias = "str | int | Phrase | tuple[Part, ...]"


def phrase(kind: str, **parts: Part) -> Phrase:
    """A statement of a kind of the table."""
    return Phrase(kind, tuple(parts.items()))


def fixed(english: str) -> Part:
    """English words that the table may have as they are, such as `6 months`; English where it has not."""
    return Phrase(english) if english in table() else English(english)


def joined(several: Iterable[Part], by: str = "comma") -> Phrase:
    """Several parts one after another."""
    return Phrase(by, (("several", tuple(several)),))


def plain(part: str | int, language: str) -> str:
    """One part as it is: a number with the marks of English, a name kept together where the rest runs from right to left."""
    if isinstance(part, int):
        return f"{part:,}"
    told = f"{part} %" if isinstance(part, Percent) else str(part)
    return f"{_ISOLATE}{told}{_END}" if language == "ar" else told


def in_words(said: Part, language: str = "en", written: Callable[[str | int, str], str] = plain) -> str:
    """A statement in one of the six languages. `written` writes what is no phrase. Raises KeyError for a kind that is not there."""
    match said:
        case Phrase(kind, (("several", tuple(several)),)):
            return table()[kind][language].join(in_words(each, language, written) for each in several)
        case Phrase(kind, parts):
            return table()[kind][language].format(
                **{name: in_words(part, language, written) for name, part in parts}
            )
        case tuple():
            return in_words(joined(said), language, written)
    return written(said, language)


@cache
def table() -> Mapping[str, Mapping[str, str]]:
    """The rows of the table by their kind."""
    with files("windhoek.tracing").joinpath("phrases.csv").open(encoding="utf-8") as table:
        return {row["kind"]: row for row in csv.DictReader(table)}
