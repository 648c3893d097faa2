"""Asked and reported by year: where the Council asked something of an operation, and whether anything shows that it was done.

    found = matrix("MINUSTAH", texts, reports)
    found.cell("elections", 2006).state        # asked and reported
    found.cell("elections", 2006).asked        # paragraphs
    found.cell("elections", 2006).reported     # what shows it
    found.links("elections", 2006)             # each paragraph with its evidence, proposals too

A row is a function, a theme or a single paragraph. Only what is asked of the operation's own side counts as asked (`own_side.csv`).
Silence is a gap only where the reports at hand could have shown it: they have to tell of at least half of the days on which
the mission had its mandate that year, and where only their hand coding is at hand, it must have an activity for the row.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal, get_args

from windhoek.coding.addressee_tables import MISSION
from windhoek.coding.codebook import load
from windhoek.document import Code, Evidence
from windhoek.register.mandates import TERMS, chain
from windhoek.register.missions import first_day, last_day
from windhoek.register.read import Row, rows
from windhoek.tracing.asked import Asked, standing
from windhoek.tracing.asked import asked as asked_on
from windhoek.tracing.links import COUNTS, RULES, WIDE, Link, Review, Weigher, links
from windhoek.tracing.mandates import Texts
from windhoek.tracing.phrases import Phrase, joined, phrase
from windhoek.tracing.reported import Span, aside, codable, reported, spans, year_of
from windhoek.tracing.reports import Told

__all__ = ["BY", "STATES", "By", "Cell", "Matrix", "State", "Year", "matrix"]

State = Literal[
    "asked and reported",
    "asked, not reported",
    "reported, not asked",
    "neither",
    "no report at hand",
    "no mandate at hand",
]
STATES: tuple[State, ...] = get_args(State)
By = Literal["function", "theme", "paragraph"]
BY: tuple[By, ...] = get_args(By)
#: The share of a mission's days in a year that reports have to tell of before their silence says anything.
_COVERED = 0.5
#: Names that a line shows of many.
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a mission: its acts, the reports that tell of it, and how many of its `days` they cover.

    `missing` are resolutions that hold, or may hold, more of what was asked, and are not at hand. `aside` are the paragraphs of
    its reports that were coded by hand for a function or theme, and not for women.
    """

    year: int
    acts: tuple[Row, ...]
    missing: tuple[str | Phrase, ...]
    spans: tuple[Span, ...]
    days: int
    covered: int
    asked: tuple[Asked, ...]
    evidence: tuple[Evidence, ...]
    aside: Mapping[str, tuple[str, ...]]

    @property
    def told(self) -> bool:
        """Whether reports cover enough of the year for their silence to say something."""
        return bool(self.days) and self.covered >= _COVERED * self.days


@dataclass(frozen=True, slots=True)
class Cell:
    """A row in a year. `said` is what the state rests on, for people, in six languages (`phrases.in_words`), and `why` in English.
    `asked` are the paragraphs that ask it of the operation, `of_others` those that ask it of anybody else; `reported` is what
    counts, `evidence` all that has to do with the row."""

    row: str
    year: int
    state: State
    said: Phrase
    asked: tuple[Asked, ...]
    of_others: tuple[Asked, ...]
    reported: tuple[Evidence, ...]
    evidence: tuple[Evidence, ...]

    @property
    def why(self) -> str:
        return str(self.said)


