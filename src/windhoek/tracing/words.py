"""The words of `words.csv`: what says nothing about a paragraph's subject, what means the same, where no sentence ends."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

import Stemmer

_STEMMER = Stemmer.Stemmer("english")


@cache
def _rows() -> tuple[tuple[str, str], ...]:
    with files("windhoek.tracing").joinpath("words.csv").open(encoding="utf-8") as table:
        return tuple((row["class"], row["words"]) for row in csv.DictReader(table))


def listed(kind: str) -> frozenset[str]:
    """Every word of a class of the table."""
    return frozenset(word for each, words in _rows() if each == kind for word in words.split())


@cache
def phrases(kind: str) -> tuple[str, ...]:
    """The rows of a class of the table that are one phrase each, in lower case."""
    return tuple(words for each, words in _rows() if each == kind)


@cache
def _ignored() -> frozenset[str]:
    return listed("ignored")


@cache
def _same() -> dict[str, str]:
    found = {}
    for kind, words in _rows():
        if kind == "same":
            first, *_ = group = words.split()
            found.update({_STEMMER.stemWord(word): _STEMMER.stemWord(first) for word in group})
    return found


@cache
def terms(word: str) -> frozenset[str]:
    """What an English word in lower case is compared by: its stem, or that of the first word which means the same.

    A word with a hyphen is compared by its parts too. Empty for words that say nothing about a subject.
    """
    found = set()
    for piece in {word, *word.split("-")} - _ignored():
        stem = _STEMMER.stemWord(piece)
        found.add(_same().get(stem, stem))
    return frozenset(term for term in found if len(term) > 1)
