"""`windhoek search` and `windhoek show`: what the store holds."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer
from rich.text import Text

from windhoek import printing
from windhoek.commands import speeches
from windhoek.commands.common import Json, StoreAt, codebook_object, fail, open_store, print_json
from windhoek.publishing import as_json


def search(
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS…", show_default=False)] = None,
    kind: Annotated[
        list[str] | None, typer.Option(show_default=False, help="resolution, report, speech …")
    ] = None,
    year: Annotated[list[str] | None, typer.Option(show_default=False, help="2000")] = None,
    body: Annotated[list[str] | None, typer.Option(show_default=False, help="Security Council …")] = None,
    language: Annotated[list[str] | None, typer.Option(show_default=False, help="ar en es fr ru zh")] = None,
    theme: Annotated[list[str] | None, typer.Option(show_default=False, help="participation, ddr …")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many to print.")] = 10,
    store: StoreAt = None,
    as_object: Json = False,
) -> None:
    """Find paragraphs by their words; all words must be there, "quoted ones" together, -word must not.

    Example: `windhoek search women mediators --year 2015 --theme peace-processes`
    """
    from windhoek.store import index

    opened = open_store(store)
    asked = " ".join(words or ())
    filters = {
        name: values
        for name, values in (
            ("kind", kind),
            ("year", year),
            ("body", body),
            ("language", language),
            ("theme", theme),
        )
        if values
    }
    index.ensure(opened)
    everything = index.search(opened, limit=0).counts if filters else {}
    for name, values in filters.items():
        unknown = [value for value in values if value not in everything[name]]
        if unknown:
            known = ", ".join(sorted(everything[name])) or "nothing"
            fail(f"--{name} {unknown[0]}: the store has none. It has {known}.")
    found = index.search(opened, asked, filters=filters, limit=limit)
    if as_object:
        print_json(as_json.results(found))
        return
    out = printing.console()
    plural = "paragraph" if found.total == 1 else "paragraphs"
    out.print(f"{found.total:,} {plural}, {found.milliseconds:.0f} ms")
    for hit in found.hits:
        shown = Text(hit.unit.text)
        for start, end in hit.spans:
            shown.stylize(printing.FOUND, start, end)
        document = hit.unit.document
        name = f"{document.symbol}, {document.part}" if document.part else document.symbol
        printing.hit(out, name, hit.unit.label, document.date, shown, as_json.themes(hit.unit))


def show(
    symbol: Annotated[str, typer.Argument(metavar="SYMBOL", show_default=False)],
    label: Annotated[str | None, typer.Argument(metavar="[LABEL]", show_default=False)] = None,
    language: Annotated[str | None, typer.Option(show_default=False, help="ar en es fr ru zh")] = None,
    store: StoreAt = None,
    as_object: Json = False,
) -> None:
    """Print a stored document, or one paragraph with its codes, what it cites and who cites it.

    Example: `windhoek show "S/RES/1325 (2000)" OP4`
    """
    from windhoek.store import codebooks, queries
    from windhoek.store.extracts import Spoken, spoken
    from windhoek.store.loading import load

    opened = open_store(store)
    row = queries.find(opened, symbol, language)
    if row is None:
        fail(
            f"{symbol} is not in the store. Search for it with  windhoek search, or bring it in with  windhoek ingest."
        )
    unit = queries.unit(opened, row, label) if label else None
    if label and unit is None:
        fail(f'{row.symbol} has no paragraph {label}. See its labels with  windhoek show "{row.symbol}".')
    document, citations, codes = load(opened, row, unit.label if unit else None)
    citing = queries.cited_by(
        opened, row.symbol, unit.label if unit else "", part=row.part, language=language
    )
    said = spoken(opened, row) if unit is None else Spoken()
    if as_object:
        out = as_json.document(document, citations, codes)
        out |= as_json.spoken(said.speakers, said.extracts)
        out["cited_by"] = [asdict(each) for each in citing]
        out["codebook"] = codebook_object(codebooks.remembered(opened))
        print_json(out)
        return
    console = printing.console()
    printing.document(console, document)
    printing.units(console, document.units, codes={each.unit: each for each in codes})
    if codes:
        notes = {rule.name: rule.note for rule in codebooks.coded_by(opened).rules}
        printing.explained(console, codes, notes)
    speeches.show(console, said.speakers, said.extracts)
    if citations:
        console.print(Text("\nCites", style="bold"))
        printing.citations(console, citations)
    if citing:
        console.print(Text("\nCited by", style="bold"))
        for each in citing:
            console.print(f"{each.name} {each.unit}  {each.date}")