class Matrix:
    """The cells of a mission. `rows` stand in the order of the codebook (paragraphs: of their texts), `years` in theirs."""

    def __init__(
        self,
        mission: str,
        by: By,
        years: Sequence[Year],
        reviews: Mapping[tuple[str, str, str], Review],
        similar: bool = False,
    ) -> None:
        self.mission, self.by = mission, by
        self.years = tuple(each.year for each in years)
        self._years = {each.year: each for each in years}
        self._reviews = reviews
        self._weigher = Weigher({each.id: each for year in years for each in year.evidence}.values(), similar)
        self._cells: dict[tuple[str, int], Cell] = {}
        self._linked: dict[tuple[str, str, int], tuple[Link, ...]] = {}

    def year(self, year: int) -> Year:
        """The year with all that was asked and reported. Raises KeyError for one that the matrix does not have."""
        return self._years[year]

    @cached_property
    def rows(self) -> tuple[str, ...]:
        if self.by == "paragraph":
            found = {
                _name(each): None
                for year in self._years.values()
                for each in year.asked
                if _own(each, self.mission)
            }
            return tuple(found)
        book = load()
        return tuple(label.code for label in (book.functions if self.by == "function" else book.themes))

    def cell(self, row: str, year: int) -> Cell:
        """The cell of a row and a year. Raises KeyError where the matrix has no such year."""
        if (row, year) not in self._cells:
            self._cells[row, year] = self._made(row, self._years[year])
        return self._cells[row, year]

    def _made(self, row: str, year: Year) -> Cell:
        about = [each for each in year.asked if self._has(each, row)]
        own = tuple(each for each in about if _own(each, self.mission))
        others = tuple(each for each in about if not _own(each, self.mission))
        evidence = tuple(each for each in year.evidence if row in self._codes(each))
        sure = {each.id: each for each in evidence if self._sure(each, row) and (not own or _fits(each, own))}
        found: tuple[Link, ...] = ()
        if own and (self.by == "paragraph" or self._reviews or any(map(_told, year.evidence))):
            found = tuple(link for each in own for link in self._links(each, year))
            for each in {link.evidence.id for link in found if link.status == "rejected"}:
                # Rejected for every paragraph that asks it: it is evidence of something else.
                if all(link.status == "rejected" for link in found if link.evidence.id == each):
                    sure.pop(each, None)
            sure |= {link.evidence.id: link.evidence for link in found if self._counts(link, row)}
        state, said = self._state(row, year, own, sure)
        return Cell(row, year.year, state, said, own, others, tuple(sure.values()), evidence)

    def links(self, row: str, year: int) -> tuple[Link, ...]:
        """All links between what a cell asks of the operation and the evidence of the year, proposals among them."""
        cell, of = self.cell(row, year), self._years[year]
        return tuple(link for each in cell.asked for link in self._links(each, of))

    def _sure(self, evidence: Evidence, row: str) -> bool:
        """Whether evidence counts for a row by its own codes: a person gave them, or a source counts or names the thing.

        The themes of a practice are the program's reading of our words, and propose only.
        """
        if evidence.kind == "practice" and self.by == "theme":
            return False
        return (
            row not in WIDE
            and not evidence.planned
            and evidence.kind not in ("report fact", "report paragraph")
        )

    def _state(
        self, row: str, year: Year, own: Sequence[Asked], sure: Mapping[str, Evidence]
    ) -> tuple[State, Phrase]:
        if sure and own:
            return "asked and reported", _listed(sure)
        if sure:
            if year.missing:
                return "no mandate at hand", phrase("reported without text", names=year.missing)
            return "reported, not asked", _listed(sure)
        reports = _listed(span.symbol for span in year.spans)
        silent = self._silence(row, year, own)
        if silent:
            return "no report at hand", silent
        if own:
            aside = [each for code in self._of(own, row) for each in year.aside.get(code, ())]
            return "asked, not reported", (
                phrase("told without women", reports=reports, aside=_listed(dict.fromkeys(aside)))
                if aside
                else phrase("not in reports", reports=reports)
            )
        if year.missing:
            return "no mandate at hand", phrase("no text", names=year.missing)
        return "neither", phrase("neither", reports=reports)

    def _silence(self, row: str, year: Year, own: Sequence[Asked]) -> Phrase | None:
        """Why the silence of the reports says nothing of a row; None where it does."""
        if not year.spans:
            return phrase("no report")
        if not year.told:
            return phrase("part of the year", covered=year.covered, days=year.days)
        if all(span.coded for span in year.spans):
            able = (self.by == "paragraph" or self._codable(row)) and (
                not own or any(_showable(each.code) for each in own)
            )
            if not able:
                return phrase("coded for others")
        # What goes with it in part, a person has to read before its absence is called a gap.
        waiting = {
            link.evidence.id
            for each in own
            for link in self._links(each, year)
            if _near(link)
            and (
                self.by == "paragraph"
                or row in (*link.functions, *link.themes)
                or not self._codes(link.evidence)
            )
        }
        return phrase("to be decided", waiting=_listed(waiting)) if waiting else None

    def _codable(self, row: str) -> bool:
        can = codable("functions" if self.by == "function" else "themes")
        return row in can and row not in WIDE

    def _links(self, asked: Asked, year: Year) -> tuple[Link, ...]:
        key = asked.symbol, asked.unit, year.year
        if key not in self._linked:
            self._linked[key] = links(asked, year.evidence, self._weigher, self._reviews)
        return self._linked[key]

    def _of(self, own: Sequence[Asked], row: str) -> Iterable[str]:
        """The codes that a row stands for."""
        if self.by != "paragraph":
            return (row,)
        return dict.fromkeys(code for each in own for code in (*each.code.functions, *each.code.themes))

    def _has(self, asked: Asked, row: str) -> bool:
        match self.by:
            case "function":
                return row in asked.code.functions
            case "theme":
                return row in asked.code.themes
            case _:
                return _name(asked) == row

    def _codes(self, evidence: Evidence) -> tuple[str, ...]:
        return evidence.functions if self.by == "function" else evidence.themes if self.by == "theme" else ()

    def _counts(self, link: Link, row: str) -> bool:
        if link.status == "confirmed" or self.by == "paragraph":
            return link.status in COUNTS
        shared = link.functions if self.by == "function" else link.themes
        return link.status in COUNTS and row in shared and row not in WIDE


