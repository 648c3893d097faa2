"""A matrix of asked and reported as its page shows it: the table in blocks of years, one cell opened, and a year in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from windhoek.publishing.matrix import SIGNS, Look, counted, look
from windhoek.register.read import Row, identifier
from windhoek.site import cells, facts, languages, matrices, shelf
from windhoek.site.matrices import Resting, paragraph
from windhoek.site.templatetags.words import said
from windhoek.tracing.matrix import By, Cell, Matrix

#: For what a reader sees of a cell a word that fits a column, the name of its colour, and the whole of it.
STATES: Mapping[Look, tuple[str, str, str]] = {
    "asked and reported": (gettext_noop("reported"), "met", gettext_noop("asked and reported")),
    "asked, not reported": (gettext_noop("not reported"), "gap", gettext_noop("asked, not reported")),
    "asked, no report at hand": (gettext_noop("asked"), "open", gettext_noop("asked, no report at hand")),
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
VERDICTS = {
    "confirmed": gettext_noop("confirmed"),
    "rejected": gettext_noop("rejected"),
    "undone": gettext_noop("taken back"),
}
_BLIND: tuple[Look, ...] = ("asked, no report at hand", "no report at hand", "no mandate at hand")
#: Why a decision was not kept.
WRONG = {
    "none": gettext_noop("Tick what you decide of. Nothing was kept."),
    "gone": gettext_noop("What you ticked is no longer there. Nothing was kept."),
    "nobody": gettext_noop("Give your name: a decision is kept with who made it. Nothing was kept."),
    "long": gettext_noop("Say why in a thousand characters or fewer. Nothing was kept."),
    "busy": gettext_noop("The store cannot be written just now. Please try again later."),
}
#: Years that stand side by side, and cells that a page shows: with more, one block of years at a time.
_YEARS, _CELLS = 10, 620
#: Years that the page of a mission has of its matrix.
_NEWEST = 5
_HEAVY = 380  # cells of a block of paragraphs, a quarter of a kilobyte each


def url(mission: str, by: By = "function", **chosen: str | int) -> str:
    """The address of a matrix, or of one of its cells (`row`, `year`) or blocks of years (`from`)."""
    given = ({} if by == "function" else {"by": by}) | {key: str(value) for key, value in chosen.items()}
    query = f"?{urlencode(given, safe='/(),')}" if given else ""
    return f"{cells.mission_url(mission)}matrix{query}{'#cell' if 'row' in chosen else ''}"


def row_name(found: Matrix, row: str) -> str:
    """A row in words."""
    return row if found.by == "paragraph" else shelf.code_name(row)


def state(name: Look) -> dict[str, str]:
    """Sign, word, colour and name of a state."""
    word, colour, whole = STATES[name]
    return {"sign": SIGNS[name], "word": _(word), "colour": colour, "name": _(whole)}


def legend(blocks: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The states in their order, each with the number of its cells in the blocks that are shown."""
    numbers = Counter(
        cell["sign"] for block in blocks["shown"] for row in block["rows"] for cell in row["cells"]
    )
    return [state(name) | {"count": numbers[SIGNS[name]]} for name in STATES]


def rows_titles() -> dict[By, str]:
    """The kinds of rows, by what an address calls them."""
    return {by: _(title) for by, title in ROWS.items()}


def wrong(code: str) -> str:
    """What was wrong with a decision that was sent, in words; "" where nothing was."""
    return _(WRONG[code]) if code in WRONG else ""


def verdict(code: str) -> str:
    """A decision in words; "" for what is none."""
    return _(VERDICTS[code]) if code in VERDICTS else ""


def year_in_numbers(found: Matrix, last: int) -> dict[str, Any] | None:
    """The last year until `last` of which anything can be said, with how many rows are in each state; None without."""
    for year in reversed([each for each in found.years if each <= last]):
        numbers = counted(found, year)
        if len(found.rows) > sum(numbers[each] for each in _BLIND):
            break
    else:
        return None
    return {
        "year": year,
        "states": [state(name) | {"count": count} for name, count in numbers.items() if count],
        "url": url(found.mission),
    }


