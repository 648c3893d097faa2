"""Of a brief: what was reported and what was not, practices from elsewhere for each gap, and indicators to fill in."""

from __future__ import annotations

from collections.abc import Iterator

from windhoek.publishing import form_parts
from windhoek.publishing.brief import (
    Given,
    Line,
    Said,
    Section,
    Source,
    line,
    named,
    of_row,
    of_rows,
    paragraph,
)
from windhoek.publishing.brief_words import Words
from windhoek.register import Row, rows
from windhoek.tracing.matrix import Cell, Year
from windhoek.tracing.phrases import Phrase

_GAP = "asked, not reported"
_SILENT = ("no report at hand", "no mandate at hand", "neither")
#: So many sources stand beside a cell of the table; the matrix itself has all.
_SOURCES = 4
#: So many practices stand for a function.
_PRACTICES = 2


def reported(given: Given, words: Words) -> Section:
    """The matrix of the years: a row for each function of which something can be said, and why of others nothing can."""
    years = [year for year in given.years if year in given.matrix.years]
    cells = {row: [given.matrix.cell(row, year) for year in years] for row in given.matrix.rows}
    lines = [
        line(Said(words.function(row)), *(_state(cell, given, words) for cell in of))
        for row, of in cells.items()
        if any(cell.state not in _SILENT for cell in of)
    ]
    notes = [_at_hand(given, year, words) for year in given.years]
    notes += _untold(cells, given, words)
    notes.append(line(Said(words("not-a-gap"))))
    columns = (words("function"), *map(str, years)) if lines else ()
    return Section("reported", words("reported"), tuple(lines), columns, tuple(notes))


def _state(cell: Cell, given: Given, words: Words) -> Said:
    """The state of a cell, with what was reported, or what was asked and the reports that do not have it."""
    if cell.state in _SILENT:
        return Said(words(cell.state), _looked_at(given, given.matrix.year(cell.year)))
    found = [
        _evidence(each.id, each.symbol, each.unit, each.says if each.person else "") for each in cell.reported
    ]
    if cell.state == _GAP:
        found = [paragraph(each.symbol, each.unit) for each in cell.asked[:_SOURCES]]
        found += [_report(span.symbol, given) for span in given.matrix.year(cell.year).spans]
    shown = tuple(dict.fromkeys(found))
    more = len(shown) - _SOURCES if cell.state != _GAP else 0
    text = words(cell.state)
    if more > 0:
        return Said(f"{text} ({words('more', number=more)})", shown[:_SOURCES])
    return Said(text, shown, strong=cell.state == _GAP)


def _at_hand(given: Given, year: int, words: Words) -> Line:
    """How much of a year the reports at hand tell of."""
    if year not in given.matrix.years or not given.matrix.year(year).spans:
        return line(Said(words("no-reports", year=year), _looked_at(given, None)))
    of = given.matrix.year(year)
    told = words("reports-at-hand", year=year, covered=of.covered, days=of.days)
    return line(Said(told, _looked_at(given, of)))


def _untold(cells: dict[str, list[Cell]], given: Given, words: Words) -> Iterator[Line]:
    """The functions of which nothing can be told in any of the years, by the reason."""
    by: dict[Phrase, list[str]] = {}
    years: dict[Phrase, int] = {}
    for row, of in cells.items():
        silent = [cell for cell in of if cell.state in ("no report at hand", "no mandate at hand")]
        if silent and len(silent) == len(of):
            by.setdefault(silent[-1].said, []).append(row)
            years[silent[-1].said] = silent[-1].year
    for why, functions in by.items():
        told = words("not-shown", functions=words.listed(map(words.function, functions)))
        sources = _looked_at(given, given.matrix.year(years[why]))
        yield line(
            Said(words("sentence", said=told)), Said(words("sentence", said=words.phrase(why)), sources)
        )