def matrix(
    mission: str,
    texts: Texts | None = None,
    reports: Sequence[Told] = (),
    by: By = "function",
    reviews: Iterable[Review] = (),
    similar: bool = False,
) -> Matrix:
    """What was asked of a mission and what was reported, for every year in which it was there and since the Council has had
    an agenda on women, peace and security, or the mission a report.

    `texts` are the resolutions at hand (None: the register tells, without words), `reports` those whose texts are at hand, `reviews`
    what people decided of links. With `similar` a sentence model on this machine orders proposals (else shared words do).
    Raises KeyError where the register has no such mission.
    """
    row = next((each for each in rows("missions") if each["acronym"] == mission), None)
    if row is None:
        raise KeyError(mission)
    evidence: dict[int, list[Evidence]] = {}
    for each in reported(mission, reports):
        when = year_of(date.fromisoformat(each.start), date.fromisoformat(each.end))
        evidence.setdefault(when, []).append(each)
    told: dict[int, list[Span]] = {}
    for span in spans(mission, reports):
        told.setdefault(year_of(span.start, span.end), []).append(span)
    first, last = _life(row, [*evidence, *told])
    found = [
        _year(
            mission, max(first, date(year, 1, 1)), min(last, date(year, 12, 31)), texts,
            told.get(year, ()), evidence.get(year, ()), by == "paragraph",
        )
        for year in range(first.year, last.year + 1)
    ]  # fmt: skip
    decided = {(each.symbol, each.unit, each.evidence): each for each in reviews if each.mission == mission}
    return Matrix(
        mission, by, [each for each in found if each.asked or each.evidence or each.spans], decided, similar
    )


def _life(row: Row, years: Iterable[int]) -> tuple[date, date]:
    """The first and the last day of a mission, as far as its row, its acts and the years with evidence tell."""
    acts = chain(row["acronym"])
    dates = [act["date"] for act in acts]
    ends = [act["until"] for act in acts if act["until"]]
    known = [date(year, 12, 31) for year in years]
    first = first_day(row["start"]) if row["start"] else min([*dates, *known], default=date.max)
    if row["end"]:
        return first, last_day(row["end"])
    return first, max([*dates, *ends, *known], default=first)


