"""What is known of a mission's work on women, peace and security: the evidence of the register and of reports at hand.

Of the register: paragraphs of reports that PACT 2.0 coded by hand, figures on women in uniform, facts on gender units and on
training, practices. Of texts: the paragraphs of reports that the program found relevant. Nothing is filled in: what has
no date, or is planned only, says so.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from windhoek.document import Evidence
from windhoek.register.read import Row, identifier, rows
from windhoek.tracing.evidence import claim
from windhoek.tracing.reports import Told, told

__all__ = ["Span", "aside", "codable", "reported", "spans", "year_of"]

#: Days before the date of a report that it tells of, where nothing says from when.
_HALF_A_YEAR = 182
#: Themes that a paragraph is confined to when it was coded for sexual violence and not for gender.
_VIOLENCE, _VIOLENCE_THEME = "SexualViolence", "sexual-and-gender-based-violence"
_ABUSE = "sexual-exploitation-and-abuse"


@dataclass(frozen=True, slots=True)
class Span:
    """The time that one report tells of, with its symbol; `coded` says that only its hand coding is at hand, not its text."""

    symbol: str
    start: date
    end: date
    coded: bool


def year_of(start: date, end: date) -> int:
    """The year that holds most of the days from `start` to `end`."""
    return (start + (end - start) / 2).year


def reported(mission: str, reports: Sequence[Told] = ()) -> tuple[Evidence, ...]:
    """All evidence on a mission, by kind and date; `reports` are those whose texts are at hand.

    A report of which the text is at hand is not taken from the register too.
    """
    known = {each.document.symbol for each in reports}
    found: list[Evidence] = []
    for row in _reports().get(mission, ()):
        if row["symbol"] not in known:
            found += _coded(row)
    for each in reports:
        found += _paragraphs(mission, each)
    return (*found, *_figures(mission), *_structures(mission), *_training(mission), *_practices(mission))


def spans(mission: str, reports: Sequence[Told] = ()) -> tuple[Span, ...]:
    """What times the reports on a mission tell of: those coded by hand, and those whose texts are at hand."""
    texts = {each.document.symbol: each for each in reports if mission in each.missions}
    # A report and its annexes are one.
    found = {
        Span(row["symbol"], row["period_start"], row["period_end"], True)
        for row in _reports().get(mission, ())
        if row["symbol"] not in texts
    }
    # A budget that is silent leaves nothing out: only reports to the Council answer what it asks.
    found |= {
        Span(symbol, *_period(each), False) for symbol, each in texts.items() if symbol.startswith("S/")
    }
    return tuple(sorted(found, key=lambda span: (span.start, span.symbol)))


@cache
def codable(kind: str) -> frozenset[str]:
    """The functions (`functions`) or themes (`themes`) that the hand coding of reports can show at all."""
    if kind == "themes":
        return frozenset(theme for found in _themes().values() for theme in found)
    return frozenset(function for row in rows("activities") for function in row["functions"])


def aside(mission: str, symbols: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The paragraphs of these reports on a mission that were coded for something else than women, by function and theme."""
    meanings = {row["activity"]: row for row in rows("activities")}
    wanted = frozenset(symbols)
    found: dict[str, dict[str, None]] = {}
    for report in _reports().get(mission, ()):
        if report["symbol"] not in wanted:
            continue
        for number, coded in sorted(_activities().get(report["id"], {}).items()):
            activities = [row["activity"] for row in coded]
            if not any(meanings[each]["on_women"] for each in activities):
                for each in activities:
                    for code in (*meanings[each]["functions"], *_themes().get(each, ())):
                        found.setdefault(code, {})[f"{report['symbol']}, ¶{number}"] = None
    return {code: tuple(paragraphs) for code, paragraphs in found.items()}


# --- the register ------------------------------------------------------------------------------------------


@cache
def _reports() -> Mapping[str, tuple[Row, ...]]:
    """The reports on each mission, and their annexes, which tell of the time of their report."""
    whole = {(row["mission"], row["symbol"]): row for row in rows("reports") if not row["part"]}
    found: dict[str, list[Row]] = {}
    for row in rows("reports"):
        told = whole.get((row["mission"], row["symbol"]), row)
        dated = {column: told[column] for column in ("period_start", "period_end")}
        found.setdefault(row["mission"], []).append({**row, **dated})
    return {mission: tuple(each) for mission, each in found.items()}


@cache
def _activities() -> Mapping[str, Mapping[int, tuple[Row, ...]]]:
    found: dict[str, dict[int, list[Row]]] = {}
    for row in rows("report-activities"):
        found.setdefault(row["report"], {}).setdefault(row["paragraph"], []).append(row)
    return {
        report: {number: tuple(each) for number, each in paragraphs.items()}
        for report, paragraphs in found.items()
    }


@cache
def _themes() -> Mapping[str, tuple[str, ...]]:
    """The themes that each activity of PACT 2.0 has where a paragraph is about women: our judgement."""
    found: dict[str, tuple[str, ...]] = {}
    with files("windhoek.tracing").joinpath("activity_themes.csv").open(encoding="utf-8") as table:
        for row in csv.DictReader(table):
            found[row["activity"]] = (*found.get(row["activity"], ()), row["theme"])
    return found


