"""Finding the names of actors in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import ahocorasick_rs


class Mention(NamedTuple):
    """`text[start:end]` names an actor: a code of section 5 of the codebook, or what the tables write for it."""

    start: int
    end: int
    stands_for: str


class Actors:
    """The compiled names of actors. The longest name holds; names are whole words, a possessive ending aside."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = frozenset(names)
        self._stands_for = list(names.values())
        self._automaton = ahocorasick_rs.AhoCorasick(
            list(names), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def find(self, folded: str, abbreviations: Mapping[str, str]) -> list[Mention]:
        """The mentions in a folded text, in order; `abbreviations` are names that the document adds."""
        found = list(self._named(folded))
        for name, stands_for in abbreviations.items():
            if name in folded:
                found += (
                    Mention(match.start(), match.end(), stands_for)
                    for match in re.finditer(rf"\b{re.escape(name)}\b", folded)
                    if all(match.end() <= other.start or match.start() >= other.end for other in found)
                )
        found.sort()
        return found

    def _named(self, text: str) -> Iterator[Mention]:
        length = len(text)
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            if (start and text[start - 1].isalnum()) or (end < length and text[end].isalnum()):
                continue
            yield Mention(start, end, self._stands_for[index])
