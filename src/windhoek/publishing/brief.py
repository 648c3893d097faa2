"""A brief on a mission for a day: what it says, line by line, each with its sources. Who shows it only shows.

given = gather("UNMIL", date(2013, 6, 30), (2012, 2013), texts, reports)
made = brief(given, "fr")
made.sections[0].lines[0].said[0].sources
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from windhoek.document import Code
from windhoek.publishing.traced import against
from windhoek.register import Row, identifier, rows, source
from windhoek.tracing.asked import Answer, asked
from windhoek.tracing.compare import Pair
from windhoek.tracing.links import Review
from windhoek.tracing.mandates import Texts
from windhoek.tracing.matrix import Matrix, matrix
from windhoek.tracing.reports import Told

_UN = "https://undocs.org/"


@dataclass(frozen=True, slots=True)
class Source:
    """Where something stands: a paragraph (`symbol`, `unit`), a row of the register (`row`: its lasting name), or rows of a
    table that share something (`name` says which). `words` tell of it, `address` opens it."""

    name: str
    words: str = ""
    address: str = ""
    symbol: str = ""
    unit: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its sources; `language` where it is not in that of the brief; `strong` where it has to be seen."""

    text: str
    sources: tuple[Source, ...] = ()
    language: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Statements in a row: one after another, or the cells of a table."""

    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as SVG, with what it shows in words."""

    svg: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a brief. With `columns` its lines are the rows of a table; `notes` stand below."""

    key: str
    title: str
    lines: tuple[Line, ...]
    columns: tuple[str, ...] = ()
    notes: tuple[Line, ...] = ()
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief in a language. `head` are its acronym, the mission's name, and lines below the title."""

    mission: str
    language: str
    direction: str
    title: str
    subtitle: Said
    head: tuple[str, ...]
    sections: tuple[Section, ...]
    closing: tuple[str, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """All sources, in the order in which they are first named; their numbers start with 1."""
        return tuple(
            dict.fromkeys(
                source
                for section in self.sections
                for line in (*section.lines, *section.notes)
                for said in line.said
                for source in said.sources
            )
        )

    def listed(self) -> Iterator[tuple[int, Source, int]]:
        """The sources with their numbers, and the number of an earlier one that has the same words and address, or 0."""
        first: dict[tuple[str, str], int] = {}
        for number, each in enumerate(self.sources, start=1):
            before = first.setdefault((each.words, each.address), number)
            yield number, each, before if each.words and before != number else 0


@dataclass(frozen=True, slots=True)
class Given:
    """What a brief is made from: the mission, what was asked on the day, the mandate text before and what became of its
    paragraphs, with the codes of both, and what was asked and reported in the years of the brief."""

    mission: Row
    day: date
    years: tuple[int, ...]
    answer: Answer
    before: str
    pairs: tuple[Pair, ...]
    old: Mapping[str, Code]
    new: Mapping[str, Code]
    matrix: Matrix


def gather(
    mission: Row,
    day: date,
    years: Sequence[int] = (),
    texts: Texts | None = None,
    reports: Sequence[Told] = (),
    reviews: Sequence[Review] = (),
) -> Given:
    """What a brief on a mission (a row of `missions`) for a day is made from.

    `years` are those of its matrix: without them the year of the day and the one before. `texts` and `reports` are those at
    hand, `reviews` what people decided of links.
    """
    name = mission["acronym"]
    answer = asked(name, day, texts)
    before, pairs = against(answer, texts) if texts else ("", ())
    symbol = answer.act["symbol"] if answer.act else ""
    old, new = (texts.codes(each) if texts and before else {} for each in (before, symbol))
    found = matrix(name, texts, reports, reviews=reviews)
    wanted = tuple(years) or (day.year - 1, day.year)
    return Given(mission, day, wanted, answer, before, pairs, old, new, found)


def brief(given: Given, language: str = "en") -> Brief:
    """The brief in a language, one of six. Raises ValueError for another."""
    from windhoek.publishing import brief_gaps, brief_mandate, brief_women
    from windhoek.publishing.brief_words import Words

    words = Words(language)
    name, in_language = words.mission(given.mission)
    years = given.years
    period = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    sections = (
        brief_mandate.mandate(given, words),
        brief_mandate.asks(given, words),
        brief_mandate.changes(given, words),
        brief_gaps.reported(given, words),
        brief_women.women(given, words),
        brief_gaps.practices(given, words),
        brief_gaps.indicators(given, words, str(years[-1])),
        brief_mandate.not_at_hand(given, words),
    )
    return Brief(
        given.mission["acronym"],
        language,
        words.direction,
        f"{given.mission['acronym']}: {words('agenda')}",
        Said(name, language="" if in_language == language else in_language),
        (
            words("for-whom"),
            words("as-of", day=words.day(given.day.isoformat())),
            words("period", period=period),
        ),
        sections,
        (words("made"), *([words("in-english")] if language != "en" else [])),
    )


def paragraph(symbol: str, unit: str = "") -> Source:
    """A paragraph of a document, or the document."""
    name = f"{symbol}, {unit}" if unit else symbol
    return Source(name, address=_UN + symbol.replace(" ", ""), symbol=symbol, unit=unit)


def of_row(table: str, row: Row) -> Source:
    """A row of the register."""
    found = source(table, row)
    name = identifier(table, row)
    return Source(name, f"{found['source']} ({found['status']})", found["source_url"] or "", row=name)


def named(name: str) -> Source:
    """A row of the register by its lasting name. Raises KeyError where there is none."""
    table = name.partition("/")[0]
    return of_row(table, _by_name(table)[name])


def of_rows(table: str, what: str, row: Row) -> Source:
    """Rows of a table that share something, of which `row` is one: `personnel: mission=UNMIL, month=2013-05`."""
    found = source(table, row)
    return Source(f"{table}: {what}", found["source"], found["source_url"] or "")


def line(*said: Said) -> Line:
    """A line of these statements."""
    return Line(said)


@cache
def _by_name(table: str) -> Mapping[str, Row]:
    return {identifier(table, row): row for row in rows(table)}