def newest_block(found: Matrix, last: int) -> list[dict[str, Any]]:
    """The newest block of years up to `last`, its cells leading to their page; none without."""
    spans = _spans([year for year in found.years if year <= last])
    return [_block(found, span[-_NEWEST:], None, url(found.mission)) for span in spans[:1]]


def blocks(found: Matrix, first: int, opened: Cell | None) -> dict[str, Any]:
    """The table in blocks of years, the newest first: all of them, or where that is too much the one from `first`, else the newest."""
    spans = _spans(found.years, _length(found))
    shown = spans
    if len(found.rows) * len(found.years) > _CELLS and len(spans) > 1:
        wanted = opened.year if opened else first
        shown = [next((span for span in spans if wanted in span), spans[0])]
    return {
        "shown": [_block(found, span, opened) for span in shown],
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


def _block(found: Matrix, years: Sequence[int], opened: Cell | None, page: str = "") -> dict[str, Any]:
    return {
        "years": years,
        "span": _span(years),
        "page": page,
        "rows": [_row(found, row, years, opened) for row in found.rows if _stands(found, row, years)],
    }


def _length(found: Matrix) -> int:
    """How many years a block has: fewer where so many paragraphs stand in them that the page would be heavy."""
    if found.by != "paragraph":
        return _YEARS
    stood = [{year for year in found.years if found.cell(row, year).asked} for row in found.rows]
    return next(
        (
            length
            for length in range(_YEARS, 1, -1)
            if all(len(span) * sum(not years.isdisjoint(span) for years in stood) <= _HEAVY for span in _spans(found.years, length))
        ),
        1,
    )  # fmt: skip


def _spans(years: Sequence[int], most: int = _YEARS) -> list[Sequence[int]]:
    """Years in blocks of the same length or nearly so, `most` at most, the newest first."""
    number = -(-len(years) // most) or 1
    length = -(-len(years) // number)
    return [years[max(end - length, 0) : end] for end in range(len(years), 0, -length)] if years else []


def _span(years: Sequence[int]) -> str:
    return f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])


def _stands(found: Matrix, row: str, years: Sequence[int]) -> bool:
    """Whether a row has anything to show in some years: a single paragraph only where it stood."""
    return found.by != "paragraph" or any(found.cell(row, year).asked for year in years)


def _row(found: Matrix, row: str, years: Sequence[int], opened: Cell | None) -> dict[str, Any]:
    """The cells of a row; of a year in which a paragraph was not in force there is nothing to open."""
    return {
        "name": row_name(found, row),
        "cells": [
            state(look(cell))
            | {
                "url": url(found.mission, found.by, row=row, year=cell.year).partition("matrix")[2]
                if found.by != "paragraph" or cell.asked or cell is opened
                else "",
                "year": cell.year,
                "here": cell is opened,
            }
            for cell in (found.cell(row, year) for year in years)
        ],
    }


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
                {"year": cell.year, "url": url(mission, by, row=row, year=cell.year)} | state(look(cell))
                for cell in every
            ],
        }
        for (by, row), every in grouped.items()
    ]


def source_of(name: str) -> SafeString:
    """A link to a paragraph, or to a row of the register."""
    if name.partition("/")[0] in matrices.EVIDENCE:
        return row_link(name)
    symbol, unit = paragraph(name)
    return paragraph_link(symbol, unit, cells.Texts([symbol])) if unit else SafeString("")


def paragraph_link(symbol: str, unit: str, held: cells.Texts) -> SafeString:
    """A link to a paragraph where its text is at hand, else to the register's row on it, else to the United Nations."""
    if not held.here(symbol):
        found = facts.find("commitments", facts.Asked(values=(("symbol", symbol), ("unit", unit))))
        if found:
            return format_html(
                '<a href="{}">{}, {}</a>', cells.row_url("commitments", found[0]), symbol, unit
            )
    return cells.link(held, symbol, unit)


def row_link(row: str, words: str = "") -> SafeString:
    """A link to a row of the register; one of a coded paragraph is named after what was coded, its paragraph stands before."""
    table, _slash, key = row.partition("/")
    found = facts.one(table, key)
    words = words or (said(found["activity"]) if found and table == "report-activities" else row)
    return format_html('<a href="{}">{}</a>', cells.row_url(table, found), words) if found else SafeString("")
