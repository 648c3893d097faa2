"""What the Secretary-General's reports on missions say of women: the report monitor that S/RES/1325 (2000), OP17, needs.

A report is read in its text, or known from its coding by hand (PACT 2.0, in the register). A coding tells of activities on
gender and on sexual violence; it cannot tell a section of its own or a figure, and then the answer is NOT_KNOWN, never no.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from windhoek.document import Code, Document, Unit
from windhoek.document import Evidence as Coded
from windhoek.register.read import Row, identifier, rows
from windhoek.tracing.asked import Answer as InForce
from windhoek.tracing.asked import Asked, How, standing
from windhoek.tracing.covered import covered
from windhoek.tracing.mandates import Texts
from windhoek.tracing.report_words import Span, at_large, by_sex, figures, section, wide
from windhoek.tracing.reported import reported

__all__ = [
    "NOT_KNOWN", "Answer", "Ask", "Evidence", "Report", "Share", "coded_reports", "monitor", "of_coding", "shares",
]  # fmt: skip

Said = Literal["yes", "no", "not known"]
NOT_KNOWN: Said = "not known"
#: A request to report is on this function and addressed to him.
_REPORTING, _WRITER = "monitoring-and-reporting", "secretary-general"
#: Words that decided a code are shown as one piece where they lie within so many signs.
_NEAR = 120
_ENGLISH = "The words for it are known in English only."


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a report that answer: in the unit `unit` of `document`, from `start` to `end`; of a heading where `heading`.

    Of a coding `words` are what the paragraph was coded for, and `start` and `end` are None.
    """

    document: str
    unit: str
    words: str
    start: int | None = None
    end: int | None = None
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """One question: what is said, by which words, and for anything but a yes what was looked for."""

    said: Said
    evidence: tuple[Evidence, ...] = ()
    looked_for: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """A paragraph in force on the report's date that asks the Secretary-General to report, and whether the report does.

    `themes` are its subjects; none where it asks for a report on women and gender at large.
    """

    symbol: str
    unit: str
    how: How
    themes: tuple[str, ...]
    answer: Answer


@dataclass(frozen=True, slots=True)
class Report:
    """A report, or its part on one mission ("" where it is on none), with the answers.

    `source` is `text` or `coding`; `row` identifies the coding's row in the register. `themes` has the number of paragraphs
    of each, the most frequent first; it is empty for a coding. `mandate` is the act in force on `date`; without one,
    `asks` has only what is asked of all missions.
    """

    name: str
    mission: str
    date: str
    source: Literal["text", "coding"]
    row: str
    speaks: Answer
    themes: tuple[tuple[str, int], ...]
    section: Answer
    figures: Answer
    mandate: str
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """The reports on a mission in a year: how many, and for each question the yes among those of which the answer is known.

    `asks` counts the paragraphs that asked for a report, each for each report; `asked` has those of unknown answer too.
    """

    mission: str
    year: str
    reports: int
    speaks: tuple[int, int]
    section: tuple[int, int]
    figures: tuple[int, int]
    asks: tuple[int, int]
    asked: int


def monitor(
    parts: Sequence[tuple[Document, Sequence[Code]]],
    texts: Texts | None = None,
    only: str | None = None,
) -> tuple[Report, ...]:
    """The answers for a report, given with its annexes and tables and their codes: one Report for each mission that it is on.

    `texts` are the mandates at hand, without which only what the register has of them is known to be asked. `only`: a
    mission; nothing is told of the others.
    """
    report = parts[0][0]
    codes = {(document.name, code.unit): code for document, found in parts for code in found}
    return tuple(
        _of_text(report, part.mission, part.units, codes, texts)
        for part in covered([document for document, _ in parts])
        if only in (None, part.mission)
    )


def of_coding(row: Row) -> Report:
    """The answers that a coding of the register's table `reports` gives."""
    name = ", ".join(filter(None, (row["symbol"], row["part"])))
    told = _coded(row["mission"]).get(name, ())
    evidence = tuple(Evidence(name, each.unit, each.says) for each in told)
    looked_for = f"None of {row['coded']} coded paragraphs tells of work on gender or sexual violence."
    in_force = standing(row["mission"], row["date"])
    return Report(
        name,
        row["mission"],
        str(row["date"]),
        "coding",
        identifier("reports", row),
        _answer(evidence, looked_for),
        (),
        Answer(NOT_KNOWN, (), "A coding has no headings."),
        Answer(NOT_KNOWN, (), "A coding has no figures."),
        in_force.act["symbol"] if in_force.act else "",
        tuple(_answered_by_coding(each, told) for each in _asks(in_force)),
    )


def coded_reports(mission: str | None = None, symbol: str | None = None) -> tuple[Row, ...]:
    """The codings of the register, of a mission or of one report where these are given, in the order of their dates."""
    found = (
        row
        for row in rows("reports")
        if mission in (None, row["mission"]) and symbol in (None, row["symbol"])
    )
    return tuple(sorted(found, key=lambda row: (row["date"], row["id"])))


def shares(reports: Iterable[Report]) -> tuple[Share, ...]:
    """The reports counted by mission and year; texts and codings of one report together, the text's answer first."""
    best: dict[tuple[str, str], Report] = {}
    for each in sorted(reports, key=lambda each: each.source, reverse=True):
        best.setdefault((each.name, each.mission), each)
    groups: dict[tuple[str, str], list[Report]] = {}
    for each in best.values():
        if each.mission:
            groups.setdefault((each.mission, each.date[:4]), []).append(each)
    return tuple(
        Share(
            mission,
            year,
            len(group),
            _known(each.speaks for each in group),
            _known(each.section for each in group),
            _known(each.figures for each in group),
            _known(ask.answer for each in group for ask in each.asks),
            sum(len(each.asks) for each in group),
        )
        for (mission, year), group in sorted(groups.items())
    )


