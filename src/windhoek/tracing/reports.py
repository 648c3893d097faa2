"""Reports whose texts are at hand: which missions each paragraph is about, and whether it tells of what is still to come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from windhoek.document import Code, Document, Unit
from windhoek.tracing.covered import covered
from windhoek.tracing.words import phrases

__all__ = ["Paragraph", "Told", "told"]


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
        about = {
            unit.label: part.mission for part in covered([document]) for _, unit in part.units if part.mission
        }
        return Told(document, {code.unit: code for code in codes}, about)

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
