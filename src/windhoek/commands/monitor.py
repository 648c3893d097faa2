"""`windhoek monitor`: what the reports on missions say of women and gender, and whether they answer what was asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from windhoek import printing
from windhoek import register as facts
from windhoek.coding.code import code as code_units
from windhoek.commands.common import Json, StoreAt, fail, open_store, print_json
from windhoek.reading import read as read_file
from windhoek.tracing import monitor as tracing
from windhoek.tracing.monitor import NOT_KNOWN, Answer, Ask, Evidence, Report, Share

#: So many pieces of evidence are shown for a yes.
_SHOWN = 4
_WORDS = 60
_NOTE = (
    "Yes, of those of which it is known; – where it is not. A report known by its coding alone tells neither"
    " sections nor figures. Answered: of the paragraphs in force that ask for a report; ? not known."
)


def monitor(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE | SYMBOL | MISSION]",
            help="A report as a file or by its symbol, or a mission; all missions without it.",
            show_default=False,
        ),
    ] = None,
    store: StoreAt = None,
    as_object: Json = False,
) -> None:
    """Tell of each report whether it speaks of women and gender, where, with which figures, and answers what was asked.

    Example: `windhoek monitor UNMIL`
    """
    reports, one = _reports(what, store)
    counted = tracing.shares(reports)
    if as_object:
        print_json(
            {"reports": [asdict(each) for each in reports], "shares": [asdict(each) for each in counted]}
        )
        return
    out = printing.console()
    if one:
        for each in reports:
            _print_report(out, each)
    else:
        _print_shares(out, counted, by_year=what is not None)
        if what is not None:
            _print_list(out, reports)


def _reports(what: str | None, store: str | None) -> tuple[tuple[Report, ...], bool]:
    """The reports that are meant, and whether it is one document; ends the command where there is none."""
    if what and Path(what).is_file():
        document = read_file(what)
        return tracing.monitor([(each, code_units(each)) for each in (document, *document.annexes)]), True
    missions = {row["acronym"] for row in facts.rows("missions")}
    if what is None or what.upper() in missions:
        mission = what.upper() if what else None
        found = (*map(tracing.of_coding, tracing.coded_reports(mission)), *_stored(store, mission))
        reports = tuple(each for each in found if mission in (None, each.mission))
        if not reports:
            fail(f"No report on {mission} is at hand, neither its text nor its coding.")
        return tuple(sorted(reports, key=lambda each: (each.date, each.name))), False
    from windhoek.store.named import named

    symbol, _ = named(what) or (what, "")
    reports = (*_stored(store, symbol=symbol), *map(tracing.of_coding, tracing.coded_reports(symbol=symbol)))
    if not reports:
        fail(f"{what} is no file, no mission, and no report in the store or the register.")
    return reports, True


def _stored(store: str | None, only: str | None = None, symbol: str | None = None) -> Iterator[Report]:
    """The reports whose texts the store has, in English where it has that; `only` what they have on one mission."""
    from windhoek.store import tables
    from windhoek.store.loading import with_parts
    from windhoek.store.record import texts as mandate_texts

    opened = open_store(store)
    texts = mandate_texts(opened)

    reports = tables.Document.objects.using(opened.alias).filter(kind="report", part="")
    symbols = reports.values_list("symbol", flat=True).distinct().order_by("symbol")
    for each in symbols.filter(symbol=symbol) if symbol else symbols:
        yield from tracing.monitor(with_parts(opened, each), texts, only)


def _print_report(out: Console, report: Report) -> None:
    head = " · ".join(filter(None, (report.name, report.mission or "no mission", report.date)))
    out.print(Text(head, style="bold"))
    source = "its text" if report.source == "text" else f"its coding by hand, {report.row}"
    out.print(Text(f"Known from {source}.", style=printing.QUIET))
    _print_answer(out, "speaks of women and gender", report.speaks)
    if report.themes:
        themes = ", ".join(f"{theme} {count}" for theme, count in report.themes)
        out.print(Padding(Text(themes, style=printing.QUIET), (0, 0, 0, 4), expand=False))
    _print_answer(out, "a section of its own", report.section)
    _print_answer(out, "figures by sex", report.figures)
    _print_asks(out, report)
    out.print()


def _print_asks(out: Console, report: Report) -> None:
    if not report.mission:
        return
    title = f"answers what was asked under {report.mandate}" if report.mandate else "answers what was asked"
    answered = sum(each.answer.said == "yes" for each in report.asks)
    line = Text(f"  {title}: ").append(
        f"{answered} of {len(report.asks)}" if report.asks else "nothing was asked", style="bold"
    )
    out.print(line)
    if not report.mandate:
        out.print(
            Padding(
                Text(
                    "No mandate text at hand covers its date: only what is asked of all missions.",
                    style=printing.QUIET,
                ),
                (0, 0, 0, 4),
                expand=False,
            )
        )
    for ask in report.asks:
        _print_ask(out, ask)


def _print_ask(out: Console, ask: Ask) -> None:
    line = Text(f"{ask.answer.said:4} ", style=_style(ask.answer)).append(
        f"{ask.symbol}, {ask.unit}", style=printing.LABEL
    )
    line.append(f"  {', '.join(ask.themes) or 'women and gender at large'}", style="not bold default")
    out.print(Padding(line, (0, 0, 0, 4), expand=False))
    told = "; ".join(map(_cited, ask.answer.evidence[:2])) or ask.answer.looked_for
    out.print(Padding(Text(told, style=printing.QUIET), (0, 0, 0, 9), expand=False))


def _print_answer(out: Console, question: str, answer: Answer) -> None:
    line = Text(f"  {question}: ").append(answer.said, style=_style(answer))
    if answer.evidence:
        places = len({(each.document, each.unit) for each in answer.evidence})
        line.append(f", {places} {'place' if places == 1 else 'places'}")
    out.print(line)
    if answer.looked_for:
        out.print(Padding(Text(answer.looked_for, style=printing.QUIET), (0, 0, 0, 4), expand=False))
    for each in answer.evidence[:_SHOWN]:
        out.print(Padding(Text(_cited(each)), (0, 0, 0, 4), expand=False))


def _style(answer: Answer) -> str:
    return {"yes": "bold green", "no": "bold red"}.get(answer.said, "bold")


def _cited(each: Evidence) -> str:
    words = " ".join(each.words.split())
    words = words if len(words) <= _WORDS else f"{words[:_WORDS].rsplit(' ', 1)[0]} …"
    _, _, part = each.document.partition(", ")
    where = f"{part}, {each.unit}" if part else each.unit
    return (
        f"{where} {'under ' if each.heading else ''}“{words}”"
        if each.start is not None
        else f"{where} {words}"
    )


def _print_shares(out: Console, counted: Sequence[Share], *, by_year: bool) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style=printing.QUIET)
    for column in ("Mission", "Year" if by_year else "Years"):
        table.add_column(column, no_wrap=True)
    for column in ("Reports", "Speaks", "Section", "Figures", "Answered"):
        table.add_column(column, justify="right", no_wrap=True)
    groups: dict[str, list[Share]] = {}
    for each in counted:
        groups.setdefault(f"{each.mission} {each.year}" if by_year else each.mission, []).append(each)
    for group in groups.values():
        first, last = group[0], group[-1]
        table.add_row(
            first.mission,
            first.year if first.year == last.year else f"{first.year}–{last.year}",
            str(sum(each.reports for each in group)),
            *(
                _share([getattr(each, question) for each in group])
                for question in ("speaks", "section", "figures")
            ),
            _answered(
                *(sum(column) for column in zip(*((*each.asks, each.asked) for each in group), strict=True))
            ),
        )
    out.print(table)
    out.print(Text(_NOTE, style=printing.QUIET))


def _share(counts: Sequence[tuple[int, int]]) -> str:
    yes, known = (sum(column) for column in zip(*counts, strict=True))
    return f"{yes} of {known}" if known else "–"


def _answered(yes: int, known: int, asked: int) -> str:
    unknown = f", {asked - known} ?" if asked > known else ""
    return f"{yes} of {asked}{unknown}" if asked else "–"


def _print_list(out: Console, reports: Sequence[Report]) -> None:
    out.print()
    table = Table(box=None, padding=(0, 2, 0, 0), header_style=printing.QUIET)
    for column in ("Report", "Date", "Speaks", "Section", "Figures", "Answered"):
        table.add_column(column, no_wrap=column != "Report", overflow="fold")
    for each in reports:
        said = [ask.answer.said for ask in each.asks]
        spoken = f"{len(each.speaks.evidence)} ¶" if each.speaks.said == "yes" else each.speaks.said
        table.add_row(
            each.name,
            each.date,
            spoken,
            *(answer.said if answer.said != NOT_KNOWN else "–" for answer in (each.section, each.figures)),
            _answered(said.count("yes"), len(said) - said.count(NOT_KNOWN), len(said)),
        )
    out.print(table)
    out.print(Text("A report in full, with its words: windhoek monitor SYMBOL", style=printing.QUIET))