def _known(answers: Iterable[Answer]) -> tuple[int, int]:
    said = Counter(each.said for each in answers)
    return said["yes"], said["yes"] + said["no"]


def _of_text(
    report: Document,
    mission: str,
    units: Sequence[tuple[str, Unit]],
    codes: Mapping[tuple[str, str], Code],
    texts: Texts | None,
) -> Report:
    english = report.language == "en"
    coded = [(place, unit, codes[place, unit.label]) for place, unit in units if (place, unit.label) in codes]
    themes = Counter(theme for _, _, code in coded for theme in code.themes)
    dated = mission and len(report.date) == 10
    in_force = standing(mission, date.fromisoformat(report.date), texts) if dated else None
    headings = {unit.heading: (place, unit.label) for place, unit in reversed(units) if unit.heading}

    def headed(find: Callable[[str], Span | None]) -> list[Evidence]:
        return [
            Evidence(*headings[heading], heading, span.start, span.end, heading=True)
            for heading in reversed(headings)
            if (span := find(heading))
        ]

    def in_english(find: Callable[[], list[Evidence]], looked_for: str) -> Answer:
        return _answer(find(), looked_for) if english else Answer(NOT_KNOWN, (), _ENGLISH)

    return Report(
        report.name,
        mission,
        report.date,
        "text",
        "",
        _answer(
            [_because(place, unit, code) for place, unit, code in coded],
            f"None of {len(units)} paragraphs and rows is coded as on women, peace and security.",
        ),
        tuple(themes.most_common()),
        in_english(
            lambda: headed(section),
            f"None of {len(headings)} headings names women, gender or sexual violence.",
        ),
        in_english(
            lambda: [
                *headed(by_sex),
                *(_spanned(place, unit, span) for place, unit in units for span in figures(unit.text)),
            ],
            f"No number or share of women or girls in {len(units)} paragraphs and rows.",
        ),
        in_force.act["symbol"] if in_force and in_force.act else "",
        tuple(_answered_by_text(each, coded, report.symbol) for each in _asks(in_force)) if in_force else (),
    )


def _answer(evidence: Sequence[Evidence], looked_for: str, otherwise: Said = "no") -> Answer:
    return Answer("yes", tuple(evidence)) if evidence else Answer(otherwise, (), looked_for)


def _spanned(place: str, unit: Unit, span: Span) -> Evidence:
    return Evidence(place, unit.label, span.words, span.start, span.end)


def _because(place: str, unit: Unit, code: Code, theme: str = "") -> Evidence:
    """The words for which a unit was coded, or was given a theme: all of them with what is between where they are near."""
    whys = [each for each in code.because if each.end > each.start]
    whys = [each for each in whys if each.code == theme] or whys
    if not whys:
        return Evidence(place, unit.label, "")
    start, end = min(each.start for each in whys), max(each.end for each in whys)
    if end - start > _NEAR:
        start, end = whys[0].start, whys[0].end
    return Evidence(place, unit.label, unit.text[start:end], start, end)


def _asks(in_force: InForce) -> list[Asked]:
    return [
        each
        for each in in_force.asked
        if _REPORTING in each.code.functions and _WRITER in each.code.addressees
    ]


def _subject(ask: Asked) -> tuple[str, ...]:
    return tuple(theme for theme in ask.code.themes if theme not in wide())


def _answered_by_text(ask: Asked, coded: Sequence[tuple[str, Unit, Code]], symbol: str) -> Ask:
    """By the paragraphs with a theme of what is asked; the likeliest, with most themes and functions of it, first.

    A budget that is silent leaves nothing out: only reports to the Council answer what it asks.
    """
    themes = _subject(ask)
    functions = frozenset(ask.code.functions) - {_REPORTING}
    fits = [
        (len(shared) + len(functions.intersection(code.functions)), _because(place, unit, code, *shared[:1]))
        for place, unit, code in coded
        if (shared := [theme for theme in themes if theme in code.themes]) or not themes
    ]
    fits.sort(key=lambda each: -each[0])
    looked_for = (
        f"None of {len(coded)} paragraphs on women, peace and security is on {' or '.join(themes)}."
        if themes
        else "No paragraph is on women, peace and security."
    )
    silent: Said = "no"
    if not symbol.startswith("S/"):
        silent, looked_for = (
            NOT_KNOWN,
            f"{looked_for} It is no report to the Council, and need not answer it.",
        )
    return Ask(
        ask.symbol,
        ask.unit,
        ask.how,
        themes,
        _answer([evidence for _, evidence in fits], looked_for, silent),
    )


def _answered_by_coding(ask: Asked, told: Sequence[Coded]) -> Ask:
    """By paragraphs that tell of a theme of what is asked; where none does a coding cannot say that the report is silent."""
    themes = _subject(ask)
    found = [
        Evidence(each.id.removesuffix(f", {each.unit}"), each.unit, each.says)
        for each in told
        if not themes or not {*(each.only or (*each.themes, *at_large()))}.isdisjoint(themes)
    ]
    cannot = "A coding tells only of a mission's work on gender and on sexual violence."
    return Ask(ask.symbol, ask.unit, ask.how, themes, _answer(found, cannot, NOT_KNOWN))


@cache
def _coded(mission: str) -> Mapping[str, Sequence[Coded]]:
    """The paragraphs coded by hand for gender or sexual violence, by the report."""
    found: dict[str, list[Coded]] = {}
    for each in reported(mission):
        if each.kind == "coded paragraph":
            found.setdefault(each.id.removesuffix(f", {each.unit}"), []).append(each)
    return found
