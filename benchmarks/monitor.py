"""How well the report monitor tells what a paragraph or section of a report has, against `labels/reports.csv`."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from benchmarks.units import SHARED
from windhoek.coding.code import code
from windhoek.document import Code, Document, Unit
from windhoek.reading import read
from windhoek.symbols import slug
from windhoek.tracing.monitor import Evidence, monitor
from windhoek.tracing.report_words import section

LABELS = Path(__file__).parent / "labels" / "reports.csv"
QUESTIONS = ("speaks", "section", "figures", "answers")

Place = tuple[str, str]


def labels() -> list[Mapping[str, str]]:
    """The rows: a unit of a document, and for each question yes, no, or nothing where it was not judged."""
    with LABELS.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


@cache
def reports(shared: Path = SHARED) -> tuple[tuple[tuple[Document, Sequence[Code]], ...], ...]:
    """The reports, each with its annexes and tables and their codes."""
    found = (read(path) for path in sorted((shared / "corpus/docx").glob("*.docx")))
    return tuple(tuple((each, code(each)) for each in (report, *report.annexes)) for report in found)


def resolution(symbol: str, shared: Path = SHARED) -> Document | None:
    """The English text of a resolution of the Council; None where it is not at hand."""
    number = slug(symbol).split("/")[2].partition("(")[0]
    folder = shared / "corpus/sc-resolutions"
    paths = sorted(
        {*folder.glob(f"*/English/S_RES_{number}[ -_]*"), *folder.glob(f"Pre-2020/*/S_RES_{number}_*")}
    )
    return next((found for found in map(read, paths) if found.language == "en"), None)


def said(shared: Path = SHARED) -> dict[str, dict[Place, bool]]:
    """For each question the labelled units, and whether the monitor gives the unit as evidence of a yes."""
    evidence: dict[str, set[Place]] = {question: set() for question in QUESTIONS}
    units: dict[Place, Unit] = {}
    for parts in reports(shared):
        units |= {(document.name, unit.label): unit for document, _ in parts for unit in document.units}
        for report in monitor(parts):
            for question, found in (
                ("speaks", report.speaks.evidence),
                ("figures", report.figures.evidence),
                ("answers", [each for ask in report.asks for each in ask.answer.evidence]),
            ):
                evidence[question].update(map(_place, found))
    answers: dict[str, dict[Place, bool]] = {question: {} for question in QUESTIONS}
    for row in labels():
        place = row["document"], row["unit"]
        for question in QUESTIONS:
            if row[question] and question != "section":
                answers[question][place] = place in evidence[question]
        if row["section"]:
            if place not in units and (found := resolution(place[0], shared)):
                units |= {(place[0], unit.label): unit for unit in found.units}
            unit = units[place]
            answers["section"][place] = section(unit.heading or "") is not None
    return answers


def _place(evidence: Evidence) -> Place:
    return evidence.document, evidence.unit


def show(answers: Mapping[str, Mapping[Place, bool]]) -> str:
    """Precision and recall of each question, and the units that are judged otherwise."""
    truth = {(row["document"], row["unit"]): row for row in labels()}
    lines = []
    for question, found in answers.items():
        right = [place for place, yes in found.items() if yes and truth[place][question] == "yes"]
        wrong = [place for place, yes in found.items() if yes and truth[place][question] == "no"]
        missed = [place for place, yes in found.items() if not yes and truth[place][question] == "yes"]
        precision = len(right) / max(len(right) + len(wrong), 1)
        recall = len(right) / max(len(right) + len(missed), 1)
        lines.append(
            f"  {question:8} {len(found):3} units, {len(right) + len(missed):2} yes:"
            f" precision {precision:.2f}, recall {recall:.2f}"
        )
        for name, places in (("not", wrong), ("missed", missed)):
            lines += [f"    {name}: {', '.join(place)} {truth[place]['note']}" for place in places]
    return "\n".join(lines)
