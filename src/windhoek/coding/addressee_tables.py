"""The tables behind addressees and commitments: words for actors, countries, missions, and openings of clauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from windhoek.coding.codebook_files import CodebookError, Fail, Files, Row, Table, read
from windhoek.coding.lexicon import fold

ADDRESSEES = (
    "secretary-general",
    "member-states",
    "troop-and-police-contributors",
    "host-state",
    "parties-to-conflict",
    "un-system",
    "security-council",
    "sanctions-committee",
    "regional-organizations",
    "civil-society",
    "donors",
)
"""Section 5 of the codebook, without `mission:ACRONYM`."""

RESOLVED = ("government", "national", "organ", "mission", "him", "before", "nothing")
"""What words may stand for besides: actors that only the document makes clear."""

_UN = "united nations "
STATE, ADJECTIVE, MISSION = "state:", "adjective:", "mission:"
_WORDS = (
    "need", "call", "asking", "own", "intending", "opener", "extending", "agent", "person", "aside",
    "attribute", "group", "vow", "staying", "delegating", "misprint", "only-to",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tables:
    """`actors`: each phrase, folded, and what it stands for: a code of section 5, one of RESOLVED, or `state:NAME`,
    `adjective:NAME`, `mission:ACRONYM`. `words`: the phrases of each kind of `commitments/LANGUAGE.csv`.
    """

    actors: dict[str, str]
    words: dict[str, tuple[str, ...]]


def tables(source: Files, language: str = "en") -> Tables:
    """Read the tables of a codebook. Raises CodebookError for the first mistake."""
    actors: dict[str, str] = {}
    for phrase, stands_for, fail in _actors(source, language):
        if actors.setdefault(phrase, stands_for) != stands_for:
            raise fail(f"{phrase} stands already for {actors[phrase]}")
    words: dict[str, tuple[str, ...]] = dict.fromkeys(_WORDS, ())
    found = read(_OPENINGS, source, f"commitments/{language}.csv")
    for (kind, phrase), _ in found:
        words[kind] += (phrase,)
    if missing := [kind for kind, phrases in words.items() if not phrases]:
        path, _ = next(source.layers(f"commitments/{language}.csv"))
        raise CodebookError(path, 1, f"no row of kind {missing[0]}")
    return Tables(actors, words)


def actors(source: Files, language: str = "en") -> dict[str, str]:
    """The kind of actor that each phrase, folded, names: finer than the codes. Raises CodebookError."""
    return {phrase: actor for (phrase, _, actor), _ in read(_ADDRESSED, source, f"addressees/{language}.csv")}


def _actors(source: Files, language: str) -> Iterator[tuple[str, str, Fail]]:
    for (phrase, addressee, _), fail in read(_ADDRESSED, source, f"addressees/{language}.csv"):
        yield phrase, addressee, fail
    for (country, names, adjectives), fail in read(_COUNTRIES, source, "addressees/countries.csv"):
        for phrase in names:
            yield phrase, STATE + country, fail
        for phrase in adjectives:
            if phrase not in names:
                yield phrase, ADJECTIVE + country, fail
    for (acronym, names), fail in read(_MISSIONS, source, "missions.csv"):
        for phrase in names:
            yield phrase, MISSION + acronym, fail


def _addressed(row: Row, phrase: str, fail: Fail) -> tuple[str, str, str]:
    if row["addressee"] not in (*ADDRESSEES, *RESOLVED):
        raise fail(f"no such addressee: {row['addressee'] or 'empty'}")
    return phrase, row["addressee"], row["actor"]


def _country(row: Row, country: str, fail: Fail) -> tuple[str, list[str], list[str]]:
    return country, _phrases(row["name"]), _phrases(row["adjective"])


def _mission(row: Row, acronym: str, fail: Fail) -> tuple[str, list[str]]:
    if not acronym or not row["source"]:
        raise fail("acronym and source must be given")
    names = _phrases(" | ".join((acronym, row["name"], row["also"])))
    return acronym, names + [f"un {name[len(_UN) :]}" for name in names if name.startswith(_UN)]


def _opening(row: Row, key: str, fail: Fail) -> tuple[str, str]:
    if row["kind"] not in _WORDS:
        raise fail(f"kind is one of {', '.join(_WORDS)}")
    return row["kind"], key.partition(": ")[2]


def _phrases(field: str) -> list[str]:
    return [phrase for part in field.split("|") if (phrase := fold(part.strip()))]


_ADDRESSED = Table(("addressee", "actor", "text", "note"), lambda row: _phrases(row["text"]), _addressed)
_COUNTRIES = Table(("country", "name", "adjective", "note"), lambda row: [row["country"]], _country)
_MISSIONS = Table(("acronym", "name", "also", "source"), lambda row: [row["acronym"]], _mission)
_OPENINGS = Table(
    ("kind", "text", "note"),
    lambda row: [f"{row['kind']}: {phrase}" for phrase in _phrases(row["text"])],
    _opening,
)
