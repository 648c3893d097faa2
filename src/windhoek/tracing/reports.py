"""Reports whose texts are at hand: which missions each paragraph is about, and whether it tells of what is still to come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from windhoek.coding.actors import Actors
from windhoek.coding.addressee_tables import MISSION, tables
from windhoek.coding.codebook_files import Files
from windhoek.coding.lexicon import fold
from windhoek.document import Code, Document, Unit
from windhoek.tracing.words import phrases

__all__ = ["Paragraph", "Told", "named", "told"]

#: A mission is named this near to the beginning of a paragraph that opens a passage on it, in characters.
_OPENING = 60


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A relevant paragraph of a report. `planned`: it tells of what is to come, and of nothing that was done."""

    unit: Unit
    code: Code
    planned: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A report in English with its codes, and the missions that it is about by the labels of its paragraphs."""

    document: Document
    codes: Mapping[str, Code]
    about: Mapping[str, str]

    @staticmethod
    def of(document: Document, codes: Sequence[Code]) -> Told:
        """The report with what its paragraphs are about."""
        return Told(document, {code.unit: code for code in codes}, dict(_about(document)))

    @property
    def missions(self) -> frozenset[str]:
        return frozenset(self.about.values())


def told(report: Told, mission: str) -> Iterator[Paragraph]:
    """The paragraphs of a report on women, peace and security that are about the mission, in their order."""
    by_label = {unit.label: unit for unit in report.document.units}
    for unit in report.document.units:
        code = report.codes.get(unit.label)
        if code is not None and report.about.get(unit.label) == mission:
            yield Paragraph(unit, code, _planned(unit, by_label))


def _about(document: Document) -> Iterator[tuple[str, str]]:
    """The mission of each paragraph: that of the title, or of the last paragraph that opened by naming one.

    A mission that is named further on is one that the report's own works with.
    """
    whole = {name for _, name in named(document.title)}
    current = whole.pop() if len(whole) == 1 else ""
    several = not current
    for unit in document.units:
        if several and unit.parent is None:
            opening = next((name for start, name in named(unit.text) if start < _OPENING), "")
            current = opening or current
        if current:
            yield unit.label, current


def named(text: str) -> list[tuple[int, str]]:
    """The missions that a text names, each with the place."""
    return [
        (mention.start, mention.stands_for.removeprefix(MISSION))
        for mention in _actors().find(fold(text), {})
        if mention.stands_for.startswith(MISSION)
    ]


@cache
def _actors() -> Actors:
    named = tables(Files()).actors
    return Actors({phrase: who for phrase, who in named.items() if who.startswith(MISSION)})


def _planned(unit: Unit, by_label: Mapping[str, Unit]) -> bool:
    """Whether a paragraph, with the lead-ins that it belongs to, has words of what is to come and none of what was done."""
    text, at = unit.text, unit
    while at.parent and at.parent in by_label:
        at = by_label[at.parent]
        text = f"{at.text} {text}"
    return bool(_any("planned").search(text)) and not _any("done").search(text)


@cache
def _any(kind: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(phrases(kind), key=len, reverse=True)))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