def _coded(report: Row) -> Iterator[Evidence]:
    """The paragraphs of a report that were coded for women, with all that they were coded for; and the report's facts."""
    meanings = {row["activity"]: row for row in rows("activities")}
    start, end = str(report["period_start"]), str(report["period_end"])
    part = f", {report['part']}" if report["part"] else ""
    for number, coded in sorted(_activities().get(report["id"], {}).items()):
        activities = [row["activity"] for row in coded]
        women = [each for each in activities if meanings[each]["on_women"]]
        if not women:
            continue
        engaged = dict.fromkeys(each for row in coded for each in row["engagement"])
        names = ", ".join(meanings[each]["name"] for each in activities)
        yield Evidence(
            f"{report['symbol']}{part}, ¶{number}", "coded paragraph", report["mission"], start, end,
            f"Coded by hand for {names}; the mission's part: {_spoken(engaged)}",
            tuple(dict.fromkeys(function for each in activities for function in meanings[each]["functions"])),
            tuple(dict.fromkeys(theme for each in activities for theme in _themes().get(each, ()))),
            (_VIOLENCE_THEME,) if women == [_VIOLENCE] else (),
            report["symbol"], f"¶{number}", tuple(identifier("report-activities", row) for row in coded),
        )  # fmt: skip
    for column, words in (
        ("abuse_alleged", "allegations of abuse"),
        ("abuse_investigated", "an investigation of abuse"),
    ):
        if report[column]:
            yield Evidence(
                f"{report['symbol']}{part}, {words}", "report fact", report["mission"], start, end,
                f"The report speaks of {words}", ("conduct-and-discipline",), (_ABUSE,), symbol=report["symbol"],
                rows=(identifier("reports", report),),
            )  # fmt: skip


def _spoken(engaged: Mapping[str, None]) -> str:
    return ", ".join(_engaged().get(each, each) for each in engaged) or "not said"


@cache
def _engaged() -> Mapping[str, str]:
    """PACT's names for a mission's part in a paragraph, as people say them."""
    with files("windhoek.tracing").joinpath("engagement.csv").open(encoding="utf-8") as table:
        return {row["engagement"]: row["says"] for row in csv.DictReader(table)}


def _figures(mission: str) -> Iterator[Evidence]:
    """Women's share by year, of the indicators that are worked out from the tables on personnel."""
    counts = {row["id"]: row["counts"] for row in rows("indicators")}
    for row in rows("indicator-values"):
        if row["mission"] == mission and row["basis"] in ("personnel", "personnel-averages", "entered"):
            if row["basis"] == "entered" and not row["indicator"].startswith("ours-"):
                continue  # what a mission enters of the annex's indicators is on other subjects
            share = f"{row['value']:g} {row['unit']}" if row["value"] is not None else row["note"] or ""
            yield Evidence(
                identifier("indicator-values", row), "figure", mission, *_dates(row["period"]),
                f"{counts[row['indicator']]}: {share}",
                ("recruitment-and-retention",), ("peacekeeping",),
                rows=(identifier("indicator-values", row),), person=False,
            )  # fmt: skip


def _structures(mission: str) -> Iterator[Evidence]:
    codes = _structure_codes()
    for row in rows("structures"):
        if row["mission"] == mission and row["as_of"] and row["basis"] != "not drawn":
            functions, themes = codes.get(row["what"], ((), ()))
            yield Evidence(
                identifier("structures", row), "structure", mission, *_dates(row["as_of"]),
                f"{row['what'].capitalize()}: {row['value']}", functions, themes,
                rows=(identifier("structures", row),), planned=row["basis"] == "proposed",
            )  # fmt: skip


@cache
def _structure_codes() -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """The functions and themes of each kind of fact on structures."""
    with files("windhoek.tracing").joinpath("structure_codes.csv").open(encoding="utf-8") as table:
        return {row["what"]: (_list(row["functions"]), _list(row["themes"])) for row in csv.DictReader(table)}


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|")) if cell else ()


def _training(mission: str) -> Iterator[Evidence]:
    for row in rows("training"):
        if row["mission"] == mission and row["kind"] == "delivery" and row["when"]:
            much = f": {row['number']:g} {row['unit']}" if row["number"] is not None else ""
            yield Evidence(
                identifier("training", row), "training", mission, *_dates(row["when"]),
                f"Training of {row['whom']}, on {', '.join(row['subjects'])}{much}", ("training",), (),
                rows=(identifier("training", row),), planned=row["basis"] == "planned",
            )  # fmt: skip


def _practices(mission: str) -> Iterator[Evidence]:
    for row in rows("practices"):
        if row["mission"] == mission and row["year"]:
            says = " ".join(filter(None, (row["what"], row["outcome"])))
            yield Evidence(
                identifier("practices", row), "practice", mission, *_dates(str(row["year"])),
                says, row["functions"], tuple(sorted(claim(says).themes)),
                rows=(identifier("practices", row),),
            )  # fmt: skip


def _dates(known: str) -> tuple[str, str]:
    """The first and the last day that a date as precise as YYYY, YYYY-MM or YYYY-MM-DD can mean."""
    year, month, *_ = (*known.split("-"), "")
    if len(known) == 10:
        return known, known
    if month:
        after = date(int(year) + (month == "12"), int(month) % 12 + 1, 1)
        return f"{known}-01", str(after - timedelta(days=1))
    return f"{year}-01-01", f"{year}-12-31"


# --- reports whose texts are at hand -----------------------------------------------------------------------


def _paragraphs(mission: str, report: Told) -> Iterator[Evidence]:
    if mission not in report.missions:
        return
    start, end = map(str, _period(report))
    for each in told(report, mission):
        yield Evidence(
            f"{report.document.name}, {each.unit.label}", "report paragraph", mission, start, end,
            each.unit.text, each.code.functions, each.code.themes, (), report.document.symbol, each.unit.label,
            planned=each.planned, person=False,
        )  # fmt: skip


def _period(report: Told) -> tuple[date, date]:
    """The time that a report tells of: until its date, from half a year before; a year where it names one alone."""
    first, last = map(date.fromisoformat, _dates(report.document.date))
    return (first if last > first else last - timedelta(days=_HALF_A_YEAR)), last