def _looked_at(given: Given, year: Year | None) -> tuple[Source, ...]:
    """The reports of a year; where there are none, the table of reports in which none was found."""
    if year is not None and year.spans:
        return tuple(dict.fromkeys(_report(span.symbol, given) for span in year.spans))
    return (of_rows("reports", f"mission={given.mission['acronym']}", rows("reports")[0]),)


def _report(symbol: str, given: Given) -> Source:
    """A report: the row of its hand coding where there is one."""
    for row in rows("reports"):
        if row["symbol"] == symbol and row["mission"] == given.mission["acronym"]:
            return of_row("reports", row)
    return paragraph(symbol)


def _evidence(name: str, symbol: str, unit: str, says: str) -> Source:
    if not symbol:
        return named(name)
    found = paragraph(symbol, unit)
    return Source(found.name, says, found.address, symbol, unit)


def gaps(given: Given) -> tuple[str, ...]:
    """The functions with a gap in one of the years."""
    years = [year for year in given.years if year in given.matrix.years]
    return tuple(
        row for row in given.matrix.rows if any(given.matrix.cell(row, year).state == _GAP for year in years)
    )


def practices(given: Given, words: Words) -> Section:
    """What other missions did until then for each function with a gap; without gaps, for what the mandate itself asks."""
    functions: list[str] = list(gaps(given))
    notes = []
    if not functions:
        own = [each for each in given.answer.asked if each.how != "all missions"]
        functions = list(dict.fromkeys(code for each in own for code in each.code.functions))
        notes = [line(Said(words("no-gap"), _looked_at(given, None)))]
    taken: set[str] = set()
    lines = []
    for function in functions:
        found = [row for row in _elsewhere(function, given) if row["id"] not in taken][:_PRACTICES]
        taken |= {row["id"] for row in found}
        said = [_practice(row, words) for row in found] or [Said(words("no-practices"), (of_rows("practices", f"functions={function}", rows("practices")[0]),))]  # fmt: skip
        lines.append(line(Said(f"{words.function(function)}:"), *said))
    return Section("practices", words("practices"), (*notes, *lines))


def _elsewhere(function: str, given: Given) -> list[Row]:
    """Practices of other missions for a function that are not younger than the brief: with an outcome first, then the newest."""
    found = [
        row
        for row in rows("practices")
        if function in row["functions"]
        and row["mission"] not in (None, given.mission["acronym"])
        and (row["year"] or 0) <= given.day.year
    ]
    return sorted(
        found,
        key=lambda row: (not row["outcome"], row["status"] != "verified", -(row["year"] or 0), row["id"]),
    )


def _practice(row: Row, words: Words) -> Said:
    when = f" {row['year']}" if row["year"] else ""
    outcome = f" {row['outcome']}" if row["outcome"] else ""
    return Said(
        f"{row['mission']}{when}: {row['what']}{outcome}",
        (of_row("practices", row),),
        language="en" if words.language != "en" else "",
    )


def indicators(given: Given, words: Words, period: str) -> Section:
    """The indicators of missions: what is known for the period, and what has to be entered."""
    english = "en" if words.language != "en" else ""
    lines = []
    for row in form_parts.indicators():
        found = [
            value
            for value in form_parts.values(given.mission["acronym"], row["id"])
            if value["period"].startswith(period)
        ]
        known = [
            Said(form_parts.in_words(value), (of_row("indicator-values", value),), english) for value in found
        ]
        source = of_row("indicators", row)
        what = Said(f"{row['id']} – {row['counts']}", (source,), english)
        lines.append(line(what, *(known[:1] or [Said(words("to-enter"), (source,))])))
    command = Said(f"windhoek form {given.mission['acronym']} --period {period}", (of_rows("indicators", "missions=true", rows("indicators")[0]),), english)  # fmt: skip
    columns = (words("indicator"), words("known", period=period))
    return Section(
        "indicators", words("indicators"), tuple(lines), columns, (line(Said(f"{words('form')}:"), command),)
    )