def _year(
    mission: str,
    first: date,
    last: date,
    texts: Texts | None,
    told: Sequence[Span],
    evidence: Sequence[Evidence],
    since: bool,
) -> Year:
    """One year of a mission, of which `first` and `last` are the first and the last day that it was there."""
    terms = [act["date"] for act in chain(mission) if act["act"] in TERMS and first < act["date"] <= last]
    acts: dict[tuple[str, str], Row] = {}
    asked: dict[tuple[str, str], Asked] = {}
    missing: dict[str | Phrase, None] = {}
    # Each act at the end of its days in the year, when the most had been adopted that is asked of all missions.
    for day in [*(each - timedelta(days=1) for each in terms), last]:
        answer = (asked_on if since else standing)(mission, day, texts)
        if answer.act is not None:
            acts.setdefault((answer.act["symbol"], answer.act["unit"]), answer.act)
        asked |= {
            (each.symbol, each.unit): each for each in answer.asked if (each.symbol, each.unit) not in asked
        }
        missing |= dict.fromkeys(answer.missing)
    days = (last - first).days + 1
    if not acts:
        missing |= dict.fromkeys([_established(mission) or phrase("its resolution")])
    return Year(
        first.year, tuple(acts.values()), tuple(missing), tuple(told), days, min(_days(told), days),
        tuple(asked.values()), tuple(evidence), aside(mission, [span.symbol for span in told]),
    )  # fmt: skip


def _days(told: Iterable[Span]) -> int:
    """How many days the reports tell of, each day once, whatever overlaps."""
    count, last = 0, date.min
    for span in sorted(told, key=lambda each: each.start):
        since = max(span.start, last + timedelta(days=1))
        count += max((span.end - since).days + 1, 0)
        last = max(last, span.end)
    return count


def _established(mission: str) -> str:
    return next((row["established_by"] or "" for row in rows("missions") if row["acronym"] == mission), "")


def _own(asked: Asked, mission: str) -> bool:
    """Whether a paragraph asks something of the operation's own side; what names nobody and is for all missions does."""
    whom = asked.code.addressees
    return (asked.how == "all missions" and not whom) or any(
        each == MISSION + mission or each in _own_side() for each in whom
    )


@cache
def _own_side() -> frozenset[str]:
    with files("windhoek.tracing").joinpath("own_side.csv").open(encoding="utf-8") as table:
        return frozenset(row["addressee"] for row in csv.DictReader(table))


def _name(asked: Asked) -> str:
    """The paragraph by which a commitment is known: the first that asked it, in the same or other words, without a break."""
    return f"{asked.since_symbol or asked.symbol}, {asked.since_unit or asked.unit}"


def _showable(code: Code) -> bool:
    """Whether the hand coding of reports has an activity for all that a paragraph asks: then its silence says something."""
    functions, themes = (set(each) - WIDE for each in (code.functions, code.themes))
    if functions:
        return functions <= codable("functions") - WIDE
    return bool(themes) and themes <= codable("themes") - WIDE


def _fits(evidence: Evidence, asked: Sequence[Asked]) -> bool:
    """Whether evidence that is confined to some themes goes with one of the paragraphs."""
    return not evidence.only or any(set(evidence.only) & set(each.code.themes) for each in asked)


def _told(evidence: Evidence) -> bool:
    return evidence.kind == "report paragraph"


def _near(link: Link) -> bool:
    """Whether a link is a proposal by what both share, and not only because both are about women."""
    return link.status == "proposed" and bool(RULES[link.rule].shares)


def _listed(names: Iterable[str]) -> Phrase:
    """Names in a line, the first few of many."""
    every = sorted(names)
    shown = joined(every[:_SHOWN])
    more = len(every) - _SHOWN
    return phrase("names and more", names=shown, more=more) if more > 0 else shown
