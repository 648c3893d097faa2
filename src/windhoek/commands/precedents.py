"""`windhoek precedents`: who was asked the same before, in which words, from the strongest to the weakest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from windhoek import printing
from windhoek import register as facts
from windhoek.coding.addressee_tables import MISSION
from windhoek.commands.common import Json, StoreAt, fail, open_store, print_json
from windhoek.publishing import spreadsheet
from windhoek.tracing import precedents as tracing
from windhoek.tracing.precedents import ANY_MISSION, Held, Place, Precedent, Precedents, Sought

if TYPE_CHECKING:
    from windhoek.store.store import Store

#: So many paragraphs of a strength are shown unless all are asked for.
_SHOWN = 8
_WORDS = 230


def precedents(
    example: Annotated[
        str | None,
        typer.Argument(
            help="A paragraph (`S/RES/2467 (2019), OP16`) or words of your own.", show_default=False
        ),
    ] = None,
    theme: Annotated[
        list[str] | None, typer.Option(help="A theme; several mean any.", show_default=False)
    ] = None,
    function: Annotated[list[str] | None, typer.Option(help="A function.", show_default=False)] = None,
    to: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ADDRESSEE",
            help="Who is asked: secretary-general …, UNMIL …, mission for any.",
            show_default=False,
        ),
    ] = None,
    whole: Annotated[
        bool, typer.Option("--all", help="Show all paragraphs, and their words in full.")
    ] = False,
    store: StoreAt = None,
    as_object: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a table for a spreadsheet.")] = False,
) -> None:
    """Find the paragraphs that ask the same thing of the same actor, from the strongest wording to the weakest.

    Example: `windhoek precedents --function gender-expertise --to secretary-general`
    """
    from windhoek.store.precedents import find

    opened = open_store(store)
    sought = _sought(example, theme or (), function or (), to or (), opened)
    answer, texts = find(opened, sought, date.today())
    if as_object:
        print_json(_object(answer, texts))
    elif as_csv:
        print(spreadsheet.text(tracing.spread(answer, texts)), end="")
    else:
        _print(printing.console(), answer, texts, whole)


def _sought(
    example: str | None,
    themes: Sequence[str],
    functions: Sequence[str],
    addressees: Sequence[str],
    store: Store,
) -> Sought:
    """What the person asks for; options narrow an example to codes of their own. Ends the command where it is nothing."""
    for option, column, given in (("theme", "themes", themes), ("function", "functions", functions)):
        known = tracing.names(column)
        for each in given:
            if each not in known:
                fail(f"There is no {option} {each}. There are {', '.join(known)}.")
    whom = tuple(map(_addressee, addressees))
    if not (example or themes or functions or whom):
        fail("Say what is asked: a paragraph, words of your own, or --theme, --function, --to.")
    from windhoek.store.precedents import NoExample
    from windhoek.store.precedents import sought as looked_for

    try:
        return looked_for(store, example or "", themes, functions, whom)
    except NoExample as wrong:
        fail(str(wrong))


def _addressee(given: str) -> str:
    known = (*tracing.names("addressees"), ANY_MISSION)
    if given.lower() in known:
        return given.lower()
    acronym = given.upper().removeprefix(MISSION.upper())
    if acronym in {row["acronym"] for row in facts.rows("missions")}:
        return MISSION + acronym
    fail(f"Nobody is called {given}. There are {', '.join(known)}, and the acronyms of missions.")


def _print(out: Console, answer: Precedents, texts: Mapping[Place, str], whole: bool) -> None:
    out.print(Text(_title(answer.sought), style="bold"))
    if answer.sought.words:
        out.print(
            Padding(
                Text(tracing.excerpt(answer.sought.words, "", _WORDS), style=printing.QUIET), (0, 0, 0, 2)
            )
        )
    if not answer.found:
        out.print("No paragraph of the record asks this. Leave out an option to look wider.")
        return
    counts = Counter(each.strength for each in answer.found)
    strengths = ", ".join(f"{counts[each]} {each}" for each in tracing.STRENGTHS if counts[each])
    out.print(
        f"{len(answer.found)} paragraphs in {len({each.symbol for each in answer.found})} documents: {strengths}."
    )
    for title, one in (("First ", answer.first), ("Latest", answer.latest)):
        if one:
            out.print(f"{title}  {one.date}  {one.name}, {one.verb}")
    _print_missions(out, answer)
    for strength, group in groupby(answer.found, key=lambda each: each.strength):
        ranked = list(group)
        out.print(Text(f"\n{strength.capitalize()}, {len(ranked)}", style="bold"))
        shown = ranked if whole else ranked[:_SHOWN]
        for each in shown:
            _print_one(out, each, texts.get(each.place, ""), whole)
        if len(shown) < len(ranked):
            out.print(Text(f"and {len(ranked) - len(shown)} more: --all", style=printing.QUIET))
    if not all(each.place in texts for each in answer.found):
        out.print("\nWhere no words stand, the text is not at hand. Bring it in with  windhoek ingest.")


def _title(sought: Sought) -> str:
    parts = [
        f"asked of {' or '.join(_whom(each) for each in sought.addressees)}"
        if sought.addressees
        else "asked of anybody",
        f"function {' or '.join(sought.functions)}" if sought.functions else "",
        f"theme {' or '.join(sought.themes)}" if sought.themes else "",
    ]
    head = f"Like {', '.join(filter(None, sought.place))}: " if sought.place else ""
    line = "; ".join(filter(None, parts))
    return head + line if head else line[0].upper() + line[1:]


def _whom(addressee: str) -> str:
    return "a mission" if addressee == ANY_MISSION else addressee.removeprefix(MISSION)


def _print_missions(out: Console, answer: Precedents) -> None:
    today = any(each.today for each in (*answer.have, *answer.never))
    lines = (
        (
            "In the mandate of",
            ", ".join(f"{_marked(each)} {each.paragraphs} ({each.latest[:4]})" for each in answer.have),
        ),
        ("Never in that of", ", ".join(map(_marked, answer.never))),
        ("No mandate text at hand of", _unknown(answer.unknown)),
    )
    out.print()
    for title, line in lines:
        out.print(Text(title, style=printing.LABEL).append(f"  {line or 'none'}", style="not bold default"))
    note = "Paragraphs (year of the latest); never: in no mandate text at hand since the first use."
    out.print(Text(note + (" * in force today" if today else ""), style=printing.QUIET))


def _unknown(missions: Sequence[Held]) -> str:
    """Those in force today by name; how many others."""
    today = [_marked(each) for each in missions if each.today]
    rest = len(missions) - len(today)
    return ", ".join([*today, *([f"{rest} that have ended"] if rest else [])])


def _marked(each: Held) -> str:
    return f"{each.mission}*" if each.today else each.mission


def _print_one(out: Console, each: Precedent, words: str, whole: bool) -> None:
    line = Text(f"{each.verb:12} ", style="bold").append(each.name, style=printing.LABEL)
    line.append(f"  {each.date}  {', '.join(each.missions)}".rstrip(), style=printing.QUIET)
    out.print(line)
    if words:
        out.print(
            Padding(
                Text(words if whole else tracing.excerpt(words, each.verb, _WORDS)),
                (0, 0, 0, 2),
                expand=False,
            )
        )
    if each.shared:
        out.print(
            Padding(
                Text(f"shares: {', '.join(each.shared[:8])}", style=printing.QUIET),
                (0, 0, 0, 2),
                expand=False,
            )
        )


def _object(answer: Precedents, texts: Mapping[Place, str]) -> dict[str, Any]:
    return {
        **asdict(answer),
        "found": [{**asdict(each), "text": texts.get(each.place)} for each in answer.found],
        "first": answer.first.name if answer.first else None,
        "latest": answer.latest.name if answer.latest else None,
    }
