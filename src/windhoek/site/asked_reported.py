"""A matrix of asked and reported as its page shows it: the table in blocks of years, one cell opened, and a year in numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from windhoek.document import Evidence
from windhoek.publishing.matrix import SIGNS, counted
from windhoek.register.read import Row, identifier
from windhoek.site import cells, facts, languages, matrices, phrased, shelf
from windhoek.site.forms import day
from windhoek.site.matrices import Resting, paragraph
from windhoek.tracing.asked import Asked
from windhoek.tracing.links import RULES, Link
from windhoek.tracing.matrix import By, Cell, Matrix, State

#: For each state a word that fits a column, the name of its colour, and the whole of it.
STATES: Mapping[State, tuple[str, str, str]] = {
    "asked and reported": (gettext_noop("reported"), "met", gettext_noop("asked and reported")),
    "asked, not reported": (gettext_noop("not reported"), "gap", gettext_noop("asked, not reported")),
    "reported, not asked": (gettext_noop("not asked"), "more", gettext_noop("reported, not asked")),
    "neither": (gettext_noop("neither"), "none", gettext_noop("neither asked nor reported")),
    "no report at hand": (gettext_noop("no report"), "blind", gettext_noop("no report at hand")),
    "no mandate at hand": (gettext_noop("no mandate"), "blind", gettext_noop("no mandate at hand")),
}
ROWS: Mapping[By, str] = {
    "function": gettext_noop("Functions"),
    "theme": gettext_noop("Themes"),
    "paragraph": gettext_noop("Paragraphs"),
}
#: What kind of evidence something is.
KINDS = {
    "coded paragraph": gettext_noop("paragraph of a report, coded by hand"),
    "report paragraph": gettext_noop("paragraph of a report"),
    "report fact": gettext_noop("fact of a report"),
    "figure": gettext_noop("figure"),
    "structure": gettext_noop("structure"),
    "training": gettext_noop("training"),
    "practice": gettext_noop("practice"),
}
#: Why a paragraph was in force.
HOW = {
    "own": gettext_noop("in the resolution in force"),
    "reference": gettext_noop("kept by reference"),
    "extended": gettext_noop("extended"),
    "all missions": gettext_noop("asked of all missions"),
}
VERDICTS = {
    "confirmed": gettext_noop("confirmed"),
    "rejected": gettext_noop("rejected"),
    "undone": gettext_noop("taken back"),
}
#: Why a decision was not kept.
WRONG = {
    "none": gettext_noop("Tick what you decide of. Nothing was kept."),
    "gone": gettext_noop("What you ticked is no longer there. Nothing was kept."),
    "nobody": gettext_noop("Give your name: a decision is kept with who made it. Nothing was kept."),
    "long": gettext_noop("Say why in a thousand characters or fewer. Nothing was kept."),
    "busy": gettext_noop("The store cannot be written just now. Please try again later."),
}
STATUSES = {
    "certain": gettext_noop("certain by rule"),
    "confirmed": gettext_noop("confirmed"),
    "proposed": gettext_noop("proposed"),
    "rejected": gettext_noop("rejected"),
}
#: Years that stand side by side, and cells that a page shows: with more, one block of years at a time.
_YEARS, _CELLS = 10, 620
_WORDS = 320  # characters of a paragraph that are shown


def url(mission: str, by: By = "function", **chosen: str | int) -> str:
    """The address of a matrix, or of one of its cells (`row`, `year`) or blocks of years (`from`)."""
    given = ({} if by == "function" else {"by": by}) | {key: str(value) for key, value in chosen.items()}
    query = f"?{urlencode(given)}" if given else ""
    return f"{cells.mission_url(mission)}matrix{query}{'#cell' if 'row' in chosen else ''}"


def row_name(found: Matrix, row: str) -> str:
    """A row in words."""
    return row if found.by == "paragraph" else shelf.code_name(row)


def state(name: State) -> dict[str, str]:
    """Sign, word, colour and name of a state."""
    word, colour, whole = STATES[name]
    return {"sign": SIGNS[name], "word": _(word), "colour": colour, "name": _(whole)}


def legend() -> list[dict[str, str]]:
    """The states in their order."""
    return [state(name) for name in STATES]


def rows_titles() -> dict[By, str]:
    """The kinds of rows, by what an address calls them."""
    return {by: _(title) for by, title in ROWS.items()}


def wrong(code: str) -> str:
    """What was wrong with a decision that was sent, in words; "" where nothing was."""
    return _(WRONG[code]) if code in WRONG else ""


def verdict(code: str) -> str:
    """A decision in words; "" for what is none."""
    return _(VERDICTS[code]) if code in VERDICTS else ""


def year_in_numbers(found: Matrix) -> dict[str, Any] | None:
    """The last year of a mission of which anything can be said, with how many of its rows are in each state; None without."""
    for year in reversed(found.years):
        numbers = counted(found, year)
        if len(found.rows) > numbers["no report at hand"] + numbers["no mandate at hand"]:
            break
    else:
        return None
    return {
        "year": year,
        "states": [state(name) | {"count": count} for name, count in numbers.items() if count],
        "url": url(found.mission),
    }


def blocks(found: Matrix, first: int, opened: Cell | None) -> dict[str, Any]:
    """The table in blocks of years, the newest first: all of them, or where that is too much the one from `first`, else the newest."""
    spans = _spans(found.years)
    shown = spans
    if len(found.rows) * len(found.years) > _CELLS and len(spans) > 1:
        wanted = opened.year if opened else first
        shown = [next((span for span in spans if wanted in span), spans[0])]
    return {
        "shown": [
            {
                "years": span,
                "span": _span(span),
                "rows": [_row(found, row, span, opened) for row in found.rows if _stands(found, row, span)],
            }
            for span in shown
        ],
        "choice": [
            {
                "span": _span(span),
                "url": url(found.mission, found.by, **{"from": span[0]}),
                "here": span in shown,
            }
            for span in spans
        ]
        if len(shown) < len(spans)
        else [],
    }


def _spans(years: Sequence[int]) -> list[Sequence[int]]:
    """Years in blocks of the same length or nearly so, the newest first."""
    number = -(-len(years) // _YEARS) or 1
    length = -(-len(years) // number)
    return [years[max(end - length, 0) : end] for end in range(len(years), 0, -length)] if years else []


def _span(years: Sequence[int]) -> str:
    return f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])


def _stands(found: Matrix, row: str, years: Sequence[int]) -> bool:
    """Whether a row has anything to show in some years: a single paragraph only where it stood."""
    return found.by != "paragraph" or any(found.cell(row, year).asked for year in years)


def _row(found: Matrix, row: str, years: Sequence[int], opened: Cell | None) -> dict[str, Any]:
    return {
        "name": row_name(found, row),
        "cells": [
            state(cell.state)
            | {
                "url": url(found.mission, found.by, row=row, year=cell.year).partition("matrix")[2],
                "year": cell.year,
                "here": cell is opened,
            }
            for cell in (found.cell(row, year) for year in years)
        ],
    }


# --- one cell --------------------------------------------------------------------------------------------------


def opened(found: Matrix, cell: Cell) -> dict[str, Any]:
    """Everything that a cell rests on, with a way to each of its sources."""
    links = found.links(cell.row, cell.year)
    asked, of_others = (
        matrices.since(found.mission, found.by, each) for each in (cell.asked, cell.of_others)
    )
    year = found.year(cell.year)
    held = cells.Texts(
        [
            *(name for each in (*asked, *of_others) for name in (each.symbol, each.since_symbol)),
            *(paragraph(each.id)[0] for each in cell.evidence),
            *(paragraph(link.evidence.id)[0] for link in links),
            *(span.symbol for span in year.spans),
        ]
    )
    by_evidence: dict[str, list[Link]] = {}
    for link in links:
        by_evidence.setdefault(link.evidence.id, []).append(link)
    counts = {each.id for each in cell.reported}
    waiting = [each for name, each in by_evidence.items() if name not in counts and _waits(each)]
    near = [each for each in waiting if any(link.rule and RULES[link.rule].shares for link in each)]
    rejected = [each for name, each in by_evidence.items() if name not in counts and not _waits(each)]
    linked = {*by_evidence, *counts}
    return {
        "row": cell.row,
        "name": row_name(found, cell.row),
        "year": cell.year,
        "state": state(cell.state),
        "why": phrased.shown(cell.said),
        "check": cell.state == "asked, not reported" and any(span.coded for span in year.spans),
        "spans": [_report(span.symbol, span.start, span.end, held) for span in year.spans],
        "acts": [cells.link(held, act["symbol"], act["unit"]) for act in year.acts],
        "asked": [_asked(each, held) for each in asked],
        "of_others": [_asked(each, held) for each in of_others],
        "reported": [_evidence(each, by_evidence.get(each.id, []), held) for each in cell.reported],
        "near": [_evidence(each[0].evidence, each, held) for each in near],
        "far": [_evidence(each[0].evidence, each, held) for each in waiting if each not in near],
        "rejected": [_evidence(each[0].evidence, each, held) for each in rejected],
        "aside": [_evidence(each, [], held) for each in cell.evidence if each.id not in linked],
        "links": bool(links),
        "decided": [_decided(link) for link in links if link.review],
        "ways": _ways(found, cell),
    }


def _waits(links: Iterable[Link]) -> bool:
    return any(link.status == "proposed" for link in links)


def _report(symbol: str, start: Any, end: Any, held: cells.Texts) -> dict[str, Any]:
    return {"link": cells.link(held, symbol), "start": day(start), "end": day(end)}


def _asked(asked: Asked, held: cells.Texts) -> dict[str, Any]:
    since = f"{asked.since_symbol}, {asked.since_unit}" if asked.since_symbol else ""
    name = f"{asked.symbol}, {asked.unit}"
    told = asked.text or (facts.one("agenda", f"{asked.symbol}/{asked.unit}") or {}).get("asks", "")
    return {
        "name": name,
        "link": _paragraph(asked.symbol, asked.unit, held),
        "how": _(HOW[asked.how]),
        "via": asked.via,
        "verb": asked.code.verb,
        "strength": asked.code.strength,
        "addressees": [shelf.addressee(each) for each in asked.code.addressees],
        "since": day(asked.since) if asked.since else "",
        "first": _paragraph(asked.since_symbol, asked.since_unit, held) if since and since != name else "",
        "words": _short(told),
        "where": resting_url(paragraph=name),
    }


def _paragraph(symbol: str, unit: str, held: cells.Texts) -> SafeString:
    """A link to a paragraph where its text is at hand, else to the register's row on it, else to the United Nations."""
    if not held.here(symbol):
        found = facts.find("commitments", facts.Asked(values=(("symbol", symbol), ("unit", unit))))
        if found:
            return format_html(
                '<a href="{}">{}, {}</a>', cells.row_url("commitments", found[0]), symbol, unit
            )
    return cells.link(held, symbol, unit)


