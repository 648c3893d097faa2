"""`windhoek rules`: the rules of the codebook, and how often each is used."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from windhoek import printing
from windhoek.commands.common import CodebookAt, Json, StoreAt, codebook_object, fail, open_store, print_json
from windhoek.document import LANGUAGES


def rules(
    language: Annotated[
        str | None,
        typer.Option(show_default=False, help="Count in one language only: ar en es fr ru zh"),
    ] = None,
    store: StoreAt = None,
    codebook: CodebookAt = None,
    as_object: Json = False,
) -> None:
    """List the rules of the codebook with their notes, how often each is used in the store, and in how many documents.

    A document counts once, in however many languages it is stored. A rule used in one document only is marked.

    Example: `windhoek rules --language fr`
    """
    from windhoek.coding.codebook import load_files
    from windhoek.store import codebooks
    from windhoek.store.firings import Fired, firings

    if language and language not in LANGUAGES:
        fail(f"--language {language}: there is no such language here. It is one of {', '.join(LANGUAGES)}.")
    opened = open_store(store)
    kept = codebooks.remembered(opened)
    book = load_files(codebooks.chosen(opened, codebook)) if codebook else codebooks.coded_by(opened)
    files = book.files
    fired = firings(opened, language or "")
    listed = [(rule, fired.get(rule.name, Fired())) for rule in book.rules]
    if as_object:
        print_json(
            {
                "codebook": codebook_object(files),
                "counted_by": codebook_object(kept),
                "language": language or "",
                "rules": [
                    {
                        "rule": rule.name,
                        "note": rule.note,
                        "relevant": rule.relevant,
                        "themes": list(rule.themes),
                        "functions": list(rule.functions),
                        "units": found.units,
                        "documents": found.documents,
                    }
                    for rule, found in listed
                ],
            }
        )
        return
    out = printing.console()
    for rule, found in listed:
        row = Table.grid(padding=(0, 2, 0, 0), expand=True)
        row.add_column(ratio=1)
        row.add_column(justify="right", no_wrap=True)
        row.add_row(Text(rule.name, style=printing.LABEL), _count(found.units, found.documents))
        out.print(row)
        out.print(Padding(Text(rule.note, style=printing.QUIET), (0, 0, 0, 4)))
    told = codebooks.told(opened)
    out.print(f"\n{len(listed)} rules of {files.folder or 'the shipped codebook'}.")
    if files.digest != kept.digest:
        out.print(
            f"The store is coded by another, {kept.folder or 'the shipped one'}, and the numbers are of that. To code it by "
            "this one:  windhoek recode --codebook DIR"
        )
    elif told.behind:
        out.print(f"{told.behind:,} documents are yet to be coded by it:  windhoek recode")


def _count(units: int, documents: int) -> Text:
    if not units:
        return Text("never used", style="bold")
    shown = Text(f"{units:,} in {documents:,} document{'s' if documents != 1 else ''}")
    return shown.append(" !", style="bold") if documents == 1 else shown
