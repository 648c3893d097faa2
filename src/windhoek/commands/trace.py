"""`windhoek trace` and `windhoek compare`: what was asked of a mission on a day, and what became of a mandate's paragraphs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from windhoek.commands.common import Json, StoreAt, day_of, fail, open_store, print_json
from windhoek.document import Code, Document
from windhoek.publishing import traced
from windhoek.reading import read as read_file
from windhoek.register.read import Row
from windhoek.tracing.asked import HOW, Asked, How, asked
from windhoek.tracing.compare import VERDICTS, Pair, changes
from windhoek.tracing.compare import compare as compare_documents

#: So many unchanged words are shown on either side of a change.
_AROUND = 8
_TITLES: dict[How, str] = {
    "own": "Asked in the resolution in force",
    "reference": "Asked earlier, and kept by reference",
    "extended": "Tasks of earlier mandates, extended and neither cited nor replaced",
    "all missions": "Asked of all missions by the resolutions on women, peace and security",
}

Coded = tuple[Document, Mapping[str, Code]]


def trace(
    mission: Annotated[str, typer.Argument(help="Acronym, such as UNAMID.", show_default=False)],
    on: Annotated[
        str, typer.Option("--on", metavar="DAY", help="A day such as 2013-06-30.", show_default=False)
    ],
    store: StoreAt = None,
    as_object: Json = False,
) -> None:
    """Print what the Council asked of a mission on women, peace and security, as it was in force on a day.

    Example: `windhoek trace UNAMID --on 2013-06-30`
    """
    name = mission.upper()
    if name not in {row["acronym"] for row in facts.rows("missions")}:
        fail(f"No mission is called {mission}. `windhoek register show missions` lists them.")
    from windhoek.store.record import texts as mandate_texts

    texts = mandate_texts(open_store(store), [name])
    answer = asked(name, day_of(on), texts)
    if as_object:
        print_json(traced.trace(answer, texts))
        return
    before, pairs = traced.against(answer, texts)
    out = printing.console()
    out.print(Text(f"{name} on {answer.day}", style="bold"))
    _print_act(out, answer.act, name)
    for how in HOW:
        found = [each for each in answer.asked if each.how == how]
        if found:
            out.print(Text(f"\n{_TITLES[how]}", style="bold"))
        for each in found:
            _print_asked(out, each)
    if before and answer.act:
        out.print(Text(f"\n{answer.act['symbol']} against {before}", style="bold"))
        old, new = texts.codes(before), texts.codes(answer.act["symbol"])
        relevant = [pair for pair in pairs if traced.code_of(pair, old, new)]
        _print_table(out, relevant, old, new)
        if not relevant:
            out.print("No paragraph of either asks anything on women, peace and security.")
    if any(not each.text for each in answer.asked):
        out.print(
            "\nWithout the words of paragraphs whose texts are not at hand. Bring them in with  windhoek ingest."
        )
    if answer.missing:
        out.print(
            f"\nThe text is not at hand of {', '.join(answer.missing)}: what it keeps of earlier mandates, and since when"
            " it asks, is not known from it. Bring it in with  windhoek ingest."
        )


def compare(
    before: Annotated[str, typer.Argument(help="A symbol or a file.", show_default=False)],
    after: Annotated[str, typer.Argument(help="A symbol or a file.", show_default=False)],
    store: StoreAt = None,
    as_object: Json = False,
) -> None:
    """Compare two texts paragraph by paragraph: kept, reworded, new or gone, with the words that changed.

    Example: `windhoek compare "S/RES/2063 (2012)" "S/RES/2113 (2013)"`
    """
    (old, old_codes), (new, new_codes) = (_document(name, store) for name in (before, after))
    if old.language != new.language:
        fail(f"{before} is in {old.language}, {after} in {new.language}. Compare texts of one language.")
    pairs = compare_documents(old, new)
    if as_object:
        print_json(
            {
                "before": old.name,
                "after": new.name,
                "pairs": [traced.pair_object(pair, old_codes, new_codes) for pair in pairs],
            }
        )
        return
    out = printing.console()
    out.print(Text(f"{new.name} against {old.name}", style="bold"))
    counts = ", ".join(f"{sum(p.verdict == verdict for p in pairs)} {verdict}" for verdict in VERDICTS)
    out.print(f"{counts}.")
    out.print("* on women, peace and security; ~ with other numbers, dates, names of resolutions or signs\n")
    _print_table(out, pairs, old_codes, new_codes)
    for pair in pairs:
        if pair.verdict == "reworded" and pair.before and pair.after:
            out.print()
            star = " *" if traced.code_of(pair, old_codes, new_codes) else ""
            out.print(Text(f"{pair.before.label} → {pair.after.label}{star}", style=printing.LABEL))
            out.print(Padding(_marked(pair.before.text, pair.after.text), (0, 0, 0, 2), expand=False))


def _document(name: str, store: str | None) -> Coded:
    """A document by file or symbol, with its codes by label."""
    if Path(name).is_file():
        found = read_file(name)
        return found, {each.unit: each for each in code_units(found)}
    from windhoek.store import queries
    from windhoek.store.loading import load

    opened = open_store(store)
    row = queries.find(opened, name)
    if row is None:
        fail(f"{name} is no file and not in the store. Bring it in with  windhoek ingest, or give its file.")
    found, _, codes = load(opened, row)
    return found, {each.unit: each for each in codes}


def _print_act(out: Console, act: Row | None, mission: str) -> None:
    if act is None:
        out.print(f"No act on the mandate of {mission} that is at hand covers the day.")
        return
    until = f", until {act['until']}" if act["until"] else ""
    out.print(Text(f"Mandate: {act['symbol']}, {act['unit']}, of {act['date']}{until}", style=printing.QUIET))


def _print_asked(out: Console, each: Asked) -> None:
    head = Text(f"{each.symbol}, {each.unit}", style=printing.LABEL)
    if each.since and each.since_symbol != each.symbol:
        head.append(f"  since {each.since} ({each.since_symbol}, {each.since_unit})", style=printing.QUIET)
    elif each.since:
        head.append(f"  since {each.since}", style=printing.QUIET)
    out.print(head)
    lines = list(printing.asked(each.code)) if each.how != "all missions" and each.text else _in_short(each)
    lines.append(Text(", ".join((*each.code.themes, *each.code.functions)), style=printing.QUIET))
    if each.via:
        lines.append(Text(f"kept by {each.via}", style=printing.QUIET))
    for line in filter(None, lines):
        out.print(Padding(line, (0, 0, 0, 2), expand=False))


def _in_short(each: Asked) -> list[Text]:
    """The register's words for a paragraph, where it has some; then verbs and addressees."""
    asks = [
        f"{one.verb} ({one.strength}) → {', '.join(one.addressees) or 'nobody named'}"
        for one in each.code.commitments
    ] or [f"{each.code.strength} → {', '.join(each.code.addressees) or 'nobody named'}"]
    return [*([Text(each.text)] if each.text else []), *map(Text, dict.fromkeys(asks))]