def _evidence(evidence: Evidence, links: Sequence[Link], held: cells.Texts) -> dict[str, Any]:
    name, unit = paragraph(evidence.id)
    start, end = day(evidence.start), day(evidence.end)
    reasons = dict.fromkeys(RULES[link.rule].why for link in links if link.rule and link.status != "rejected")
    return {
        "id": evidence.id,
        "link": cells.link(held, name, unit) if evidence.symbol and held.here(name) else "",
        "official": cells.link(held, evidence.symbol) if evidence.symbol and not held.here(name) else "",
        "kind": _(KINDS[evidence.kind]),
        "when": start if start == end else f"{start} – {end}",
        "says": _short(evidence.says),
        "planned": evidence.planned,
        "program": not evidence.person,
        "rows": [_row_link(each) for each in evidence.rows],
        "why": list(reasons),
        "links": [
            {
                "name": f"{link.symbol}, {link.unit}",
                "status": _(STATUSES[link.status]),
            }
            for link in links
        ],
        "where": resting_url(evidence=evidence.id),
    }


def _row_link(row: str) -> SafeString:
    """A link to a row of the register; one of a coded paragraph is named after what was coded, its paragraph stands before."""
    table, _slash, key = row.partition("/")
    found = facts.one(table, key)
    words = found["activity"] if found and table == "report-activities" else row
    return format_html('<a href="{}">{}</a>', cells.row_url(table, found), words) if found else SafeString("")


