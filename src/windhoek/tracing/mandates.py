"""The mandate texts of a mission in their order, and what of the earlier ones a later one leaves in force.

An extension extends the mandate as it stands. Where it says which ("as set out in paragraph 3 of resolution 2149"), that is
followed; where it sets the mission's tasks out anew, these replace the earlier ones; where it does neither, the earlier
tasks stand. What was only asked of others, and not of the mission, is no part of its mandate and is not carried over.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from windhoek.coding.addressee_tables import MISSION
from windhoek.coding.cite import cite
from windhoek.coding.code import code
from windhoek.coding.commitments import commitments, setting
from windhoek.document import Citation, Code, Document, Unit
from windhoek.register.mandates import TERMS, chain
from windhoek.register.read import rows
from windhoek.tracing.compare import Pair, Read, match, operative

__all__ = ["Kept", "Texts", "before", "kept", "resolutions", "successive"]

#: A text with so many parts addressed to the mission sets its tasks out anew.
_TASKS = 3


@dataclass(frozen=True, slots=True)
class Kept:
    """What a mandate text leaves in force: the paragraph `label` of `symbol` with its parts, or its tasks when that is empty.

    `unit` is the paragraph that says so; empty where none does and the earlier mandate stands because it is extended.
    """

    unit: str
    symbol: str
    label: str


class Texts:
    """Mandate texts by symbol, with what is worked out of them, each once.

    `documents` gives the English text of a symbol, or None where it is not at hand; `codes` its codes, `citations` what it
    cites.
    """

    def __init__(
        self,
        documents: Callable[[str], Document | None],
        codes: Callable[[Document], Sequence[Code]] = code,
        citations: Callable[[Document], Sequence[Citation]] = cite,
    ) -> None:
        self.document = cache(documents)
        self._codes = codes
        self._citations = citations
        #: What each text keeps for a mission, once worked out (`kept`).
        self.kept: dict[tuple[str, str], tuple[Kept, ...]] = {}
        #: What each text asks of a mission with all that it keeps (`windhoek.tracing.asked`).
        self.standing: dict[tuple[str, str], Any] = {}
        self.codes = cache(self._by_unit)
        self.units = cache(self._operative)
        self.pairs = cache(self._compared)
        self.tasked = cache(self._tasked)
        self.cited = cache(self._cited)

    def _by_unit(self, symbol: str) -> Mapping[str, Code]:
        found = self.document(symbol)
        return {each.unit: each for each in self._codes(found)} if found else {}

    def _cited(self, symbol: str) -> Sequence[Citation]:
        found = self.document(symbol)
        return self._citations(found) if found else ()

    def _compared(self, before: str, after: str) -> tuple[Pair, ...]:
        later = self.document(after)
        return match(self.units(before), self.units(after), later.language) if later else ()

    def _operative(self, symbol: str) -> list[Read]:
        found = self.document(symbol)
        return operative(found, self.cited(symbol)) if found else []

    def _tasked(self, symbol: str, mission: str) -> frozenset[str]:
        """The labels of the parts of a text that are addressed to the mission."""
        found = self.document(symbol)
        if found is None:
            return frozenset()
        where, by_label = setting(found), {unit.label: unit for unit in found.units}
        return frozenset(
            unit.label
            for unit in found.units
            if unit.kind == "part"
            and any(
                MISSION + mission in asked.addressees
                for asked in commitments(unit, where, tuple(_lead_ins(unit, by_label)))
            )
        )


def resolutions(mission: str, day: date | None = None) -> tuple[str, ...]:
    """The resolutions that gave a mission its mandate or extended it, in their order; until `day` where it is given."""
    found = (
        row["symbol"] for row in chain(mission) if row["act"] in TERMS and (not day or row["date"] <= day)
    )
    return tuple(dict.fromkeys(found))


@cache
def before(symbol: str) -> tuple[tuple[str, str], ...]:
    """The missions whose mandate a resolution gave or extended, each with the resolution before it; "" for the first."""
    chains = {row["acronym"]: resolutions(row["acronym"]) for row in rows("missions")}
    return tuple(
        (mission, symbols[symbols.index(symbol) - 1] if symbol != symbols[0] else "")
        for mission, symbols in chains.items()
        if symbol in symbols
    )


def successive(mission: str, texts: Texts) -> Iterator[tuple[Document, Document]]:
    """The successive mandate texts of a mission of which both are at hand."""
    for symbols in pairwise(resolutions(mission)):
        before, after = map(texts.document, symbols)
        if before and after:
            yield before, after


def kept(mission: str, symbol: str, texts: Texts) -> tuple[Kept, ...]:
    """What of earlier resolutions a mandate text that is at hand leaves in force, as it says or because it extends it."""
    if (mission, symbol) not in texts.kept:
        texts.kept[mission, symbol] = _kept(mission, symbol, texts)
    return texts.kept[mission, symbol]


def _kept(mission: str, symbol: str, texts: Texts) -> tuple[Kept, ...]:
    document = texts.document(symbol)
    if document is None:
        return ()
    terms = {row["unit"] for row in chain(mission) if row["symbol"] == symbol and row["act"] in TERMS}
    units = {unit.label: unit for unit in document.units}
    found, own = [], False
    for citation in texts.cited(symbol):
        unit = units[citation.unit]
        if unit.kind == "preambular" or citation.note or not citation.symbol.startswith("S/RES/"):
            continue
        says = unit.label in terms or _says(unit.text[: citation.start])
        if citation.symbol == symbol:
            own = own or unit.label in terms
        elif says and citation.symbol not in _thematic():
            found.append(Kept(unit.label, citation.symbol, citation.label))
    if found or own or len(texts.tasked(symbol, mission)) >= _TASKS:
        return tuple(dict.fromkeys(found))
    symbols = resolutions(mission)
    earlier = symbols[: symbols.index(symbol)] if symbol in symbols else ()
    return (Kept("", earlier[-1], ""),) if earlier else ()


def _says(before: str) -> bool:
    return any(pattern.search(before) for pattern in _patterns())


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    with files("windhoek.tracing").joinpath("keeps.csv").open(encoding="utf-8") as table:
        return tuple(re.compile(row["pattern"]) for row in csv.DictReader(table))


@cache
def _thematic() -> frozenset[str]:
    """The resolutions of the agenda: a mandate that cites one keeps no mandate by it."""
    return frozenset(row["symbol"] for row in rows("agenda"))


def _lead_ins(unit: Unit, units: Mapping[str, Unit]) -> Iterator[Unit]:
    while unit.parent and unit.parent in units:
        unit = units[unit.parent]
        yield unit