def _print_table(
    out: Console, pairs: Sequence[Pair], old: Mapping[str, Code], new: Mapping[str, Code]
) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in ("", "Before", "After", "Themes"):
        table.add_column(column, no_wrap=column != "Themes", overflow="fold")
    for pair in pairs:
        coded = traced.code_of(pair, old, new)
        table.add_row(
            f"{'*' if coded else ' '} {pair.verdict}{_numbers(pair)}",
            pair.before.label if pair.before else "",
            pair.after.label if pair.after else "",
            ", ".join(coded.themes) if coded else "",
        )
    out.print(table)


def _numbers(pair: Pair) -> str:
    """A sign where a unit that is kept has other numbers, dates, names or punctuation."""
    differs = pair.verdict == "kept" and pair.before and pair.after and pair.before.text != pair.after.text
    return " ~" if differs else ""


def _marked(before: str, after: str) -> Text:
    """The later text with [-what went-] and {+what came+}, and what stayed left out in the middle."""
    shown = Text()
    found = changes(before, after)
    for at, change in enumerate(found):
        if (
            change.before.split() == change.after.split()
            or change.before.casefold() == change.after.casefold()
        ):
            words = change.after.split(" ")
            if len(words) > 2 * _AROUND + 1:
                head = " ".join(words[:_AROUND]) + " " if at else ""
                tail = " " + " ".join(words[-_AROUND:]) if at < len(found) - 1 else ""
                shown.append(f"{head}…{tail}")
            else:
                shown.append(change.after)
            continue
        for run, marks, style in ((change.before, "[--]", "red"), (change.after, "{++}", "green")):
            if run.strip():
                shown.append(f"{marks[:2]}{run.strip()}{marks[2:]}", style=style)
                shown.append(" " if run != run.rstrip() or run is change.before else "")
    return shown
