"""What a document is about, as far as its addressees need it: its mission, its countries, its own abbreviations."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from windhoek.coding.actors import Actors
from windhoek.coding.addressee_tables import ADJECTIVE, MISSION, STATE
from windhoek.coding.lexicon import fold
from windhoek.document import Commitment, Document

# A country counts as one the document is about from this many mentions on, and this share of the most mentioned; it is
# the one when it is named so many times as often as the next.
_FEWEST, _SHARE, _OFTENER = 5, 0.4, 2
_FEW, _MOST = 2, 0.6
_TITLE_WEIGHT = 5
_ASSEMBLY = "General Assembly"
_SPONSORED = re.compile(r": (?:revised )?draft resolution$")
_SHORT = re.compile(r" \((?:the )?[“\"]?([A-Z]{4,10})[”\"]?\)")
_LONG = re.compile(r"(?:Mission|Operation|Office|Force|Administration|Presence)\b[^()\n;,]{0,80}$")
_OWN_MISSION = re.compile(r"Mission (?:in|to|for) [^()\n;,]{1,80}$")
_OF_THE_UN = ("UN", "MI", "MO", "ON", "BI", "BN", "AM", "AT", "AU")
_BACK = 100
_GOVERNMENT = re.compile(
    r"[Gg]overnment(?: of (?:the )?(?:[A-Z][\w’'-]*(?: of(?: the)?)?(?: and)? ?){1,5})? ?"
    r"\((?:the )?[“\"]?([A-Za-z]-?[A-Za-z]*[A-Z]+)[”\"]?\)"
)


class Setting:
    """What must be known of the document before its addressees can be told. Made once for each document."""

    def __init__(self, document: Document, places: Actors, names: frozenset[str]) -> None:
        """`places` are the names of missions and countries, `names` those of all actors, folded.

        `speaker` is the code of the body that speaks; `handed_down` remembers what lead-ins, by their texts, hand to
        their parts.
        """
        self._document = document
        self._places = places
        self._names = names
        self.handed_down: dict[tuple[str, ...], tuple[Commitment, str] | None] = {}
        self.speaker = "un-system" if document.body == _ASSEMBLY else "security-council"

    @cached_property
    def abbreviations(self) -> dict[str, str]:
        """The missions and governments for which the document itself introduces an abbreviation, by folded form."""
        text = "\n".join(unit.text for unit in self._document.units if "(" in unit.text)
        found = {
            fold(match[1]): MISSION + match[1]
            for match in _SHORT.finditer(text)
            if _names_mission(text, match)
        }
        found |= {fold(name): "host-state" for name in _GOVERNMENT.findall(text)}
        return {name: stands_for for name, stands_for in found.items() if name not in self._names}

    @cached_property
    def mission(self) -> str:
        """`mission:ACRONYM` of the mission most often named, the first of equals; empty where there is none."""
        missions = [name for name in self._named if name.startswith(MISSION)]
        return max(missions, key=lambda name: self._named[name], default="")

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries that the document is about."""
        counts = self._countries
        most = max(counts.values(), default=0)
        if _FEW <= most < _FEWEST:
            # A short text: of the few countries that it names one stands out.
            return frozenset(name for name, count in counts.items() if count >= _MOST * counts.total())
        return frozenset(
            name for name, count in counts.items() if count >= _FEWEST and count >= _SHARE * most
        )

    @cached_property
    def country(self) -> str:
        """The country that "the Government" means: the only one, or the one named much oftener than any other."""
        first = [*self._countries.most_common(2), ("", 0), ("", 0)]
        return first[0][0] if first[0][0] in self.countries and first[0][1] >= _OFTENER * first[1][1] else ""

    @cached_property
    def _countries(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for name, count in self._named.items():
            if name.startswith((STATE, ADJECTIVE)):
                counts[name.partition(":")[2]] += count
        return counts

    @cached_property
    def _named(self) -> Counter[str]:
        """How often missions and countries are named; the title, unless it lists sponsors, weighs more."""
        title = fold(self._document.title)
        text = fold("\n".join(unit.text for unit in self._document.units))
        named = Counter(mention.stands_for for mention in self._places.find(text, self.abbreviations))
        if not _SPONSORED.search(title):
            for mention in self._places.find(title, self.abbreviations):
                named[mention.stands_for] += _TITLE_WEIGHT
        return named


def _names_mission(text: str, short: re.Match[str]) -> bool:
    """Whether a short form in brackets stands after the name of a mission."""
    pattern = _LONG if short[1].startswith(_OF_THE_UN) else _OWN_MISSION
    return pattern.search(text, max(0, short.start() - _BACK), short.start()) is not None
