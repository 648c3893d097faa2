"""The tables behind addressees and commitments: words for actors, countries, missions, and openings of clauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from windhoek.coding.codebook import SHIPPED, CodebookError, rows
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

RESOLVED = ("government", "organ", "mission", "him", "before", "nothing")
"""What words may stand for besides: actors that only the document makes clear."""

STATE, ADJECTIVE, MISSION = "state:", "adjective:", "mission:"
_WORDS = ("need", "call", "asking", "own", "intending", "opener", "extending", "agent", "person", "aside")


@dataclass(frozen=True, slots=True)
class Tables:
    """`actors`: each phrase, folded, and what it stands for: a code of section 5, one of RESOLVED, or `state:NAME`,
    `adjective:NAME`, `mission:ACRONYM`. `words`: the phrases of each kind of `commitments/LANGUAGE.csv`.
    """

    actors: dict[str, str]
    words: dict[str, tuple[str, ...]]


def tables(folder: Path = SHIPPED, language: str = "en") -> Tables:
    """Read the tables in `folder`. Raises CodebookError for the first mistake."""
    actors: dict[str, str] = {}
    for phrase, stands_for, error in _actors(folder, language):
        if actors.setdefault(phrase, stands_for) != stands_for:
            raise CodebookError(*error, f"{phrase} stands already for {actors[phrase]}")
    words: dict[str, tuple[str, ...]] = dict.fromkeys(_WORDS, ())
    for row, fail in rows(folder / "commitments" / f"{language}.csv", ("kind", "text", "note")):
        if row["kind"] not in words:
            raise fail(f"kind is one of {', '.join(words)}")
        words[row["kind"]] += tuple(_phrases(row["text"]))
    if missing := [kind for kind, phrases in words.items() if not phrases]:
        raise CodebookError(folder / "commitments" / f"{language}.csv", 1, f"no row of kind {missing[0]}")
    return Tables(actors, words)


def _actors(folder: Path, language: str) -> Iterator[tuple[str, str, tuple[Path, int]]]:
    path = folder / "addressees" / f"{language}.csv"
    for row, fail in rows(path, ("addressee", "text", "note")):
        if row["addressee"] not in (*ADDRESSEES, *RESOLVED):
            raise fail(f"no such addressee: {row['addressee'] or 'empty'}")
        for phrase in _phrases(row["text"]):
            yield phrase, row["addressee"], (path, fail("").line)
    path = folder / "addressees" / "countries.csv"
    for row, fail in rows(path, ("country", "name", "adjective", "note")):
        names = list(_phrases(row["name"]))
        for phrase in names:
            yield phrase, STATE + row["country"], (path, fail("").line)
        for phrase in _phrases(row["adjective"]):
            if phrase not in names:
                yield phrase, ADJECTIVE + row["country"], (path, fail("").line)
    path = folder / "missions.csv"
    for row, fail in rows(path, ("acronym", "name", "also", "source")):
        if not row["acronym"] or not row["source"]:
            raise fail("acronym and source must be given")
        for phrase in _phrases(" | ".join((row["acronym"], row["name"], row["also"]))):
            yield phrase, MISSION + row["acronym"], (path, fail("").line)


def _phrases(field: str) -> Iterator[str]:
    return (phrase for part in field.split("|") if (phrase := fold(part.strip())))