def _decided(link: Link) -> dict[str, str]:
    assert link.review is not None
    return {
        "paragraph": f"{link.symbol}, {link.unit}",
        "evidence": link.evidence.id,
        "verdict": _(VERDICTS[link.review.verdict]),
        "who": link.review.who,
        "day": day(link.review.day),
        "why": link.review.why,
    }


def _ways(found: Matrix, cell: Cell) -> list[dict[str, str]]:
    """The cells beside a cell: the years before and after, the rows above and below."""
    ways = []
    for one, other in pairwise(found.years):
        if other == cell.year:
            ways.append({"rel": "prev", "words": str(one), "url": _at(found, cell.row, one)})
        if one == cell.year:
            ways.append({"rel": "next", "words": str(other), "url": _at(found, cell.row, other)})
    for above, below in pairwise(found.rows):
        if cell.row in (above, below):
            row = above if cell.row == below else below
            ways.append({"rel": "", "words": row_name(found, row), "url": _at(found, row, cell.year)})
    return ways


def _at(found: Matrix, row: str, year: int) -> str:
    return url(found.mission, found.by, row=row, year=year)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _WORDS else f"{words[:_WORDS].rsplit(' ', 1)[0]} …"


# --- from the other end ----------------------------------------------------------------------------------------


def resting_url(**about: str) -> str:
    """The address at which the cells are listed that a `paragraph` or a piece of `evidence` has to do with."""
    return f"{languages.local('/matrix')}?{urlencode(about)}"


