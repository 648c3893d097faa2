"""The pages that the words of a search name: missions, by their acronym or their country, functions and themes.

`elections in CAR` leads to what is asked of MINUSCA on elections, whatever the search itself finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from itertools import chain, combinations

from windhoek import register
from windhoek.coding.speaker_tables import tables as speaker_tables
from windhoek.document import LANGUAGES, Language
from windhoek.register.missions import in_force
from windhoek.site import cells, facts, glossary, shelf, subject
from windhoek.site.subject import Kind
from windhoek.store import analysis, mission_names

_MOST = 4  # pages of one kind that are named
_LONGEST = 14  # terms of a name; in Chinese every letter is one
_CAPITALS = 3  # letters up to which a name counts only in capitals: CAR is a country, a car is not
_ENDED = 2  # missions that are named where a country has none today: the last ones
#: What a name stands for: the kind of page, and the code there.
Named = tuple[str, str]


def pages(words: str, day: date) -> list[tuple[str, list[str]]]:
    """Addresses and titles of the pages that `words` name, as people in a hurry want them; titles are in two parts for two things.

    A mission with a function comes first, in the language of the page; missions are those in force on `day` where a country is named.
    """
    found = _named(words)
    functions = [code for kind, code in found if kind == "function"]
    missions = list(
        dict.fromkeys(
            acronym
            for kind, code in found
            for acronym in (
                [code] if kind == "mission" else _of_country(code, day) if kind == "country" else []
            )
        )
    )[:_MOST]
    out = [
        (asked_url(acronym, function), [acronym, subject.name(function)])
        for acronym in missions
        for function in functions
        if function in functions_asked(acronym)
    ]
    out += [(cells.mission_url(acronym), [acronym]) for acronym in missions]
    kinds: tuple[Kind, ...] = ("function", "theme")
    out += [
        (subject.url(kind, code), [subject.name(code)])
        for named, code in found
        for kind in kinds
        if kind == named
    ]
    return out[: 2 * _MOST]


def asked_url(mission: str, function: str) -> str:
    """Where the page of a mission tells what is asked of it in a function, or in all where none is named or nothing is asked in it."""
    known = functions_asked(mission)
    place = f"#asked-{function}" if function in known else "#asked" if known else ""
    return cells.mission_url(mission) + place


@cache
def functions_asked(mission: str) -> frozenset[str]:
    """The functions in which the Council asks something of a mission."""
    rows = facts.missions("commitments").get(mission, ()) if "commitments" in register.tables() else ()
    return frozenset(function for row in rows for function in row["functions"])


def _of_country(code: str, day: date) -> list[str]:
    today = [row["acronym"] for row in in_force(day) if code in row["hosts"]]
    ended = [row for row in register.rows("missions") if code in row["hosts"] and row["end"]]
    return today or [row["acronym"] for row in sorted(ended, key=lambda row: row["end"])[-_ENDED:]]


@lru_cache(maxsize=500)
def _named(words: str) -> tuple[Named, ...]:
    """What the words name, each once; a name inside a longer one is not counted."""
    found: dict[Named, None] = {
        ("mission", acronym): None
        for word in words.split()
        if (acronym := mission_names.mission(word.strip(".,;:()")))
    }
    for language in LANGUAGES:
        terms = _terms(words, language)
        names = _names()[language]
        taken: set[int] = set()
        places = [(a, b) for a, b in combinations(range(len(terms) + 1), 2) if b - a <= _LONGEST]
        for start, end in sorted(places, key=lambda place: place[0] - place[1]):
            here = names.get(tuple(terms[start:end]))
            if here and taken.isdisjoint(range(start, end)) and _written(here[1], words):
                taken.update(range(start, end))
                found[here[0]] = None
    return tuple(found)


def _written(name: str, words: str) -> bool:
    return (
        len(name) > _CAPITALS
        or not name.isascii()
        or re.search(rf"\b{re.escape(name.upper())}\b", words) is not None
    )


def _terms(words: str, language: Language) -> tuple[str, ...]:
    return tuple(term for term in analysis.analyse(words, language).split() if not term.startswith("="))


@cache
def _names() -> Mapping[Language, Mapping[tuple[str, ...], tuple[Named, str]]]:
    """By language the terms of every name of a function, a theme or a country with missions, and the name as it is written."""
    out: dict[Language, dict[tuple[str, ...], tuple[Named, str]]] = {language: {} for language in LANGUAGES}
    for name, named, known in chain(_subjects(), _countries()):
        for language in known:
            if terms := _terms(name, language):
                out[language].setdefault(terms, (named, name))
    return out


def _subjects() -> Iterator[tuple[str, Named, tuple[Language, ...]]]:
    for row in register.rows("labels"):
        yield row["label"], (row["kind"], row["code"]), (row["language"],)
    for kind, label in (
        *(("theme", each) for each in shelf.codebook().themes),
        *(("function", each) for each in shelf.codebook().functions),
    ):
        yield label.name, (kind, label.code), ("en",)


def _countries() -> Iterator[tuple[str, Named, tuple[Language, ...]]]:
    hosts = {code for row in register.rows("missions") for code in row["hosts"]}
    english = {cells.country(code, "en"): code for code in hosts}
    for code in hosts:
        for language in LANGUAGES:
            yield cells.country(code, language), ("country", code), (language,)
    for name, (kind, state) in speaker_tables().names.items():
        if kind == "state" and state in english:
            yield name, ("country", english[state]), LANGUAGES
    for row in glossary.rows("country-short.csv", "name").values():
        yield row["name"], ("country", row["code"]), ("en",)
