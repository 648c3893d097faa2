"""Finding the names of actors in a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

import ahocorasick_rs

from windhoek.coding.addressee_tables import ADJECTIVE, STATE

OF_STATE = re.compile(r"\s+(?:of|in)\s+(?:the\s+)?(?:transitional\s+|federal\s+)?")
_ADJACENT = re.compile(
    r"(?:'s?)? (?:(?:national|transitional|political|relevant|federal|local|security|judicial|interim|de facto) )?"
)
_OWNING = re.compile(r"'s?\s")
_BRACKETED = re.compile(r"(?:(?! and | of )[^,;()]){0,80}\(")
_PART_OF_WORD = re.compile(r"-[a-z]")
# Words that with the name of a country stand for it, and such as keep their own sense after its adjective.
_BODIES = ("government", "organ", "national")
_ADJECTIVAL = ("parties-to-conflict", "civil-society", "nothing")
# Two nouns in a row: those that leave it to the other who is meant.
_NO_NAMES = ("organ", "national", "nothing", "before")
_STRONGER = (("government", "un-system"), ("member-states", "parties-to-conflict"))
_NOT_THEY = ("un-system", "member-states")


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
        found = self._named(folded)
        for name, stands_for in abbreviations.items():
            if name in folded:
                found += (
                    Mention(match.start(), match.end(), stands_for)
                    for match in re.finditer(rf"\b{re.escape(name)}\b", folded)
                    if all(match.end() <= other.start or match.start() >= other.end for other in found)
                )
        found.sort()
        return found

    def whole(self, window: str, abbreviations: Mapping[str, str]) -> list[Mention]:
        """The names in the window, each as a whole: a government with its country, an adjective with its noun.

        Left out are countries that only own what follows, parts of words ("AU-led", "non-State") and words that
        count beside the name of a country alone.
        """
        found: list[Mention] = []
        for mention in self.find(window, abbreviations):
            if found and (whole := _joined(window, found[-1], mention)):
                found[-1] = whole
            else:
                found.append(mention)
        return [
            mention
            for mention in found
            if mention.stands_for != "organ"
            and not mention.stands_for.startswith(ADJECTIVE)
            and not (mention.stands_for.startswith(STATE) and _OWNING.match(window, mention.end))
            and not _PART_OF_WORD.match(window, mention.end)
            and not (mention.stands_for in _NOT_THEY and window.startswith("non-", max(0, mention.start - 4)))
        ]

    def _named(self, text: str) -> list[Mention]:
        length = len(text)
        return [
            Mention(start, end, self._stands_for[index])
            for index, start, end in self._automaton.find_matches_as_indexes(text)
            if not ((start and text[start - 1].isalnum()) or (end < length and text[end].isalnum()))
        ]


def country_of(mention: Mention) -> str:
    """The country that a name of one, or its adjective, stands for."""
    return mention.stands_for.partition(":")[2]


def _joined(window: str, last: Mention, mention: Mention) -> Mention | None:
    """The two as one name: "the Liberian authorities", "the Government of Liberia", "AU Member States"."""
    between = window[last.end : mention.start]
    if last.stands_for.startswith((STATE, ADJECTIVE)) and _ADJACENT.fullmatch(between):
        if mention.stands_for in _BODIES:
            return Mention(last.start, mention.end, STATE + country_of(last))
        if mention.stands_for in _ADJECTIVAL:
            return Mention(last.start, mention.end, mention.stands_for)
    if between == " " or (_BRACKETED.fullmatch(between) and not last.stands_for.startswith(STATE)):
        # The last noun, or the short form in brackets, says who it is, unless it is no name by itself.
        weaker = (
            mention.stands_for.startswith((STATE, ADJECTIVE))
            or mention.stands_for in _NO_NAMES
            or (last.stands_for, mention.stands_for) in _STRONGER
            or (mention.stands_for == "mission" and last.stands_for != "un-system")
        )
        return Mention(last.start, mention.end, last.stands_for if weaker else mention.stands_for)
    of_state = mention.stands_for.startswith(STATE) or mention.stands_for == "member-states"
    if last.stands_for in _BODIES and of_state and OF_STATE.fullmatch(between):
        return Mention(last.start, mention.end, mention.stands_for)
    return None