def url_of_row(table: str, row: Row) -> str:
    """The same for a row of the register: evidence, or a paragraph that asks something; "" where no matrix has to do with it."""
    if table in matrices.EVIDENCE:
        name = identifier(table, row)
        return resting_url(evidence=name) if matrices.missions_of(name) else ""
    if table in ("agenda", "asked", "commitments"):
        return url_of_paragraph("resolution", row["symbol"], row["unit"] or "")
    return ""


def url_of_paragraph(kind: str, name: str, unit: str) -> str:
    """The same for a paragraph of a document of some kind."""
    if kind == "resolution":
        about, missions = "paragraph", matrices.missions_asked(name, unit)
    elif kind == "report":
        about, missions = "evidence", matrices.missions_told(name, unit)
    else:
        return ""
    return resting_url(**{about: f"{name}, {unit}"}) if missions else ""


def rows_of(mission: str, found: Iterable[Resting]) -> list[dict[str, Any]]:
    """Cells by the kind of their rows, each row with its years."""
    grouped: dict[tuple[By, str], list[Cell]] = {}
    for each in found:
        grouped.setdefault((each.by, each.cell.row), []).append(each.cell)
    return [
        {
            "by": _(ROWS[by]),
            "name": row_name(matrices.matrix(mission, by), row),
            "years": [
                {"year": cell.year, "url": url(mission, by, row=row, year=cell.year)} | state(cell.state)
                for cell in every
            ],
        }
        for (by, row), every in grouped.items()
    ]


def source_of(name: str) -> SafeString:
    """A link to a paragraph, or to a row of the register."""
    if name.partition("/")[0] in matrices.EVIDENCE:
        return _row_link(name)
    symbol, unit = paragraph(name)
    return _paragraph(symbol, unit, cells.Texts([symbol])) if unit else SafeString("")
